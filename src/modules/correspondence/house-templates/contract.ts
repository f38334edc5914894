import { type TSchema, Type } from 'typebox';
import { endpoint } from '../../../platform/http/contract.ts';
import { LANGUAGES } from '../template.ts';

const Id = Type.String({ format: 'uuid' });
const Moment = Type.String({ format: 'date-time' });
const Day = Type.String({ format: 'date' });
const Text = Type.String();
const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const closed = { additionalProperties: false } as const;
const Language = Type.Enum([...LANGUAGES]);
const byId = Type.Object({ id: Id });
const Said = Nullable(Type.Object({ at: Moment, by: Text }));

const Finding = Type.Object({
  weight: Type.Enum(['stop', 'look']),
  kind: Text,
  name: Text,
  hint: Nullable(Text),
  cite: Nullable(Text),
});
const Fact = Type.Object({
  name: Text,
  kind: Type.Enum(['text', 'date', 'count', 'rows']),
  fields: Type.Array(Text),
  optional: Type.Boolean(),
});
const Version = Type.Object({
  id: Id,
  facilityId: Id,
  template: Text,
  language: Language,
  version: Type.Integer(),
  name: Text,
  fileName: Text,
  digest: Text,
  state: Type.Enum(['draft', 'tried', 'waits', 'in-force', 'replaced', 'retired']),
  findings: Type.Array(Finding),
  uploaded: Type.Object({ at: Moment, by: Text }),
  tried: Said,
  inForceFrom: Nullable(Day),
  inForce: Said,
  retired: Nullable(Type.Object({ at: Moment, by: Text, reason: Text })),
});

export const houseContract = {
  houseTemplates: endpoint({
    method: 'GET',
    path: '/house-templates',
    summary: 'Letters in the words of the house: every letter that can have them, and each version there is',
    response: Type.Object({
      letters: Type.Array(
        Type.Object({
          id: Text,
          title: Text,
          own: Type.Boolean(),
          facts: Type.Array(Fact),
          /** Sentences of the law that can be placed whole. */
          parts: Type.Array(Text),
          must: Type.Array(Type.Object({ needs: Type.Array(Text), what: Text, cite: Text })),
        }),
      ),
      given: Type.Array(Text),
      ownFacts: Type.Array(Fact),
      versions: Type.Array(Version),
      people: Type.Record(Text, Text),
    }),
  }),
  uploadHouseTemplate: endpoint({
    method: 'POST',
    path: '/house-templates',
    summary:
      'Take in a Word document (DOCX) as template of a letter. What hinders a letter is said with its citation, and then nothing is kept',
    kind: 'upload',
    query: Type.Object({
      template: Type.String({ minLength: 1, maxLength: 80 }),
      name: Type.Optional(Type.String({ maxLength: 120 })),
      language: Language,
      facilityId: Type.Optional(Id),
    }),
    response: Type.Object({
      id: Nullable(Id),
      template: Text,
      version: Nullable(Type.Integer()),
      findings: Type.Array(Finding),
      freeTexts: Type.Array(Text),
    }),
  }),
  houseSample: endpoint({
    method: 'GET',
    path: '/house-templates/:id/sample',
    summary: 'A sample letter from this version with invented facts, as PDF or as Word document',
    kind: 'download',
    params: byId,
    query: Type.Object({ as: Type.Optional(Type.Enum(['pdf', 'docx'])) }),
  }),
  builtInSample: endpoint({
    method: 'GET',
    path: '/letter-templates/:template/sample',
    summary: 'The same sample in our own words, to look at beside that of the house',
    kind: 'download',
    params: Type.Object({ template: Type.String({ maxLength: 80 }) }),
    query: Type.Object({ language: Language }),
  }),
  houseFile: endpoint({
    method: 'GET',
    path: '/house-templates/:id/file',
    summary: 'The Word document as it was uploaded',
    kind: 'download',
    params: byId,
  }),
  starter: endpoint({
    method: 'GET',
    path: '/letter-templates/:template/starter',
    summary: 'Our own words as a Word document with every place in it, to begin from',
    kind: 'download',
    params: Type.Object({ template: Type.String({ maxLength: 80 }) }),
    query: Type.Object({ language: Language }),
  }),
  tryHouseTemplate: endpoint({
    method: 'POST',
    path: '/house-templates/:id/tried',
    summary: 'Its sample was looked at and is good',
    params: byId,
    status: 204,
  }),
  putInForce: endpoint({
    method: 'POST',
    path: '/house-templates/:id/in-force',
    summary: 'Letters are made from this version from a day on',
    params: byId,
    body: Type.Object({ from: Day }, closed),
    status: 204,
  }),
  retireHouseTemplate: endpoint({
    method: 'POST',
    path: '/house-templates/:id/retire',
    summary: 'No letter is made from this version any more',
    params: byId,
    body: Type.Object({ reason: Type.String({ minLength: 1, maxLength: 500 }) }, closed),
    status: 204,
  }),
  workingCopy: endpoint({
    method: 'GET',
    path: '/letters/:id/docx',
    summary: 'The letter as a Word document for whoever edits outside, marked as not the letter of record',
    kind: 'download',
    params: byId,
  }),
} as const;
