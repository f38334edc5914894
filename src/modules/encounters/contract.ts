import { Type } from 'typebox';
import { endpoint } from '../../platform/http/contract.ts';

const Id = Type.String({ format: 'uuid' });
const Moment = Type.String({ format: 'date-time' });
const MaybeText = Type.Union([Type.String(), Type.Null()]);

const ofEncounter = Type.Object({ id: Id, encounterId: Id });

export const Encounter = Type.Object({
  id: Type.String(),
  patientId: Type.String(),
  facilityId: Type.String(),
  class: Type.String(),
  typeText: MaybeText,
  visitNumber: MaybeText,
  accountNumber: MaybeText,
  startedAt: MaybeText,
  endedAt: MaybeText,
  attending: MaybeText,
  status: Type.String(),
  /** Since when it is coded; null: not, or opened again. */
  codedAt: MaybeText,
});

export const contract = {
  list: endpoint({
    method: 'GET',
    path: '/patients/:id/encounters',
    summary: 'Encounters of a patient, those of merged registrations included, newest first',
    params: Type.Object({ id: Id }),
    response: Type.Object({ encounters: Type.Array(Encounter) }),
  }),
  record: endpoint({
    method: 'POST',
    path: '/patients/:id/encounters',
    summary: 'Record an encounter',
    params: Type.Object({ id: Id }),
    body: Type.Object(
      {
        class: Type.String({ minLength: 1, maxLength: 20 }),
        typeText: Type.Optional(Type.String({ maxLength: 200 })),
        visitNumber: Type.Optional(Type.String({ maxLength: 64 })),
        accountNumber: Type.Optional(Type.String({ maxLength: 64 })),
        startedAt: Type.Optional(Moment),
        endedAt: Type.Optional(Moment),
        facilityId: Type.Optional(Id),
      },
      { additionalProperties: false },
    ),
    response: Type.Object({ id: Type.String() }),
    status: 201,
  }),
  code: endpoint({
    method: 'POST',
    path: '/patients/:id/encounters/:encounterId/coding',
    summary: 'Say that an encounter was coded: what is filed to it from now on is late',
    params: ofEncounter,
    body: Type.Object({ codedAt: Type.Optional(Moment) }, { additionalProperties: false }),
    status: 204,
  }),
  reopenCoding: endpoint({
    method: 'POST',
    path: '/patients/:id/encounters/:encounterId/coding/reopening',
    summary: 'Open the coding of an encounter again, with the reason',
    params: ofEncounter,
    body: Type.Object(
      { reason: Type.String({ minLength: 3, maxLength: 300, pattern: '\\S' }) },
      { additionalProperties: false },
    ),
    status: 204,
  }),
} as const;
