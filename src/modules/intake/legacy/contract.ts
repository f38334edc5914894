import { type Static, Type } from 'typebox';
import { endpoint } from '../../../platform/http/contract.ts';

const Column = Type.Optional(Type.String({ minLength: 1, maxLength: 200 }));

/** What a column of an index can say. */
export const FIELDS = [
  'mrn',
  'name',
  'family',
  'given',
  'birthDate',
  'visit',
  'type',
  'date',
  'title',
  'author',
  'file',
  'firstPage',
  'lastPage',
  'pages',
  'originalId',
] as const;
export type LegacyField = (typeof FIELDS)[number];

/** Which column of an index means what. The YAML of the command line and the wizard hold the same. */
export const LegacyMap = Type.Object(
  {
    /** Name of the archive: the same row of the same archive is taken in once. */
    archive: Type.String({ minLength: 1, maxLength: 80 }),
    columns: Type.Object(
      {
        ...(Object.fromEntries(FIELDS.map((field) => [field, Column])) as Record<LegacyField, typeof Column>), // the same keys
        file: Type.String({ minLength: 1, maxLength: 200 }),
      },
      { additionalProperties: false },
    ),
    /** Values of the type column -> our types. */
    types: Type.Optional(
      Type.Record(Type.String({ maxLength: 200 }), Type.String({ maxLength: 100 }), { maxProperties: 2_000 }),
    ),
    /** Of all rows, where no column says it. */
    type: Type.Optional(Type.String({ maxLength: 100 })),
    dateOrder: Type.Union([Type.Literal('ymd'), Type.Literal('mdy'), Type.Literal('dmy')]),
    /** A document of a visit that is not known here: into the chart without a visit, or to the index queue. */
    withoutVisit: Type.Optional(Type.Union([Type.Literal('file'), Type.Literal('queue')])),
  },
  { additionalProperties: false },
);
export type LegacyMap = Static<typeof LegacyMap>;

const Id = Type.String({ format: 'uuid' });
const Text = Type.Union([Type.String(), Type.Null()]);
const Whole = Type.Union([Type.Integer(), Type.Null()]);
const Moment = Type.String({ format: 'date-time' });
const Numbers = Type.Record(Type.String(), Type.Integer());
const byId = Type.Object({ id: Id });

const Run = Type.Object({
  id: Type.String(),
  indexId: Type.String(),
  fileName: Type.String(),
  archive: Type.String(),
  dry: Type.Boolean(),
  folder: Type.String(),
  startedAt: Moment,
  finishedAt: Type.Union([Moment, Type.Null()]),
  stoppedReason: Text,
  counts: Type.Object({
    rowsRead: Type.Integer(),
    filed: Type.Integer(),
    queued: Type.Integer(),
    refused: Type.Integer(),
    unchanged: Type.Integer(),
    reading: Type.Integer(),
    withFile: Type.Integer(),
    withoutFile: Type.Integer(),
    filesWithoutRow: Whole,
    patient: Numbers,
    findings: Numbers,
    reasons: Type.Array(Type.Object({ outcome: Type.String(), reason: Type.String(), rows: Type.Integer() })),
    addsUp: Type.Boolean(),
  }),
});

export const legacy = {
  takeIndex: endpoint({
    method: 'POST',
    path: '/intake/legacy/indexes',
    summary: 'Take the index (CSV) of a legacy archive in; nothing of it is imported by that',
    kind: 'upload',
    query: Type.Object({ name: Type.Optional(Type.String({ maxLength: 500 })), facilityId: Type.Optional(Id) }),
    response: Type.Object({ id: Type.String() }),
    status: 201,
  }),
  openIndex: endpoint({
    method: 'GET',
    path: '/intake/legacy/indexes/:id',
    summary: 'Columns of an index with samples and what they probably mean; folders with files; saved maps',
    params: byId,
    response: Type.Object({
      fileName: Type.String(),
      rowsLookedAt: Type.Integer(),
      columns: Type.Array(
        Type.Object({
          name: Type.String(),
          samples: Type.Array(Type.String()),
          values: Type.Union([Type.Null(), Type.Array(Type.Object({ value: Type.String(), rows: Type.Integer() }))]),
        }),
      ),
      guess: Type.Record(Type.String(), Type.String()),
      folders: Type.Array(Type.String()),
      maps: Type.Array(Type.Object({ name: Type.String(), map: LegacyMap })),
    }),
  }),
  saveMap: endpoint({
    method: 'PUT',
    path: '/intake/legacy/maps',
    summary: 'Keep a map under its name for the next index of the same system',
    body: Type.Object(
      {
        name: Type.String({ minLength: 1, maxLength: 80, pattern: '\\S' }),
        map: LegacyMap,
        facilityId: Type.Optional(Id),
      },
      { additionalProperties: false },
    ),
    status: 204,
  }),
  startRun: endpoint({
    method: 'POST',
    path: '/intake/legacy/indexes/:id/runs',
    summary: 'Begin a pass through an index: dry (only counts) or real',
    params: byId,
    body: Type.Object(
      {
        map: LegacyMap,
        dry: Type.Boolean(),
        /** A folder below `legacy` in the data; for the owner of the data a whole path. */
        folder: Type.String({ minLength: 1, maxLength: 4_000 }),
      },
      { additionalProperties: false },
    ),
    response: Type.Object({ id: Type.String() }),
    status: 201,
  }),
  startReal: endpoint({
    method: 'POST',
    path: '/intake/legacy/runs/:id/real',
    summary: 'Import what a dry run tried: the same index, map and folder',
    params: byId,
    response: Type.Object({ id: Type.String() }),
    status: 201,
  }),
  listRuns: endpoint({
    method: 'GET',
    path: '/intake/legacy/runs',
    summary: 'Passes through indexes, newest first',
    query: Type.Object({ beforeAt: Type.Optional(Moment), beforeId: Type.Optional(Id) }),
    response: Type.Object({
      runs: Type.Array(
        Type.Object({
          id: Type.String(),
          fileName: Type.String(),
          archive: Type.String(),
          dry: Type.Boolean(),
          startedAt: Moment,
          finishedAt: Type.Union([Moment, Type.Null()]),
          rowsRead: Whole,
        }),
      ),
      more: Type.Boolean(),
    }),
  }),
  openRun: endpoint({
    method: 'GET',
    path: '/intake/legacy/runs/:id',
    summary: 'A pass with its counts: rows read = filed + queued + refused + unchanged + being read',
    params: byId,
    response: Run,
  }),
  listRows: endpoint({
    method: 'GET',
    path: '/intake/legacy/runs/:id/rows',
    summary: 'Rows of a pass that were not filed, the first ones',
    params: byId,
    response: Type.Object({
      rows: Type.Array(
        Type.Object({
          number: Type.Integer(),
          outcome: Type.String(),
          reason: Type.String(),
          findings: Type.Array(Type.String()),
          path: Text,
          originalId: Text,
        }),
      ),
    }),
  }),
  saveRows: endpoint({
    method: 'GET',
    path: '/intake/legacy/runs/:id/rows.csv',
    summary: 'The same as a table for a spreadsheet',
    kind: 'download',
    params: byId,
  }),
} as const;
