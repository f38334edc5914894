import { type TSchema, Type } from 'typebox';
import { FACTS } from '../../../../packages/rule-engine/vocabulary.ts';
import { endpoint } from '../../../platform/http/contract.ts';
import { COMPONENT_KINDS, COMPONENT_STATES, HOLDERS } from './kinds.ts';

const Id = Type.String({ format: 'uuid' });
const Moment = Type.String({ format: 'date-time' });
const Day = Type.String({ format: 'date' });
const Word = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });
const Reason = Type.String({ maxLength: 1_000 });
const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const oneOf = <const T extends string[]>(words: [...T]) => Type.Enum(words);
const closed = { additionalProperties: false } as const;
const State = oneOf([...COMPONENT_STATES]);
const Made = { at: Moment, by: Type.String() };

const Component = Type.Object({
  id: Id,
  kind: oneOf([...COMPONENT_KINDS]),
  what: Nullable(Type.String()),
  custodian: Type.String(),
  heldBy: oneOf([...HOLDERS]),
  state: State,
  /** Still to be sent or explained. */
  owed: Type.Boolean(),
  wantedOn: Nullable(Day),
  /** The day that a rule sets for this kind of custodian; one that is not verified only warns. */
  rule: Nullable(
    Type.Object({
      ruleId: Type.String(),
      on: Day,
      acts: Type.Boolean(),
      cite: Type.String(),
      /** Rules that might set an earlier day. */
      warnings: Type.Array(Type.String()),
    }),
  ),
  dueOn: Nullable(Day),
  late: Type.Boolean(),
  steps: Type.Array(
    Type.Object({
      state: State,
      reason: Nullable(Type.String()),
      wantedOn: Nullable(Day),
      /** The packet or the day with which it went out. */
      sentWith: Nullable(Type.String()),
      ...Made,
    }),
  ),
  ...Made,
});

const ofRequest = Type.Object({ id: Id });

export const componentContract = {
  components: endpoint({
    method: 'GET',
    path: '/release/requests/:id/components',
    summary: 'What the case is made of: each part with its custodian, where it stands and its day',
    params: ofRequest,
    response: Type.Object({
      components: Type.Array(Component),
      owed: Type.Integer(),
      /** Hand-overs since the receipt with which a part may have gone out. */
      handOvers: Type.Array(Type.Object({ id: Id, name: Type.String(), on: Day, channel: Type.String() })),
      people: Type.Record(Type.String(), Type.String()),
    }),
  }),
  addComponent: endpoint({
    method: 'POST',
    path: '/release/requests/:id/components',
    summary: 'Add a part that was asked for, with who keeps it',
    params: ofRequest,
    body: Type.Object(
      {
        kind: oneOf([...COMPONENT_KINDS]),
        what: Type.Optional(Word),
        custodian: Word,
        heldBy: oneOf([...HOLDERS]),
        /** Where the law sets a time for this kind of custodian. */
        custodianKind: Type.Optional(oneOf([...FACTS.custodian.values])),
        state: oneOf(['asked', 'waiting', 'received']),
        wantedOn: Type.Optional(Day),
      },
      closed,
    ),
    response: Type.Object({ componentId: Id, dueOn: Nullable(Day) }),
    status: 201,
  }),
  stepComponents: endpoint({
    method: 'POST',
    path: '/release/requests/:id/components/steps',
    summary: 'Say what became of one or more parts; what does not go out is explained',
    params: ofRequest,
    body: Type.Object(
      {
        componentIds: Type.Array(Id, { minItems: 1, maxItems: 100, uniqueItems: true }),
        state: State,
        reason: Type.Optional(Reason),
        /** For one that is still owed. */
        wantedOn: Type.Optional(Day),
        /** For one that was sent: the row of the disclosure log. */
        disclosureId: Type.Optional(Id),
      },
      closed,
    ),
    response: Type.Object({ owed: Type.Integer() }),
  }),
} as const;
