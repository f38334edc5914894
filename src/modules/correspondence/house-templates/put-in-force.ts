import type { Act } from '../../../platform/act.ts';
import { facilityById } from '../../directory/index.ts';
import { dayAt } from '../plain-line.ts';
import { loadTemplate } from './load-template.ts';
import { houseProblems } from './problems.ts';

/**
 * From a day on letters are made from this version, today at the earliest: letters that were made stay as they are.
 * @throws correspondence/not-tried, correspondence/day-passed, correspondence/template-ended
 */
export async function putInForce(act: Act, input: { id: string; from: string }): Promise<void> {
  const template = await loadTemplate(act, input.id);
  if (template.retired)
    throw houseProblems.templateEnded({ detail: 'Nothing was changed. Upload it again as a new version.' });
  if (!template.tried)
    throw houseProblems.notTried({ detail: 'Nothing was changed. Open its sample first and say that it is good.' });
  const { timeZone } = await facilityById(act, template.facilityId);
  if (input.from < dayAt(timeZone, act.now))
    throw houseProblems.dayPassed({ detail: 'Nothing was changed. Choose today or a later day.', at: 'from' });
  await act.tx
    .updateTable('correspondence.house_template')
    .set({ in_force_from: input.from, in_force_at: act.now, in_force_by: act.actor.id })
    .where('id', '=', input.id)
    .execute();
  act.note({ subjectIds: [input.id], detail: { from: input.from } });
  act.emit('correspondence.templates-changed', { templateId: input.id, facilityId: template.facilityId });
}
