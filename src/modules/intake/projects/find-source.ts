import type { Act } from '../../../platform/act.ts';
import { problems } from './problems.ts';

/**
 * Where the sheets of a batch were taken from: a volume brings its box along, a box its project. Nothing named, nothing
 * changed.
 * @throws intake/not-of-that-box
 */
export async function findSource(
  act: Act,
  input: { projectId?: string | undefined; boxId?: string | undefined; volumeId?: string | undefined },
): Promise<{ project_id?: string; box_id?: string | null; volume_id?: string | null }> {
  if (input.volumeId !== undefined) {
    const row = await act.tx
      .selectFrom('intake.volume as volume')
      .innerJoin('intake.box as box', 'box.id', 'volume.box_id')
      .select(['volume.box_id', 'box.project_id'])
      .where('volume.id', '=', input.volumeId)
      .executeTakeFirst();
    mustAgree(row !== undefined && agrees(input.boxId, row.box_id) && agrees(input.projectId, row.project_id));
    return row === undefined ? {} : { ...row, volume_id: input.volumeId };
  }
  if (input.boxId !== undefined) {
    const row = await act.tx
      .selectFrom('intake.box')
      .select('project_id')
      .where('id', '=', input.boxId)
      .executeTakeFirst();
    mustAgree(row !== undefined && agrees(input.projectId, row.project_id));
    return row === undefined ? {} : { ...row, box_id: input.boxId, volume_id: null };
  }
  if (input.projectId === undefined) return {};
  const row = await act.tx
    .selectFrom('intake.project')
    .select('id')
    .where('id', '=', input.projectId)
    .executeTakeFirst();
  mustAgree(row !== undefined);
  return { project_id: input.projectId, box_id: null, volume_id: null };
}

const agrees = (said: string | undefined, is: string) => said === undefined || said === is;

function mustAgree(agreed: boolean): void {
  if (!agreed)
    throw problems.notOfThatBox({
      detail: 'Nothing was changed. Choose a volume of that box, and a box of that project.',
      at: 'boxId',
    });
}
