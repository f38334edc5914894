import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { readPatient } from '../../patients/index.ts';
import { projectNotFound } from './open-project.ts';
import { problems } from './problems.ts';

/** @throws intake/project-not-found, intake/label-taken */
export async function registerBox(
  act: Act,
  input: { projectId: string; label: string; place?: string | undefined; custodian?: string | undefined },
): Promise<{ id: string }> {
  const project = await act.tx
    .selectFrom('intake.project')
    .select('facility_id')
    .where('id', '=', input.projectId)
    .executeTakeFirst();
  if (project === undefined) throw projectNotFound();
  const id = newId();
  const written = await act.tx
    .insertInto('intake.box')
    .values({
      id,
      project_id: input.projectId,
      facility_id: project.facility_id,
      label: labelOf(input.label),
      place: (input.place ?? '').trim(),
      custodian: (input.custodian ?? '').trim(),
      registered_at: act.now,
      registered_by: act.actor.id,
    })
    .onConflict((conflict) => conflict.columns(['facility_id', 'label']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (written === undefined) throw taken('Another box of this facility');
  act.note({ subjectIds: [id, input.projectId] });
  act.emit('intake.project-changed', { projectId: input.projectId });
  return { id };
}

/** @throws intake/box-not-found, intake/label-taken, patients/not-found */
export async function registerVolume(
  act: Act,
  input: {
    boxId: string;
    label: string;
    patientId?: string | undefined;
    fromOn?: string | undefined;
    toOn?: string | undefined;
    expectedSheets?: number | undefined;
  },
): Promise<{ id: string }> {
  const box = await loadBox(act, input.boxId);
  if (input.patientId !== undefined) await readPatient(act, input.patientId);
  if (input.fromOn !== undefined && input.toOn !== undefined && input.toOn < input.fromOn)
    throw problems.notOfThatBox({ detail: 'Nothing was recorded. The last date lies before the first.', at: 'toOn' });
  const id = newId();
  const written = await act.tx
    .insertInto('intake.volume')
    .values({
      id,
      box_id: box.id,
      facility_id: box.facilityId,
      label: labelOf(input.label),
      of_patient_id: input.patientId ?? null,
      from_on: input.fromOn ?? null,
      to_on: input.toOn ?? null,
      expected_sheets: input.expectedSheets ?? null,
      registered_at: act.now,
      registered_by: act.actor.id,
    })
    .onConflict((conflict) => conflict.columns(['box_id', 'label']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (written === undefined) throw taken('Another volume of this box');
  act.note({ subjectIds: [id, box.id], ...(input.patientId === undefined ? {} : { patientIds: [input.patientId] }) });
  act.emit('intake.project-changed', { projectId: box.projectId });
  return { id };
}

export interface Box {
  readonly id: string;
  readonly projectId: string;
  readonly facilityId: string;
  readonly label: string;
  readonly place: string;
  readonly custodian: string;
}

/** @throws intake/box-not-found */
export async function loadBox(act: Act, id: string): Promise<Box> {
  const row = await act.tx.selectFrom('intake.box').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined)
    throw problems.boxNotFound({ detail: 'Nothing was changed. Go back to the project and choose the box there.' });
  return {
    id: row.id,
    projectId: row.project_id,
    facilityId: row.facility_id,
    label: row.label,
    place: row.place,
    custodian: row.custodian,
  };
}

function labelOf(text: string): string {
  const label = text.trim();
  if (label === '') throw problems.labelTaken({ detail: 'Nothing was recorded. Scan or type the label.', at: 'label' });
  return label;
}

const taken = (who: string) =>
  problems.labelTaken({ detail: `Nothing was recorded. ${who} has this label already.`, at: 'label' });
