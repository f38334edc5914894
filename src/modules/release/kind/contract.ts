import { Type, type TSchema } from 'typebox';
import { FACTS } from '../../../../packages/rule-engine/vocabulary.ts';
import { endpoint } from '../../../platform/http/contract.ts';
import { STATUSES } from '../derive-status.ts';

const Id = Type.String({ format: 'uuid' });
const Moment = Type.String({ format: 'date-time' });
const Day = Type.String({ format: 'date' });
const Text = Type.String();
const Word = Type.String({ minLength: 1, maxLength: 200 });
const Sentence = Type.String({ minLength: 3, maxLength: 2_000, pattern: '\\S' });
const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const oneOf = <const T extends string[]>(words: [...T]) => Type.Enum(words);
const closed = { additionalProperties: false } as const;
const ofRequest = Type.Object({ id: Id });

export const Said = Type.Object(
  {
    inside: Type.Optional(Type.Boolean()),
    process: Type.Optional(oneOf(['none', 'subpoena', 'court-order'])),
    signedBy: Type.Optional(oneOf(['individual', 'representative', 'nobody'])),
    speaks: Type.Optional(oneOf(['individual', 'sender'])),
    inWriting: Type.Optional(Type.Boolean()),
    writingAnnounced: Type.Optional(Type.Boolean()),
    goesTo: Type.Optional(oneOf(['individual', 'named', 'named-without-address', 'nobody-named'])),
    heldInEhr: Type.Optional(Type.Boolean()),
    elements: Type.Optional(oneOf(['all', 'missing'])),
  },
  closed,
);
const Reason = Type.Object({
  ruleId: Text,
  version: Type.Optional(Text),
  cite: Type.Optional(Text),
  text: Text,
});
const Cited = Type.Object({ text: Text, cite: Text });

const EarlierCase = Type.Object({
  id: Id,
  number: Text,
  status: oneOf([...STATUSES]),
  /** It waits for somebody outside. */
  waits: Type.Boolean(),
  receivedAt: Moment,
  requesterName: Nullable(Text),
  requesterOrganisation: Nullable(Text),
  askedFor: Nullable(Text),
  from: Nullable(Day),
  to: Nullable(Day),
  cancelled: Nullable(Text),
  reasons: Type.Array(Text),
  isEarlier: Type.Boolean(),
  belongs: Type.Boolean(),
});
const Answer = Type.Object({
  id: Id,
  number: Text,
  decision: oneOf(['duplicate', 'goes-on', 'joined']),
  reason: Text,
  at: Moment,
});

export const kindContract = {
  kind: endpoint({
    method: 'GET',
    path: '/release/requests/:id/kind',
    summary: 'What a request is before the law and why, its fee class, its clocks and what could stop them',
    params: ofRequest,
    response: Type.Object({
      said: Said,
      decided: Nullable(
        Type.Object({
          kind: Nullable(Text),
          /** Who asks in the eyes of the rules. */
          ruleRequester: oneOf([...FACTS.requester.values]),
          reasons: Type.Array(Reason),
          needs: Type.Array(Text),
          lacks: Type.Array(Cited),
          warnings: Type.Array(Text),
          byRight: Type.Boolean(),
          fee: Type.Object({ kind: Text, reasons: Type.Array(Reason) }),
        }),
      ),
      saidAt: Nullable(Moment),
      saidBy: Nullable(Text),
      clocks: Type.Array(
        Type.Object({
          ruleId: Text,
          title: Text,
          citations: Type.Array(Text),
          dueOn: Day,
          acts: Type.Boolean(),
          grounds: Type.Array(Cited),
        }),
      ),
      corrections: Type.Array(Type.Object({ wasAt: Moment, setTo: Moment, reason: Text, at: Moment, by: Text })),
      people: Type.Record(Type.String(), Type.String()),
    }),
  }),
  sayKind: endpoint({
    method: 'PUT',
    path: '/release/requests/:id/kind',
    summary: 'Say what stands in the letter; what the request is follows, with its clock',
    params: ofRequest,
    body: Said,
    response: Type.Object({ kind: Nullable(Text), dueOn: Nullable(Day) }),
  }),
  setReceiptBack: endpoint({
    method: 'POST',
    path: '/release/requests/:id/receipt',
    summary: 'Set the receipt date-stamp back; the clock counts from the earlier day',
    params: ofRequest,
    body: Type.Object({ receivedAt: Moment, reason: Sentence }, closed),
    response: Type.Object({ dueOn: Nullable(Day) }),
  }),
  earlier: endpoint({
    method: 'GET',
    path: '/release/requests/:id/earlier',
    summary: 'What the same requester asked of the same patient within 180 days',
    params: ofRequest,
    response: Type.Object({
      cases: Type.Array(Type.Object({ ...EarlierCase.properties, answer: Nullable(Answer) })),
      answers: Type.Array(Answer),
      mayJoin: Type.Boolean(),
    }),
  }),
  askEarlier: endpoint({
    method: 'POST',
    path: '/release/earlier',
    summary: 'The same, asked from the form before anything is saved',
    body: Type.Object(
      {
        receivedAt: Moment,
        facilityId: Type.Optional(Id),
        patientAsWritten: Type.Optional(Type.String({ maxLength: 2_000 })),
        requesterId: Type.Optional(Id),
        name: Type.Optional(Type.String({ maxLength: 200 })),
        organisation: Type.Optional(Type.String({ maxLength: 200 })),
        reference: Type.Optional(Type.String({ maxLength: 200 })),
        askedFrom: Type.Optional(Day),
        askedTo: Type.Optional(Day),
      },
      closed,
    ),
    response: Type.Object({ cases: Type.Array(EarlierCase) }),
  }),
  answerEarlier: endpoint({
    method: 'POST',
    path: '/release/requests/:id/earlier/:earlierId',
    summary: 'Mark the case as a duplicate of an earlier one, or go on with it all the same',
    params: Type.Object({ id: Id, earlierId: Id }),
    body: Type.Object({ decision: oneOf(['duplicate', 'goes-on']), reason: Sentence }, closed),
    status: 204,
  }),
  joinPapers: endpoint({
    method: 'POST',
    path: '/release/requests/:id/joining',
    summary: 'Give what arrived to the open case that waits for it, such as a cured authorization',
    params: ofRequest,
    body: Type.Object({ number: Word, reason: Sentence }, closed),
    response: Type.Object({ requestId: Id }),
  }),
} as const;
