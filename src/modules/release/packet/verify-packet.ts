import { readSeal, type SealState } from '../seal/read-seal.ts';
import { copyFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { PacketManifest } from './packet-input.ts';
import { PageDigests } from './page-digest.ts';
import { PdfReader } from './pdf-reader.ts';
import { PdfNumber, PdfString } from './pdf-values.ts';
import { decodeText, filesIn } from './read-attached.ts';
import { Qpdf } from './run-qpdf.ts';
import { sha256Of } from './write-packet.ts';

export interface Verification {
  readonly pages: number;
  readonly verified: number;
  readonly mismatches: readonly Mismatch[];
  /** Of each file that was given. */
  readonly seals: readonly VolumeSeal[];
}

export interface VolumeSeal {
  readonly volume: number;
  /** missing: the packet was sealed and this file bears no seal. */
  readonly state: SealState['state'] | 'missing';
  readonly fingerprint?: string;
}

export interface Mismatch {
  readonly volume: number;
  readonly page?: number;
  /** A file attached to the volume. */
  readonly file?: string;
  /**
   * changed: the page shows something else. missing: it is gone. added: it was never in the packet. unreadable: the file
   * does not open (with this passcode). rewritten: every page is right, but the file is not the one that was released.
   */
  readonly reason: 'changed' | 'missing' | 'added' | 'unreadable' | 'rewritten';
}

/**
 * Compares a packet's files, in the order of its volumes, with the manifest kept when it was made. A file with the same
 * SHA-256 is right as a whole; of any other, each page is compared by what it shows.
 * @param folder a private folder for working copies; the files themselves are only read.
 */
export async function verifyPacketHere(
  files: readonly string[],
  manifest: PacketManifest,
  folder: string,
  passcode?: string,
  certificates: readonly string[] = [],
): Promise<Verification> {
  const seals: VolumeSeal[] = [];
  const mismatches: Mismatch[] = [];
  let verified = 0;
  for (const volume of manifest.volumes) {
    const entries = manifest.entries.filter((entry) => entry.volume === volume.volume);
    const file = files[volume.volume - 1];
    if (file !== undefined) seals.push({ volume: volume.volume, ...(await sealOf(file, manifest, certificates)) });
    if (file !== undefined && (await sha256Of(file)) === volume.sha256) {
      verified += entries.length;
      continue;
    }
    const shown = file === undefined ? undefined : await shownBy(file, folder, passcode);
    if (shown === undefined) {
      mismatches.push({ volume: volume.volume, reason: file === undefined ? 'missing' : 'unreadable' });
      continue;
    }
    const { digests, files: attached } = shown;
    const wrong = entries.flatMap(({ page, digest }, index): Mismatch[] => {
      const found = digests[index];
      return found === digest
        ? []
        : [{ volume: volume.volume, page, reason: found === undefined ? 'missing' : 'changed' }];
    });
    verified += entries.length - wrong.length;
    const added = digests
      .slice(entries.length)
      .map((_, index): Mismatch => ({ volume: volume.volume, page: volume.lastPage + index + 1, reason: 'added' }));
    const all = [...wrong, ...added, ...wrongFiles(volume.volume, manifest, attached)];
    mismatches.push(...(all.length > 0 ? all : [{ volume: volume.volume, reason: 'rewritten' as const }]));
  }
  return { pages: manifest.pages, verified, mismatches, seals };
}

async function sealOf(
  file: string,
  manifest: PacketManifest,
  certificates: readonly string[],
): Promise<Omit<VolumeSeal, 'volume'>> {
  const seal = await readSeal(file, certificates);
  return seal.state === 'none' && manifest.seal !== undefined ? { state: 'missing' } : seal;
}

/** The packet number a file says it has: where to look for its manifest. It proves nothing by itself. */
export async function packetNumberOf(
  file: string,
  folder: string,
  passcode?: string,
): Promise<{ packetNumber: string; volume: number } | undefined> {
  return withPlain(file, folder, passcode, (reader) => {
    const info = reader.dict(reader.trailer.get('Info'));
    const number = reader.resolve(info?.get('ChartkeeperPacket'));
    const volume = reader.resolve(info?.get('ChartkeeperVolume'));
    if (!(number instanceof PdfString) || !(volume instanceof PdfNumber)) return undefined;
    return { packetNumber: decodeText(number.bytes), volume: volume.value };
  });
}

function wrongFiles(volume: number, manifest: PacketManifest, found: ReadonlyMap<string, string>): Mismatch[] {
  const released = new Map(volume === 1 ? manifest.files?.map(({ name, sha256 }) => [name, sha256]) : []);
  const gone = [...released].flatMap(([file, sha256]): Mismatch[] => {
    const now = found.get(file);
    return now === sha256 ? [] : [{ volume, file, reason: now === undefined ? 'missing' : 'changed' }];
  });
  const added = [...found.keys()].filter((file) => !released.has(file));
  return [...gone, ...added.map((file): Mismatch => ({ volume, file, reason: 'added' }))];
}

interface Shown {
  /** Of the pages, in their order. */
  readonly digests: readonly string[];
  /** Name of an attached file -> SHA-256 in hex. */
  readonly files: ReadonlyMap<string, string>;
}

async function shownBy(file: string, folder: string, passcode?: string): Promise<Shown | undefined> {
  return withPlain(file, folder, passcode, (reader) => {
    const digests = new PageDigests(reader);
    return { digests: reader.pages().map((page) => digests.of(page)), files: filesIn(reader) };
  });
}

/** qpdf opens whatever it is given and writes it plainly, without touching what the streams hold. */
async function withPlain<T>(
  file: string,
  folder: string,
  passcode: string | undefined,
  read: (reader: PdfReader) => T,
): Promise<T | undefined> {
  const copy = `verify-${basename(file)
    .replace(/[^A-Za-z0-9.-]/g, '_')
    .slice(-40)}`;
  const [source, plain] = [join(folder, `${copy}.in`), join(folder, `${copy}.out`)];
  copyFileSync(file, source);
  try {
    const password = passcode === undefined ? [] : [`--password=${passcode}`];
    const { code } = await new Qpdf(folder).run([
      ...password,
      '--decrypt',
      '--object-streams=disable',
      '--stream-data=preserve',
      `/w/${copy}.in`,
      `/w/${copy}.out`,
    ]);
    if (code !== 0 && code !== 3) return undefined;
    const reader = PdfReader.open(plain);
    try {
      return read(reader);
    } finally {
      reader.close();
    }
  } catch {
    return undefined;
  } finally {
    rmSync(source, { force: true });
    rmSync(plain, { force: true });
  }
}
