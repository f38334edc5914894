import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { maskOf } from '../access/index.ts';
import { type Opener, whoOpened } from '../audit/index.ts';
import { type DocumentRef, openDocument, type OpenedDocument } from '../documents/index.ts';
import { readPatient } from '../patients/index.ts';
import { type DisclosureOfDocument, disclosuresOfDocument, tellMisfiled } from '../release/index.ts';
import { markDaysOf } from './mark-rule.ts';
import { nameAffected } from './name-affected.ts';
import { writeIncident } from './write-incident.ts';

/** Verbs that put a document, or a part of it, before somebody's eyes. */
const SHOWING = [
  'documents.open',
  'documents.view-pages',
  'documents.issue-ticket',
  'documents.download',
  'fhir.read',
  'fhir.search',
];

/**
 * Looks into a document that was struck through as another patient's: marks the charts, lists who opened it there and who
 * received it. Where it left the house an incident opens, since the disclosure was not permitted and a breach is presumed
 * (45 CFR 164.402(2)); where it was only opened in the wrong chart one is proposed, since access by the workforce in good
 * faith may be an exception (164.402(1)(i)) and a person must say so. Where nobody else had seen it there is none. Comes
 * again when its patient is known; nothing is written twice.
 */
export async function recordMisfiling(act: Act, ref: DocumentRef): Promise<void> {
  const opened = await openDocument(act, ref);
  const error = opened.summary.enteredInError;
  if (error?.cause !== 'wrong-patient') return;
  const misfilingId = (await findMisfiling(act, ref, error.at)) ?? (await lookInto(act, opened, error));
  await markChart(act, misfilingId, 'wrong-chart', ref, opened.summary.facilityId);
  const right = opened.links.find(({ kind }) => kind === 'moved-to')?.other;
  await tellMisfiled(act, {
    ...{ misfilingId, incidentNumber: await incidentNumberOf(act, misfilingId) },
    ...{ wrong: ref, right: right ?? undefined },
  });
  if (right == null) return;
  const there = await openDocument(act, right);
  await markChart(act, misfilingId, 'right-chart', right, there.summary.facilityId);
  const incident = await openIncidentOf(act, misfilingId);
  if (incident !== undefined) await nameAffected(act, { incidentId: incident, patientId: right.patientId });
}

async function findMisfiling(act: Act, ref: DocumentRef, struckAt: Date): Promise<string | undefined> {
  const row = await act.tx
    .selectFrom('privacy.misfiling')
    .select('id')
    .where('patient_id', '=', ref.patientId)
    .where('document_id', '=', ref.documentId)
    .where('struck_at', '=', struckAt)
    .executeTakeFirst();
  return row?.id;
}

async function lookInto(
  act: Act,
  { summary }: OpenedDocument,
  error: { readonly at: Date; readonly by: string; readonly reason: string },
): Promise<string> {
  const openers = await whoOpened(act, {
    patientId: summary.patientId,
    subjectId: summary.id,
    verbs: SHOWING,
    before: error.at,
  });
  const disclosures = await disclosuresOfDocument(act, { patientId: summary.patientId, documentId: summary.id });
  const others = openers.filter(({ actorId, actorKind }) => actorId !== error.by && actorKind !== 'system');
  const misfilingId = newId();
  await act.tx
    .insertInto('privacy.misfiling')
    .values({
      patient_id: summary.patientId,
      id: misfilingId,
      facility_id: summary.facilityId,
      labels: await labelsOf(act, summary.patientId),
      document_id: summary.id,
      struck_at: error.at,
      struck_by: error.by,
      filed_at: summary.filedAt,
      opened_by_others: others.length,
      disclosures: disclosures.length,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  act.note({
    patientIds: [summary.patientId],
    subjectIds: [misfilingId, summary.id],
    detail: { openedByOthers: others.length, disclosures: disclosures.length },
  });
  if (others.length + disclosures.length === 0) return misfilingId;
  const { id: incidentId } = await writeIncident(act, {
    facilityId: summary.facilityId,
    cause: 'wrong-chart',
    standing: disclosures.length > 0 ? 'open' : 'proposed',
    what: `A document (${summary.typeName}) stood in the chart of another patient. ${error.reason}`,
    discoveredAt: error.at,
    discoveredBy: error.by,
    basis: 'known',
    misfilingId,
  });
  await writeEvidence(act, { incidentId, facilityId: summary.facilityId }, openers, disclosures);
  return misfilingId;
}

async function writeEvidence(
  act: Act,
  { incidentId, facilityId }: { readonly incidentId: string; readonly facilityId: string },
  openers: readonly Opener[],
  disclosures: readonly DisclosureOfDocument[],
): Promise<void> {
  const made = () => ({
    id: newId(),
    facility_id: facilityId,
    incident_id: incidentId,
    recorded_at: act.now,
    recorded_by: act.actor.id,
  });
  const rows = [
    ...openers.map((opener) => ({
      ...made(),
      kind: 'opened',
      actor_kind: opener.actorKind,
      actor_id: opener.actorId,
      first_at: opener.firstAt,
      last_at: opener.lastAt,
      times: opener.times,
    })),
    ...disclosures.map((disclosure) => ({
      ...made(),
      kind: 'received',
      disclosure_id: disclosure.disclosureId,
      recipient: [disclosure.recipientName, disclosure.recipientOrganisation].filter(Boolean).join(', '),
      channel: disclosure.channel,
      packet_number: disclosure.packetNumber,
      first_at: disclosure.disclosedAt,
      last_at: disclosure.disclosedAt,
      times: 1,
    })),
  ];
  for (const row of rows) await act.tx.insertInto('privacy.evidence').values(row).execute();
}

async function markChart(
  act: Act,
  misfilingId: string,
  side: 'wrong-chart' | 'right-chart',
  ref: DocumentRef,
  facilityId: string,
): Promise<void> {
  const written = await act.tx
    .insertInto('privacy.chart_mark')
    .values({
      patient_id: ref.patientId,
      id: newId(),
      facility_id: facilityId,
      labels: await labelsOf(act, ref.patientId),
      misfiling_id: misfilingId,
      side,
      document_id: ref.documentId,
      shown_until: new Date(act.now.getTime() + (await markDaysOf(act, facilityId)) * 86_400_000),
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .onConflict((conflict) => conflict.constraint('a_chart_is_marked_once').doNothing())
    .executeTakeFirst();
  if ((written.numInsertedOrUpdatedRows ?? 0n) > 0n) act.emit('privacy.chart-marked', { patientId: ref.patientId });
}

async function labelsOf(act: Act, patientId: string): Promise<bigint> {
  return maskOf((await readPatient(act, patientId)).labels);
}

async function openIncidentOf(act: Act, misfilingId: string): Promise<string | undefined> {
  const row = await act.tx
    .selectFrom('privacy.incident as i')
    .innerJoin('privacy.open_incident as o', 'o.id', 'i.id')
    .select('i.id')
    .where('i.misfiling_id', '=', misfilingId)
    .executeTakeFirst();
  return row?.id;
}

async function incidentNumberOf(act: Act, misfilingId: string): Promise<string | null> {
  const row = await act.tx
    .selectFrom('privacy.incident')
    .select('number')
    .where('misfiling_id', '=', misfilingId)
    .executeTakeFirst();
  return row?.number ?? null;
}
