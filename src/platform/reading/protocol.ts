import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { READING_LIMITS } from './limits.ts';
import { type OcrDriver } from './ocr.ts';
import { SIGNS } from './page.ts';
import { LEFT_AWAY, MOST_TREE } from './word-file.ts';

/** What the parent asks. Paths are the parent's own; the reader never names a file. */
export type Task =
  | {
      readonly op: 'inspect';
      readonly file: string;
      readonly name: string;
      readonly password: string;
      /** Open every page for its size and text layer; otherwise the pages are only counted. */
      readonly everyPage: boolean;
    }
  /** The rows of a workbook or a text table. */
  | { readonly op: 'table'; readonly file: string }
  /** A Word document as template of letters; its pictures are written into the folder. */
  | { readonly op: 'word'; readonly file: string; readonly folder: string }
  | {
      readonly op: 'read';
      readonly file: string;
      readonly name: string;
      readonly password: string;
      /** First and last page, from 1, inclusive. */
      readonly from: number;
      readonly to: number;
      /** Degrees clockwise to stand upright, where that is known; otherwise it is found out. */
      readonly upright?: 0 | 90 | 180 | 270 | undefined;
      /** Degrees clockwise beyond that, by which a person turned the page. */
      readonly turnBy: 0 | 90 | 180 | 270;
      /** Private folder for page images and pictures on their way to OCR. */
      readonly folder: string;
      readonly images: boolean;
      readonly barcodes: boolean;
      readonly ocr: OcrDriver;
    };

const fraction = Type.Number({ minimum: 0, maximum: 1 });
const text = Type.String({ maxLength: READING_LIMITS.charactersPerWord * 4 });
const size = Type.Object({ width: Type.Number({ minimum: 0 }), height: Type.Number({ minimum: 0 }) });
const box = { x: fraction, y: fraction, w: fraction, h: fraction };
const turn = Type.Union([Type.Literal(0), Type.Literal(90), Type.Literal(180), Type.Literal(270)]);
const refusal = Type.Object({
  reason: Type.Enum([
    'empty',
    'truncated',
    'damaged',
    'encrypted',
    'polyglot',
    'unsupported',
    'too-large',
    'too-many-pages',
    'too-many-pixels',
    'timed-out',
    'out-of-memory',
    'crashed',
    'no-space',
    'stopped',
  ]),
  detail: Type.String({ maxLength: 500 }),
});
const picture = Type.Object({ ...size.properties, bytes: Type.Integer({ minimum: 0 }) });

const readPage = Type.Object({
  readable: Type.Literal(true),
  number: Type.Integer({ minimum: 1 }),
  image: Type.Optional(picture),
  thumbnail: Type.Optional(picture),
  quality: Type.Object({
    dpi: Type.Optional(Type.Number()),
    mean: Type.Number(),
    contrast: Type.Number(),
    blur: Type.Number(),
    skew: Type.Number(),
    coverage: fraction,
    specks: fraction,
    cutLetters: Type.Integer({ minimum: 0 }),
    blank: Type.Boolean(),
  }),
  turned: turn,
  barcodes: Type.Array(Type.Object({ format: Type.String({ maxLength: 40 }), text, box: Type.Object(box) }), {
    maxItems: READING_LIMITS.barcodesPerPage,
  }),
  signature: Type.Optional(Type.Enum(['present', 'absent', 'unclear'])),
  source: Type.Enum(['text-layer', 'ocr', 'blank']),
  text: Type.String({ maxLength: 4_000_000 }),
  words: Type.Array(
    Type.Object({
      ...box,
      text,
      confidence: Type.Number({ minimum: 0, maximum: 100 }),
      line: Type.Integer({ minimum: 0 }),
    }),
    { maxItems: READING_LIMITS.wordsPerPage },
  ),
  signs: Type.Array(Type.Object({ ...box, kind: Type.Enum([...SIGNS]) }), { maxItems: READING_LIMITS.signsPerPage }),
  confidence: Type.Union([Type.Number({ minimum: 0, maximum: 100 }), Type.Null()]),
  engine: Type.Object({ name: Type.String({ maxLength: 40 }), version: Type.String({ maxLength: 80 }) }),
});
const unreadablePage = Type.Object({ readable: Type.Literal(false), number: Type.Integer({ minimum: 1 }), refusal });
const inspection = Type.Object({
  kind: Type.Enum(['pdf', 'tiff', 'png', 'jpeg', 'text', 'html', 'rtf', 'docx', 'hl7', 'cda']),
  bytes: Type.Integer({ minimum: 1 }),
  nameMismatch: Type.Boolean(),
  encrypted: Type.Boolean(),
  count: Type.Integer({ minimum: 1, maximum: READING_LIMITS.pages }),
  pages: Type.Array(Type.Object({ ...size.properties, hasTextLayer: Type.Optional(Type.Boolean()) }), {
    maxItems: READING_LIMITS.pages,
  }),
});

/** What the reader answers. It may have been taken over by the file it reads, so every message is checked. */
const messageSchema = Type.Union([
  Type.Object({ type: Type.Literal('ready') }),
  Type.Object({ type: Type.Literal('inspected'), inspection }),
  Type.Object({ type: Type.Literal('begun'), number: Type.Integer({ minimum: 1 }) }),
  Type.Object({ type: Type.Literal('page'), page: Type.Union([readPage, unreadablePage]) }),
  Type.Object({
    type: Type.Literal('rows'),
    rows: Type.Array(
      Type.Array(Type.String({ maxLength: READING_LIMITS.charactersPerCell }), {
        maxItems: READING_LIMITS.tableColumns,
      }),
      { maxItems: READING_LIMITS.rowsPerMessage },
    ),
  }),
  Type.Object({
    type: Type.Literal('word'),
    /** JSON of the trees; the parent looks at every element. */
    trees: Type.String({ maxLength: MOST_TREE }),
    pictures: Type.Integer({ minimum: 0, maximum: 6 }),
    leftAway: Type.Array(Type.Enum([...LEFT_AWAY]), { maxItems: LEFT_AWAY.length }),
  }),
  Type.Object({ type: Type.Literal('done') }),
  Type.Object({ type: Type.Literal('refused'), refusal }),
]);
export type ReaderMessage = Static<typeof messageSchema>;
export type SentPage = Extract<ReaderMessage, { type: 'page' }>['page'];

/** Compiled: a dense page has thousands of words, and the server's own thread checks them. */
const checked = Compile(messageSchema);

export function parseMessage(message: unknown): ReaderMessage | undefined {
  return checked.Check(message) ? message : undefined;
}
