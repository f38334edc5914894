import type { Act, EmittedEvent } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { maskOf } from '../access/index.ts';
import { type DocumentRef, listDocuments } from '../documents/index.ts';
import { readPatient } from '../patients/index.ts';
import { writeDisclosure } from './write-disclosure.ts';

export interface Misfiled {
  /** As privacy numbers it. */
  readonly misfilingId: string;
  readonly incidentNumber: string | null;
  /** The document as it stood in the wrong chart. */
  readonly wrong: DocumentRef;
  /** The same in the right chart, once its patient is known. */
  readonly right: DocumentRef | undefined;
}

interface Wrong {
  readonly id: string;
  readonly patientId: string;
  readonly facilityId: string;
  readonly labels: string;
  readonly recipient: {
    readonly name: string;
    readonly organisation: string | null;
    readonly address: readonly string[];
  };
  readonly disclosedAt: Date;
  readonly disclosedOn: string;
  readonly channel: string;
  readonly outcome: string | null;
  readonly pages: number;
}

/** Neither names the other chart: each is read in the accounting that its own patient is given. */
const OF_WRONG = 'It contained pages that are not of this patient. They were filed here by mistake and are withdrawn.';
const OF_RIGHT = 'Filed in another chart by mistake and handed over with it.';
const MOST = 1_000;

/**
 * A page left the house in the records of a patient whose it was not. The log of that patient says so beside each such
 * hand-over, and each is a disclosure of whoever's page it was, which nothing permitted: it stands in that person's log and
 * accounting (45 CFR 164.528(a)(1), (b)(2)). Looking inside the house is no disclosure. Told again, nothing is written twice.
 */
export async function tellMisfiled(act: Act, misfiled: Misfiled): Promise<void> {
  for (const wrong of await disclosuresWith(act, misfiled.wrong)) {
    await mark(act, misfiled, wrong, {
      ...{ patientId: wrong.patientId, facilityId: wrong.facilityId, labels: BigInt(wrong.labels) },
      ...{ side: 'wrong-patient' as const, disclosureId: wrong.id, reason: OF_WRONG },
    });
    if (misfiled.right !== undefined && !(await isTold(act, misfiled, wrong, misfiled.right.patientId)))
      await accountTo(act, misfiled, wrong, misfiled.right);
  }
}

/** Every hand-over of the wrong chart that contained it, but what is known never to have left the house. */
async function disclosuresWith(act: Act, document: DocumentRef): Promise<Wrong[]> {
  const rows = await act.tx
    .selectFrom('release.disclosure_document as dd')
    .innerJoin('release.disclosure as d', (join) =>
      join.onRef('d.patient_id', '=', 'dd.patient_id').onRef('d.id', '=', 'dd.disclosure_id'),
    )
    .leftJoin('release.confirmation as c', (join) =>
      join.onRef('c.patient_id', '=', 'd.patient_id').onRef('c.disclosure_id', '=', 'd.id'),
    )
    .innerJoin('documents.version as v', (join) =>
      join.onRef('v.patient_id', '=', 'dd.document_patient_id').onRef('v.id', '=', 'dd.version_id'),
    )
    .select(['d.id', 'd.patient_id', 'd.facility_id', 'd.labels', 'd.recipient_name', 'd.recipient_organisation'])
    .select(['d.recipient_address', 'd.disclosed_at', 'd.disclosed_on', 'd.channel', 'c.outcome', 'v.page_count'])
    .where('dd.document_patient_id', '=', document.patientId)
    .where('dd.document_id', '=', document.documentId)
    .orderBy('d.disclosed_at')
    .limit(MOST)
    .execute();
  return rows
    .filter(({ outcome }) => outcome !== 'not-handed-over')
    .map((row) => ({
      ...{ id: row.id, patientId: row.patient_id, facilityId: row.facility_id, labels: row.labels },
      recipient: {
        name: row.recipient_name,
        organisation: row.recipient_organisation,
        address: row.recipient_address,
      },
      ...{ disclosedAt: row.disclosed_at, disclosedOn: row.disclosed_on, channel: row.channel },
      ...{ outcome: row.outcome, pages: row.page_count },
    }));
}

async function isTold(act: Act, { misfilingId }: Misfiled, wrong: Wrong, patientId: string): Promise<boolean> {
  const row = await act.tx
    .selectFrom('release.misfiled_disclosure')
    .select('id')
    .where('patient_id', '=', patientId)
    .where('misfiling_id', '=', misfilingId)
    .where('wrong_disclosure_id', '=', wrong.id)
    .where('side', '=', 'right-patient')
    .executeTakeFirst();
  return row !== undefined;
}

async function accountTo(act: Act, misfiled: Misfiled, wrong: Wrong, right: DocumentRef): Promise<void> {
  const patient = await readPatient(act, right.patientId);
  const [document] = (await listDocuments(act, { patientId: right.patientId, documentIds: [right.documentId] }))
    .documents;
  if (document === undefined) return;
  const home = { patientId: right.patientId, facilityId: patient.facilityId, labels: maskOf(patient.labels) };
  const { disclosureId } = await writeDisclosure(act, {
    ...home,
    basis: 'impermissible',
    recipient: {
      name: wrong.recipient.name,
      organisation: wrong.recipient.organisation ?? undefined,
      address: wrong.recipient.address,
    },
    description: `${document.typeName}${document.date === null ? '' : ` of ${document.date}`}`,
    purpose: OF_RIGHT,
    disclosedAt: wrong.disclosedAt,
    disclosedOn: wrong.disclosedOn,
    channel: wrong.channel as 'other', // CHECK of the row it was read from
    pages: wrong.pages,
    documents: [{ ...right, versionId: document.currentVersionId }],
  });
  await mark(act, misfiled, wrong, { ...home, side: 'right-patient', disclosureId, reason: OF_RIGHT });
  if (wrong.outcome !== null) await confirm(act, home, disclosureId, wrong.outcome);
}

interface Marked {
  readonly patientId: string;
  readonly facilityId: string;
  readonly labels: bigint;
  readonly side: 'wrong-patient' | 'right-patient';
  readonly disclosureId: string;
  readonly reason: string;
}

async function mark(act: Act, misfiled: Misfiled, wrong: Wrong, marked: Marked): Promise<void> {
  await act.tx
    .insertInto('release.misfiled_disclosure')
    .values({
      patient_id: marked.patientId,
      id: newId(),
      facility_id: marked.facilityId,
      labels: marked.labels,
      side: marked.side,
      disclosure_id: marked.disclosureId,
      misfiling_id: misfiled.misfilingId,
      wrong_disclosure_id: wrong.id,
      incident_number: misfiled.incidentNumber,
      reason: marked.reason,
      pages: wrong.pages,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .onConflict((conflict) => conflict.constraint('misfiled_disclosure_is_told_once').doNothing())
    .execute();
  act.note({ patientIds: [marked.patientId], subjectIds: [marked.disclosureId] });
}

async function confirm(
  act: Act,
  home: Pick<Marked, 'patientId' | 'facilityId' | 'labels'>,
  disclosureId: string,
  outcome: string,
): Promise<void> {
  const known = await act.tx
    .selectFrom('release.confirmation')
    .select('id')
    .where('patient_id', '=', home.patientId)
    .where('disclosure_id', '=', disclosureId)
    .executeTakeFirst();
  if (known !== undefined) return;
  await act.tx
    .insertInto('release.confirmation')
    .values({
      patient_id: home.patientId,
      id: newId(),
      facility_id: home.facilityId,
      labels: home.labels,
      disclosure_id: disclosureId,
      outcome,
      how: 'As was recorded of the hand-over that contained it',
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
}

/** What became of a hand-over became of what it contained of others, whose log says the same. */
export async function carryOutcome(act: Act, event: EmittedEvent): Promise<void> {
  const { disclosureId, outcome } = event.payload as { disclosureId: string; outcome: string }; // declared by release
  const rows = await act.tx
    .selectFrom('release.misfiled_disclosure')
    .select(['patient_id', 'facility_id', 'labels', 'disclosure_id'])
    .where('wrong_disclosure_id', '=', disclosureId)
    .where('side', '=', 'right-patient')
    .limit(MOST)
    .execute();
  for (const row of rows)
    await confirm(
      act,
      { patientId: row.patient_id, facilityId: row.facility_id, labels: BigInt(row.labels) },
      row.disclosure_id,
      outcome,
    );
  act.note({ subjectIds: rows.map((row) => row.disclosure_id), count: rows.length });
}
