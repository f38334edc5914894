import { inflateSync } from 'node:zlib';
import { isNamed, type PdfReader } from './pdf-reader.ts';
import { dict, isDict, name, num, PdfRef, type PdfDict, type PdfObject, type PdfValue } from './pdf-values.ts';
import type { PdfWriter } from './pdf-writer.ts';

/** A page's appearance as one form XObject, upright, with its lower left corner at 0,0. Sizes in points. */
export interface PageForm {
  readonly form: PdfRef;
  readonly width: number;
  readonly height: number;
}

/** Objects of one page: fonts and images shared by pages are copied once. */
const MAX_OBJECTS_OF_PAGE = 100_000;
/** 200 inches, the largest page of ISO 32000-1 annex C. */
const MAX_SIDE = 14_400;
const LETTER = [0, 0, 612, 792];

/** Keys of a stream that say nothing about how it looks, or that reach outside it. */
const DROPPED = new Set([
  'Metadata',
  'PieceInfo',
  'LastModified',
  'OPI',
  'Ref',
  'AF',
  'StructParent',
  'StructParents',
  'Measure',
  'PtData',
  'Alternates',
]);

interface Waiting {
  readonly object: PdfObject;
  readonly ref: PdfRef;
}

/** Copies the pages of one opened document into a packet, each shared object once. */
export class PageCopier {
  private readonly copied = new Map<number, number | null>();

  constructor(
    private readonly reader: PdfReader,
    private readonly writer: PdfWriter,
  ) {}

  copy(page: PdfDict): PageForm {
    const box = this.cropBox(page);
    const unit = Math.min(Math.max(this.reader.number(page.get('UserUnit')) ?? 1, 0.1), 75);
    const turn = ((((this.reader.number(page.get('Rotate')) ?? 0) % 360) + 360) % 360) as 0 | 90 | 180 | 270;
    const [left, bottom, right, top] = box as [number, number, number, number];
    const across = (right - left) * unit;
    const up = (top - bottom) * unit;
    const upright = turn === 90 || turn === 270 ? [up, across] : [across, up];
    const contents = this.contents(page);
    const header: PdfDict = new Map([
      ...contents.header,
      ...dict({
        Type: name('XObject'),
        Subtype: name('Form'),
        BBox: box.map(num),
        Matrix: placement(turn, unit, left, bottom, across, up).map(num),
        Resources: this.reader.dict(page.get('Resources')) ?? new Map(),
        Group: this.reader.dict(page.get('Group')),
      }),
    ]);
    const ref = this.writer.reserve();
    const queue: Waiting[] = [];
    this.writer.writeStream(ref, this.clean(header), contents.stream, this.renumber(queue));
    this.drain(queue);
    return { form: ref, width: upright[0] ?? 612, height: upright[1] ?? 792 };
  }

  /** qpdf has joined the streams already; a page without any is a blank page. */
  private contents(page: PdfDict): { header: PdfDict; stream: Buffer } {
    const found = page.get('Contents');
    if (found instanceof PdfRef) {
      const object = this.reader.object(found.number);
      if (object.stream !== undefined && isDict(object.value)) {
        const header: PdfDict = new Map();
        for (const key of ['Filter', 'DecodeParms']) {
          const value = this.reader.resolve(object.value.get(key));
          if (value !== null) header.set(key, value);
        }
        return { header, stream: object.stream };
      }
      const parts = this.reader.resolve(found);
      if (Array.isArray(parts)) return this.joined(parts);
    }
    if (Array.isArray(found)) return this.joined(found);
    return { header: new Map(), stream: Buffer.alloc(0) };
  }

  private joined(parts: readonly PdfValue[]): { header: PdfDict; stream: Buffer } {
    const streams = parts.slice(0, 10_000).map((part) => {
      const { value, stream } = part instanceof PdfRef ? this.reader.object(part.number) : { value: part };
      if (stream === undefined || !isDict(value)) return Buffer.alloc(0);
      const filter = this.reader.resolve(value.get('Filter'));
      if (filter === null) return stream;
      if (isNamed(filter, 'FlateDecode') && !value.has('DecodeParms'))
        return inflateSync(stream, { maxOutputLength: 256 * 1024 * 1024 });
      throw new Error('a page in several parts with a rare filter');
    });
    return { header: new Map(), stream: Buffer.concat(streams.flatMap((stream) => [stream, Buffer.from('\n')])) };
  }

  private cropBox(page: PdfDict): number[] {
    const media = normalBox(this.reader.numbers(page.get('MediaBox'))) ?? LETTER;
    const crop = normalBox(this.reader.numbers(page.get('CropBox')));
    if (crop === undefined) return media;
    const [l, b, r, t] = media as [number, number, number, number];
    const cut = [
      Math.max(crop[0] ?? l, l),
      Math.max(crop[1] ?? b, b),
      Math.min(crop[2] ?? r, r),
      Math.min(crop[3] ?? t, t),
    ];
    return normalBox(cut) ?? media;
  }

  private renumber(queue: Waiting[]): (number: number) => number | null {
    return (number) => {
      const known = this.copied.get(number);
      if (known !== undefined) return known;
      const object = this.reader.object(number);
      const made = object.value === null || isOfTheDocument(object.value) ? null : this.writer.reserve().number;
      this.copied.set(number, made);
      if (made !== null) queue.push({ object, ref: new PdfRef(made) });
      return made;
    };
  }

  private drain(queue: Waiting[]): void {
    const renumber = this.renumber(queue);
    for (let count = 0; queue.length > 0; count++) {
      if (count > MAX_OBJECTS_OF_PAGE) throw new Error('a page has more objects than the limit');
      const { object, ref } = queue.pop() as Waiting;
      const { value, stream } = object;
      // A stream whose data lies in another file (/F) would fetch that file when opened.
      if (stream !== undefined && isDict(value) && !value.has('F'))
        this.writer.writeStream(ref, this.clean(value), stream, renumber);
      else if (stream !== undefined) this.writer.write(ref, null);
      else this.writer.write(ref, value, renumber);
    }
  }

  private clean(value: PdfDict): PdfDict {
    return new Map([...value].filter(([key]) => !DROPPED.has(key) && key !== 'Length'));
  }
}

/** Pages and the catalogue never come along: a resource that points back to them would bring the whole document. */
function isOfTheDocument(value: PdfValue): boolean {
  return (
    isDict(value) &&
    ['Page', 'Pages', 'Catalog', 'Action', 'Filespec', 'Annot'].some((type) => isNamed(value.get('Type'), type))
  );
}

function normalBox(numbers: readonly number[]): number[] | undefined {
  if (numbers.length !== 4 || !numbers.every((value) => Number.isFinite(value))) return undefined;
  const [a, b, c, d] = numbers as [number, number, number, number];
  const box = [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
  const [left, bottom, right, top] = box as [number, number, number, number];
  if (right - left < 1 || top - bottom < 1 || right - left > MAX_SIDE || top - bottom > MAX_SIDE) return undefined;
  return box;
}

/** Turns the page clockwise as /Rotate asks and moves its corner to 0,0 (8.3.3: x' = ax + cy + e, y' = bx + dy + f). */
function placement(turn: number, unit: number, left: number, bottom: number, across: number, up: number): number[] {
  const x = left * unit;
  const y = bottom * unit;
  switch (turn) {
    case 90:
      return [0, -unit, unit, 0, -y, across + x];
    case 180:
      return [-unit, 0, 0, -unit, across + x, up + y];
    case 270:
      return [0, unit, -unit, 0, up + y, -x];
    default:
      return [unit, 0, 0, unit, -x, -y];
  }
}
