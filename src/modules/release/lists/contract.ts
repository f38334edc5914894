import { type Static, type TSchema, Type } from 'typebox';
import { FACTS } from '../../../../packages/rule-engine/vocabulary.ts';
import { endpoint } from '../../../platform/http/contract.ts';

const Id = Type.String({ format: 'uuid' });
const Moment = Type.String({ format: 'date-time' });
const Text = Type.String();
const Word = Type.String({ minLength: 1, maxLength: 200 });
const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const oneOf = <const T extends string[]>(words: [...T]) => Type.Enum(words);
const closed = { additionalProperties: false } as const;

/** What a column of a list can say. */
export const LIST_FIELDS = [
  'name',
  'family',
  'given',
  'birthDate',
  'mrn',
  'otherNumber',
  'reference',
  'from',
  'to',
  'askedFor',
] as const;
export type ListField = (typeof LIST_FIELDS)[number];

const Column = Type.Optional(Type.String({ minLength: 1, maxLength: 200 }));

export const ListSettings = Type.Object(
  {
    receivedAt: Moment,
    receivedVia: oneOf(['mail', 'fax', 'email', 'portal', 'electronic']),
    requester: Type.Object(
      {
        class: oneOf([...FACTS.requester.values]),
        name: Word,
        organisation: Type.Optional(Word),
        address: Type.Optional(Type.Array(Word, { maxItems: 8 })),
        phone: Type.Optional(Word),
        email: Type.Optional(Word),
        fax: Type.Optional(Word),
      },
      closed,
    ),
    /** A payer's list: each row is matched with the register first, and only a matched one becomes a case. */
    destinationId: Type.Optional(Id),
    purpose: oneOf([...FACTS.purpose.values]),
    purposeWords: Type.Optional(Type.String({ minLength: 1, maxLength: 2_000 })),
    copyForm: Type.Optional(oneOf([...FACTS.copy_form.values])),
    /** Of all rows, where no column says it. */
    askedFor: Type.Optional(Type.String({ minLength: 1, maxLength: 2_000 })),
    dateOrder: oneOf(['mdy', 'dmy']),
    columns: Type.Object(
      Object.fromEntries(LIST_FIELDS.map((field) => [field, Column])) as Record<ListField, typeof Column>, // the same keys
      closed,
    ),
  },
  closed,
);
export type ListSettings = Static<typeof ListSettings>;

const Counts = Type.Object({
  rows: Type.Integer(),
  created: Type.Integer(),
  known: Type.Integer(),
  refused: Type.Integer(),
  waiting: Type.Integer(),
});
const ListSummary = {
  id: Id,
  fileName: Text,
  requester: Nullable(Text),
  counts: Counts,
  startedAt: Nullable(Moment),
  finishedAt: Nullable(Moment),
  at: Moment,
  by: Text,
};
const Row = Type.Object({
  number: Type.Integer(),
  patient: Text,
  outcome: Text,
  reasons: Type.Array(Text),
  requestId: Nullable(Id),
  requestNumber: Nullable(Text),
});
const ofList = Type.Object({ id: Id });

export const listsContract = {
  lists: endpoint({
    method: 'GET',
    path: '/release/lists',
    summary: 'Lists of requests, the newest first (at most 100)',
    response: Type.Object({ lists: Type.Array(Type.Object(ListSummary)), people: Type.Record(Text, Text) }),
  }),
  takeList: endpoint({
    method: 'POST',
    path: '/release/lists',
    summary: 'Upload a list of requests (XLSX or CSV); nothing becomes a case by that',
    query: Type.Object({ name: Type.Optional(Type.String({ maxLength: 300 })), facilityId: Type.Optional(Id) }),
    kind: 'upload',
    response: Type.Object({ id: Id, rows: Type.Integer() }),
    status: 201,
  }),
  openList: endpoint({
    method: 'GET',
    path: '/release/lists/:id',
    summary:
      'A list with its columns, what they probably mean, how it stands, and its rows (at most 500, those in doubt first)',
    params: ofList,
    response: Type.Object({
      ...ListSummary,
      columns: Type.Array(Type.Object({ heading: Text, samples: Type.Array(Text) })),
      guess: Type.Record(Text, Text),
      settings: Nullable(ListSettings),
      /** Requesters whose columns are known, with what was said of their last list. */
      known: Type.Array(Type.Object({ requester: Text, settings: ListSettings })),
      outcomes: Type.Array(Row),
      people: Type.Record(Text, Text),
    }),
  }),
  tryList: endpoint({
    method: 'POST',
    path: '/release/lists/:id/dry-run',
    summary: 'What would become of each row; nothing is opened (at most 500 rows shown, those in doubt first)',
    params: ofList,
    body: ListSettings,
    response: Type.Object({ counts: Counts, outcomes: Type.Array(Row) }),
  }),
  runList: endpoint({
    method: 'POST',
    path: '/release/lists/:id/run',
    summary: 'Open a case for each good row; again, it opens none twice and tries refused rows anew',
    params: ofList,
    body: ListSettings,
    response: Type.Object({ id: Id }),
    status: 202,
  }),
  saveOutcomes: endpoint({
    method: 'GET',
    path: '/release/lists/:id/outcomes.csv',
    summary: 'What became of each row, as a table for a spreadsheet',
    params: ofList,
    kind: 'download',
  }),
  saveAnswers: endpoint({
    method: 'GET',
    path: '/release/lists/:id/outcomes.xlsx',
    summary: 'The same as a workbook (XLSX), with a sheet for each kind of answer where the list was matched',
    params: ofList,
    kind: 'download',
  }),
} as const;
