import { Type } from 'typebox';
import { endpoint } from '../../../platform/http/contract.ts';
import { CHECK_RULES, CODE_FORMATS, LABEL_MEANINGS, NUMBER_FORMS } from './label-pattern.ts';

export { CHECK_RULES, CODE_FORMATS, type CodeFormat, LABEL_MEANINGS, NUMBER_FORMS } from './label-pattern.ts';

const from = Type.Union([Type.Literal('own'), Type.Literal('label'), Type.Literal('patch-t'), Type.Literal('gs1')]);

/** What a code on a page says: `unknown` and `damaged` are errors to be seen. */
export const Meaning = Type.Union([
  Type.Object({ kind: Type.Literal('separator'), from }),
  Type.Object({ kind: Type.Literal('type'), typeCode: Type.String(), from }),
  Type.Object({
    kind: Type.Literal('cover'),
    mrn: Type.String(),
    visit: Type.Optional(Type.String()),
    typeCode: Type.Optional(Type.String()),
    from,
  }),
  Type.Object({ kind: Type.Literal('patient'), mrn: Type.String(), from }),
  Type.Object({
    kind: Type.Union([
      Type.Literal('test'),
      Type.Literal('visit'),
      Type.Literal('account'),
      Type.Literal('box'),
      Type.Literal('volume'),
      Type.Literal('batch'),
      Type.Literal('object'),
      Type.Literal('request'),
      Type.Literal('service-relation'),
    ]),
    number: Type.String(),
    from,
  }),
  Type.Object({ kind: Type.Literal('ignored'), from }),
  Type.Object({ kind: Type.Literal('damaged') }),
  Type.Object({
    kind: Type.Literal('unknown'),
    reason: Type.Union([Type.Literal('not-understood'), Type.Literal('no-such-type'), Type.Literal('ambiguous')]),
  }),
]);

const Id = Type.String({ format: 'uuid' });
const closed = { additionalProperties: false } as const;
const Reason = Type.String({ minLength: 3, maxLength: 500 });
const Means = Type.Enum([...LABEL_MEANINGS]);
const shape = {
  name: Type.String({ minLength: 1, maxLength: 100 }),
  means: Means,
  typeCode: Type.Union([Type.String({ maxLength: 100 }), Type.Null()]),
  format: Type.Union([Type.Enum([...CODE_FORMATS]), Type.Null()]),
  before: Type.Array(Type.String({ maxLength: 100 }), { maxItems: 50 }),
  separator: Type.Enum(['none', 'optional', 'required']),
  form: Type.Enum([...NUMBER_FORMS]),
  shortest: Type.Integer(),
  longest: Type.Integer(),
  after: Type.String({ maxLength: 100 }),
  check: Type.Enum([...CHECK_RULES]),
  checkDropped: Type.Boolean(),
};
const Pattern = Type.Object({
  ...{ id: Type.String(), ...shape },
  ...{ active: Type.Boolean(), reason: Type.String(), setAt: Type.String(), setBy: Type.String(), own: Type.Boolean() },
});

export const labelsContract = {
  list: endpoint({
    method: 'GET',
    path: '/intake/label-patterns',
    summary: 'How the labels of the site are written and what they mean, with the history',
    query: Type.Object({ facilityId: Type.Optional(Id) }),
    response: Type.Object({
      inForce: Type.Array(Pattern),
      history: Type.Array(Pattern),
      people: Type.Record(Type.String(), Type.String()),
    }),
  }),
  set: endpoint({
    method: 'POST',
    path: '/intake/label-patterns',
    summary: 'Say how a label is written and what it means from now on; with an id: change that one',
    body: Type.Object({ facilityId: Type.Optional(Id), id: Type.Optional(Id), ...shape, reason: Reason }, closed),
    response: Type.Object({ id: Type.String() }),
    status: 201,
  }),
  retire: endpoint({
    method: 'POST',
    path: '/intake/label-patterns/:id/retire',
    summary: 'Labels written so are not understood any more; the pattern stays in the history',
    params: Type.Object({ id: Id }),
    body: Type.Object({ facilityId: Type.Optional(Id), reason: Reason }, closed),
    status: 204,
  }),
  try: endpoint({
    method: 'POST',
    path: '/intake/label-patterns/try',
    summary: 'What a code would mean by the patterns in force (and one not saved yet), and whose number it is',
    body: Type.Object(
      {
        facilityId: Type.Optional(Id),
        text: Type.String({ minLength: 1, maxLength: 500 }),
        format: Type.Enum([...CODE_FORMATS]),
        draft: Type.Optional(Type.Object({ id: Type.Optional(Id), ...shape }, closed)),
      },
      closed,
    ),
    response: Type.Object({
      meaning: Meaning,
      fits: Type.Array(
        Type.Object({
          ...{ id: Type.String(), name: Type.String(), means: Means },
          ...{ number: Type.String(), holds: Type.Boolean() },
        }),
      ),
      found: Type.Array(
        Type.Object({
          ...{ id: Type.String(), name: Type.String() },
          ...{ birthDate: Type.Union([Type.String(), Type.Null()]), mrn: Type.Union([Type.String(), Type.Null()]) },
        }),
      ),
    }),
  }),
} as const;
