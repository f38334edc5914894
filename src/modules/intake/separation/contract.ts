import { Type } from 'typebox';
import { endpoint } from '../../../platform/http/contract.ts';

const Id = Type.String({ format: 'uuid' });
const Text = Type.Union([Type.String(), Type.Null()]);
const Whole = Type.Union([Type.Integer(), Type.Null()]);
const Moment = Type.String({ format: 'date-time' });
/** A batch is cut as one, so it must fit on a screen and in a request. */
const MOST_PAGES = 5_000;

const PageKey = Type.Object({ itemId: Id, number: Type.Integer({ minimum: 1 }) });
const laid = {
  itemId: Id,
  number: Type.Integer({ minimum: 1 }),
  turn: Type.Union([Type.Literal(0), Type.Literal(90), Type.Literal(180), Type.Literal(270)]),
};
const BinReason = Type.Union([
  Type.Literal('blank'),
  Type.Literal('separator'),
  Type.Literal('replaced'),
  Type.Literal('duplicate'),
  Type.Literal('test'),
  Type.Literal('not-a-record'),
  Type.Literal('other'),
]);
const Cutter = Type.Union([
  Type.Literal('file'),
  Type.Literal('separator'),
  Type.Literal('cover'),
  Type.Literal('heading'),
  Type.Literal('patient'),
  Type.Literal('person'),
]);
const Layout = Type.Object({
  parts: Type.Array(
    Type.Object({
      id: Id,
      cutBy: Cutter,
      cover: Type.Optional(PageKey),
      pages: Type.Array(Type.Object(laid), { maxItems: MOST_PAGES }),
    }),
    { maxItems: MOST_PAGES },
  ),
  bin: Type.Array(Type.Object({ ...laid, reason: BinReason }), { maxItems: MOST_PAGES }),
});
const BatchWords = {
  name: Type.String({ minLength: 1, maxLength: 120 }),
  box: Type.Optional(Type.String({ maxLength: 60 })),
  volume: Type.Optional(Type.String({ maxLength: 60 })),
  sides: Type.Union([Type.Literal('simplex'), Type.Literal('duplex')]),
  expectedSheets: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_PAGES })),
  note: Type.Optional(Type.String({ maxLength: 500 })),
  projectId: Type.Optional(Id),
  boxId: Type.Optional(Id),
  volumeId: Type.Optional(Id),
};
const batchFacts = {
  id: Type.String(),
  number: Type.Integer(),
  box: Text,
  volume: Text,
  sides: Text,
  expectedSheets: Whole,
};
const byId = Type.Object({ id: Id });

export const separation = {
  prepare: endpoint({
    method: 'POST',
    path: '/intake/batches',
    summary: 'Prepare a batch: a stack of sheets with its count, before it is scanned',
    body: Type.Object({ ...BatchWords, facilityId: Type.Optional(Id) }, { additionalProperties: false }),
    response: Type.Object({ id: Type.String(), number: Type.Integer() }),
    status: 201,
  }),
  list: endpoint({
    method: 'GET',
    path: '/intake/batches',
    summary: 'Prepared batches, newest first',
    query: Type.Object({ beforeAt: Type.Optional(Moment), beforeId: Type.Optional(Id) }),
    response: Type.Object({
      batches: Type.Array(
        Type.Object({
          ...batchFacts,
          name: Type.String(),
          preparedAt: Moment,
          images: Type.Integer(),
          openPages: Type.Integer(),
          waits: Type.Boolean(),
        }),
      ),
      more: Type.Boolean(),
    }),
  }),
  open: endpoint({
    method: 'GET',
    path: '/intake/batches/:id',
    summary: 'A batch as it stands: files, pages, how they are cut, the count, what is in doubt, its releases',
    params: byId,
    response: Type.Object({
      batch: Type.Object({
        ...batchFacts,
        name: Text,
        note: Text,
        preparedAt: Type.Union([Moment, Type.Null()]),
        revision: Type.Integer(),
      }),
      state: Type.Union([
        Type.Literal('empty'),
        Type.Literal('to-separate'),
        Type.Literal('released'),
        Type.Literal('settled'),
      ]),
      files: Type.Array(Type.Object({ id: Type.String(), fileName: Type.String(), receivedAt: Moment, pages: Whole })),
      pages: Type.Array(
        Type.Object({
          itemId: Type.String(),
          number: Type.Integer(),
          readable: Type.Boolean(),
          readTurn: Type.Integer(),
          width: Whole,
          height: Whole,
          blank: Type.Boolean(),
          ownSheet: Text,
          outcome: Text,
          outcomeReason: Text,
          binned: Type.Boolean(),
          bestScan: Text,
        }),
      ),
      layout: Layout,
      queued: Type.Array(Type.String()),
      sheets: Type.Object({
        images: Type.Integer(),
        ofOurs: Type.Integer(),
        blank: Type.Integer(),
        replaced: Type.Integer(),
        found: Type.Union([Type.Number(), Type.Null()]),
        expected: Whole,
      }),
      doubts: Type.Array(
        Type.Object({ code: Type.String(), page: Type.Optional(PageKey), count: Type.Optional(Type.Integer()) }),
      ),
      releases: Type.Array(
        Type.Object({
          releasedAt: Moment,
          parts: Type.Integer(),
          images: Type.Integer(),
          blank: Type.Integer(),
          ofOurs: Type.Integer(),
          replaced: Type.Integer(),
          reason: Text,
        }),
      ),
    }),
  }),
  correct: endpoint({
    method: 'PUT',
    path: '/intake/batches/:id',
    summary: 'Correct name, box, volume, sides or the count of a prepared batch',
    params: byId,
    body: Type.Object(BatchWords, { additionalProperties: false }),
    status: 204,
  }),
  saveLayout: endpoint({
    method: 'PUT',
    path: '/intake/batches/:id/layout',
    summary: 'Cut the batch otherwise; the layout holds exactly its open pages and names the revision it was made from',
    params: byId,
    body: Type.Object({ revision: Type.Integer({ minimum: 0 }), layout: Layout }, { additionalProperties: false }),
    response: Type.Object({ revision: Type.Integer(), layout: Layout }),
  }),
  readLayout: endpoint({
    method: 'GET',
    path: '/intake/batches/:id/layouts/:revision',
    summary: 'An earlier state of the cutting, to go back to',
    params: Type.Object({ id: Id, revision: Type.Integer({ minimum: 1 }) }),
    response: Type.Object({ layout: Type.Union([Layout, Type.Null()]) }),
  }),
  release: endpoint({
    method: 'POST',
    path: '/intake/batches/:id/release',
    summary: 'The batch is cut right: the bin is discarded, the documents join the index queue',
    params: byId,
    body: Type.Object(
      { revision: Type.Integer({ minimum: 0 }), reason: Type.Optional(Type.String({ maxLength: 500 })) },
      { additionalProperties: false },
    ),
    response: Type.Object({ parts: Type.Integer() }),
  }),
  bestScan: endpoint({
    method: 'POST',
    path: '/intake/batches/:id/best-scan',
    summary: 'Mark a page best possible scan, with the reason',
    params: byId,
    body: Type.Object(
      { itemId: Id, number: Type.Integer({ minimum: 1 }), reason: Type.String({ minLength: 1, maxLength: 300 }) },
      { additionalProperties: false },
    ),
    status: 204,
  }),
  takeFromBin: endpoint({
    method: 'POST',
    path: '/intake/batches/:id/take-from-bin',
    summary: 'Pages that were discarded with the bin come back as a document of their own',
    params: byId,
    body: Type.Object({ pages: Type.Array(PageKey, { minItems: 1, maxItems: 500 }) }, { additionalProperties: false }),
    status: 204,
  }),
  returnPart: endpoint({
    method: 'POST',
    path: '/intake/parts/:id/to-separation',
    summary: 'A document of the index queue is cut wrong: its batch is to be separated again',
    params: byId,
    response: Type.Object({ batchId: Type.String() }),
  }),
} as const;
