import { type TSchema, Type } from 'typebox';
import { endpoint } from '../../../platform/http/contract.ts';

const Id = Type.String({ format: 'uuid' });
const Moment = Type.String({ format: 'date-time' });
const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const closed = { additionalProperties: false } as const;
const Decision = Type.Enum(['keep', 'take-out-page', 'take-out-document', 'correct']);
const MOST_AT_ONCE = 500;
const path = '/release/requests/:id/preflight' as const;

export const preflightContract = {
  preflight: endpoint({
    method: 'GET',
    path,
    summary: 'What was found on the pages that would leave, and how far they are gone over',
    params: Type.Object({ id: Id }),
    response: Type.Object({
      state: Type.Enum(['none', 'running', 'failed', 'stale', 'open', 'clear']),
      /** Somebody says that the registration may hold two people: nothing leaves until that is settled. */
      identityInQuestion: Type.Boolean(),
      changeable: Type.Boolean(),
      scopeChosen: Type.Boolean(),
      begunAt: Nullable(Moment),
      finishedAt: Nullable(Moment),
      documents: Type.Integer(),
      pages: Type.Integer(),
      pagesDone: Type.Integer(),
      /** Findings that must be settled before the approval. */
      open: Type.Integer(),
      ofDocuments: Type.Array(
        Type.Object({
          patientId: Id,
          documentId: Id,
          typeName: Type.String(),
          title: Nullable(Type.String()),
          date: Nullable(Type.String({ format: 'date' })),
          pages: Type.Integer(),
        }),
      ),
      findings: Type.Array(
        Type.Object({
          id: Id,
          documentId: Id,
          /** None: of the document as a whole. */
          page: Nullable(Type.Integer()),
          kind: Type.Enum([
            ...(['another-person', 'another-number', 'birth-date-differs', 'no-identity', 'outside-dates'] as const),
            ...(['sensitive', 'unsigned', 'missing-page', 'duplicate'] as const),
          ]),
          what: Type.String(),
          weight: Type.Enum(['asks', 'notes']),
          box: Nullable(Type.Object({ x: Type.Number(), y: Type.Number(), w: Type.Number(), h: Type.Number() })),
          /** Set where another patient registered here is meant; without a name where the chart is not for this person. */
          about: Nullable(Type.Object({ name: Nullable(Type.String()) })),
          sameDocumentId: Nullable(Id),
          samePage: Nullable(Type.Integer()),
          ruleId: Nullable(Type.String()),
          detail: Type.Record(Type.String(), Type.Union([Type.Integer(), Type.Array(Type.Integer())])),
          settlement: Nullable(
            Type.Object({ decision: Decision, reason: Type.String(), at: Moment, by: Type.String() }),
          ),
          /** The page or its document stays behind by now. */
          gone: Type.Boolean(),
          open: Type.Boolean(),
        }),
      ),
      people: Type.Record(Type.String(), Type.String()),
    }),
  }),
  beginPreflight: endpoint({
    method: 'POST',
    path,
    summary: 'Go over the pages that would leave anew',
    params: Type.Object({ id: Id }),
    body: Type.Object({}, closed),
    response: Type.Object({ preflightId: Id }),
    status: 202,
  }),
  settleFindings: endpoint({
    method: 'POST',
    path: `${path}/settlements`,
    summary: 'Say of findings that they may leave, stay behind, or are to be corrected in the chart',
    params: Type.Object({ id: Id }),
    body: Type.Object(
      {
        findingIds: Type.Array(Id, { minItems: 1, maxItems: MOST_AT_ONCE, uniqueItems: true }),
        decision: Decision,
        reason: Type.String({ minLength: 3, maxLength: 500, pattern: '\\S' }),
      },
      closed,
    ),
    response: Type.Object({ settled: Type.Integer(), open: Type.Integer() }),
  }),
} as const;
