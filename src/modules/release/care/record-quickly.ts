import type { Act } from '../../../platform/act.ts';
import type { DisclosureBasis } from '../decide-accountable.ts';
import { sentence } from '../derive-cover.ts';
import type { Reason } from '../reason.ts';
import { recordDisclosure, type RecordDisclosure } from '../record-disclosure.ts';
import { USUAL_TO } from './usual-disclosures.ts';

export interface QuickDisclosure {
  readonly patientId: string;
  readonly what: string;
  readonly to: string;
  readonly basis: DisclosureBasis;
  readonly channel: RecordDisclosure['channel'];
  /** Read from a label by a wand. */
  readonly document?: { readonly patientId: string; readonly documentId: string } | undefined;
}

/**
 * A hand-over at the bedside, as it happens: four answers, and the log has the same row as after the long form. The purpose
 * is that of the usual recipient, else the basis in words.
 * @throws as recordDisclosure
 */
export async function recordQuickly(
  act: Act,
  input: QuickDisclosure,
): Promise<{ disclosureId: string; accountable: boolean; reason: Reason }> {
  const usual = USUAL_TO.find(({ to, basis }) => to === input.to && basis === input.basis);
  return recordDisclosure(act, {
    patientId: input.patientId,
    basis: input.basis,
    recipient: { name: input.to },
    description: input.what,
    purpose: usual?.purpose ?? sentence(input.basis),
    disclosedAt: act.now,
    channel: input.channel,
    ...(input.document === undefined ? {} : { documents: [input.document] }),
  });
}
