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
  /** Numbers that find it too: former ones, and those of encounters and accounts that became one with it. */
  formerVisitNumbers: Type.Array(Type.String()),
  formerAccountNumbers: Type.Array(Type.String()),
  startedAt: MaybeText,
  endedAt: MaybeText,
  attending: MaybeText,
  referring: MaybeText,
  consulting: Type.Array(Type.String()),
  /** Where the patient is or was last: point of care, room, bed, as the source writes it. */
  location: MaybeText,
  status: Type.String(),
  /** Since when it is coded; null: not, or opened again. */
  codedAt: MaybeText,
});

const Charge = Type.Object({
  id: Type.String(),
  number: MaybeText,
  /** HL7 table 0017: CG charge, CD credit, PY payment, AJ adjustment. */
  kind: Type.String(),
  code: MaybeText,
  codeSystem: MaybeText,
  codeText: MaybeText,
  /** Decimals as they were said. */
  quantity: MaybeText,
  amount: MaybeText,
  unitAmount: MaybeText,
  currency: MaybeText,
  department: MaybeText,
  diagnoses: Type.Array(Type.String()),
  procedure: MaybeText,
  chargedAt: MaybeText,
  postedAt: MaybeText,
});

const Account = Type.Object({
  number: MaybeText,
  /** opened, ended, purged; null: billing has not said. */
  state: MaybeText,
  at: MaybeText,
  codes: Type.Array(
    Type.Object({ kind: Type.String(), code: Type.String(), system: MaybeText, text: MaybeText, at: MaybeText }),
  ),
});

/** It did not take place, is another encounter, or is another patient's: nothing new is filed to it. */
export function isVoid({ status }: { readonly status: string }): boolean {
  return status === 'cancelled' || status === 'merged' || status === 'moved';
}

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
  charges: endpoint({
    method: 'GET',
    path: '/patients/:id/encounters/:encounterId/charges',
    summary: 'What billing said of an encounter: its account, diagnoses, procedures, and each transaction as it stands',
    params: ofEncounter,
    response: Type.Object({ account: Account, charges: Type.Array(Charge) }),
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
