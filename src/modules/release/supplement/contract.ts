import { type TSchema, Type } from 'typebox';
import { endpoint } from '../../../platform/http/contract.ts';

const Id = Type.String({ format: 'uuid' });
const Moment = Type.String({ format: 'date-time' });
const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Decision = Type.Union([Type.Literal('send'), Type.Literal('not-needed')]);

export const supplementContract = {
  supplements: endpoint({
    method: 'GET',
    path: '/release/requests/:id/supplements',
    summary: 'Documents that came after the release and that its scope covered',
    params: Type.Object({ id: Id }),
    response: Type.Object({
      supplements: Type.Array(
        Type.Object({
          id: Id,
          patientId: Id,
          documentId: Id,
          typeName: Nullable(Type.String()),
          date: Nullable(Type.String({ format: 'date' })),
          why: Type.Union([Type.Literal('late-document'), Type.Literal('new-version')]),
          decision: Nullable(Decision),
          reason: Nullable(Type.String()),
          sentRequestId: Nullable(Id),
          decidedAt: Nullable(Moment),
          at: Moment,
        }),
      ),
    }),
  }),
  answerSupplement: endpoint({
    method: 'POST',
    path: '/release/requests/:id/supplements/:supplementId',
    summary: 'Open a case that sends the supplement, or say why none is needed',
    params: Type.Object({ id: Id, supplementId: Id }),
    body: Type.Object({
      decision: Decision,
      reason: Type.String({ minLength: 3, maxLength: 2_000, pattern: '\\S' }),
    }),
    response: Type.Object({ requestId: Nullable(Id) }),
  }),
} as const;
