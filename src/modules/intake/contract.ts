import { Type } from 'typebox';
import { endpoint } from '../../platform/http/contract.ts';
import { HowReceived, OutsideFiling } from '../documents/contract.ts';
import { Meaning } from './codes/contract.ts';

const Id = Type.String({ format: 'uuid' });
const Day = Type.String({ format: 'date' });
const Text = Type.Union([Type.String(), Type.Null()]);
const Whole = Type.Union([Type.Integer(), Type.Null()]);
const Share = Type.Union([Type.Number(), Type.Null()]);
const Pages = Type.Optional(Type.Array(Type.Integer({ minimum: 0 }), { minItems: 1, maxItems: 5000 }));
const State = Type.Union([
  Type.Literal('reading'),
  Type.Literal('failed'),
  Type.Literal('to-separate'),
  Type.Literal('to-index'),
  Type.Literal('settled'),
]);

export const Item = Type.Object({
  id: Type.String(),
  fileName: Type.String(),
  source: Type.String(),
  receivedAt: Type.String({ format: 'date-time' }),
  bytes: Type.Integer(),
  mediaKind: Text,
  pages: Whole,
  openPages: Type.Integer(),
  state: State,
  /** Coded reason of a failure, and the same as a sentence for the desk. */
  reason: Text,
  detail: Text,
  /** An earlier item with the same bytes. */
  sameAs: Text,
  tries: Type.Integer(),
  /** What the virus scanner said: clean, found, not-scanned; null until looked at. */
  malware: Text,
});

const Zone = Type.Object({
  page: Type.Integer(),
  x: Type.Number(),
  y: Type.Number(),
  w: Type.Number(),
  h: Type.Number(),
});
const Proposal = Type.Object({
  id: Type.String(),
  field: Type.String(),
  value: Type.String(),
  confidence: Type.Number(),
  evidence: Type.Object({
    how: Type.String(),
    zone: Type.Optional(Zone),
    more: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  }),
});
const Page = Type.Object({
  /** In the file or, of a document, in the document; `itemId` and `itemPage` are the address of its picture. */
  number: Type.Integer(),
  itemId: Type.String(),
  itemPage: Type.Integer(),
  turn: Type.Integer(),
  readTurn: Type.Integer(),
  readable: Type.Boolean(),
  width: Whole,
  height: Whole,
  confidence: Share,
  textSource: Text,
  blank: Type.Boolean(),
  quality: Type.Record(Type.String(), Type.Unknown()),
  barcodes: Type.Integer(),
  /** A sheet that parts documents. */
  ownSheet: Text,
  unknownCodes: Type.Integer(),
  /** How well the picture can be read, 0 to 1, and what is wrong with it. */
  score: Share,
  weaknesses: Type.Array(Type.String()),
  /** Pen strokes at the place for a signature: present, absent, unclear; null without such a place. A hint. */
  signature: Text,
  detail: Text,
  outcome: Type.Union([
    Type.Null(),
    Type.Object({
      kind: Type.String(),
      reason: Text,
      destination: Text,
      documentId: Text,
      patientId: Text,
      at: Type.String(),
    }),
  ]),
});
/** A document to be, of those that a file or batch was cut into. */
const partFacts = {
  id: Type.String(),
  position: Type.Integer(),
  pages: Type.Integer(),
  openPages: Type.Integer(),
  lane: Type.String(),
  cutBy: Type.String(),
};
/** Who the proposals of a patient mean; one the asker may not see is left out. */
const Candidate = Type.Object({
  patientId: Type.String(),
  name: Type.String(),
  birthDate: Text,
  mrn: Text,
  sex: Type.String(),
  deceased: Type.Boolean(),
});
const Filing = Type.Object(
  {
    pages: Pages,
    patientId: Id,
    encounterId: Type.Optional(Id),
    typeCode: Type.String({ minLength: 1, maxLength: 100 }),
    date: Type.Optional(Day),
    title: Type.Optional(Type.String({ maxLength: 300 })),
    author: Type.Optional(Type.String({ maxLength: 200 })),
    mismatchReason: Type.Optional(Type.String({ maxLength: 500 })),
    /** The document of the same patient and type whose next version these pages are: a better copy, a final report. */
    versionOf: Type.Optional(Id),
    /** What the pages say that they are. */
    versionStatus: Type.Optional(
      Type.Union([
        Type.Literal('preliminary'),
        Type.Literal('final'),
        Type.Literal('corrected'),
        Type.Literal('amended'),
      ]),
    ),
    /** Another organisation made it. */
    outside: Type.Optional(OutsideFiling),
  },
  { additionalProperties: false },
);
const Filed = Type.Object({ documentId: Type.String(), patientId: Type.String(), openPages: Type.Integer() });
const Aside = Type.Object(
  {
    pages: Pages,
    kind: Type.Union([
      Type.Literal('attached'),
      Type.Literal('forwarded'),
      Type.Literal('returned'),
      Type.Literal('discarded'),
    ]),
    reason: Type.String({ minLength: 1, maxLength: 500 }),
    destination: Type.Optional(Type.String({ maxLength: 200 })),
  },
  { additionalProperties: false },
);
const Reason = Type.Object({ reason: Type.String({ minLength: 1, maxLength: 500 }) }, { additionalProperties: false });
/** How the page stood when it was read: a picture that was made anew has another address. */
const PictureOf = Type.Object({ read: Type.Optional(Type.Integer({ minimum: 0, maximum: 270 })) });
const PageAddress = Type.Object({ id: Id, number: Type.Integer({ minimum: 1 }) });

export const contract = {
  receive: endpoint({
    method: 'POST',
    path: '/intake/items',
    summary:
      'Take files in (multipart, or one as application/octet-stream with ?name=). Answered only when the bytes are safe',
    kind: 'upload',
    query: Type.Object({
      name: Type.Optional(Type.String({ maxLength: 500 })),
      facilityId: Type.Optional(Id),
      source: Type.Optional(Type.Union([Type.Literal('upload'), Type.Literal('cli'), Type.Literal('demo')])),
      /** The prepared batch that it is a scan of. */
      batchId: Type.Optional(Id),
      /** The poor page that it was scanned again for: its first page takes that place. */
      rescanOf: Type.Optional(Id),
      rescanPage: Type.Optional(Type.Integer({ minimum: 1 })),
      /** Short name of a registered source of kind `rest`: its facility and log. */
      sourceKey: Type.Optional(Type.String({ maxLength: 64 })),
    }),
    response: Type.Object({
      items: Type.Array(Type.Object({ fileName: Type.String(), id: Text, sameAs: Text, refused: Text })),
    }),
    status: 201,
  }),
  list: endpoint({
    method: 'GET',
    path: '/intake/items',
    summary: 'Every item that ever arrived, newest first',
    query: Type.Object({
      state: Type.Optional(State),
      beforeAt: Type.Optional(Type.String({ format: 'date-time' })),
      beforeId: Type.Optional(Id),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    }),
    response: Type.Object({ items: Type.Array(Item), more: Type.Boolean() }),
  }),
  counts: endpoint({
    method: 'GET',
    path: '/intake/counts',
    summary: 'Pages in and what became of them; they add up',
    query: Type.Object({ days: Type.Optional(Type.Integer({ minimum: 1, maximum: 3_660 })) }),
    response: Type.Object({
      pagesIn: Type.Integer(),
      filed: Type.Integer(),
      attached: Type.Integer(),
      forwarded: Type.Integer(),
      returned: Type.Integer(),
      discarded: Type.Integer(),
      queued: Type.Integer(),
    }),
  }),
  open: endpoint({
    method: 'GET',
    path: '/intake/items/:id',
    summary: 'One item with its pages, outcomes and proposals',
    params: Type.Object({ id: Id }),
    response: Type.Object({
      item: Item,
      /** What did not fit in the line of its index file. */
      complaint: Text,
      batchId: Type.String(),
      parts: Type.Array(Type.Object(partFacts)),
      pages: Type.Array(Page),
      proposals: Type.Array(Proposal),
      candidates: Type.Array(Candidate),
    }),
  }),
  waiting: endpoint({
    method: 'GET',
    path: '/intake/waiting/:kind',
    summary: 'What the rows of a queue are called: documents to index, batches to separate (at most 200)',
    params: Type.Object({ kind: Type.Union([Type.Literal('intake.to-index'), Type.Literal('intake.to-separate')]) }),
    response: Type.Object({
      waiting: Type.Array(
        Type.Object({
          id: Type.String(),
          name: Type.String(),
          pages: Type.Integer(),
          position: Type.Integer(),
          of: Type.Integer(),
        }),
      ),
    }),
  }),
  openPart: endpoint({
    method: 'GET',
    path: '/intake/parts/:id',
    summary: 'One document to be: its pages from whatever files, their outcomes and the proposals',
    params: Type.Object({ id: Id }),
    response: Type.Object({
      part: Type.Object({ ...partFacts, batchId: Type.String(), batchName: Text, of: Type.Integer() }),
      /** Whether it filed itself, and why or why not; null where that was never looked at. */
      autoFiling: Type.Union([
        Type.Null(),
        Type.Object({
          filed: Type.Boolean(),
          reasons: Type.Array(
            Type.Object({
              code: Type.String(),
              values: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))),
            }),
          ),
          at: Type.String({ format: 'date-time' }),
        }),
      ]),
      /** Of a record from elsewhere: who made it where the source tells, when and how it came. */
      outside: Type.Object({ organisation: Text, receivedOn: Type.String(), howReceived: HowReceived }),
      item: Item,
      complaint: Text,
      pages: Type.Array(Page),
      proposals: Type.Array(Proposal),
      candidates: Type.Array(Candidate),
    }),
  }),
  identifiers: endpoint({
    method: 'GET',
    path: '/intake/parts/:id/identifiers',
    summary: 'Name, birth date and numbers as they are read on a document to be; the first of each',
    params: Type.Object({ id: Id }),
    response: Type.Object({
      name: Type.Optional(Type.String()),
      birthDate: Type.Optional(Type.String()),
      mrn: Type.Optional(Type.String()),
      visitNumber: Type.Optional(Type.String()),
    }),
  }),
  pageImage: endpoint({
    method: 'GET',
    path: '/intake/items/:id/pages/:number/image',
    summary: 'Picture of a page, re-encoded by us',
    kind: 'download',
    params: PageAddress,
    query: PictureOf,
  }),
  pageThumbnail: endpoint({
    method: 'GET',
    path: '/intake/items/:id/pages/:number/thumbnail',
    summary: 'Small picture of a page',
    kind: 'download',
    params: PageAddress,
    query: PictureOf,
  }),
  pageWords: endpoint({
    method: 'GET',
    path: '/intake/items/:id/pages/:number/words',
    summary: 'Text of a page, its words with boxes (fractions of the page) and its barcodes',
    params: PageAddress,
    response: Type.Object({
      text: Type.String(),
      words: Type.Array(
        Type.Object({
          text: Type.String(),
          x: Type.Number(),
          y: Type.Number(),
          w: Type.Number(),
          h: Type.Number(),
          confidence: Type.Number(),
          line: Type.Integer(),
        }),
      ),
      barcodes: Type.Array(
        Type.Object({
          format: Type.String(),
          text: Type.String(),
          meaning: Meaning,
          box: Type.Object({ x: Type.Number(), y: Type.Number(), w: Type.Number(), h: Type.Number() }),
        }),
      ),
    }),
  }),
  file: endpoint({
    method: 'POST',
    path: '/intake/items/:id/file',
    summary: 'File pages (all open ones when none are named) as one document of one patient',
    params: Type.Object({ id: Id }),
    body: Filing,
    response: Filed,
  }),
  filePart: endpoint({
    method: 'POST',
    path: '/intake/parts/:id/file',
    summary: 'File a document to be; `pages` are places in it',
    params: Type.Object({ id: Id }),
    body: Filing,
    response: Filed,
  }),
  setAside: endpoint({
    method: 'POST',
    path: '/intake/items/:id/set-aside',
    summary: 'Attach pages to a release case, forward them to another desk, return or discard them, with a reason',
    params: Type.Object({ id: Id }),
    body: Aside,
    response: Type.Object({ openPages: Type.Integer() }),
  }),
  setPartAside: endpoint({
    method: 'POST',
    path: '/intake/parts/:id/set-aside',
    summary: 'The same for a document to be; `pages` are places in it',
    params: Type.Object({ id: Id }),
    body: Aside,
    response: Type.Object({ openPages: Type.Integer() }),
  }),
  undo: endpoint({
    method: 'POST',
    path: '/intake/items/:id/undo',
    summary:
      'Take the last settlement back: a filed document is marked entered in error, the pages return to the queue',
    params: Type.Object({ id: Id }),
    body: Reason,
    response: Type.Object({ reopened: Type.Integer() }),
  }),
  undoPart: endpoint({
    method: 'POST',
    path: '/intake/parts/:id/undo',
    summary: 'The same for a document to be',
    params: Type.Object({ id: Id }),
    body: Reason,
    response: Type.Object({ reopened: Type.Integer() }),
  }),
  retry: endpoint({
    method: 'POST',
    path: '/intake/items/:id/retry',
    summary: 'Read a failed item again',
    params: Type.Object({ id: Id }),
    status: 204,
  }),
} as const;
