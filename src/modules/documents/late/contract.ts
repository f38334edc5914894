import { type TSchema, Type } from 'typebox';
import { endpoint } from '../../../platform/http/contract.ts';

const Id = Type.String({ format: 'uuid' });
const Moment = Type.String({ format: 'date-time' });
const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const ofDocument = Type.Object({ patientId: Id, documentId: Id });
const document = '/patients/:patientId/documents/:documentId' as const;
const Facility = Type.Object({ facilityId: Type.Optional(Id) });
const Why = Type.String({ minLength: 3, maxLength: 300, pattern: '\\S' });
const rule = {
  lateDays: Type.Integer({ minimum: 0, maximum: 3_650 }),
  preliminaryDays: Type.Integer({ minimum: 0, maximum: 3_650 }),
  neverLate: Type.Array(Type.String({ maxLength: 100 }), { maxItems: 500 }),
};

/** Preliminary, final, corrected, amended; an answer to what came late; what the site says of both. */
export const lateContract = {
  sayStatus: endpoint({
    method: 'POST',
    path: `${document}/status`,
    summary: 'Say what the version that stands is: preliminary, final, corrected, amended',
    params: ofDocument,
    body: Type.Object(
      {
        versionId: Id,
        status: Type.Union([
          Type.Literal('preliminary'),
          Type.Literal('final'),
          Type.Literal('corrected'),
          Type.Literal('amended'),
        ]),
        reason: Why,
      },
      { additionalProperties: false },
    ),
    status: 204,
  }),
  answerLate: endpoint({
    method: 'POST',
    path: `${document}/late`,
    summary: 'Say what a late document means for the coding of its encounter',
    params: ofDocument,
    body: Type.Object(
      {
        answer: Type.Union([Type.Literal('unaffected'), Type.Literal('recode'), Type.Literal('reopened')]),
        note: Type.Optional(Type.String({ maxLength: 300 })),
      },
      { additionalProperties: false },
    ),
    status: 204,
  }),
  waiting: endpoint({
    method: 'GET',
    path: '/documents/waiting/:kind',
    summary: 'What the rows of a queue of documents are called',
    params: Type.Object({
      kind: Type.Union([
        Type.Literal('documents.late'),
        Type.Literal('documents.preliminary'),
        Type.Literal('documents.rescan'),
      ]),
    }),
    response: Type.Object({
      waiting: Type.Array(
        Type.Object({
          id: Id,
          typeName: Type.String(),
          date: Nullable(Type.String()),
          patient: Nullable(Type.String()),
        }),
      ),
    }),
  }),
  lateRule: endpoint({
    method: 'GET',
    path: '/documents/late-rule',
    summary: 'When a document is late, and how long a preliminary one may wait; with the history of the rule',
    query: Facility,
    response: Type.Object({
      ...rule,
      history: Type.Array(Type.Object({ ...rule, reason: Type.String(), setAt: Moment, setBy: Type.String() })),
    }),
  }),
  setLateRule: endpoint({
    method: 'PUT',
    path: '/documents/late-rule',
    summary: 'Set when a document is late, from now on',
    query: Facility,
    body: Type.Object({ ...rule, reason: Why }, { additionalProperties: false }),
    status: 204,
  }),
} as const;
