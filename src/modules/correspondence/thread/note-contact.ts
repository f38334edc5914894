import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { facilityById } from '../../directory/index.ts';
import { facilityOf } from '../../patients/index.ts';
import { concernedBy } from '../concerned-by.ts';
import { dayAt, plainLine } from '../plain-line.ts';
import { loadContact } from './load-contact.ts';
import { threadProblems } from './problems.ts';
import { openReminder } from './remind.ts';

export interface NewContact {
  readonly case: { readonly module: string; readonly id: string };
  readonly kind: string;
  readonly direction: string;
  readonly withWhom: string;
  readonly at: Date;
  readonly about: string;
  readonly answers?: { readonly kind: 'letter' | 'contact'; readonly id: string } | undefined;
  readonly nextBy?: string | undefined;
  readonly remindOn?: string | undefined;
  readonly patientId?: string | undefined;
}

/** The clock of the desk may run ahead of ours. */
const AHEAD_MS = 5 * 60_000;

/**
 * Notes what was said outside of letters. What it answers must be of the same case; a reminder needs somebody who has to
 * answer. @throws correspondence/in-the-future, correspondence/answers-nothing, correspondence/nobody-to-remind, patients/not-found
 */
export async function noteContact(act: Act, contact: NewContact): Promise<{ id: string }> {
  if (contact.at.getTime() > act.now.getTime() + AHEAD_MS)
    throw threadProblems.inTheFuture({ detail: 'Nothing was saved. Say when it happened.', at: 'at' });
  if (contact.remindOn !== undefined && contact.nextBy === undefined)
    throw threadProblems.nobodyToRemind({
      detail: 'Nothing was saved. Say who has to answer next, or leave the day empty.',
      at: 'nextBy',
    });
  const patient = contact.patientId === undefined ? undefined : await concernedBy(act, contact.patientId);
  await mustBeOfCase(act, contact);
  const facilityId = patient?.facilityId ?? facilityOf(act, undefined);
  const id = newId();
  await act.tx
    .insertInto('correspondence.contact')
    .values({
      ...{
        id,
        patient_id: patient?.patientId ?? null,
        facility_id: facilityId,
        labels: (patient?.labels ?? 0n).toString(),
      },
      ...{
        case_module: contact.case.module,
        case_id: contact.case.id,
        kind: contact.kind,
        direction: contact.direction,
      },
      ...{
        with_whom: plainLine(contact.withWhom),
        at: contact.at > act.now ? act.now : contact.at,
        about: contact.about.trim(),
      },
      answers_letter_id: contact.answers?.kind === 'letter' ? contact.answers.id : null,
      answers_contact_id: contact.answers?.kind === 'contact' ? contact.answers.id : null,
      ...{ next_by: contact.nextBy ?? null, remind_on: contact.remindOn ?? null },
      ...{ recorded_at: act.now, recorded_by: act.actor.id },
    })
    .execute();
  const { timeZone } = await facilityById(act, facilityId);
  if (contact.remindOn !== undefined && contact.remindOn <= dayAt(timeZone, act.now))
    await openReminder(act, {
      id,
      facilityId,
      patientId: patient?.patientId ?? null,
      labels: patient?.labels ?? 0n,
      remindOn: contact.remindOn,
    });
  act.note({
    subjectIds: [id],
    ...(patient === undefined ? {} : { patientIds: [patient.patientId] }),
    detail: { kind: contact.kind },
  });
  act.emit('correspondence.contact-noted', {
    ...{ contactId: id, patientId: patient?.patientId ?? null, facilityId },
    ...{ caseModule: contact.case.module, caseId: contact.case.id },
  });
  return { id };
}

async function mustBeOfCase(act: Act, { answers, case: of }: NewContact): Promise<void> {
  if (answers === undefined) return;
  const found =
    answers.kind === 'letter'
      ? await act.tx
          .selectFrom('correspondence.letter')
          .select(['case_module', 'case_id'])
          .where('id', '=', answers.id)
          .executeTakeFirst()
      : await loadContact(act, answers.id).then(({ case: own }) => ({ case_module: own.module, case_id: own.id }));
  if (found?.case_module !== of.module || found.case_id !== of.id)
    throw threadProblems.answersNothing({
      detail: 'Nothing was saved. Choose a letter or a note of this case.',
      at: 'answers',
    });
}
