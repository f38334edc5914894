import { Type } from 'typebox';
import { endpoint } from '../../../platform/http/contract.ts';

const Id = Type.String({ format: 'uuid' });
const Day = Type.String({ format: 'date' });
const Text = Type.Union([Type.String(), Type.Null()]);
const Code = Type.String({ minLength: 1, maxLength: 100 });
const Side = Type.Optional(Type.Union([Type.Literal('filed'), Type.Literal('entered')]));
const Entry = Type.Object({ patientId: Type.String(), encounterId: Text, typeCode: Type.String(), date: Text });
const Rates = Type.Array(
  Type.Object({
    of: Type.String(),
    verified: Type.Integer(),
    wrong: Type.Integer(),
    rate: Type.Number(),
    low: Type.Number(),
    high: Type.Number(),
  }),
);

/** The last days, or from one day to another. */
const Period = Type.Object({
  facilityId: Type.Optional(Id),
  days: Type.Optional(Type.Integer({ minimum: 1, maximum: 3_660 })),
  from: Type.Optional(Day),
  to: Type.Optional(Day),
});

export const contract = {
  verification: endpoint({
    method: 'GET',
    path: '/intake/verifications/:id',
    summary: 'A filed document to be entered once more without sight of the first entry; both entries once they differ',
    params: Type.Object({ id: Id }),
    response: Type.Object({
      id: Type.String(),
      state: Type.Union([Type.Literal('to-verify'), Type.Literal('to-settle'), Type.Literal('closed')]),
      facilityId: Type.String(),
      pages: Type.Integer(),
      entries: Type.Union([
        Type.Null(),
        Type.Object({ filed: Entry, entered: Entry, differs: Type.Array(Type.String()) }),
      ]),
      patients: Type.Array(Type.Object({ patientId: Type.String(), name: Type.String(), birthDate: Text, mrn: Text })),
    }),
  }),
  verificationPage: endpoint({
    method: 'GET',
    path: '/intake/verifications/:id/pages/:number/image',
    summary: 'Picture of a page of that document',
    kind: 'download',
    params: Type.Object({ id: Id, number: Type.Integer({ minimum: 1 }) }),
  }),
  enterAgain: endpoint({
    method: 'POST',
    path: '/intake/verifications/:id/entry',
    summary: 'The second entry; where it differs from the first a third person settles it',
    params: Type.Object({ id: Id }),
    body: Type.Object(
      { patientId: Id, encounterId: Type.Optional(Id), typeCode: Code, date: Type.Optional(Day) },
      { additionalProperties: false },
    ),
    response: Type.Object({ agreed: Type.Boolean() }),
  }),
  settleDifference: endpoint({
    method: 'POST',
    path: '/intake/verifications/:id/settlement',
    summary: 'Say of each field that differs which entry is right; a wrong filing is corrected',
    params: Type.Object({ id: Id }),
    body: Type.Object(
      {
        right: Type.Object({ patient: Side, encounter: Side, type: Side, date: Side }, { additionalProperties: false }),
        reason: Type.String({ minLength: 3, maxLength: 300 }),
      },
      { additionalProperties: false },
    ),
    status: 204,
  }),
  verifyRules: endpoint({
    method: 'GET',
    path: '/intake/verify-rules',
    summary: 'Which share of filed documents is entered a second time, by type',
    query: Type.Object({ facilityId: Type.Optional(Id) }),
    response: Type.Object({
      rules: Type.Array(
        Type.Object({ typeCode: Text, share: Type.Number(), reason: Type.String(), setAt: Type.String() }),
      ),
    }),
  }),
  setVerifyRule: endpoint({
    method: 'PUT',
    path: '/intake/verify-rules',
    summary: 'Set the share of a type, or of all types without one; without a share the rule is taken back',
    query: Type.Object({ facilityId: Type.Optional(Id) }),
    body: Type.Object(
      {
        typeCode: Type.Optional(Code),
        share: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
        reason: Type.String({ minLength: 3, maxLength: 300 }),
      },
      { additionalProperties: false },
    ),
    status: 204,
  }),
  errorRates: endpoint({
    method: 'GET',
    path: '/intake/error-rates',
    summary: 'Error rates of filings by whoever filed, by type and by way in, with their intervals',
    query: Period,
    response: Type.Object({ operators: Rates, types: Rates, sources: Rates }),
  }),
  saveErrorRates: endpoint({
    method: 'GET',
    path: '/intake/error-rates/table',
    summary: 'The same error rates as a CSV file in which no cell can be a formula',
    query: Period,
    kind: 'download',
  }),
  waitingVerifications: endpoint({
    method: 'GET',
    path: '/intake/verifications/waiting/:kind',
    summary:
      'What the rows of the queues of verifying are called: by the file that came, never by an entry (at most 200)',
    params: Type.Object({ kind: Type.Union([Type.Literal('intake.to-verify'), Type.Literal('intake.to-settle')]) }),
    response: Type.Object({
      waiting: Type.Array(
        Type.Object({
          id: Type.String(),
          name: Type.String(),
          source: Type.String(),
          receivedAt: Type.String(),
          pages: Type.Integer(),
          differs: Type.Array(Type.String()),
        }),
      ),
    }),
  }),
} as const;
