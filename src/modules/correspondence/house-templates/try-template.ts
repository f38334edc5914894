import type { Act } from '../../../platform/act.ts';
import { loadTemplate } from './load-template.ts';
import { houseProblems } from './problems.ts';

/** Somebody looked at a sample and found it good. Said once; again changes nothing. @throws correspondence/template-ended */
export async function tryTemplate(act: Act, id: string): Promise<void> {
  const template = await loadTemplate(act, id);
  if (template.retired)
    throw houseProblems.templateEnded({ detail: 'Nothing was changed. Upload it again as a new version.' });
  act.note({ subjectIds: [id] });
  if (template.tried) return;
  await act.tx
    .updateTable('correspondence.house_template')
    .set({ tried_at: act.now, tried_by: act.actor.id })
    .where('id', '=', id)
    .execute();
  act.emit('correspondence.templates-changed', { templateId: id, facilityId: template.facilityId });
}
