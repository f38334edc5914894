import { Type } from 'typebox';
import { endpoint } from '../../../platform/http/contract.ts';

const Day = Type.String({ format: 'date' });
const Count = Type.Integer({ minimum: 0 });
const Days = Type.Union([Type.Number(), Type.Null()]);
const Facility = Type.Optional(Type.String({ format: 'uuid' }));
const Period = Type.Object({
  facilityId: Facility,
  /** Up to now; a quarter where nothing is said. */
  days: Type.Optional(Type.Integer({ minimum: 1, maximum: 366 })),
  /** Days at the facility, both included; they stand over `days`. */
  from: Type.Optional(Day),
  to: Type.Optional(Day),
});
export const AGES = ['0-7', '8-15', '16-23', '24-30', 'over-30'] as const;

const Report = Type.Object({
  from: Day,
  to: Day,
  /** Of requests received in the period, by class of requester; `class` is null where nobody described the request yet. */
  turnaround: Type.Array(
    Type.Object({
      class: Type.Union([Type.String(), Type.Null()]),
      received: Count,
      answered: Count,
      /** Also withdrawn, returned, a duplicate, undeliverable. */
      cancelled: Count,
      open: Count,
      /** Days from the receipt date-stamp to the first hand-over or the letter that told the answer, else to the closure. */
      median: Days,
      ninth: Days,
      /** As the clocks say: answered and none broken; one broken, answered or not. */
      inTime: Count,
      late: Count,
    }),
  ),
  /** What still needs somebody now, by class and days since receipt: unanswered, or with something owed after the answer. */
  backlog: Type.Array(
    Type.Object({
      class: Type.Union([Type.String(), Type.Null()]),
      ages: Type.Object({ '0-7': Count, '8-15': Count, '16-23': Count, '24-30': Count, 'over-30': Count }),
      overdue: Count,
      dueSoon: Count,
    }),
  ),
  /** What each person or machine did in the period. */
  work: Type.Array(
    Type.Object({
      actorId: Type.String(),
      /** A person's name; null for a machine. */
      name: Type.Union([Type.String(), Type.Null()]),
      logged: Count,
      identified: Count,
      verified: Count,
      authorities: Count,
      scopes: Count,
      approved: Count,
      sentBack: Count,
      handedOver: Count,
      pages: Count,
    }),
  ),
  pends: Type.Array(Type.Object({ waitingFor: Type.String(), pended: Count, open: Count, median: Days })),
  disclosures: Type.Array(
    Type.Object({
      basis: Type.String(),
      channel: Type.String(),
      accountable: Type.Boolean(),
      count: Count,
      pages: Count,
    }),
  ),
});

export const reportContract = {
  report: endpoint({
    method: 'GET',
    path: '/release/report',
    summary:
      'Turnaround by class, backlog by age, what each person did, why cases waited, what was disclosed; of the requests you may see',
    query: Period,
    response: Report,
  }),
  saveReport: endpoint({
    method: 'GET',
    path: '/release/report/table',
    summary: 'The same report as a CSV file in which no cell can be a formula',
    query: Period,
    kind: 'download',
  }),
  escalation: endpoint({
    method: 'GET',
    path: '/release/escalation',
    summary: 'How many days before its clock breaks a request is put before whoever leads the desk',
    query: Type.Object({ facilityId: Facility }),
    response: Type.Object({
      daysBefore: Count,
      reason: Type.Union([Type.String(), Type.Null()]),
      setAt: Type.Union([Type.String(), Type.Null()]),
      setBy: Type.Union([Type.String(), Type.Null()]),
    }),
  }),
  setEscalation: endpoint({
    method: 'PUT',
    path: '/release/escalation',
    summary: 'Change that number of days, with the reason',
    query: Type.Object({ facilityId: Facility }),
    body: Type.Object(
      {
        daysBefore: Type.Integer({ minimum: 0, maximum: 60 }),
        reason: Type.String({ minLength: 1, maxLength: 2_000 }),
      },
      { additionalProperties: false },
    ),
    status: 204,
  }),
} as const;
