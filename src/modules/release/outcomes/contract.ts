import { type TSchema, Type } from 'typebox';
import { FACTS } from '../../../../packages/rule-engine/vocabulary.ts';
import { endpoint } from '../../../platform/http/contract.ts';
import { DENIAL_KINDS, OUTCOME_KINDS, PLAIN_KINDS } from './kinds.ts';

const Id = Type.String({ format: 'uuid' });
const Moment = Type.String({ format: 'date-time' });
const Day = Type.String({ format: 'date' });
const Word = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });
const Words = Type.String({ minLength: 1, maxLength: 2_000, pattern: '\\S' });
const Reason = Type.String({ minLength: 3, maxLength: 1_000, pattern: '\\S' });
const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const oneOf = <const T extends string[]>(words: [...T]) => Type.Enum(words);
const closed = { additionalProperties: false } as const;
const Language = Type.Optional(oneOf(['en', 'es']));
const Made = { at: Moment, by: Type.String() };

const Letter = Nullable(
  Type.Object({
    id: Id,
    number: Type.String(),
    language: Type.String(),
    state: oneOf(['draft', 'on-its-way', 'left', 'withdrawn']),
    leftAt: Nullable(Moment),
  }),
);
const Reasons = Type.Array(
  Type.Object({
    ruleId: Type.String(),
    version: Type.Optional(Type.String()),
    cite: Type.Optional(Type.String()),
    text: Type.String(),
  }),
);
const Review = Type.Object({
  id: Id,
  askedOn: Day,
  askedHow: Type.String(),
  reviewer: Type.String(),
  licence: Type.String(),
  decision: Nullable(oneOf(['upheld', 'reversed', 'reversed-in-part'])),
  reason: Nullable(Type.String()),
  decidedAt: Nullable(Moment),
  decidedBy: Nullable(Type.String()),
  newRequestId: Nullable(Id),
  letter: Letter,
  ...Made,
});
const Outcome = Type.Object({
  id: Id,
  kind: oneOf([...OUTCOME_KINDS]),
  /** Ends the case; the others leave it open. */
  ends: Type.Boolean(),
  reason: Type.String(),
  rules: Reasons,
  ground: Nullable(Type.String()),
  reviewable: Type.Boolean(),
  professional: Nullable(Type.String()),
  duplicateOf: Nullable(Type.Object({ id: Id, number: Type.String() })),
  promisedOn: Nullable(Day),
  noLetterReason: Nullable(Type.String()),
  letter: Letter,
  /** What it did to the clock of the law. */
  effect: Nullable(Type.String()),
  withdrawn: Nullable(Type.Object({ reason: Type.String(), ...Made })),
  review: Nullable(Review),
  ...Made,
});

const ofRequest = Type.Object({ id: Id });
const Drafted = { outcomeId: Id, letterId: Nullable(Id), letterNumber: Nullable(Type.String()) };

export const outcomeContract = {
  outcomes: endpoint({
    method: 'GET',
    path: '/release/requests/:id/outcomes',
    summary: 'What became of a request, each with its reason, rules, letter and review',
    params: ofRequest,
    response: Type.Object({
      outcomes: Type.Array(Outcome),
      /** Set while the clock may be moved by a letter of extension. */
      extension: Nullable(Type.Object({ dueOn: Day, latest: Day })),
      /** Every name under which the patient is known here: a certificate says them all. */
      namesKnown: Type.Array(Type.String()),
      people: Type.Record(Type.String(), Type.String()),
    }),
  }),
  recordOutcome: endpoint({
    method: 'POST',
    path: '/release/requests/:id/outcomes',
    summary: 'Say what became of a request; its letter is drafted with the facts of the case. What is missing is named',
    params: ofRequest,
    body: Type.Object(
      {
        kind: oneOf([...PLAIN_KINDS]),
        reason: Reason,
        /** What the letter says, where it needs words of its own: what is missing, what was tried. */
        words: Type.Optional(Words),
        heldBy: Type.Optional(Words),
        heldByUnknown: Type.Optional(Type.Boolean()),
        searched: Type.Optional(
          Type.Object(
            {
              asWritten: Type.Optional(Words),
              names: Type.Optional(Type.Array(Word, { maxItems: 40 })),
              dates: Type.Optional(Word),
              systems: Type.Optional(Type.Array(Word, { maxItems: 40 })),
              searchedOn: Type.Optional(Day),
            },
            closed,
          ),
        ),
        /** Number of the request that is worked instead. */
        duplicateOf: Type.Optional(Word),
        /** Why nobody is written to. */
        withoutLetter: Type.Optional(Reason),
        language: Language,
      },
      closed,
    ),
    response: Type.Object(Drafted),
    status: 201,
  }),
  denyAccess: endpoint({
    method: 'POST',
    path: '/release/requests/:id/denial',
    summary: 'Refuse access in full or in part (45 CFR 164.524(a)(2)-(3), (d)); the letter of denial is drafted',
    params: ofRequest,
    body: Type.Object(
      {
        kind: oneOf([...DENIAL_KINDS]),
        ground: oneOf([...FACTS.denial_ground.values]),
        reason: Reason,
        denied: Words,
        rest: Type.Optional(Words),
        professional: Type.Optional(Word),
        inmate: Type.Optional(Type.Boolean()),
        contactName: Type.Optional(Word),
        contactPhone: Type.Optional(Word),
        language: Language,
      },
      closed,
    ),
    response: Type.Object({ outcomeId: Id, letterId: Id, letterNumber: Type.String(), reviewable: Type.Boolean() }),
    status: 201,
  }),
  extendTime: endpoint({
    method: 'POST',
    path: '/release/requests/:id/extension',
    summary: 'Draft the letter of extension; the clock moves once it has left (45 CFR 164.524(b)(2)(ii))',
    params: ofRequest,
    body: Type.Object({ reason: Reason, promisedOn: Day, language: Language }, closed),
    response: Type.Object({ outcomeId: Id, letterId: Id, letterNumber: Type.String() }),
    status: 201,
  }),
  withdrawOutcome: endpoint({
    method: 'POST',
    path: '/release/requests/:id/outcomes/:outcomeId/withdrawal',
    summary: 'Take an outcome back that nobody was told of',
    params: Type.Object({ id: Id, outcomeId: Id }),
    body: Type.Object({ reason: Type.String({ minLength: 3, maxLength: 500, pattern: '\\S' }) }, closed),
    status: 204,
  }),
  askForReview: endpoint({
    method: 'POST',
    path: '/release/requests/:id/outcomes/:outcomeId/review',
    summary: 'The person asks for a review of a denial; a professional who took no part is designated',
    params: Type.Object({ id: Id, outcomeId: Id }),
    body: Type.Object({ askedOn: Day, askedHow: Words, reviewer: Word, licence: Word }, closed),
    response: Type.Object({ reviewId: Id }),
    status: 201,
  }),
  answerReview: endpoint({
    method: 'POST',
    path: '/release/requests/:id/reviews/:reviewId/decision',
    summary: 'Record what the reviewing professional decided; it binds, and the notice is drafted',
    params: Type.Object({ id: Id, reviewId: Id }),
    body: Type.Object(
      { decision: oneOf(['upheld', 'reversed', 'reversed-in-part']), reason: Reason, language: Language },
      closed,
    ),
    response: Type.Object({ letterId: Id, letterNumber: Type.String(), newRequestId: Nullable(Id) }),
    status: 201,
  }),
} as const;
