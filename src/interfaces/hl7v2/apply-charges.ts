import type { Act } from '../../platform/act.ts';
import {
  type AccountChange,
  type Billed,
  type ChargeFacts,
  recordAccountEvent,
  recordCharges,
} from '../../modules/encounters/index.ts';
import { findSubject } from './apply-person.ts';
import { type BilledSaid, deriveBilled, deriveCharge } from './derive-charges.ts';
import { deriveNumbers } from './derive-person.ts';
import type { Feeding, Outcome } from './feeding.ts';
import { type FoundPerson, identifyingNumbers, personKey } from './find-person.ts';
import { movedTo } from './moved.ts';
import { problems } from './problems.ts';

const CHANGES: Readonly<Record<string, AccountChange>> = {
  P01: 'opened',
  P02: 'purged',
  P05: 'updated',
  P06: 'ended',
  P12: 'coded',
};

/**
 * Charges (DFT) and accounts (BAR), kept by account and visit number as they are said. They wait for their patient, not for
 * their visit. @throws hl7v2/no-account, hl7v2/bad-amount, hl7v2/another-person
 */
export async function applyCharges(act: Act, feeding: Feeding, type: 'DFT' | 'BAR'): Promise<Outcome> {
  const change = type === 'DFT' ? 'coded' : CHANGES[feeding.event];
  if (change === undefined)
    return {
      state: 'kept',
      reason: `Nothing in the record follows from an event ${feeding.event || 'without a code'}.`,
    };
  const billed = deriveBilled(feeding.message);
  if (billed.length === 0) return { state: 'kept', reason: 'It has no PID.' };
  const found: { said: BilledSaid; person: FoundPerson; charges: ChargeFacts[] }[] = [];
  for (const said of billed) {
    const person = await findSubject(act, feeding, said.pid);
    if (person === undefined) {
      const number = identifyingNumbers(deriveNumbers(feeding.message, said.pid, feeding.numbering))[0];
      if (number === undefined) return { state: 'kept', reason: 'It names no number of a patient.' };
      return { state: 'held', reason: 'Its patient is not registered yet.', key: personKey(number) };
    }
    found.push({ said, person, charges: type === 'DFT' ? chargesOf(feeding, said) : [] });
  }
  for (const [at, { said, person, charges }] of found.entries()) {
    const owner = await movedTo(act, feeding, { visit: said.visitNumber, account: said.accountNumber });
    const to = billedTo(feeding, said, owner ?? person);
    if (charges.length > 0) await recordCharges(act, to, charges);
    if (type === 'BAR' || said.codes.length > 0)
      await recordAccountEvent(act, to, { kind: change, codes: said.codes, line: at + 1 });
  }
  return { state: 'applied' };
}

function chargesOf({ message }: Feeding, { charges }: BilledSaid): ChargeFacts[] {
  return charges.map((segment, at) => {
    const charge = deriveCharge(message, segment);
    if ('unreadable' in charge)
      throw problems.badAmount({
        detail: `Nothing was kept. Charge ${at + 1} has no decimal number in ${charge.unreadable}; correct it and replay.`,
        at: charge.unreadable,
      });
    return charge;
  });
}

function billedTo(feeding: Feeding, said: BilledSaid, person: FoundPerson): Billed {
  const { accountNumber, visitNumber } = said;
  if (accountNumber === undefined && visitNumber === undefined)
    throw problems.noAccount({
      detail: 'Nothing was kept. PID-18 or PV1-19 must say what is charged; correct the message and replay it.',
      at: 'PID-18',
    });
  return {
    ...{ patientId: person.patientId, facilityId: feeding.facilityId, accountNumber, visitNumber },
    // The sender, not its name: MSH-10 and FT1-2 are numbers of one system.
    ...{ origin: `hl7v2 ${feeding.senderId}`, saidAt: feeding.spoken.at, saidAs: feeding.spoken.controlId },
  };
}
