import { type TSchema, Type } from 'typebox';
import { FACTS } from '../../../../packages/rule-engine/vocabulary.ts';
import { endpoint } from '../../../platform/http/contract.ts';
import { REACH_WAYS } from './decide-reach.ts';
import { RESTRICTION_KINDS } from './restriction.ts';

export { decideReach, deriveWishes, type Going, PLACED_WAYS, REACH_WAYS } from './decide-reach.ts';

const Id = Type.String({ format: 'uuid' });
const Day = Type.String({ format: 'date' });
const Moment = Type.String({ format: 'date-time' });
const Text = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' });
const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const oneOf = <const T extends string[]>(words: [...T]) => Type.Enum(words);
const Ids = Type.Array(Id, { minItems: 1, maxItems: 200 });
const Types = Type.Array(Type.String({ minLength: 1, maxLength: 80 }), { minItems: 1, maxItems: 200 });

const Kind = oneOf([...RESTRICTION_KINDS]);
const AskedHow = oneOf(['in-writing', 'orally']);
const Recipients = Type.Array(oneOf([...FACTS.requester.values]), { minItems: 1, maxItems: 20 });
const ReachBy = oneOf([...REACH_WAYS]);
const Answer = oneOf(['agreed', 'refused']);
const EndedBy = oneOf(['individual', 'custodian']);
const AnswerBody = Type.Object({ answer: Answer, reason: Type.Optional(Text(2_000)) }, { additionalProperties: false });

const Restriction = Type.Object({
  id: Id,
  patientId: Id,
  kind: Kind,
  askedOn: Day,
  askedHow: AskedHow,
  words: Type.String(),
  recipients: Nullable(Type.Array(oneOf([...FACTS.requester.values]))),
  recipientName: Nullable(Type.String()),
  typeCodes: Nullable(Type.Array(Type.String())),
  encounterIds: Nullable(Type.Array(Id)),
  documentIds: Nullable(Type.Array(Id)),
  serviceFrom: Nullable(Day),
  serviceTo: Nullable(Day),
  holdsFrom: Day,
  holdsTo: Nullable(Day),
  means: Nullable(Type.String()),
  reachBy: Nullable(ReachBy),
  reachTo: Nullable(Type.String()),
  at: Moment,
  by: Type.String(),
  answer: Nullable(
    Type.Object({
      answer: Answer,
      reason: Nullable(Type.String()),
      ruleId: Type.String(),
      at: Moment,
      by: Type.String(),
    }),
  ),
  end: Nullable(
    Type.Object({
      endedBy: EndedBy,
      notifiedOn: Nullable(Day),
      reason: Type.String(),
      ruleId: Type.String(),
      at: Moment,
      by: Type.String(),
    }),
  ),
});
const Listed = Type.Object({
  restrictions: Type.Array(Restriction),
  people: Type.Record(Type.String(), Type.String()),
});
const OfPatient = Type.Object({ patientId: Id });
const OfRestriction = Type.Object({ patientId: Id, restrictionId: Id });
const Done = Type.Object({});

export const restrictionContract = {
  restrictions: endpoint({
    method: 'GET',
    path: '/patients/:patientId/restrictions',
    summary: 'What a patient asked to be kept from somebody, and how the patient wants to be reached (45 CFR 164.522)',
    params: OfPatient,
    response: Listed,
  }),
  caseRestrictions: endpoint({
    method: 'GET',
    path: '/release/requests/:id/restrictions',
    summary: 'The restrictions of the patient of a request',
    params: Type.Object({ id: Id }),
    response: Listed,
  }),
  recordRestriction: endpoint({
    method: 'POST',
    path: '/patients/:patientId/restrictions',
    summary: 'Record what a patient asked under 45 CFR 164.522, with the answer where it was given at once',
    params: OfPatient,
    body: Type.Object(
      {
        kind: Kind,
        askedOn: Day,
        askedHow: AskedHow,
        words: Text(2_000),
        recipients: Type.Optional(Recipients),
        recipientName: Type.Optional(Text(200)),
        typeCodes: Type.Optional(Types),
        encounterIds: Type.Optional(Ids),
        documentIds: Type.Optional(Ids),
        serviceFrom: Type.Optional(Day),
        serviceTo: Type.Optional(Day),
        holdsFrom: Type.Optional(Day),
        holdsTo: Type.Optional(Day),
        means: Type.Optional(Text(500)),
        /** Of a confidential communication; left away where it can only be told in words. */
        reachBy: Type.Optional(ReachBy),
        /** Postal address line by line, fax number or mail address. */
        reachTo: Type.Optional(Text(500)),
        answer: Type.Optional(AnswerBody),
      },
      { additionalProperties: false },
    ),
    response: Type.Object({ id: Id }),
  }),
  answerRestriction: endpoint({
    method: 'POST',
    path: '/patients/:patientId/restrictions/:restrictionId/answer',
    summary: 'Agree to a restriction, or refuse it with the reason; what was paid in full may not be refused',
    params: OfRestriction,
    body: AnswerBody,
    response: Done,
  }),
  writeRestrictionLetter: endpoint({
    method: 'POST',
    path: '/patients/:patientId/restrictions/:restrictionId/letter',
    summary: 'Draft the written answer to what the patient asked',
    params: OfRestriction,
    body: Type.Object(
      {
        contactName: Text(200),
        contactPhone: Text(60),
        address: Type.Optional(Type.Array(Text(200), { maxItems: 6 })),
        language: Type.Optional(oneOf(['en', 'es'])),
      },
      { additionalProperties: false },
    ),
    response: Type.Object({ letterId: Id, letterNumber: Type.String() }),
  }),
  endRestriction: endpoint({
    method: 'POST',
    path: '/patients/:patientId/restrictions/:restrictionId/end',
    summary: 'End a restriction: by the patient, or by the facility with notice',
    params: OfRestriction,
    body: Type.Object(
      { endedBy: EndedBy, notifiedOn: Type.Optional(Day), reason: Text(2_000) },
      { additionalProperties: false },
    ),
    response: Done,
  }),
} as const;
