import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { problems } from './problems.ts';

export interface ProjectWords {
  readonly name: string;
  readonly scope?: string | undefined;
  readonly plannedBoxes?: number | undefined;
  readonly plannedSheets?: number | undefined;
  /** YYYY-MM-DD. */
  readonly startedOn: string;
  readonly targetOn?: string | undefined;
}

/** A stock of paper is to be scanned. @throws intake/not-a-project */
export async function openProject(act: Act, input: ProjectWords & { facilityId: string }): Promise<{ id: string }> {
  const id = newId();
  await act.tx
    .insertInto('intake.project')
    .values({
      id,
      facility_id: input.facilityId,
      ...columnsOf(input),
      opened_at: act.now,
      opened_by: act.actor.id,
    })
    .execute();
  act.note({ subjectIds: [id] });
  act.emit('intake.project-changed', { projectId: id });
  return { id };
}

/** @throws intake/project-not-found, intake/not-a-project */
export async function planProject(act: Act, input: ProjectWords & { projectId: string }): Promise<void> {
  const changed = await act.tx
    .updateTable('intake.project')
    .set(columnsOf(input))
    .where('id', '=', input.projectId)
    .returning('id')
    .executeTakeFirst();
  if (changed === undefined) throw projectNotFound();
  act.note({ subjectIds: [input.projectId] });
  act.emit('intake.project-changed', { projectId: input.projectId });
}

function columnsOf(input: ProjectWords) {
  if (input.name.trim() === '')
    throw problems.notAProject({ detail: 'Nothing was recorded. Give the project a name.', at: 'name' });
  if (input.targetOn !== undefined && input.targetOn < input.startedOn)
    throw problems.notAProject({
      detail: 'Nothing was recorded. The target date lies before the first day.',
      at: 'targetOn',
    });
  return {
    name: input.name.trim(),
    scope: (input.scope ?? '').trim(),
    planned_boxes: input.plannedBoxes ?? null,
    planned_sheets: input.plannedSheets ?? null,
    started_on: input.startedOn,
    target_on: input.targetOn ?? null,
  };
}

export const projectNotFound = () =>
  problems.projectNotFound({ detail: 'Nothing was changed. Go back to the list of projects.' });
