import type { Act, EmittedEvent } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { endUnverified, markUnverified } from '../../documents/index.ts';
import { closeItem, openItem } from '../../worklist/index.ts';
import { deriveDraw } from './derive-draw.ts';
import { deriveVerifyShare } from './derive-verify-share.ts';
import { listVerifyRules } from './rules.ts';

/** Results that the share follows. */
const LAST_RESULTS = 50;

/** A document was filed: the draw says whether somebody else enters it once more. Told again, nothing changes. */
export async function drawVerification(act: Act, event: EmittedEvent): Promise<void> {
  const { itemId, documentId, patientId } = event.payload as Record<string, string>; // declared by intake
  if (itemId === undefined || documentId === undefined || patientId === undefined) return;
  const document = await act.tx
    .selectFrom('documents.document')
    .select(['labels', 'type_code', 'dated_on', 'encounter_id'])
    .where('patient_id', '=', patientId)
    .where('id', '=', documentId)
    .executeTakeFirst();
  const filing = await act.tx
    .selectFrom('intake.outcome as o')
    .innerJoin('intake.item as item', 'item.id', 'o.item_id')
    .leftJoin('intake.part_page as place', (join) =>
      join.onRef('place.item_id', '=', 'o.item_id').onRef('place.number', '=', 'o.page_number'),
    )
    .select(['o.decided_by', 'o.decided_at', 'o.facility_id', 'item.source', 'place.part_id'])
    .where('o.document_id', '=', documentId)
    .where('o.reversed_at', 'is', null)
    .orderBy('o.decided_at')
    .limit(1)
    .executeTakeFirst();
  if (document === undefined || filing === undefined) return;
  const share = await shareOf(act, {
    facilityId: filing.facility_id,
    filedBy: filing.decided_by,
    typeCode: document.type_code,
  });
  if (deriveDraw(documentId) >= share) return;
  const proposed =
    filing.part_id === null
      ? undefined
      : await act.tx
          .selectFrom('intake.proposal')
          .select(['value', 'confidence', 'evidence'])
          .where('part_id', '=', filing.part_id)
          .where('field', '=', 'type')
          .where('engine', 'like', 'chartkeeper-propose%')
          .orderBy('proposed_at', 'desc')
          .orderBy('confidence', 'desc')
          .limit(1)
          .executeTakeFirst();
  const learned = (proposed?.evidence as { more?: { learned?: boolean } } | undefined)?.more?.learned === true;
  const id = newId();
  const written = await act.tx
    .insertInto('intake.verification')
    .values({
      id,
      facility_id: filing.facility_id,
      labels: document.labels,
      document_id: documentId,
      filed_patient_id: patientId,
      filed_encounter_id: document.encounter_id,
      filed_type_code: document.type_code,
      filed_date: document.dated_on,
      filed_by: filing.decided_by,
      filed_at: filing.decided_at,
      source: filing.source,
      share,
      proposed_type_code: proposed?.value ?? null,
      proposed_confidence: proposed?.confidence ?? null,
      proposed_learned: learned,
    })
    .onConflict((conflict) => conflict.constraint('one_verification_of_a_document').doNothing())
    .executeTakeFirst();
  if ((written.numInsertedOrUpdatedRows ?? 0n) === 0n) return;
  await markUnverified(act, { patientId, documentId });
  // Without the patient: a list of the queue would tell the first entry.
  await openItem(act, {
    ...{ kind: 'intake.to-verify', module: 'intake', subjectId: id, permission: 'intake/verify' },
    facilityId: filing.facility_id,
    labels: BigInt(document.labels),
    barred: [filing.decided_by],
  });
  act.note({ subjectIds: [documentId, id], patientIds: [patientId] });
}

/** What the site demands of the type, raised by the errors of whoever filed and of the type. */
async function shareOf(act: Act, of: { facilityId: string; filedBy: string; typeCode: string }): Promise<number> {
  const rules = await listVerifyRules(act, of.facilityId);
  const rule =
    rules.find(({ typeCode }) => typeCode === of.typeCode) ?? rules.find(({ typeCode }) => typeCode === null);
  const base = rule?.share ?? 0;
  if (base === 0) return 0;
  const results = async (column: 'filed_by' | 'filed_type_code', value: string) =>
    (
      await act.tx
        .selectFrom('intake.verification')
        .select('filed_wrong')
        .where('facility_id', '=', of.facilityId)
        .where(column, '=', value)
        .where('closed_at', 'is not', null)
        .where('outcome', '<>', 'withdrawn')
        .orderBy('closed_at', 'desc')
        .limit(LAST_RESULTS)
        .execute()
    )
      .map((row) => row.filed_wrong.length > 0)
      .reverse();
  return Math.max(
    deriveVerifyShare(base, await results('filed_by', of.filedBy)),
    deriveVerifyShare(base, await results('filed_type_code', of.typeCode)),
  );
}

/** The filing was taken back, or corrected elsewhere: nobody needs to enter it again. */
export async function withdrawVerification(act: Act, event: EmittedEvent): Promise<void> {
  const told = event.payload as Record<string, string>; // declared by documents
  const withdrawn = await act.tx
    .updateTable('intake.verification')
    .set({ closed_at: act.now, outcome: 'withdrawn' })
    .where('document_id', '=', told['fromDocumentId'] ?? told['documentId'] ?? '')
    .where('closed_at', 'is', null)
    .returning(['id', 'document_id', 'filed_patient_id'])
    .execute();
  for (const { id, document_id: documentId, filed_patient_id: patientId } of withdrawn) {
    await endUnverified(act, { patientId, documentId });
    for (const kind of ['intake.to-verify', 'intake.to-settle'])
      await closeItem(act, { kind, subjectId: id, outcome: 'withdrawn' });
  }
}
