import { type TSchema, Type } from 'typebox';
import { endpoint } from '../../../platform/http/contract.ts';

const Id = Type.String({ format: 'uuid' });
const Moment = Type.String({ format: 'date-time' });
const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const closed = { additionalProperties: false } as const;
const Fraction = Type.Number({ minimum: 0, maximum: 1 });
const Side = Type.Number({ exclusiveMinimum: 0, maximum: 1 });
const MOST_PLACES = 2_000;

const Place = Type.Object({ page: Type.Integer({ minimum: 1 }), x: Fraction, y: Fraction, w: Side, h: Side }, closed);
const Kind = Type.Enum(['boxes', 'words', 'pages', 'pattern']);
const Reason = Type.Enum([
  'another-person',
  'identifier',
  'not-covered',
  'minimum-necessary',
  'confidential-source',
  'professional-judgement',
  'privileged',
  'court-order',
  'other-record',
  'other',
]);
const Text = Type.String({ minLength: 2, maxLength: 200, pattern: '[\\p{L}\\p{N}]' });
const Why = Type.String({ minLength: 3, maxLength: 2_000, pattern: '\\S' });

const ofDocument = Type.Object({ id: Id, documentId: Id });
const path = '/release/requests/:id/redactions' as const;
const documentPath = '/release/requests/:id/documents/:documentId' as const;

export const redactionContract = {
  redactions: endpoint({
    method: 'GET',
    path,
    summary: 'What is redacted in a release and what was; its documents and the reasons there are',
    params: Type.Object({ id: Id }),
    response: Type.Object({
      /** Whether anything may still be changed. */
      open: Type.Boolean(),
      /** A change sends it back. */
      approved: Type.Boolean(),
      reasons: Type.Array(
        Type.Object({ reason: Reason, code: Type.String(), words: Type.String(), cite: Nullable(Type.String()) }),
      ),
      documents: Type.Array(
        Type.Object({
          patientId: Id,
          documentId: Id,
          typeName: Type.String(),
          title: Nullable(Type.String()),
          date: Nullable(Type.String({ format: 'date' })),
          pages: Type.Integer(),
        }),
      ),
      redactions: Type.Array(
        Type.Object({
          id: Id,
          documentId: Id,
          kind: Kind,
          reason: Reason,
          code: Type.String(),
          note: Nullable(Type.String()),
          places: Type.Array(Place),
          /** Drawn on an earlier version: it blocks the release. */
          outdated: Type.Boolean(),
          at: Moment,
          by: Type.String(),
          undone: Nullable(Type.Object({ reason: Type.String(), at: Moment, by: Type.String() })),
        }),
      ),
      people: Type.Record(Type.String(), Type.String()),
    }),
  }),
  redact: endpoint({
    method: 'POST',
    path,
    summary: 'Redact places of a document; an approved release goes back to be approved anew',
    params: Type.Object({ id: Id }),
    body: Type.Object(
      {
        documentId: Id,
        kind: Kind,
        reason: Reason,
        /** For the desk; never printed. Asked for where the reason is `other`. */
        note: Type.Optional(Why),
        /** Fractions of the page as shown; a whole page is 0, 0, 1, 1. */
        places: Type.Array(Place, { minItems: 1, maxItems: MOST_PLACES }),
      },
      closed,
    ),
    response: Type.Object({ redactionId: Id, places: Type.Integer() }),
    status: 201,
  }),
  undoRedaction: endpoint({
    method: 'POST',
    path: `${path}/:redactionId/undoing`,
    summary: 'Undo a redaction; it stays to be seen',
    params: Type.Object({ id: Id, redactionId: Id }),
    body: Type.Object({ reason: Why }, closed),
    status: 204,
  }),
  findPlaces: endpoint({
    method: 'POST',
    path: `${documentPath}/found-places`,
    summary: 'Where words, a name, Social Security or phone numbers stand in a document; nothing is redacted yet',
    params: ofDocument,
    body: Type.Union([
      Type.Object({ kind: Type.Literal('words'), text: Text }, closed),
      Type.Object({ kind: Type.Literal('pattern'), pattern: Type.Literal('name'), text: Text }, closed),
      Type.Object({ kind: Type.Literal('pattern'), pattern: Type.Enum(['ssn', 'phone']) }, closed),
    ]),
    response: Type.Object({
      places: Type.Array(Place),
      more: Type.Boolean(),
      /** Pages on which nothing can be found because no words were read. */
      withoutWords: Type.Array(Type.Integer()),
    }),
  }),
  releasedPages: endpoint({
    method: 'GET',
    path: `${documentPath}/pages`,
    summary: 'How many pages a document of a release has',
    params: ofDocument,
    response: Type.Object({ pages: Type.Integer() }),
  }),
  releasedPage: endpoint({
    method: 'GET',
    path: `${documentPath}/pages/:number`,
    summary: 'A page of a release as the record has it, or as it will leave',
    params: Type.Object({ id: Id, documentId: Id, number: Type.Integer({ minimum: 1, maximum: 5_000 }) }),
    query: Type.Object({
      as: Type.Enum(['recorded', 'released']),
      /** Changes with the redactions, so that no former picture is shown. */
      state: Type.Optional(Type.String({ maxLength: 100 })),
    }),
    kind: 'download',
  }),
} as const;
