import { type TSchema, Type } from 'typebox';
import { endpoint } from '../../../platform/http/contract.ts';
import {
  APPEAL_LEVELS,
  DESTINATION_KINDS,
  NAME_CHARACTERS,
  PAYER_STATES,
  PROOF_KINDS,
  REVIEWS,
  SUBMISSION_OUTCOMES,
  WAYS,
} from './kinds.ts';

export { deriveFileNames } from './derive-file-names.ts';
export {
  APPEAL_LEVELS,
  type AppealLevel,
  DESTINATION_KINDS,
  NAME_CHARACTERS,
  PAYER_STATES,
  type PayerState,
  PROOF_KINDS,
  type ProofKind,
  REVIEWS,
  SUBMISSION_OUTCOMES,
  type SubmissionOutcome,
  WAYS,
  type Way,
} from './kinds.ts';

const Id = Type.String({ format: 'uuid' });
const Moment = Type.String({ format: 'date-time' });
const Day = Type.String({ format: 'date' });
const Word = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });
const Number = Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' });
const Sentence = Type.String({ minLength: 3, maxLength: 2_000, pattern: '\\S' });
const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const NullText = Nullable(Type.String());
const oneOf = <const T extends string[]>(words: [...T]) => Type.Enum(words);
const closed = { additionalProperties: false } as const;
const Bytes = Type.Integer({ minimum: 1, maximum: 100_000_000_000 });
const Made = { at: Moment, by: Type.String() };

const Kind = oneOf([...DESTINATION_KINDS]);
const Way = oneOf([...WAYS]);
const Characters = oneOf([...NAME_CHARACTERS]);
const State = oneOf([...PAYER_STATES]);
const Level = oneOf([...APPEAL_LEVELS]);
const Review = oneOf([...REVIEWS]);
const Outcome = oneOf([...SUBMISSION_OUTCOMES]);
const ProofKind = oneOf([...PROOF_KINDS]);

const Rules = {
  requesterId: Id,
  name: Word,
  kind: Kind,
  /** Fields in braces between letters and digits, without the ending. */
  namePattern: Type.String({ minLength: 1, maxLength: 200 }),
  nameLength: Type.Integer({ minimum: 12, maximum: 200 }),
  nameCharacters: Characters,
  fileBytes: Bytes,
  submissionBytes: Bytes,
  ways: Type.Array(Way, { maxItems: 10 }),
  letterFirst: Type.Boolean(),
  caseFormat: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
  notes: Type.Optional(Sentence),
};
const Destination = {
  id: Id,
  requesterId: Id,
  name: Type.String(),
  kind: Kind,
  namePattern: Type.String(),
  nameLength: Type.Integer(),
  nameCharacters: Characters,
  fileBytes: Type.Integer(),
  submissionBytes: Type.Integer(),
  ways: Type.Array(Way),
  letterFirst: Type.Boolean(),
  caseFormat: NullText,
  notes: NullText,
  version: Type.Integer(),
  retired: Type.Boolean(),
};
const Injury = {
  injuredOn: Day,
  bodyPart: Word,
  claimNumber: Number,
  stateLaw: Word,
};
const Listing = Type.Object({
  destinationId: Type.Optional(Id),
  state: Type.Optional(State),
  due: Type.Optional(oneOf(['all', 'soon', 'late'])),
});

const ofRequest = Type.Object({ id: Id });
const ofSubmission = Type.Object({ id: Id, submissionId: Id });
const payer = '/release/requests/:id/payer' as const;

export const payerContract = {
  destinations: endpoint({
    method: 'GET',
    path: '/release/destinations',
    summary: 'Payers, contractors and agencies with how each wants records handed in',
    response: Type.Object({
      destinations: Type.Array(Type.Object({ ...Destination, requester: Type.String() })),
    }),
  }),
  addDestination: endpoint({
    method: 'POST',
    path: '/release/destinations',
    summary: 'Say how a payer, contractor or agency of the directory wants records handed in',
    body: Type.Object(Rules, closed),
    response: Type.Object({ id: Id }),
    status: 201,
  }),
  changeDestination: endpoint({
    method: 'PUT',
    path: '/release/destinations/:destinationId',
    summary: 'Correct the rules of a destination, or retire it',
    params: Type.Object({ destinationId: Id }),
    body: Type.Object({ version: Type.Integer({ minimum: 1 }), retired: Type.Boolean(), ...Rules }, closed),
    response: Type.Object({ version: Type.Integer() }),
  }),
  payerCase: endpoint({
    method: 'GET',
    path: payer,
    summary: 'Where a case is handed in, under which number: files, submissions, appeals, clock, injury',
    params: ofRequest,
    response: Type.Object({
      destination: Nullable(Type.Object(Destination)),
      facts: Nullable(
        Type.Object({
          caseNumber: NullText,
          claimNumber: NullText,
          letterOn: Nullable(Day),
          review: Nullable(Review),
          state: State,
          dueOn: Nullable(Day),
          ...Made,
        }),
      ),
      clocks: Type.Array(
        Type.Object({
          ruleId: Type.String(),
          dueOn: Day,
          acts: Type.Boolean(),
          cite: Type.String(),
          warnings: Type.Array(Type.String()),
          met: Type.Boolean(),
        }),
      ),
      /** Of the packet that lies ready. */
      files: Nullable(
        Type.Object({
          names: Type.Array(Type.String()),
          missing: Type.Array(Type.String()),
          shortened: Type.Boolean(),
          files: Type.Array(Type.Object({ name: Type.String(), bytes: Type.Integer(), tooLarge: Type.Boolean() })),
          bytes: Type.Integer(),
          tooMuch: Type.Boolean(),
        }),
      ),
      submissions: Type.Array(
        Type.Object({
          id: Id,
          attempt: Type.Integer(),
          level: Type.Union([Level, Type.Literal('initial')]),
          way: Way,
          handedInOn: Day,
          theirNumber: NullText,
          destination: Type.String(),
          files: Type.Array(Type.String()),
          proof: Nullable(
            Type.Object({
              kind: ProofKind,
              number: Type.String(),
              receivedOn: Day,
              documentId: Nullable(Id),
              ...Made,
            }),
          ),
          outcomes: Type.Array(Type.Object({ outcome: Outcome, reason: NullText, answeredOn: Day, ...Made })),
          ...Made,
        }),
      ),
      appeals: Type.Array(
        Type.Object({
          id: Id,
          level: Level,
          dueOn: Day,
          reason: Type.String(),
          state: oneOf(['open', 'filed', 'dropped']),
          late: Type.Boolean(),
          dropReason: NullText,
          ...Made,
        }),
      ),
      injury: Nullable(Type.Object({ ...Injury, untilOn: Nullable(Day), ...Made })),
      standing: Nullable(
        Type.Object({
          id: Id,
          untilOn: Day,
          state: oneOf(['open', 'over', 'ended']),
          endReason: NullText,
          cases: Type.Array(Type.Object({ id: Id, number: Type.String(), at: Moment })),
          ...Made,
        }),
      ),
      /** Whom a list's row was matched with; nobody is identified by it. */
      match: Nullable(
        Type.Object({
          patientId: Id,
          name: Type.String(),
          birthDate: Nullable(Day),
          matchedOn: Type.Array(Type.String()),
        }),
      ),
      handedOver: Type.Boolean(),
      today: Day,
      people: Type.Record(Type.String(), Type.String()),
    }),
  }),
  chooseDestination: endpoint({
    method: 'PUT',
    path: payer,
    summary: 'Say where a case is handed in and under which number; a Medicare review starts its clock',
    params: ofRequest,
    body: Type.Object(
      {
        destinationId: Id,
        caseNumber: Type.Optional(Number),
        claimNumber: Type.Optional(Number),
        letterOn: Type.Optional(Day),
        review: Type.Optional(Review),
      },
      closed,
    ),
    response: Type.Object({ dueOn: Nullable(Day) }),
  }),
  recordSubmission: endpoint({
    method: 'POST',
    path: `${payer}/submissions`,
    summary: 'Record that the packet was handed in; its hand-over is logged before',
    params: ofRequest,
    body: Type.Object(
      {
        way: Way,
        handedInOn: Day,
        theirNumber: Type.Optional(Number),
        appealId: Type.Optional(Id),
        whyLarger: Type.Optional(Sentence),
      },
      closed,
    ),
    response: Type.Object({ submissionId: Id, attempt: Type.Integer() }),
    status: 201,
  }),
  proveSubmission: endpoint({
    method: 'POST',
    path: `${payer}/submissions/:submissionId/proof`,
    summary: 'Record what shows that a submission arrived, once',
    params: ofSubmission,
    body: Type.Object({ kind: ProofKind, number: Number, receivedOn: Day, documentId: Type.Optional(Id) }, closed),
    status: 204,
  }),
  answerSubmission: endpoint({
    method: 'POST',
    path: `${payer}/submissions/:submissionId/answers`,
    summary: 'Record what the destination answered, and open an appeal at once where one follows',
    params: ofSubmission,
    body: Type.Object(
      {
        outcome: Outcome,
        answeredOn: Day,
        reason: Type.Optional(Sentence),
        appeal: Type.Optional(Type.Object({ level: Level, dueOn: Day }, closed)),
      },
      closed,
    ),
    status: 204,
  }),
  openAppeal: endpoint({
    method: 'POST',
    path: `${payer}/appeals`,
    summary: 'Open an appeal with the day that its notice gives',
    params: ofRequest,
    body: Type.Object({ level: Level, dueOn: Day, reason: Sentence }, closed),
    response: Type.Object({ appealId: Id }),
    status: 201,
  }),
  dropAppeal: endpoint({
    method: 'POST',
    path: `${payer}/appeals/:appealId/drop`,
    summary: 'Give up an appeal that was not handed in',
    params: Type.Object({ id: Id, appealId: Id }),
    body: Type.Object({ reason: Sentence }, closed),
    status: 204,
  }),
  recordInjury: endpoint({
    method: 'POST',
    path: `${payer}/injury`,
    summary: 'Say what a workers’ compensation claim is about; its days limit the scope (45 CFR 164.512(l))',
    params: ofRequest,
    body: Type.Object({ ...Injury, untilOn: Type.Optional(Day) }, closed),
    status: 204,
  }),
  beginStanding: endpoint({
    method: 'POST',
    path: `${payer}/standing`,
    summary: 'New documents of the injury open a case each day they come, until a day',
    params: ofRequest,
    body: Type.Object({ untilOn: Day }, closed),
    response: Type.Object({ id: Id }),
    status: 201,
  }),
  endStanding: endpoint({
    method: 'POST',
    path: `${payer}/standing/end`,
    summary: 'End a standing request before its day',
    params: ofRequest,
    body: Type.Object({ reason: Sentence }, closed),
    status: 204,
  }),
  ssaForm: endpoint({
    method: 'GET',
    path: '/release/forms/ssa-827',
    summary: 'How long form SSA-827 holds, by its rule, from the day it was signed',
    query: Type.Object({ signedOn: Type.Optional(Day) }),
    response: Type.Object({
      form: Type.Literal('ssa-827'),
      endsOn: Nullable(Day),
      acts: Type.Boolean(),
      cite: Type.String(),
    }),
  }),
  payerCases: endpoint({
    method: 'GET',
    path: '/release/payers',
    summary: 'Cases that are handed in to payers and agencies, the nearest day first (at most 500)',
    query: Listing,
    response: Type.Object({
      cases: Type.Array(
        Type.Object({
          requestId: Id,
          number: Type.String(),
          destination: Type.String(),
          kind: Kind,
          caseNumber: NullText,
          claimNumber: NullText,
          state: State,
          dueOn: Nullable(Day),
          late: Type.Boolean(),
          receivedAt: Moment,
        }),
      ),
      more: Type.Boolean(),
    }),
  }),
  exportPayerCases: endpoint({
    method: 'GET',
    path: '/release/payers/export',
    summary: 'The same as a table for a spreadsheet (CSV)',
    query: Listing,
    kind: 'download',
  }),
} as const;
