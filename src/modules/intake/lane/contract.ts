import { Type } from 'typebox';
import { endpoint } from '../../../platform/http/contract.ts';

const Id = Type.String({ format: 'uuid' });
const Lane = Type.Union([Type.Literal('routine'), Type.Literal('stat')]);
const What = Type.Union([Type.Literal('type'), Type.Literal('source')]);
const Code = Type.String({ minLength: 1, maxLength: 100 });
const Reason = Type.String({ minLength: 3, maxLength: 500 });
const closed = { additionalProperties: false } as const;

const Rule = Type.Object({
  what: What,
  code: Type.String(),
  lane: Lane,
  laneReason: Type.String(),
  reason: Type.String(),
  setAt: Type.String(),
  setBy: Type.String(),
});

export const laneContract = {
  choose: endpoint({
    method: 'POST',
    path: '/intake/parts/:id/lane',
    summary:
      'Raise a document to the STAT lane (to be filed within 15 minutes of its arrival) or lower it, with a reason',
    params: Type.Object({ id: Id }),
    body: Type.Object({ lane: Lane, reason: Reason }, closed),
    status: 204,
  }),
  rules: endpoint({
    method: 'GET',
    path: '/intake/lane-rules',
    summary: 'Which types and sources go to the STAT lane',
    query: Type.Object({ facilityId: Type.Optional(Id) }),
    response: Type.Object({
      rules: Type.Array(Rule),
      history: Type.Array(Rule),
      people: Type.Record(Type.String(), Type.String()),
    }),
  }),
  setRule: endpoint({
    method: 'POST',
    path: '/intake/lane-rules',
    summary: 'Set the lane of a type or source from now on',
    body: Type.Object(
      {
        facilityId: Type.Optional(Id),
        what: What,
        code: Code,
        lane: Lane,
        laneReason: Type.String({ pattern: '^[a-z-]{3,40}$' }),
        reason: Reason,
      },
      closed,
    ),
    status: 204,
  }),
  tryRules: endpoint({
    method: 'POST',
    path: '/intake/lane-rules/try',
    summary: 'Which lane a document of this type, source and heading would take, and why',
    body: Type.Object(
      {
        facilityId: Type.Optional(Id),
        typeCode: Type.Optional(Code),
        source: Type.Optional(Code),
        heading: Type.Optional(Type.String({ maxLength: 500 })),
      },
      closed,
    ),
    response: Type.Object({ lane: Lane, reason: Type.Union([Type.String(), Type.Null()]) }),
  }),
} as const;
