import { Type } from 'typebox';
import { endpoint } from '../../../platform/http/contract.ts';

const Id = Type.String({ format: 'uuid' });
const Day = Type.String({ format: 'date' });
const Moment = Type.String({ format: 'date-time' });
const Text = Type.Union([Type.String(), Type.Null()]);
const Count = Type.Integer({ minimum: 0 });
const closed = { additionalProperties: false } as const;

const counts = { encounters: Count, received: Count, partial: Count, notReceived: Count, noPaper: Count };
const Mark = Type.Union([Type.Null(), Type.Object({ id: Type.String(), reason: Text, at: Moment, by: Type.String() })]);
const Kind = Type.Union([Type.Literal('no-paper'), Type.Literal('at-desk')]);
const Expected = Type.Array(
  Type.Object(
    {
      name: Type.String({ minLength: 1, maxLength: 100 }),
      types: Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { minItems: 1, maxItems: 30 }),
    },
    closed,
  ),
  { maxItems: 20 },
);
const Rule = Type.Object({
  encounterClass: Type.String(),
  expected: Expected,
  reason: Type.String(),
  setAt: Moment,
  setBy: Type.String(),
  own: Type.Boolean(),
});
const ofEncounter = Type.Object({ patientId: Id, encounterId: Id });

export const reconciliationContract = {
  open: endpoint({
    method: 'GET',
    path: '/intake/reconciliation',
    summary:
      'Discharges and visits of the days (without days: since the last one gone through, to yesterday) against the paper received; encounters = received + partial + not received + no paper',
    query: Type.Object({
      facilityId: Type.Optional(Id),
      from: Type.Optional(Day),
      to: Type.Optional(Day),
    }),
    response: Type.Object({
      facilityId: Type.String(),
      from: Day,
      to: Day,
      lastReconciled: Text,
      more: Type.Boolean(),
      total: Type.Object(counts),
      units: Type.Array(Type.Object({ unitId: Text, unit: Text, mailAddress: Text, ...counts })),
      encounters: Type.Array(
        Type.Object({
          encounterId: Type.String(),
          patientId: Type.String(),
          class: Type.String(),
          visitNumber: Text,
          unitId: Text,
          unit: Text,
          at: Moment,
          day: Day,
          state: Type.Union([
            Type.Literal('received'),
            Type.Literal('partial'),
            Type.Literal('not-received'),
            Type.Literal('no-paper'),
          ]),
          because: Type.Optional(Type.Union([Type.Literal('rule'), Type.Literal('person')])),
          missing: Type.Array(Type.String()),
          patient: Type.Union([Type.Null(), Type.Object({ name: Type.String(), mrn: Text })]),
          documents: Count,
          waiting: Type.Object({ encounter: Count, patient: Count, itemId: Text }),
          noPaperMark: Mark,
          atDesk: Mark,
          reminded: Type.Union([Type.Null(), Type.Object({ at: Moment, by: Type.String(), times: Count })]),
        }),
      ),
    }),
  }),
  mark: endpoint({
    method: 'POST',
    path: '/intake/reconciliation/:patientId/:encounterId/marks',
    summary: 'Say that no paper is coming (with the reason), or that it lies at the desk and is not scanned yet',
    params: ofEncounter,
    body: Type.Object({ kind: Kind, reason: Type.Optional(Type.String({ maxLength: 500 })) }, closed),
    status: 204,
  }),
  unmark: endpoint({
    method: 'POST',
    path: '/intake/reconciliation/:patientId/:encounterId/unmark',
    summary: 'Take such a mark back',
    params: ofEncounter,
    body: Type.Object({ kind: Kind }, closed),
    status: 204,
  }),
  remind: endpoint({
    method: 'POST',
    path: '/intake/reconciliation/reminders',
    summary: 'Ask the units for what is missing: one letter a unit, printed or mailed after the minute of undo',
    body: Type.Object(
      {
        facilityId: Type.Optional(Id),
        encounters: Type.Array(Type.Object({ patientId: Id, encounterId: Id }, closed), { minItems: 1, maxItems: 60 }),
        way: Type.Union([
          Type.Object({ channel: Type.Literal('print') }, closed),
          Type.Object(
            {
              channel: Type.Literal('mail'),
              address: Type.String({ minLength: 3, maxLength: 254 }),
              /** How one knows that the address is the unit's: then the letter itself is mailed, else a notice. */
              verifiedHow: Type.Optional(Type.String({ maxLength: 200 })),
            },
            closed,
          ),
        ]),
      },
      closed,
    ),
    response: Type.Object({ letters: Count, encounters: Count }),
    status: 202,
  }),
  close: endpoint({
    method: 'POST',
    path: '/intake/reconciliation/days',
    summary: 'These days are gone through: kept with their counts, the next look begins after them',
    body: Type.Object({ facilityId: Type.Optional(Id), from: Day, to: Day }, closed),
    response: Type.Object({ days: Count }),
    status: 201,
  }),
  rules: endpoint({
    method: 'GET',
    path: '/intake/paper-rules',
    summary: 'What each class of encounters is expected to leave on paper, with the history',
    query: Type.Object({ facilityId: Type.Optional(Id) }),
    response: Type.Object({
      inForce: Type.Array(Rule),
      history: Type.Array(Rule),
      people: Type.Record(Type.String(), Type.String()),
    }),
  }),
  setRule: endpoint({
    method: 'POST',
    path: '/intake/paper-rules',
    summary: 'Set what a class of encounters leaves on paper from now on; an empty list expects none',
    body: Type.Object(
      {
        facilityId: Type.Optional(Id),
        encounterClass: Type.String({ pattern: '^[A-Z]{2,10}$' }),
        expected: Expected,
        reason: Type.String({ minLength: 3, maxLength: 500 }),
      },
      closed,
    ),
    status: 204,
  }),
} as const;
