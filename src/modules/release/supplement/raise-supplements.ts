import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { maskOf } from '../../access/index.ts';
import { listDocuments } from '../../documents/index.ts';
import { memberIds } from '../../patients/index.ts';
import { openItem } from '../../worklist/index.ts';
import { deriveCovered } from './derive-covered.ts';

const BACK_MONTHS = 12;
const MOST = 500;

/**
 * After a document was filed or got a new version: each release of the last twelve months whose scope covered it is asked
 * whether its recipient needs a supplement. Asked once for each version.
 */
export async function raiseSupplements(
  act: Act,
  told: {
    readonly patientId: string;
    readonly documentId: string;
    readonly versionId: string;
    readonly isNew: boolean;
  },
): Promise<void> {
  const { documents } = await listDocuments(act, { patientId: told.patientId, documentIds: [told.documentId] });
  const document = documents.find(({ id }) => id === told.documentId);
  if (document === undefined || document.enteredInError !== null) return;
  const { ids } = await memberIds(act, told.patientId);
  for (const release of await releasesOf(act, ids, document.filedAt, told.isNew)) {
    const scope = { from: release.from_on, to: release.to_on, typeCodes: release.type_codes };
    if (!deriveCovered(scope, document)) continue;
    const written = await act.tx
      .insertInto('release.supplement')
      .values({
        patient_id: release.patient_id,
        id: newId(),
        facility_id: release.facility_id,
        labels: BigInt(release.labels) | maskOf(document.labels),
        request_id: release.request_id,
        document_patient_id: document.patientId,
        document_id: document.id,
        version_id: told.versionId,
        why: told.isNew ? 'late-document' : 'new-version',
        recorded_at: act.now,
        recorded_by: act.actor.id,
      })
      .onConflict((conflict) => conflict.constraint('asked_once_for_each_version').doNothing())
      .executeTakeFirst();
    if ((written.numInsertedOrUpdatedRows ?? 0n) === 0n) continue;
    await openItem(act, {
      kind: 'release.supplement',
      module: 'release',
      subjectId: release.request_id,
      patientId: release.patient_id,
      facilityId: release.facility_id,
      labels: BigInt(release.labels),
      permission: 'release/work',
      priority: 6,
    });
    act.note({ patientIds: [release.patient_id], subjectIds: [release.request_id, document.id] });
    act.emit('release.supplement-due', { requestId: release.request_id, patientId: release.patient_id });
  }
}

/** What was handed over before the document came, each request with the scope that was approved last. */
async function releasesOf(act: Act, patientIds: readonly string[], filedAt: Date, isNew: boolean) {
  const since = new Date(act.now);
  since.setUTCMonth(since.getUTCMonth() - BACK_MONTHS);
  return (
    act.tx
      .selectFrom('release.disclosure_log as l')
      .innerJoin('release.packet as p', (join) =>
        join.onRef('p.patient_id', '=', 'l.patient_id').onRef('p.id', '=', 'l.packet_id'),
      )
      .innerJoin('release.approval as a', (join) =>
        join.onRef('a.patient_id', '=', 'p.patient_id').onRef('a.id', '=', 'p.approval_id'),
      )
      .innerJoin('release.scope as s', (join) =>
        join.onRef('s.patient_id', '=', 'a.patient_id').onRef('s.id', '=', 'a.scope_id'),
      )
      .innerJoin('release.request as r', 'r.id', 'p.request_id')
      .select(['p.patient_id', 'p.request_id', 's.from_on', 's.to_on', 's.type_codes', 'r.facility_id', 'r.labels'])
      .distinctOn('p.request_id')
      .where('l.patient_id', 'in', [...patientIds])
      .where('l.disclosed_at', '>', since)
      // What was there at the hand-over was decided there.
      .$if(isNew, (query) => query.where('l.disclosed_at', '<=', filedAt))
      .where((eb) => eb.or([eb('l.outcome', 'is', null), eb('l.outcome', '<>', 'not-handed-over')]))
      .orderBy('p.request_id')
      .orderBy('l.disclosed_at', 'desc')
      .limit(MOST)
      .execute()
  );
}
