import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { signatureDict } from '../seal/reserved-place.ts';
import { batesNumber } from './bates-number.ts';
import { PageCopier, type PageForm } from './copy-page.ts';
import type { PacketPlan, PlannedPart, PlannedVolume } from './derive-packet-plan.ts';
import { drawCertification } from './draw-certification.ts';
import { drawCover, volumeName } from './draw-cover.ts';
import { drawIndexPage } from './draw-index.ts';
import { drawStamp, scaleOf, type Stamp } from './draw-stamp.ts';
import { EmbeddedFont } from './embedded-font.ts';
import { embedImage } from './embed-image.ts';
import type { PacketInput, PageEntry } from './packet-input.ts';
import { PageCanvas, type Fonts } from './page-canvas.ts';
import { BAND, LETTER } from './page-frame.ts';
import type { PdfReader } from './pdf-reader.ts';
import { codesOn } from './redaction/places-on.ts';
import { dict, name, num, numText, PdfString, text, type PdfRef, type PdfValue } from './pdf-values.ts';
import { PdfWriter } from './pdf-writer.ts';

export type BodyPage = Omit<PageEntry, 'digest' | 'volume'>;

/** Kids of one node of the page tree: viewers find a page in a long volume without reading all of it. */
const KIDS = 64;

/** Writes one volume: pages as they come, then fonts, outline, page tree. */
export class VolumeWriter {
  private readonly writer: PdfWriter;
  private readonly fonts: Fonts;
  private readonly resources: PdfRef;
  private readonly pages = new Map<number, { ref: PdfRef; parent: PdfRef; entry: BodyPage }>();
  private readonly nodes: PdfRef[] = [];
  private readonly missing = new Set<string>();
  /** Named by the cover before it is written. */
  private readonly sealField: PdfRef | undefined;

  constructor(
    path: string,
    private readonly folder: string,
    private readonly input: PacketInput,
    private readonly plan: PacketPlan,
    private readonly volume: PlannedVolume,
  ) {
    this.writer = new PdfWriter(path);
    this.fonts = { regular: new EmbeddedFont(this.writer, 'regular'), bold: new EmbeddedFont(this.writer, 'bold') };
    this.resources = this.writer.add(dict({ FR: this.fonts.regular.ref, FB: this.fonts.bold.ref }));
    this.sealField = input.seal === undefined ? undefined : this.writer.reserve();
  }

  /** All or nothing: a document of which one page cannot be copied gets none from this source. */
  addFrom(reader: PdfReader, part: PlannedPart): void {
    const copier = new PageCopier(reader, this.writer);
    const chosen = reader.pages().slice(part.fromDocumentPage - 1, part.fromDocumentPage - 1 + part.pages);
    this.addForms(
      chosen.map((page) => copier.copy(page)),
      part,
    );
  }

  async addImages(paths: readonly string[], part: PlannedPart): Promise<void> {
    const forms: PageForm[] = [];
    for (const path of paths) forms.push(await embedImage(this.writer, path));
    this.addForms(forms, part);
  }

  /** The document's pages as pictures, with their places blacked out; all or nothing too. */
  async addRedacted(folder: string, part: PlannedPart, onPage: () => void): Promise<void> {
    const { writer, fonts } = this;
    // Most packets need none of it, and loading PDFium and sharp takes a tenth of a second.
    const { redactedPages } = await import('./redaction/redacted-pages.ts');
    this.addForms(
      await redactedPages(
        { writer, font: fonts.regular, folder, document: part.document },
        { from: part.fromDocumentPage, count: part.pages },
        onPage,
      ),
      part,
    );
  }

  end(): { sha256: string; bytes: number; pages: BodyPage[]; missing: Set<string> } {
    this.addFront();
    const { first, last } = { first: this.volume.firstPage, last: this.volume.lastPage };
    const ordered = Array.from({ length: last - first + 1 }, (_, index) => this.pages.get(first + index));
    if (ordered.some((page) => page === undefined)) throw new Error('a planned page was not written');
    const pages = ordered as { ref: PdfRef; parent: PdfRef; entry: BodyPage }[]; // none is undefined
    this.fonts.regular.finish();
    this.fonts.bold.finish();
    const tree = this.pageTree(pages.map(({ ref }) => ref));
    const outline = this.outline();
    const form = this.writeSeal(pages[0]?.ref);
    const attached = this.attach();
    const title = `Records packet ${volumeName(this.input, this.plan, this.volume)}`;
    const root = this.writer.add(
      dict({
        Type: name('Catalog'),
        Pages: tree,
        Outlines: outline,
        AcroForm: form,
        ...attached,
        PageMode: name('UseOutlines'),
        Lang: new PdfString(Buffer.from('en-US')),
        ViewerPreferences: dict({ DisplayDocTitle: true }),
        PageLabels: dict({ Nums: [num(0), dict({ S: name('D'), St: num(first) })] }),
      }),
    );
    const info = this.writer.add(
      dict({
        Title: text(title),
        Producer: text('Chartkeeper'),
        ChartkeeperPacket: text(this.input.packetNumber),
        ChartkeeperVolume: num(this.volume.volume),
      }),
    );
    const { sha256, bytes } = this.writer.end({ root, info, id: this.identity() });
    return { sha256, bytes, pages: pages.map(({ entry }) => entry), missing: this.missing };
  }

  /** Files of the packet, in its first volume: named in the catalogue, and associated with the whole (ISO 32000-2, 14.13). */
  private attach(): { Names?: PdfValue; AF?: PdfValue } {
    const files = this.volume.volume === 1 ? (this.input.files ?? []) : [];
    if (files.length === 0) return {};
    const named = files
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .map((file): [PdfString, PdfRef] => {
        const content = readFileSync(join(this.folder, file.stored));
        const stream = this.writer.addContent(
          content,
          dict({
            Type: name('EmbeddedFile'),
            Subtype: name(file.mediaType),
            Params: dict({ Size: num(content.length) }),
          }),
        );
        const spec = this.writer.add(
          dict({
            Type: name('Filespec'),
            F: new PdfString(Buffer.from(file.name, 'latin1')),
            UF: text(file.name),
            Desc: text(file.description),
            AFRelationship: name('Data'),
            EF: dict({ F: stream, UF: stream }),
          }),
        );
        return [new PdfString(Buffer.from(file.name, 'latin1')), spec];
      });
    return {
      Names: dict({ EmbeddedFiles: dict({ Names: named.flat() }) }),
      AF: named.map(([, spec]) => spec),
    };
  }

  /** A signature field without a picture, on the cover; what is in it comes when the file lies finished. */
  private writeSeal(cover: PdfRef | undefined): PdfValue | undefined {
    const { input, sealField } = this;
    if (input.seal === undefined || sealField === undefined) return undefined;
    const signature = this.writer.add(signatureDict(input.seal));
    this.writer.write(
      sealField,
      dict({
        Type: name('Annot'),
        Subtype: name('Widget'),
        FT: name('Sig'),
        T: text('Seal'),
        V: signature,
        // Print, locked
        F: num(132),
        Rect: [num(0), num(0), num(0), num(0)],
        P: cover,
      }),
    );
    return dict({ Fields: [sealField], SigFlags: num(3) });
  }

  abandon(): void {
    this.writer.abandon();
  }

  private addForms(forms: readonly PageForm[], part: PlannedPart): void {
    const { document } = part;
    forms.forEach((form, index) => {
      const page = part.first + index;
      const documentPage = part.fromDocumentPage + index;
      const isLead = part === this.volume.lead;
      const series = isLead ? undefined : this.input.bates;
      const bates = series === undefined ? undefined : batesNumber(series, series.first + part.recordPage + index);
      const redacted = codesOn(document, documentPage);
      const of = isLead ? 'letter of the requester' : `document ${part.number}`;
      const source = `${of}, page ${documentPage} of ${document.pages}`;
      const entry: BodyPage = {
        page,
        kind: 'document',
        documentId: document.documentId,
        documentPage,
        sourceSha256: document.sourceSha256,
        ...(bates === undefined ? {} : { bates }),
        ...(redacted.length === 0 ? {} : { redacted }),
      };
      this.addPage(
        entry,
        form.width,
        form.height,
        {
          page,
          pages: this.plan.pages,
          source,
          ...(document.mark === undefined ? {} : { mark: document.mark }),
          ...(bates === undefined ? {} : { bates }),
        },
        form,
      );
    });
  }

  private addFront(): void {
    const { volume, input, plan, fonts } = this;
    this.addOwn({ page: volume.coverPage, kind: 'cover' }, 'cover', (canvas) =>
      drawCover(canvas, fonts, input, plan, volume),
    );
    const { certification } = input;
    const { certificationPage } = volume;
    if (certification !== undefined && certificationPage !== undefined)
      this.addOwn({ page: certificationPage, kind: 'certification' }, 'certification', (canvas) =>
        drawCertification(canvas, fonts, certification),
      );
    volume.indexPages.forEach((parts, index) =>
      this.addOwn({ page: this.firstIndexPage() + index, kind: 'index' }, 'index', (canvas) =>
        drawIndexPage(canvas, fonts, input, plan, volume, parts),
      ),
    );
  }

  private addOwn(entry: BodyPage, source: string, draw: (canvas: PageCanvas) => void): void {
    this.addPage(
      entry,
      LETTER.width,
      LETTER.height,
      { page: entry.page, pages: this.plan.pages, source },
      undefined,
      draw,
    );
  }

  private addPage(
    entry: BodyPage,
    width: number,
    height: number,
    stamp: Stamp,
    form?: PageForm,
    draw?: (canvas: PageCanvas) => void,
  ): void {
    const canvas = new PageCanvas(this.fonts);
    if (form !== undefined) canvas.raw(placedBetweenBands(width, height));
    draw?.(canvas);
    drawStamp(canvas, this.input, stamp, width, height);
    for (const char of canvas.missing) this.missing.add(char);
    const contents = this.writer.addContent(canvas.content());
    const parent = this.parentOf(entry.page);
    const resources = dict({ Font: this.resources, XObject: form === undefined ? undefined : dict({ D: form.form }) });
    const box: PdfValue[] = [num(0), num(0), num(width), num(height)];
    const annotations = entry.kind === 'cover' && this.sealField !== undefined ? [this.sealField] : undefined;
    const ref = this.writer.add(
      dict({
        Type: name('Page'),
        Parent: parent,
        MediaBox: box,
        Resources: resources,
        Contents: contents,
        Annots: annotations,
      }),
    );
    this.pages.set(entry.page, { ref, parent, entry });
  }

  private firstIndexPage(): number {
    return (this.volume.certificationPage ?? this.volume.coverPage) + 1;
  }

  private parentOf(page: number): PdfRef {
    const node = Math.floor((page - this.volume.firstPage) / KIDS);
    while (this.nodes.length <= node) this.nodes.push(this.writer.reserve());
    return this.nodes[node] as PdfRef;
  }

  private pageTree(pages: readonly PdfRef[]): PdfRef {
    const root = this.writer.reserve();
    this.nodes.forEach((node, index) => {
      const kids = pages.slice(index * KIDS, (index + 1) * KIDS);
      this.writer.write(node, dict({ Type: name('Pages'), Parent: root, Kids: [...kids], Count: num(kids.length) }));
    });
    this.writer.write(root, dict({ Type: name('Pages'), Kids: [...this.nodes], Count: num(pages.length) }));
    return root;
  }

  private outline(): PdfRef {
    const { volume } = this;
    const index = volume.indexPages.length === 0 ? undefined : this.firstIndexPage();
    const items: { title: string; page: number }[] = [
      { title: 'Cover', page: volume.coverPage },
      ...(volume.certificationPage === undefined ? [] : [{ title: 'Certification', page: volume.certificationPage }]),
      ...(index === undefined ? [] : [{ title: 'Index of documents', page: index }]),
      ...volume.parts.map((part) => ({
        title: `${part.number}. ${part.document.title}${part.document.date === '' ? '' : `, ${part.document.date}`}`,
        page: part.first,
      })),
    ];
    const root = this.writer.reserve();
    const refs = items.map(() => this.writer.reserve());
    items.forEach((item, at) => {
      const target = this.pages.get(item.page);
      this.writer.write(
        refs[at] as PdfRef,
        dict({
          Title: text(item.title),
          Parent: root,
          Prev: refs[at - 1],
          Next: refs[at + 1],
          Dest: target === undefined ? undefined : [target.ref, name('Fit')],
        }),
      );
    });
    this.writer.write(
      root,
      dict({ Type: name('Outlines'), First: refs[0], Last: refs.at(-1), Count: num(items.length) }),
    );
    return root;
  }

  /** The file's identifier comes from what it holds, not from chance. */
  private identity(): Buffer {
    const hash = createHash('sha256').update(`${this.input.packetNumber} ${this.volume.volume}`);
    for (const { document, first, last } of this.volume.parts)
      hash.update(` ${document.documentId} ${document.sourceSha256} ${first} ${last}`);
    for (const { name: file, sha256 } of this.input.files ?? []) hash.update(` ${file} ${sha256}`);
    return hash.digest().subarray(0, 16);
  }
}

/** Makes the record's page smaller, so that its whole lies between the bands, centred. */
function placedBetweenBands(width: number, height: number): string {
  const band = BAND * scaleOf(width, height);
  const scale = Math.min((height - 2 * band) / height, 1);
  return `q ${numText(scale)} 0 0 ${numText(scale)} ${numText((width * (1 - scale)) / 2)} ${numText(band)} cm /D Do Q`;
}
