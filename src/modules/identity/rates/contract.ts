import { Type } from 'typebox';
import { endpoint } from '../../../platform/http/contract.ts';

const Id = Type.String({ format: 'uuid' });
const Count = Type.Integer({ minimum: 0 });
const Rate = Type.Object({
  numerator: Count,
  denominator: Type.Integer(),
  percent: Type.Union([Type.Number(), Type.Null()]),
});
const Facility = Type.Object({ facilityId: Type.Optional(Id) });

export const ratesContract = {
  rates: endpoint({
    method: 'GET',
    path: '/identity/rates',
    summary: 'Duplicate, overlap and overlay rate of a facility with what each is made of, by month',
    query: Facility,
    response: Type.Object({
      facilityId: Id,
      months: Type.Array(
        Type.Object({
          day: Type.String({ format: 'date' }),
          countedAt: Type.String({ format: 'date-time' }),
          least: Type.Number(),
          findingsOpen: Count,
          counts: Type.Object({
            registrations: Count,
            merged: Count,
            duplicatesWaiting: Count,
            duplicatesConfirmed: Count,
            overlapsWaiting: Count,
            overlapsConfirmed: Count,
            overlaysOpen: Count,
            overlaysConfirmed: Count,
          }),
          rates: Type.Object({ duplicate: Rate, waiting: Rate, overlap: Rate, overlay: Rate }),
        }),
      ),
    }),
  }),
  saveRates: endpoint({
    method: 'GET',
    path: '/identity/rates/table',
    summary: 'The same as a CSV file in which no cell can be a formula',
    query: Facility,
    kind: 'download',
  }),
  countRegister: endpoint({
    method: 'POST',
    path: '/identity/rates/count',
    summary: 'Count the register of a facility now; the count stands as that of the day',
    query: Facility,
    status: 204,
  }),
} as const;
