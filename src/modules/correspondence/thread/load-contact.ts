import type { Act } from '../../../platform/act.ts';
import { mustNotBeOwn } from '../load-letter.ts';
import { threadProblems } from './problems.ts';

const MOST = 300;

export interface Contact {
  readonly id: string;
  readonly case: { readonly module: string; readonly id: string };
  readonly patientId: string | null;
  readonly kind: string;
  readonly direction: string;
  readonly withWhom: string;
  readonly at: Date;
  readonly about: string;
  readonly answers: { readonly kind: 'letter' | 'contact'; readonly id: string } | null;
  readonly nextBy: string | null;
  readonly remindOn: string | null;
  readonly answered: { readonly at: Date; readonly by: string; readonly note: string } | null;
  readonly withdrawn: { readonly at: Date; readonly by: string; readonly note: string } | null;
  readonly recorded: { readonly at: Date; readonly by: string };
}

/** Of one case, newest first. What concerns the person at the desk is left out (shapes.md 1). */
export async function listContacts(act: Act, of: { readonly module: string; readonly id: string }): Promise<Contact[]> {
  const own = act.actor.ownPatientIds ?? [];
  const found = await rows(act)
    .where('c.case_module', '=', of.module)
    .where('c.case_id', '=', of.id)
    .orderBy('c.at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(MOST)
    .execute();
  return found.filter((row) => row.patient_id === null || !own.includes(row.patient_id)).map(contactOf);
}

/** @throws correspondence/contact-unknown (unknown and hidden answer alike), correspondence/own-record */
export async function loadContact(
  act: Act,
  id: string,
  purpose: 'read' | 'change' = 'read',
): Promise<Contact & { readonly facilityId: string }> {
  const row = await rows(act)
    .where('c.id', '=', id)
    .$if(purpose === 'change', (query) => query.forUpdate('c'))
    .executeTakeFirst();
  if (row === undefined)
    throw threadProblems.contactUnknown({ detail: 'Nothing was changed. Go back to the case and reload it.' });
  mustNotBeOwn(act, row.patient_id);
  return { ...contactOf(row), facilityId: row.facility_id };
}

function rows(act: Act) {
  return act.tx.selectFrom('correspondence.contact as c').selectAll('c');
}

function contactOf(row: Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number]): Contact {
  const said = (at: Date | null, by: string | null, note: string | null) =>
    at === null ? null : { at, by: by ?? '', note: note ?? '' };
  const answers =
    row.answers_letter_id !== null
      ? { kind: 'letter' as const, id: row.answers_letter_id }
      : row.answers_contact_id !== null
        ? { kind: 'contact' as const, id: row.answers_contact_id }
        : null;
  return {
    ...{ id: row.id, case: { module: row.case_module, id: row.case_id }, patientId: row.patient_id },
    ...{ kind: row.kind, direction: row.direction, withWhom: row.with_whom, at: row.at, about: row.about, answers },
    ...{ nextBy: row.next_by, remindOn: row.remind_on },
    answered: said(row.answered_at, row.answered_by, row.answer_note),
    withdrawn: said(row.withdrawn_at, row.withdrawn_by, row.withdraw_reason),
    recorded: { at: row.recorded_at, by: row.recorded_by },
  };
}
