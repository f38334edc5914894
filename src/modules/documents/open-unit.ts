import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import type { Series } from './catalogue/document-type.ts';
import { problems } from './problems.ts';

export interface NewUnit {
  readonly patientId: string;
  readonly facilityId: string;
  readonly labels: bigint;
  readonly kind: 'document' | 'volume' | 'message' | 'dataset';
  readonly series: Series;
  readonly encounterId?: string | null;
  readonly serviceFrom?: string | null;
  readonly serviceTo?: string | null;
  /** Set where nothing more is added: a filed document is closed on its day. */
  readonly closedOn?: string | null;
  /** Fresh from the keyring; blobs put under it belong to this unit alone. None where the unit is paper only. */
  readonly keySlot?: string;
}

/**
 * Opens what is kept, held and destroyed as one. The facility and labels are those of the document, volume or message
 * that needs it; it is written in the same transaction.
 * @throws documents/slot-in-use
 */
export async function openUnit(act: Act, unit: NewUnit): Promise<string> {
  if (unit.keySlot !== undefined) await mustBeFresh(act, unit.keySlot);
  const id = newId();
  await act.tx
    .insertInto('documents.unit')
    .values({
      patient_id: unit.patientId,
      id,
      facility_id: unit.facilityId,
      labels: unit.labels,
      kind: unit.kind,
      series: unit.series,
      encounter_id: unit.encounterId ?? null,
      service_from: unit.serviceFrom ?? null,
      service_to: unit.serviceTo ?? unit.serviceFrom ?? null,
      closed_on: unit.closedOn ?? null,
      key_slot: unit.keySlot ?? null,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  return id;
}

/** Two units on one slot would be destroyed together: the slot of a batch is never that of a document filed from it. */
async function mustBeFresh(act: Act, slot: string): Promise<void> {
  const named = await act.tx
    .selectFrom('platform.blob')
    .select('address')
    .where('slot', '=', slot)
    .limit(1)
    .executeTakeFirst();
  if (named === undefined) return;
  throw problems.slotInUse({
    detail: 'Nothing was filed and what was received is safe. Try again; if it happens again, tell your administrator.',
    internal: 'the key slot already has blobs',
  });
}
