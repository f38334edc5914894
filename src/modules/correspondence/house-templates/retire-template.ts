import type { Act } from '../../../platform/act.ts';
import { loadTemplate } from './load-template.ts';
import { houseProblems } from './problems.ts';

/** No letter is made from it any more; the one before it, else ours, stands again. @throws correspondence/template-ended */
export async function retireTemplate(act: Act, input: { id: string; reason: string }): Promise<void> {
  const template = await loadTemplate(act, input.id);
  if (template.retired) throw houseProblems.templateEnded({ detail: 'Nothing was changed. It was retired before.' });
  await act.tx
    .updateTable('correspondence.house_template')
    .set({ retired_at: act.now, retired_by: act.actor.id, retire_reason: input.reason })
    .where('id', '=', input.id)
    .execute();
  act.note({ subjectIds: [input.id] });
  act.emit('correspondence.templates-changed', { templateId: input.id, facilityId: template.facilityId });
}
