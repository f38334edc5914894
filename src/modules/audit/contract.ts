import { Type } from 'typebox';
import { endpoint } from '../../platform/http/contract.ts';

const Moment = Type.String({ format: 'date-time' });
const Id = Type.String({ format: 'uuid' });

const Entry = Type.Object({
  id: Type.String(),
  at: Moment,
  actorKind: Type.String(),
  actorId: Type.String(),
  actorName: Type.Union([Type.String(), Type.Null()]),
  purpose: Type.String(),
  verb: Type.String(),
  sentence: Type.String(),
  outcome: Type.String(),
  subjectIds: Type.Array(Type.String()),
  patientIds: Type.Array(Type.String()),
  count: Type.Integer(),
  detail: Type.Record(Type.String(), Type.Unknown()),
  reasonIds: Type.Array(Type.String()),
  /** Position in the proven log; null while younger than the last checkpoint. */
  position: Type.Union([Type.Integer(), Type.Null()]),
});

export const contract = {
  search: endpoint({
    method: 'POST',
    path: '/audit/search',
    summary: 'Who did what to which record: by patient, person, verb, outcome, time; newest first',
    body: Type.Object(
      {
        patientId: Type.Optional(Id),
        actorId: Type.Optional(Type.String({ maxLength: 200 })),
        verb: Type.Optional(Type.String({ maxLength: 100 })),
        outcome: Type.Optional(
          Type.Union([Type.Literal('done'), Type.Literal('denied'), Type.Literal('refused'), Type.Literal('failed')]),
        ),
        from: Type.Optional(Moment),
        to: Type.Optional(Moment),
        before: Type.Optional(Type.Object({ at: Moment, id: Id })),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
      },
      { additionalProperties: false },
    ),
    response: Type.Object({ entries: Type.Array(Entry), more: Type.Boolean() }),
  }),
  verify: endpoint({
    method: 'POST',
    path: '/audit/verify',
    summary: 'Recompute the whole log and hold it against every signed checkpoint',
    response: Type.Object({
      entries: Type.Integer(),
      verified: Type.Integer(),
      younger: Type.Integer(),
      firstBad: Type.Optional(Type.Object({ reason: Type.String() }, { additionalProperties: true })),
      checkpoint: Type.Optional(Type.String()),
    }),
  }),
  verbs: endpoint({
    method: 'GET',
    path: '/audit/verbs',
    summary: 'Every audit verb with its sentence',
    response: Type.Object({ verbs: Type.Record(Type.String(), Type.String()) }),
  }),
} as const;
