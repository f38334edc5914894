import type { Act } from '../../../platform/act.ts';
import { closeItem } from '../../worklist/index.ts';
import { type Contact, loadContact } from './load-contact.ts';
import { threadProblems } from './problems.ts';
import { REMINDER } from './remind.ts';

/** The answer is there, from whichever side it was waited for. @throws correspondence/no-answer-awaited, correspondence/contact-withdrawn */
export async function answerContact(act: Act, input: { id: string; note: string }): Promise<void> {
  const contact = await mustStand(act, input.id);
  if (contact.nextBy === null || contact.answered !== null)
    throw threadProblems.noAnswerAwaited({ detail: 'Nothing was changed. Reload the case to see how it stands.' });
  await act.tx
    .updateTable('correspondence.contact')
    .set({ answered_at: act.now, answered_by: act.actor.id, answer_note: input.note })
    .where('id', '=', input.id)
    .execute();
  await told(act, contact, 'answered');
}

/** It should not stand here: struck out, never gone. @throws correspondence/contact-withdrawn */
export async function withdrawContact(act: Act, input: { id: string; reason: string }): Promise<void> {
  const contact = await mustStand(act, input.id);
  await act.tx
    .updateTable('correspondence.contact')
    .set({ withdrawn_at: act.now, withdrawn_by: act.actor.id, withdraw_reason: input.reason })
    .where('id', '=', input.id)
    .execute();
  await told(act, contact, 'withdrawn');
}

async function mustStand(act: Act, id: string) {
  const contact = await loadContact(act, id, 'change');
  if (contact.withdrawn !== null)
    throw threadProblems.contactWithdrawn({ detail: 'Nothing was changed. Note it anew if it is needed.' });
  return contact;
}

async function told(act: Act, contact: Contact & { readonly facilityId: string }, outcome: string): Promise<void> {
  await closeItem(act, { kind: REMINDER, subjectId: contact.id, outcome });
  act.note({ subjectIds: [contact.id], ...(contact.patientId === null ? {} : { patientIds: [contact.patientId] }) });
  act.emit('correspondence.contact-noted', {
    ...{ contactId: contact.id, patientId: contact.patientId, facilityId: contact.facilityId },
    ...{ caseModule: contact.case.module, caseId: contact.case.id },
  });
}
