import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { type LabelName, maskOf } from '../access/index.ts';
import type { NewLabel } from './document.ts';
import type { DocumentHome } from './write-version.ts';

/** Writes the label rows of a new document, those of its type first: a class that both name is written once. */
export async function writeLabels(
  act: Act,
  home: DocumentHome,
  ofType: readonly LabelName[],
  others: readonly NewLabel[],
): Promise<void> {
  const rows = new Map<LabelName, { basis: 'type' | NewLabel['basis']; reason: string | null }>();
  for (const name of ofType) rows.set(name, { basis: 'type', reason: null });
  for (const { name, basis, reason } of others) if (!rows.has(name)) rows.set(name, { basis, reason: reason ?? null });
  if (rows.size === 0) return;
  await act.tx
    .insertInto('documents.label')
    .values(
      [...rows].map(([name, why]) => ({
        patient_id: home.patientId,
        id: newId(),
        facility_id: home.facilityId,
        labels: home.labels,
        document_id: home.documentId,
        class: name,
        bit: maskOf([name]),
        ...why,
        recorded_at: act.now,
        recorded_by: act.actor.id,
      })),
    )
    .execute();
}
