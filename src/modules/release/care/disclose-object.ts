import type { Act, EmittedEvent } from '../../../platform/act.ts';
import { readLeaving } from '../../intake/index.ts';
import { sentence } from '../derive-cover.ts';
import type { DisclosureBasis } from '../decide-accountable.ts';
import { recordDisclosure } from '../record-disclosure.ts';

const WHO = {
  patient: 'The patient',
  representative: 'Personal representative',
  designee: 'Designee of the patient',
  organisation: 'Organisation',
} as const;
const LEAVES = ['handed-over', 'sent'];
const MOST_WORDS = 2_000;

/**
 * A disc, a film or a box of slides left the house: the disclosure log has its row in the transaction that hands it over,
 * so that neither can be without the other. A thing that only goes back to its owner is no disclosure.
 */
export async function discloseObject(act: Act, event: EmittedEvent): Promise<void> {
  const { objectId, movement } = event.payload as { objectId: string; movement: string }; // declared by intake
  if (!LEAVES.includes(movement)) return;
  const left = await readLeaving(act, objectId);
  if (left === undefined) return;
  await recordDisclosure(act, {
    patientId: left.patientId,
    basis: left.basis as DisclosureBasis, // intake's words are among them, without `return`
    recipient: {
      name: left.to.name === '' ? WHO[left.to.who] : left.to.name,
      ...(left.to.who === 'organisation' || left.to.name === '' ? {} : { organisation: WHO[left.to.who] }),
    },
    description: `${left.number}, ${left.what}`.slice(0, MOST_WORDS),
    purpose:
      left.purpose === ''
        ? left.basis === 'to-individual'
          ? 'At the request of the individual'
          : sentence(left.basis)
        : left.purpose,
    disclosedAt: act.now,
    channel: left.to.who === 'organisation' ? 'mail' : 'in-person',
  });
}
