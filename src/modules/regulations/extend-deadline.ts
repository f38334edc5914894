import type { Act } from '../../platform/act.ts';
import { citationsOf, localDate } from '../../../packages/rule-engine/index.ts';
import { calendarOfLaw } from './calendars.ts';
import { deadlineById, lawOf, openDeadline, type Deadline } from './deadlines.ts';
import { deriveExtendedDue, type ExtensionRefusal } from './derive-due-date.ts';
import type { DeadlineId } from './ids.ts';
import { problems } from './problems.ts';

export interface Extension {
  readonly deadlineId: DeadlineId;
  /** As it stands in the written notice. */
  readonly reason: string;
  readonly noticeSentAt: Date;
  /** The day promised in the notice; left away: as late as the law allows. */
  readonly promisedOn?: string;
}

/**
 * More time, where the rule allows it and the notice went out before the clock ran out (45 CFR 164.524(b)(2)(ii)).
 * @throws regulations/settled, no-extension, extension-too-late, extension-day
 */
export async function extendDeadline(act: Act, extension: Extension): Promise<Deadline> {
  const deadline = await openDeadline(act, extension.deadlineId);
  const { rule, value } = await lawOf(act, deadline);
  const calendar = calendarOfLaw(rule, deadline.startsOn);
  const due = deriveExtendedDue({
    law: value,
    dueOn: deadline.dueOn,
    extensionsUsed: deadline.extensionsUsed,
    noticeOn: localDate(extension.noticeSentAt, deadline.timeZone),
    promisedOn: extension.promisedOn ?? null,
    zone: deadline.timeZone,
    ...(calendar === undefined ? {} : { calendar }),
  });
  if ('refused' in due) throw refusal(due.refused, deadline, citationsOf(rule));
  await act.tx
    .insertInto('regulations.deadline_extension')
    .values({
      deadline_id: deadline.id,
      number: deadline.extensionsUsed + 1,
      due_on: due.dueOn,
      due_at: due.dueAt,
      reason: extension.reason,
      notice_sent_at: extension.noticeSentAt,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  act.note({ subjectIds: [deadline.id], reasonIds: [deadline.ruleId], detail: { dueOn: due.dueOn } });
  act.emit('regulations.deadline-moved', {
    deadlineId: deadline.id,
    module: deadline.module,
    subjectId: deadline.subjectId,
    dueAt: due.dueAt.toISOString(),
  });
  return deadlineById(act, deadline.id);
}

function refusal(refused: ExtensionRefusal, deadline: Deadline, citations: readonly string[]) {
  switch (refused) {
    case 'not-allowed':
    case 'used-up':
      return problems.noExtension({
        detail: `Nothing was changed: it stays due on ${deadline.dueOn}. The rule allows no ${refused === 'used-up' ? 'second ' : ''}extension.`,
        citations,
      });
    case 'too-late':
      return problems.extensionTooLate({
        detail: `Nothing was changed: it was due on ${deadline.dueOn}, and the notice must go out by then. Settle it now and note why it is late.`,
        citations,
      });
    case 'not-later':
    case 'too-long':
      return problems.extensionDay({
        detail: `Nothing was changed. Promise a day after ${deadline.dueOn} and within what the rule allows.`,
        citations,
      });
  }
}
