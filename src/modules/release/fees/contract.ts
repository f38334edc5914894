import { type TSchema, Type } from 'typebox';
import { FACTS } from '../../../../packages/rule-engine/vocabulary.ts';
import { endpoint } from '../../../platform/http/contract.ts';
import { AGES, ENTRY_KINDS, INVOICE_STATES } from './derive-invoice-state.ts';

const Id = Type.String({ format: 'uuid' });
const Moment = Type.String({ format: 'date-time' });
const Day = Type.String({ format: 'date' });
const Word = Type.String({ minLength: 1, maxLength: 200 });
const Reason = Type.String({ minLength: 3, maxLength: 1_000, pattern: '\\S' });
const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const oneOf = <const T extends string[]>(words: [...T]) => Type.Enum(words);
const closed = { additionalProperties: false } as const;
/** Whole cents, up to a hundred thousand dollars. */
const MOST_CENTS = 10_000_000;
const Cents = Type.Integer({ minimum: 0, maximum: MOST_CENTS });
const Some = Type.Integer({ minimum: 1, maximum: MOST_CENTS });
const Count = Type.Integer({ minimum: 0, maximum: 100_000 });

const QuoteInput = Type.Object(
  {
    copyForm: oneOf([...FACTS.copy_form.values]),
    heldElectronically: Type.Boolean(),
    custodian: oneOf([...FACTS.custodian.values]),
    program: oneOf([...FACTS.copy_program.values]),
    claimForBenefits: Type.Boolean(),
    method: Type.Optional(oneOf(['cost', 'flat'])),
    /** Where it is not what the scope holds. */
    pages: Type.Optional(Count),
    nonPaperItems: Count,
    yearsSearched: Type.Integer({ minimum: 0, maximum: 150 }),
    certifications: Type.Integer({ minimum: 0, maximum: 100 }),
    affidavits: Type.Integer({ minimum: 0, maximum: 100 }),
    laborMinutes: Type.Integer({ minimum: 0, maximum: 10_000 }),
    laborCentsPerHour: Type.Integer({ minimum: 0, maximum: 20_000 }),
    suppliesCents: Cents,
    mediaCents: Cents,
    postageCents: Cents,
    summaryCents: Cents,
    searchCents: Cents,
    programCents: Type.Optional(Cents),
    customaryBaseCents: Cents,
    customaryPageCents: Type.Integer({ minimum: 0, maximum: 10_000 }),
  },
  closed,
);

const Line = Type.Object({
  id: Type.String(),
  text: Type.String(),
  working: Type.String(),
  amount: Type.Integer(),
  ruleId: Type.String(),
  version: Nullable(Type.String()),
  citations: Type.Array(Type.String()),
});
const Quote = {
  kind: Type.String(),
  payer: oneOf(['requester', 'program', 'nobody']),
  method: oneOf(['cost', 'flat', 'schedule', 'program', 'customary', 'none']),
  lines: Type.Array(Line),
  /** What this requester is not charged for, and why. */
  leftOut: Type.Array(
    Type.Object({
      id: Type.String(),
      text: Type.String(),
      amount: Type.Integer(),
      because: Type.String(),
      cite: Type.String(),
    }),
  ),
  total: Type.Integer(),
  currency: Type.String(),
  /** False: a person confirms the sum with a reason before it is invoiced. */
  acts: Type.Boolean(),
  warnings: Type.Array(Type.String()),
  reasons: Type.Array(
    Type.Object({
      ruleId: Type.String(),
      version: Type.Optional(Type.String()),
      cite: Type.Optional(Type.String()),
      text: Type.String(),
    }),
  ),
  rules: Type.Array(Type.Object({ ruleId: Type.String(), version: Type.String(), on: Day })),
  options: Type.Array(Type.Object({ method: oneOf(['cost', 'flat']), total: Type.Integer() })),
  pages: Type.Integer(),
};

const Method = oneOf(['cash', 'check', 'card-terminal', 'bank-transfer', 'online', 'other']);
export const Invoice = Type.Object({
  id: Id,
  number: Type.String(),
  issuedOn: Day,
  dueOn: Day,
  payerName: Type.String(),
  lines: Type.Array(Line),
  total: Type.Integer(),
  /** Below nothing: overpaid. */
  balance: Type.Integer(),
  state: oneOf([...INVOICE_STATES, 'replaced']),
  daysLate: Type.Integer(),
  credited: Type.Boolean(),
  confirmedReason: Nullable(Type.String()),
  prepay: Type.Boolean(),
  letterId: Nullable(Id),
  replaces: Nullable(Type.String()),
  replacedBy: Nullable(Type.String()),
  entries: Type.Array(
    Type.Object({
      id: Id,
      kind: oneOf([...ENTRY_KINDS]),
      amount: Type.Integer(),
      number: Nullable(Type.String()),
      method: Nullable(Type.String()),
      reference: Nullable(Type.String()),
      reason: Nullable(Type.String()),
      letterId: Nullable(Id),
      at: Moment,
      by: Type.String(),
    }),
  ),
  at: Moment,
  by: Type.String(),
});

const Printed = Type.Object({ channel: Type.Literal('print') }, closed);
const Mailed = Type.Object(
  {
    channel: Type.Literal('mail'),
    address: Type.String({ minLength: 3, maxLength: 254 }),
    verifiedHow: Type.Optional(Type.String({ maxLength: 200 })),
  },
  closed,
);
/** It had been sent before it was recorded here; no letter is made. */
const SentBefore = Type.Object({ channel: Type.Literal('sent-before'), issuedOn: Day }, closed);
export const InvoiceWay = Type.Union([Printed, Mailed, SentBefore]);
const issue = {
  quoteId: Id,
  /** This and `prepay`, where nobody says otherwise: as agreed with the requester, else 30 days and no payment first. */
  dueInDays: Type.Optional(Type.Integer({ minimum: 0, maximum: 365 })),
  way: InvoiceWay,
  payer: Type.Optional(Type.Object({ name: Word, lines: Type.Array(Word, { maxItems: 8 }) }, closed)),
  confirm: Type.Optional(Reason),
  prepay: Type.Optional(Type.Boolean()),
};
const ofRequest = Type.Object({ id: Id });
const ofInvoice = Type.Object({ invoiceId: Id });
const Balance = Type.Object({ balance: Type.Integer() });

export const feeContract = {
  fee: endpoint({
    method: 'GET',
    path: '/release/requests/:id/fee',
    summary:
      'The fee of a request: quote with its working, what it would be today, invoices with what happened to them',
    params: ofRequest,
    response: Type.Object({
      counted: Type.Object({ scopeId: Nullable(Id), pages: Type.Integer(), hidden: Type.Integer() }),
      input: QuoteInput,
      quote: Nullable(Type.Object({ ...Quote, id: Id, at: Moment, by: Type.String() })),
      changed: Nullable(Type.Object({ total: Type.Integer(), difference: Type.Integer(), pages: Type.Integer() })),
      differenceToInvoice: Nullable(Type.Integer()),
      waiver: Nullable(Type.Object({ reason: Type.String(), at: Moment, by: Type.String() })),
      /** Agreed with the requester, as the directory has it. */
      terms: Nullable(Type.Object({ prepay: Type.Boolean(), dueInDays: Type.Integer() })),
      unpaidCare: Nullable(Type.Object({ text: Type.String(), cite: Type.String() })),
      invoices: Type.Array(Invoice),
      people: Type.Record(Type.String(), Type.String()),
    }),
  }),
  quote: endpoint({
    method: 'POST',
    path: '/release/requests/:id/fee/quotes',
    summary: 'Work the fee out: each line with its working, rule and citation. Nothing is sent',
    params: ofRequest,
    body: QuoteInput,
    response: Type.Object({ ...Quote, quoteId: Id }),
    status: 201,
  }),
  issue: endpoint({
    method: 'POST',
    path: '/release/requests/:id/fee/invoices',
    summary: 'Send the invoice; its lines never change afterwards',
    params: ofRequest,
    body: Type.Object(issue, closed),
    response: Type.Object({ invoiceId: Id, number: Type.String(), letterId: Nullable(Id) }),
    status: 201,
  }),
  sendEstimate: endpoint({
    method: 'POST',
    path: '/release/requests/:id/fee/quotes/:quoteId/letter',
    summary: 'Tell the requester beforehand what the copies may cost',
    params: Type.Object({ id: Id, quoteId: Id }),
    body: Type.Object({ way: Type.Union([Printed, Mailed]) }, closed),
    response: Type.Object({ letterId: Id, number: Type.String() }),
    status: 201,
  }),
  waiveFee: endpoint({
    method: 'POST',
    path: '/release/requests/:id/fee/waiver',
    summary: 'Forgive the whole fee before any invoice',
    params: ofRequest,
    body: Type.Object({ reason: Reason }, closed),
    status: 204,
  }),
  correct: endpoint({
    method: 'POST',
    path: '/release/invoices/:invoiceId/correction',
    summary: 'Credit an invoice and send a new one by the newest quote; what was paid is carried over',
    params: ofInvoice,
    body: Type.Object({ ...issue, reason: Reason }, closed),
    response: Type.Object({ invoiceId: Id, number: Type.String(), creditNumber: Type.String() }),
    status: 201,
  }),
  credit: endpoint({
    method: 'POST',
    path: '/release/invoices/:invoiceId/credit',
    summary: 'Take an invoice back in full, by a credit note',
    params: ofInvoice,
    body: Type.Object({ reason: Reason, way: Type.Union([Printed, Mailed]) }, closed),
    response: Type.Object({ creditNumber: Type.String(), balance: Type.Integer() }),
    status: 201,
  }),
  pay: endpoint({
    method: 'POST',
    path: '/release/invoices/:invoiceId/payments',
    summary: 'Record a payment, whole or in part. Never the number of a card',
    params: ofInvoice,
    body: Type.Object({ amountCents: Some, method: Method, reference: Type.Optional(Word) }, closed),
    response: Balance,
    status: 201,
  }),
  returnPayment: endpoint({
    method: 'POST',
    path: '/release/invoices/:invoiceId/returned-payments',
    summary: 'A payment did not hold: the bank returned it',
    params: ofInvoice,
    body: Type.Object({ amountCents: Some, reason: Reason, reference: Type.Optional(Word) }, closed),
    response: Balance,
    status: 201,
  }),
  refund: endpoint({
    method: 'POST',
    path: '/release/invoices/:invoiceId/refunds',
    summary: 'Record that money paid too much was given back',
    params: ofInvoice,
    body: Type.Object({ amountCents: Some, method: Method, reference: Type.Optional(Word), reason: Reason }, closed),
    response: Balance,
    status: 201,
  }),
  forgive: endpoint({
    method: 'POST',
    path: '/release/invoices/:invoiceId/waivers',
    summary: 'Waive what is open, or a part, or write it off',
    params: ofInvoice,
    body: Type.Object({ kind: oneOf(['waiver', 'write-off']), amountCents: Some, reason: Reason }, closed),
    response: Balance,
    status: 201,
  }),
  invoices: endpoint({
    method: 'GET',
    path: '/release/invoices',
    summary: 'Invoices on which something is open, with their age (at most 500)',
    query: Type.Object({ show: Type.Optional(oneOf(['open', 'overdue'])) }),
    response: Type.Object({
      invoices: Type.Array(
        Type.Object({
          id: Id,
          requestId: Nullable(Id),
          /** Where it asks for an accounting. */
          rightsId: Nullable(Id),
          requestNumber: Type.String(),
          number: Type.String(),
          payerName: Type.String(),
          issuedOn: Day,
          dueOn: Day,
          total: Type.Integer(),
          balance: Type.Integer(),
          daysLate: Type.Integer(),
          age: oneOf([...AGES]),
        }),
      ),
      more: Type.Boolean(),
      ages: Type.Array(Type.Object({ age: oneOf([...AGES]), count: Type.Integer(), cents: Type.Integer() })),
    }),
  }),
  exportInvoices: endpoint({
    method: 'GET',
    path: '/release/invoices/export',
    summary: 'The same as a table for a spreadsheet (CSV)',
    query: Type.Object({ show: Type.Optional(oneOf(['open', 'overdue'])) }),
    kind: 'download',
  }),
} as const;
