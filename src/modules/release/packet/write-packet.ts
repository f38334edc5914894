import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { derivePacketPlan, type PacketPlan, type PlannedPart } from './derive-packet-plan.ts';
import { LINES_PER_INDEX_PAGE, rowLines } from './draw-index.ts';
import { EmbeddedFont } from './embedded-font.ts';
import { openOriginal } from './open-original.ts';
import {
  PacketRefused,
  type AssembledPacket,
  type NotAssembled,
  type PacketInput,
  type PacketManifest,
  type PageEntry,
  type Unusable,
} from './packet-input.ts';
import { PageDigests } from './page-digest.ts';
import { PdfReader } from './pdf-reader.ts';
import { PdfWriter } from './pdf-writer.ts';
import { Qpdf } from './run-qpdf.ts';
import { VolumeWriter, type BodyPage } from './volume-writer.ts';

export interface PacketProgress {
  /** The document being read: when this process has to be ended, it is the one to blame. */
  readonly documentId?: string;
  readonly pages: number;
  readonly of: number;
}

/**
 * Writes the volumes of a packet as `volume-N.pdf` into `folder`, where the documents' files already lie. Runs in a
 * process of its own (see assemble.ts): what strangers sent is read here.
 */
export async function writePacket(
  input: PacketInput,
  folder: string,
  tell: (progress: PacketProgress) => void = () => {},
): Promise<AssembledPacket> {
  const plan = planOf(input, folder);
  const qpdf = new Qpdf(folder);
  const problems: NotAssembled[] = [];
  const fromImages: NotAssembled[] = [];
  const missing = new Set<string>();
  const volumes: PacketManifest['volumes'][number][] = [];
  const entries: PageEntry[] = [];
  let done = 0;

  for (const planned of plan.volumes) {
    const file = `volume-${planned.volume}.pdf`;
    const path = join(folder, file);
    rmSync(path, { force: true });
    const volume = new VolumeWriter(path, folder, input, plan, planned);
    for (const part of [...(planned.lead === undefined ? [] : [planned.lead]), ...planned.parts]) {
      tell({ documentId: part.document.documentId, pages: done, of: plan.pages });
      const before = done;
      const result = await writePart(volume, qpdf, folder, part, (page) =>
        tell({ documentId: part.document.documentId, pages: before + page, of: plan.pages }),
      );
      if ('reason' in result) problems.push({ documentId: part.document.documentId, reason: result.reason });
      else if (result.because !== undefined)
        fromImages.push({ documentId: part.document.documentId, reason: result.because });
      done += part.pages;
    }
    // One document without usable pages stops the packet, but all are tried, so that one answer names them all.
    if (problems.length > 0) {
      volume.abandon();
      continue;
    }
    const written = volume.end();
    for (const char of written.missing) missing.add(char);
    entries.push(...readBack(path, written.pages, planned.volume));
    const sealed = input.passcode === undefined ? written : await encrypt(qpdf, folder, file, input.passcode);
    volumes.push({
      volume: planned.volume,
      file,
      sha256: sealed.sha256,
      bytes: sealed.bytes,
      firstPage: planned.firstPage,
      lastPage: planned.lastPage,
    });
  }
  if (problems.length > 0) {
    for (const { volume } of plan.volumes) rmSync(join(folder, `volume-${volume}.pdf`), { force: true });
    return { state: 'needs-images', documents: problems };
  }
  tell({ pages: plan.pages, of: plan.pages });
  const numbers = entries.flatMap(({ bates }) => bates ?? []);
  const [first, last] = [numbers[0], numbers.at(-1)];
  const manifest: PacketManifest = {
    packetNumber: input.packetNumber,
    pages: plan.pages,
    volumes,
    entries,
    ...(input.files === undefined
      ? {}
      : { files: input.files.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 })) }),
    ...(first === undefined || last === undefined ? {} : { bates: { first, last } }),
  };
  return { state: 'assembled', manifest, fromImages, missingCharacters: [...missing].sort() };
}

/** The index's rows are measured with the fonts they will be printed in; this scratch writer is thrown away. */
function planOf(input: PacketInput, folder: string): PacketPlan {
  const path = join(folder, 'measure.tmp');
  rmSync(path, { force: true });
  const scratch = new PdfWriter(path);
  try {
    const fonts = { regular: new EmbeddedFont(scratch, 'regular'), bold: new EmbeddedFont(scratch, 'bold') };
    return derivePacketPlan(
      input,
      (document) => rowLines(fonts, document, input.bates !== undefined),
      LINES_PER_INDEX_PAGE,
    );
  } finally {
    scratch.abandon();
    rmSync(path, { force: true });
  }
}

type Written = { readonly because?: Unusable } | { readonly reason: Unusable };

async function writePart(
  volume: VolumeWriter,
  qpdf: Qpdf,
  folder: string,
  part: PlannedPart,
  onPage: (page: number) => void,
): Promise<Written> {
  const { document } = part;
  if (document.original === undefined && document.images === undefined)
    throw new PacketRefused('no-source', document.documentId);
  // What is redacted has one way out. If that fails nothing else is tried: every other way would show it whole.
  if (document.redaction !== undefined) {
    let page = 0;
    try {
      await volume.addRedacted(folder, part, () => onPage(page++));
      return {};
    } catch {
      return { reason: 'redaction' };
    }
  }
  let because: Unusable | undefined;
  if (document.original !== undefined) {
    const opened = await openOriginal(qpdf, folder, document.original, document.pages);
    if ('reader' in opened) {
      try {
        volume.addFrom(opened.reader, part);
        return {};
      } catch {
        // Copying began: the volume holds objects that no page names, and no page of this document.
        because = 'damaged';
      } finally {
        opened.reader.close();
      }
    } else because = opened.unusable;
  }
  const images = document.images;
  if (images === undefined || images.length !== document.pages) return { reason: because ?? 'images' };
  const wanted = images.slice(part.fromDocumentPage - 1, part.fromDocumentPage - 1 + part.pages);
  try {
    await volume.addImages(
      wanted.map((image) => join(folder, image)),
      part,
    );
  } catch {
    return { reason: 'images' };
  }
  return because === undefined ? {} : { because };
}

/** Reads the finished volume from disk as a recipient would: every page must be there, and its digest is of what lies there. */
function readBack(path: string, pages: readonly BodyPage[], volume: number): PageEntry[] {
  const reader = PdfReader.open(path);
  try {
    const found = reader.pages();
    if (found.length !== pages.length) throw new Error('the volume read back has another number of pages');
    const digests = new PageDigests(reader);
    return pages.map((page, index) => ({
      ...page,
      volume,
      digest: digests.of(found[index] as (typeof found)[number]),
    }));
  } finally {
    reader.close();
  }
}

/** AES-256 (PDF 2.0, revision 6). The owner password is random and forgotten: only the recipient's passcode opens it. */
async function encrypt(
  qpdf: Qpdf,
  folder: string,
  file: string,
  passcode: string,
): Promise<{ sha256: string; bytes: number }> {
  const sealed = `${file}.sealed`;
  const owner = randomBytes(24).toString('base64url');
  const { code } = await qpdf.run([
    `/w/${file}`,
    '--stream-data=preserve',
    // Named, because either may begin with a dash.
    '--encrypt',
    `--user-password=${passcode}`,
    `--owner-password=${owner}`,
    '--bits=256',
    '--',
    `/w/${sealed}`,
  ]);
  if (code !== 0) throw new Error('the packet could not be encrypted');
  renameSync(join(folder, sealed), join(folder, file));
  return { sha256: await sha256Of(join(folder, file)), bytes: statSync(join(folder, file)).size };
}

export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer); // a stream without encoding gives Buffers
  return hash.digest('hex');
}
