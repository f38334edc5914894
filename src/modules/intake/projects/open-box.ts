import type { Act } from '../../../platform/act.ts';
import { nameOfPatients } from '../../patients/index.ts';
import { type CustodyFacts, findBreak } from './custody-chain.ts';
import { decideOriginalDisposable, type OriginalDecision } from './decide-original-disposable.ts';
import { type BatchFacts, findBatchFacts, sumBatches } from './original-facts.ts';
import { type Box, loadBox } from './register-box.ts';

const MOST = 1_000;

export interface VolumeView {
  readonly id: string;
  readonly label: string;
  /** Left out where the asker may not see the patient. */
  readonly patient: { readonly id: string; readonly name: string; readonly mrn: string | null } | null;
  readonly fromOn: string | null;
  readonly toOn: string | null;
  readonly expectedSheets: number | null;
  readonly batches: number;
}

export interface BoxView {
  readonly box: Box & { readonly projectName: string };
  readonly volumes: readonly VolumeView[];
  readonly batches: readonly (Pick<
    BatchFacts,
    'id' | 'number' | 'name' | 'volumeId' | 'expectedSheets' | 'images' | 'openPages'
  > &
    OriginalDecision)[];
  readonly custody: readonly (CustodyFacts & { readonly about: string | null })[];
  /** Number of the first step that does not follow from those before it. */
  readonly brokenAt: number | null;
  readonly original: OriginalDecision;
}

/** A box with all that is in it and everybody who had it in hands. @throws intake/box-not-found */
export async function openBox(act: Act, boxId: string): Promise<BoxView> {
  const box = await loadBox(act, boxId);
  const project = await act.tx
    .selectFrom('intake.project')
    .select('name')
    .where('id', '=', box.projectId)
    .executeTakeFirstOrThrow();
  const batches = await findBatchFacts(act, { boxId });
  const volumes = await volumesOf(act, box.id, batches);
  const steps = await custodyOf(act, box.id);
  const brokenAt = findBreak(steps);
  const rest = { custodyIntact: brokenAt === undefined && steps.length > 0, retention: 'unverified' as const };
  act.note({
    subjectIds: [box.id],
    patientIds: volumes.flatMap((volume) => (volume.patient === null ? [] : [volume.patient.id])),
  });
  return {
    box: { ...box, projectName: project.name },
    volumes,
    batches: batches.map((batch) => ({
      id: batch.id,
      number: batch.number,
      name: batch.name,
      volumeId: batch.volumeId,
      expectedSheets: batch.expectedSheets,
      images: batch.images,
      openPages: batch.openPages,
      ...decideOriginalDisposable({ ...batch, ...rest, volumesWithoutBatch: 0 }),
    })),
    custody: steps.map(({ previous: _previous, digest: _digest, ...step }) => ({
      ...step,
      about:
        volumes.find((volume) => volume.id === step.volumeId)?.label ??
        batches.find((batch) => batch.id === step.batchId)?.name ??
        null,
    })),
    brokenAt: brokenAt ?? null,
    original: decideOriginalDisposable(
      sumBatches(batches, { ...rest, volumesWithoutBatch: volumes.filter((volume) => volume.batches === 0).length }),
    ),
  };
}

/** The box whose barcode was read. @throws intake/box-not-found */
export async function findBox(act: Act, label: string): Promise<{ id: string | null }> {
  const row = await act.tx
    .selectFrom('intake.box')
    .select('id')
    .where('label', '=', label.trim())
    .limit(1)
    .executeTakeFirst();
  return { id: row?.id ?? null };
}

async function volumesOf(act: Act, boxId: string, batches: readonly BatchFacts[]): Promise<VolumeView[]> {
  const rows = await act.tx
    .selectFrom('intake.volume')
    .selectAll()
    .where('box_id', '=', boxId)
    .orderBy('label')
    .limit(MOST)
    .execute();
  const names = await nameOfPatients(
    act,
    rows.flatMap((row) => row.of_patient_id ?? []),
  );
  return rows.map((row) => {
    const patient = row.of_patient_id === null ? undefined : names.get(row.of_patient_id);
    return {
      id: row.id,
      label: row.label,
      patient: patient === undefined ? null : { id: patient.id, name: patient.name, mrn: patient.mrn },
      fromOn: row.from_on,
      toOn: row.to_on,
      expectedSheets: row.expected_sheets,
      batches: batches.filter((batch) => batch.volumeId === row.id).length,
    };
  });
}

async function custodyOf(act: Act, boxId: string) {
  const rows = await act.tx
    .selectFrom('intake.custody')
    .selectAll()
    .where('box_id', '=', boxId)
    .orderBy('number')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    boxId: row.box_id,
    volumeId: row.volume_id,
    batchId: row.batch_id,
    number: row.number,
    step: row.step,
    fromParty: row.from_party,
    toParty: row.to_party,
    place: row.place,
    seal: row.seal,
    sheets: row.sheets,
    note: row.note,
    signedAt: row.signed_at.toISOString(),
    signedBy: row.signed_by,
    signedName: row.signed_name,
    previous: row.previous,
    digest: row.digest,
  }));
}
