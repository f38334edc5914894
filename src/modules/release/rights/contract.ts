import { type TSchema, Type } from 'typebox';
import { endpoint } from '../../../platform/http/contract.ts';
import { Invoice, InvoiceWay } from '../fees/contract.ts';
import { RIGHTS_NEXT, RIGHTS_STATES } from './derive-rights-state.ts';
import { AMENDMENT_GROUNDS, AUTHOR_ANSWERS, RIGHTS_KINDS, STEP_KINDS } from './step.ts';

/** For the screens. */
export { AMENDMENT_GROUNDS, type AmendmentGround, AUTHOR_ANSWERS, type AuthorAnswer } from './step.ts';

const Id = Type.String({ format: 'uuid' });
const Day = Type.String({ format: 'date' });
const Moment = Type.String({ format: 'date-time' });
const Text = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' });
const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const oneOf = <const T extends string[]>(words: [...T]) => Type.Enum(words);
const Address = Type.Array(Text(200), { maxItems: 6 });
const Language = Type.Optional(oneOf(['en', 'es']));
const strict = { additionalProperties: false } as const;

const Kind = oneOf([...RIGHTS_KINDS]);
const State = oneOf([...RIGHTS_STATES]);
const Next = oneOf([...RIGHTS_NEXT]);
const Ground = oneOf([...AMENDMENT_GROUNDS]);
const AuthorAnswer = oneOf([...AUTHOR_ANSWERS]);

const OfPatient = Type.Object({ patientId: Id });
const OfRights = Type.Object({ id: Id });
const Made = Type.Object({ id: Id, number: Type.String() });
const Lettered = Type.Object({ letterId: Id, letterNumber: Type.String() });
const Done = Type.Object({});

const Asked = {
  receivedAt: Moment,
  inWriting: Type.Boolean(),
  askerName: Text(200),
  askerIsPatient: Type.Boolean(),
  askerAddress: Address,
};
const Way = Type.Union([
  Type.Object({ channel: Type.Literal('print') }, strict),
  Type.Object({ channel: Type.Literal('mail'), address: Text(320), verifiedHow: Text(500) }, strict),
]);

const Listed = Type.Object({
  requests: Type.Array(
    Type.Object({
      id: Id,
      number: Type.String(),
      kind: Kind,
      state: State,
      next: Next,
      patientId: Id,
      receivedOn: Day,
      askerName: Type.String(),
      dueAt: Nullable(Moment),
      overdue: Type.Boolean(),
      documents: Type.Array(Type.String()),
    }),
  ),
});

const Document = Type.Object({
  id: Id,
  patientId: Id,
  title: Type.String(),
  date: Nullable(Type.String()),
  author: Nullable(Type.String()),
});

const Outline = {
  id: Id,
  kind: Kind,
  number: Type.String(),
  patientId: Id,
  facilityId: Id,
  receivedOn: Day,
  inWriting: Type.Boolean(),
  asker: Type.Object({ name: Type.String(), isPatient: Type.Boolean(), address: Type.Array(Type.String()) }),
  wrong: Nullable(Type.String()),
  shouldSay: Nullable(Type.String()),
  reason: Nullable(Type.String()),
  named: Type.Array(
    Type.Object({
      name: Type.String(),
      organisation: Nullable(Type.String()),
      address: Type.Array(Type.String()),
    }),
  ),
  period: Nullable(Type.Object({ from: Day, to: Day })),
  documents: Type.Array(Document),
  paper: Nullable(Document),
  state: State,
  next: Next,
  steps: Type.Array(
    Type.Object({
      id: Id,
      kind: oneOf([...STEP_KINDS]),
      facts: Type.Object({
        personId: Type.Optional(Type.String()),
        note: Type.Optional(Type.String()),
        answer: Type.Optional(AuthorAnswer),
        ground: Type.Optional(Ground),
        reason: Type.Optional(Type.String()),
        cite: Type.Optional(Type.String()),
        ruleId: Type.Optional(Type.String()),
        ruleVersion: Type.Optional(Type.String()),
        words: Type.Optional(Type.String()),
        amendmentIds: Type.Optional(Type.Array(Id)),
        name: Type.Optional(Type.String()),
        organisation: Type.Optional(Nullable(Type.String())),
        disclosureId: Type.Optional(Id),
        cents: Type.Optional(Type.Integer()),
        from: Type.Optional(Type.String()),
        to: Type.Optional(Type.String()),
        rows: Type.Optional(Type.Integer()),
        suspended: Type.Optional(Type.Integer()),
      }),
      recipientKey: Nullable(Type.String()),
      promisedOn: Nullable(Day),
      letterId: Nullable(Id),
      letterLeftAt: Nullable(Moment),
      effect: Nullable(Type.String()),
      at: Moment,
      by: Type.String(),
    }),
  ),
  people: Type.Record(Type.String(), Type.String()),
};

const Shown = Type.Object({
  ...Outline,
  clinicians: Type.Array(Type.Object({ id: Id, name: Type.String() })),
  clock: Nullable(
    Type.Object({
      ruleId: Type.String(),
      dueOn: Day,
      dueAt: Moment,
      settled: Nullable(Type.Object({ outcome: oneOf(['met', 'cancelled']), at: Moment, late: Type.Boolean() })),
      extendableTo: Nullable(Day),
    }),
  ),
  toTell: Type.Array(
    Type.Object({
      key: Type.String(),
      source: oneOf(['named', 'recipient']),
      name: Type.String(),
      organisation: Nullable(Type.String()),
      address: Type.Array(Type.String()),
      disclosureId: Nullable(Id),
      disclosedOn: Nullable(Day),
      done: Type.Boolean(),
    }),
  ),
  price: Nullable(
    Type.Object({
      costs: Type.Boolean(),
      cents: Type.Integer(),
      ruleId: Type.String(),
      text: Type.String(),
      cite: Type.String(),
    }),
  ),
  /** Of an accounting whose price was agreed to. */
  invoices: Type.Array(Invoice),
  toInvoice: Type.Boolean(),
  statementChars: Type.Integer(),
  maySay: Type.Object({ disagree: Type.Boolean(), rideAlong: Type.Boolean(), rebut: Type.Boolean() }),
});

const Suspension = Type.Object({
  id: Id,
  agency: Type.String(),
  official: Type.String(),
  form: oneOf(['written', 'oral']),
  statedOn: Day,
  until: Day,
  reason: Type.String(),
  at: Moment,
  by: Type.String(),
});

const Setting = {
  statementChars: Type.Integer({ minimum: 1_000, maximum: 50_000 }),
  accountingCents: Type.Integer({ minimum: 0, maximum: 100_000 }),
  staffNames: Type.Boolean(),
};

export const rightsContract = {
  rightsOfPatient: endpoint({
    method: 'GET',
    path: '/patients/:patientId/rights',
    summary: 'Requests of a patient for amendment (45 CFR 164.526) and accounting (164.528), the newest first',
    params: OfPatient,
    response: Listed,
  }),
  rightsThatWait: endpoint({
    method: 'GET',
    path: '/release/rights',
    summary: 'Requests for amendment and accounting that wait for somebody, the most urgent first (at most 100)',
    response: Listed,
  }),
  rights: endpoint({
    method: 'GET',
    path: '/release/rights/:id',
    summary: 'One request for amendment or accounting with its steps and its clock',
    params: OfRights,
    response: Shown,
  }),
  recordAmendment: endpoint({
    method: 'POST',
    path: '/patients/:patientId/amendments',
    summary: 'Record that a patient asks for an amendment; its clock starts with the receipt',
    params: OfPatient,
    body: Type.Object(
      {
        ...Asked,
        wrong: Text(4_000),
        shouldSay: Text(4_000),
        reason: Text(4_000),
        documentIds: Type.Array(Id, { minItems: 1, maxItems: 20 }),
        paperId: Type.Optional(Id),
        named: Type.Optional(
          Type.Array(
            Type.Object({ name: Text(200), organisation: Type.Optional(Text(200)), address: Address }, strict),
            { maxItems: 20 },
          ),
        ),
      },
      strict,
    ),
    response: Made,
    status: 201,
  }),
  recordAccounting: endpoint({
    method: 'POST',
    path: '/patients/:patientId/accountings',
    summary: 'Record that a patient asks for an accounting of disclosures; its clock starts with the receipt',
    params: OfPatient,
    body: Type.Object({ ...Asked, from: Type.Optional(Day), to: Type.Optional(Day) }, strict),
    response: Made,
    status: 201,
  }),
  askAuthor: endpoint({
    method: 'POST',
    path: '/release/rights/:id/author',
    summary: 'Send a request for amendment to a clinician, or to all of them',
    params: OfRights,
    body: Type.Object({ personId: Type.Optional(Id), note: Type.Optional(Text(1_000)) }, strict),
    response: Done,
  }),
  amendmentToAnswer: endpoint({
    method: 'GET',
    path: '/release/rights/:id/author-answer',
    summary: 'A request for amendment as the clinician answers it',
    params: OfRights,
    response: Type.Object({ ...Outline, note: Nullable(Type.String()), mine: Type.Boolean() }),
  }),
  answerAmendment: endpoint({
    method: 'POST',
    path: '/release/rights/:id/author-answer',
    summary: 'Amend the entry, or deny it on one of four grounds (45 CFR 164.526(a)(2)), as the professional',
    params: OfRights,
    body: Type.Object(
      {
        answer: AuthorAnswer,
        words: Type.Optional(Text(4_000)),
        ground: Type.Optional(Ground),
        reason: Text(2_000),
      },
      strict,
    ),
    response: Done,
  }),
  writeAnswer: endpoint({
    method: 'POST',
    path: '/release/rights/:id/answer-letter',
    summary: 'Draft the letter that tells the patient what became of the amendment',
    params: OfRights,
    body: Type.Object({ contactName: Text(200), contactPhone: Text(60), language: Language }, strict),
    response: Lettered,
  }),
  tellOthers: endpoint({
    method: 'POST',
    path: '/release/rights/:id/told',
    summary: 'Tell those named and earlier recipients of an amendment (45 CFR 164.526(c)(3)), or say why not',
    params: OfRights,
    body: Type.Object(
      {
        tell: Type.Array(Type.Object({ key: Text(80), address: Type.Optional(Address), way: Way }, strict), {
          maxItems: 40,
        }),
        leaveOut: Type.Array(Type.Object({ key: Text(80), reason: Text(1_000) }, strict), { maxItems: 40 }),
      },
      strict,
    ),
    response: Type.Object({ told: Type.Integer(), leftOut: Type.Integer() }),
  }),
  disagree: endpoint({
    method: 'POST',
    path: '/release/rights/:id/disagreement',
    summary: 'Record the patient’s statement of disagreement; it hangs on the documents and goes with them',
    params: OfRights,
    body: Type.Object({ words: Text(50_000) }, strict),
    response: Done,
  }),
  rideAlong: endpoint({
    method: 'POST',
    path: '/release/rights/:id/ride-along',
    summary: 'Have the request and its denial go with later disclosures, as the patient asked',
    params: OfRights,
    body: Type.Object({}, strict),
    response: Done,
  }),
  rebut: endpoint({
    method: 'POST',
    path: '/release/rights/:id/rebuttal',
    summary: 'Rebut a statement of disagreement, with a copy to the patient',
    params: OfRights,
    body: Type.Object({ words: Text(4_000), author: Text(200), language: Language }, strict),
    response: Lettered,
  }),
  extendRights: endpoint({
    method: 'POST',
    path: '/release/rights/:id/extension',
    summary: 'Draft the notice of thirty more days; the clock moves when it has left',
    params: OfRights,
    body: Type.Object({ reason: Text(2_000), promisedOn: Day, language: Language }, strict),
    response: Lettered,
  }),
  priceAccounting: endpoint({
    method: 'POST',
    path: '/release/rights/:id/price',
    summary: 'Tell the patient what a second accounting in twelve months costs',
    params: OfRights,
    body: Type.Object({ cents: Type.Integer({ minimum: 1, maximum: 100_000 }), language: Language }, strict),
    response: Lettered,
  }),
  agreeToPrice: endpoint({
    method: 'POST',
    path: '/release/rights/:id/price/agreement',
    summary: 'The patient wants the accounting at its price',
    params: OfRights,
    body: Type.Object({ note: Text(1_000) }, strict),
    response: Done,
  }),
  invoiceAccounting: endpoint({
    method: 'POST',
    path: '/release/rights/:id/invoice',
    summary: 'Send the invoice of an accounting whose price was agreed to; its line never changes afterwards',
    params: OfRights,
    body: Type.Object(
      { dueInDays: Type.Optional(Type.Integer({ minimum: 0, maximum: 365 })), way: InvoiceWay, language: Language },
      strict,
    ),
    response: Type.Object({ invoiceId: Id, number: Type.String(), letterId: Nullable(Id) }),
    status: 201,
  }),
  giveAccounting: endpoint({
    method: 'POST',
    path: '/release/rights/:id/accounting',
    summary: 'Draft the accounting as a letter, without what an agency suspended',
    params: OfRights,
    body: Type.Object({ language: Language }, strict),
    response: Lettered,
  }),
  withdrawRights: endpoint({
    method: 'POST',
    path: '/release/rights/:id/withdrawal',
    summary: 'The patient takes the request back',
    params: OfRights,
    body: Type.Object({ reason: Text(1_000) }, strict),
    response: Done,
  }),
  suspensions: endpoint({
    method: 'GET',
    path: '/patients/:patientId/accounting-suspensions',
    summary: 'What agencies suspended of a patient’s accounting (45 CFR 164.528(a)(2))',
    params: OfPatient,
    response: Type.Object({ suspensions: Type.Array(Suspension), people: Type.Record(Type.String(), Type.String()) }),
  }),
  suspendAccounting: endpoint({
    method: 'POST',
    path: '/patients/:patientId/accounting-suspensions',
    summary: 'An agency stated that an accounting would impede it: in writing until a day, orally for 30 days at most',
    params: OfPatient,
    body: Type.Object(
      {
        agency: Text(200),
        official: Text(200),
        form: oneOf(['written', 'oral']),
        statedOn: Day,
        until: Type.Optional(Day),
        reason: Text(2_000),
      },
      strict,
    ),
    response: Type.Object({ id: Id, until: Day }),
    status: 201,
  }),
  rightsSettings: endpoint({
    method: 'GET',
    path: '/release/rights-settings',
    summary: 'What each facility set for the rights of its patients, with who and when',
    response: Type.Object({
      settings: Type.Array(
        Type.Object({
          facilityId: Id,
          facility: Type.String(),
          ...Setting,
          /** Null: nobody set anything, and the defaults hold. */
          set: Nullable(Type.Object({ at: Moment, by: Type.String() })),
        }),
      ),
      people: Type.Record(Type.String(), Type.String()),
    }),
  }),
  setRights: endpoint({
    method: 'PUT',
    path: '/release/facilities/:facilityId/rights-setting',
    summary: 'Set how long a statement of disagreement may be, what a second accounting costs, whether staff are named',
    params: Type.Object({ facilityId: Id }),
    body: Type.Object(Setting, strict),
    response: Done,
  }),
} as const;
