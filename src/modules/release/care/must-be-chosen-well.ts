import { decideHeld } from './decide-held.ts';
import type { CareDocument } from './gather-care.ts';
import { careProblems } from './problems.ts';
import type { SendForCare } from './send-for-care.ts';

/**
 * The documents that were ticked, if each may go on what was said.
 * @throws release/nothing-chosen, release/record-changed, release/held-document, release/emergency-needed, release/emergency-unfounded
 */
export function mustBeChosenWell(
  documents: readonly CareDocument[],
  { documentIds, emergency, recipient }: Pick<SendForCare, 'documentIds' | 'recipient'> & { emergency: string },
): CareDocument[] {
  const known = new Map(documents.map((document) => [document.documentId, document]));
  const chosen = [...new Set(documentIds)].map((id) => {
    const document = known.get(id);
    if (document === undefined)
      throw careProblems.recordChanged({
        detail: 'Nothing was sent. A document that you chose is not in the record any more: look again.',
        at: 'documentIds',
      });
    return document;
  });
  if (chosen.length === 0)
    throw careProblems.nothingChosen({ detail: 'Nothing was sent. Tick what is to go.', at: 'documentIds' });
  const held = chosen.map(({ decision, reasons }) => ({ reasons, ...decideHeld(decision, reasons) }));
  for (const each of held)
    if (each.may === 'not')
      throw careProblems.heldDocument({
        detail: `Nothing was sent. One of the documents is held: ${each.why}. Take it out, or open a request of its own for it.`,
        citations: each.reasons.flatMap(({ cite }) => cite ?? []),
        at: 'documentIds',
      });
  const forEmergency = held.some(({ may }) => may === 'in-emergency');
  if (!forEmergency && emergency !== '')
    throw careProblems.emergencyUnfounded({
      detail: 'Nothing was sent. Leave the emergency empty, or tick the records that it is needed for.',
      at: 'emergency',
    });
  if (!forEmergency) return chosen;
  // To whom, where they work, and the nature are written down at once; by whom and when is in the log.
  const missing =
    emergency === '' ? 'emergency' : (recipient.organisation ?? '').trim() === '' ? 'recipient.organisation' : '';
  if (missing !== '')
    throw careProblems.emergencyNeeded({
      detail:
        'Nothing was sent. Without consent, records under 42 CFR Part 2 go in a medical emergency only: write down its nature, who gets them, and where they work.',
      citations: ['42 CFR 2.51'],
      at: missing,
    });
  return chosen;
}
