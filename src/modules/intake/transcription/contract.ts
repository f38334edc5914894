import { Type } from 'typebox';
import { endpoint } from '../../../platform/http/contract.ts';
import { HEADER_FIELDS, VALUE_ENDS } from './derive-header.ts';

export { HEADER_FIELDS, VALUE_ENDS } from './derive-header.ts';

const Id = Type.String({ format: 'uuid' });
const closed = { additionalProperties: false } as const;
const Reason = Type.String({ minLength: 3, maxLength: 500 });
const rule = {
  field: Type.Enum([...HEADER_FIELDS]),
  label: Type.String({ minLength: 1, maxLength: 60 }),
  valueEnds: Type.Enum([...VALUE_ENDS]),
};
const Rule = Type.Object({
  ...{ id: Type.String(), ...rule, label: Type.String(), reason: Type.String() },
  ...{ setAt: Type.String(), setBy: Type.String() },
  ended: Type.Union([Type.Null(), Type.Object({ at: Type.String(), by: Type.String(), reason: Type.String() })]),
});
const MAX_REPORT = 50_000;

export const headersContract = {
  list: endpoint({
    method: 'GET',
    path: '/intake/header-rules',
    summary: 'How the headings of dictated reports are read before the usual ways, with the rules that were ended',
    query: Type.Object({ facilityId: Type.Optional(Id) }),
    response: Type.Object({
      inForce: Type.Array(Rule),
      ended: Type.Array(Rule),
      people: Type.Record(Type.String(), Type.String()),
    }),
  }),
  set: endpoint({
    method: 'POST',
    path: '/intake/header-rules',
    summary: 'Read a field of the heading by these words from now on; replaces: the rule that it ends',
    body: Type.Object({ facilityId: Type.Optional(Id), replaces: Type.Optional(Id), ...rule, reason: Reason }, closed),
    response: Type.Object({ id: Type.String() }),
    status: 201,
  }),
  end: endpoint({
    method: 'POST',
    path: '/intake/header-rules/:id/end',
    summary: 'The rule holds no more; it stays in the history',
    params: Type.Object({ id: Id }),
    body: Type.Object({ facilityId: Type.Optional(Id), reason: Reason }, closed),
    status: 204,
  }),
  try: endpoint({
    method: 'POST',
    path: '/intake/header-rules/try',
    summary: 'What would be read in the heading of a report by the rules in force, and one not saved yet',
    body: Type.Object(
      {
        facilityId: Type.Optional(Id),
        text: Type.String({ minLength: 1, maxLength: MAX_REPORT }),
        draft: Type.Optional(Type.Object(rule, closed)),
        without: Type.Optional(Id),
      },
      closed,
    ),
    response: Type.Object({
      header: Type.Union([
        Type.Null(),
        Type.Object({
          job: Type.Optional(Type.String()),
          author: Type.Optional(Type.String()),
          type: Type.Optional(Type.String()),
          visit: Type.Optional(Type.String()),
          dictated: Type.Optional(Type.String()),
          transcribed: Type.Optional(Type.String()),
          status: Type.Optional(Type.String()),
        }),
      ]),
    }),
  }),
} as const;
