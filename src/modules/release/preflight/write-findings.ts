import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { deriveDuplicates, type PageDigest } from './derive-duplicates.ts';
import type { Finding } from './derive-findings.ts';
import type { PageReading } from './derive-page-reading.ts';
import type { Confirmed } from './look/confirm-lookalikes.ts';
import { writeCompared } from './look/keep-compared.ts';
import { type KeptLook, writeLooks } from './look/keep-looks.ts';
import { type DocumentToRead, labelsOf, type PreflightPlan, type PreflightRef } from './plan-preflight.ts';

export interface FoundBatch {
  readonly from: number;
  readonly to: number;
  readonly pages: number;
  readonly found: readonly {
    readonly document: DocumentToRead;
    readonly pages: readonly PageReading[];
    readonly looks: ReadonlyMap<number, bigint>;
    readonly taken: readonly KeptLook[];
    readonly findings: readonly Finding[];
  }[];
}

const ROWS_AT_ONCE = 500;

/** What a batch found, with how far the going over got. False: it ended, or somebody else went on. */
export async function writeBatch(
  act: Act,
  ref: PreflightRef,
  plan: PreflightPlan,
  batch: FoundBatch,
): Promise<boolean> {
  const moved = await act.tx
    .updateTable('release.preflight')
    .set((eb) => ({ documents_done: batch.to, pages_done: eb('pages_done', '+', batch.pages) }))
    .where('patient_id', '=', ref.patientId)
    .where('id', '=', ref.preflightId)
    .where('documents_done', '=', batch.from)
    .where('finished_at', 'is', null)
    .where('failed_at', 'is', null)
    .executeTakeFirst();
  if (moved.numUpdatedRows === 0n) return false;
  const rows = batch.found.flatMap(({ document, findings }) =>
    findings.map((finding) => rowOf(act, ref, plan, document, finding)),
  );
  await insertFindings(act, rows);
  await writeDigests(act, ref, plan, batch);
  await writeLooks(
    act,
    batch.found.flatMap(({ taken }) => taken),
  );
  act.note({ subjectIds: [plan.request.id, ref.preflightId], count: batch.pages, detail: { found: rows.length } });
  act.emit('release.preflight-moved', { requestId: plan.request.id, patientId: ref.patientId });
  return true;
}

interface DigestOfPage extends PageDigest {
  readonly documentPatientId: string;
  readonly versionId: string;
  readonly labels: string;
}

/** What each page of a going over says and looks like, in the order in which they would leave. */
export async function readDigests(act: Act, ref: PreflightRef): Promise<DigestOfPage[]> {
  const rows = await act.tx
    .selectFrom('release.preflight_page')
    .select([
      'document_id',
      'document_patient_id',
      'version_id',
      'page',
      'position',
      'words',
      'exact',
      'look',
      'labels',
    ])
    .select(sql<string[]>`least::text[]`.as('least'))
    .where('patient_id', '=', ref.patientId)
    .where('preflight_id', '=', ref.preflightId)
    .orderBy('position')
    .orderBy('page')
    .execute();
  act.note({ count: rows.length });
  return rows.map((row) => ({
    documentId: row.document_id,
    documentPatientId: row.document_patient_id,
    versionId: row.version_id,
    labels: row.labels,
    page: row.page,
    position: row.position,
    words: row.words,
    exact: BigInt(row.exact),
    least: row.least.map(BigInt),
    look: row.look === null ? undefined : BigInt(row.look),
  }));
}

interface GoneOver extends Confirmed {
  readonly pages: readonly DigestOfPage[];
}

/** All pages were gone over: what leaves twice is told now, and the digests are removed. */
export async function finishPreflight(
  act: Act,
  ref: PreflightRef,
  plan: PreflightPlan,
  { pages, same, compared }: GoneOver,
): Promise<void> {
  const duplicates = deriveDuplicates(pages, same);
  const documents = new Map(pages.map((page) => [page.documentId, page]));
  await insertFindings(
    act,
    duplicates.flatMap((finding) => {
      const page = documents.get(finding.documentId);
      if (page === undefined) return [];
      const place = {
        patientId: page.documentPatientId,
        documentId: finding.documentId,
        versionId: page.versionId,
        labels: BigInt(page.labels),
      };
      return [placedRow(act, ref, plan, place, finding)];
    }),
  );
  await act.tx
    .updateTable('release.preflight')
    .set({ finished_at: act.now })
    .where('patient_id', '=', ref.patientId)
    .where('id', '=', ref.preflightId)
    .where('finished_at', 'is', null)
    .execute();
  await writeCompared(act, compared);
  await removeDigests(act, ref);
  act.note({ subjectIds: [plan.request.id, ref.preflightId], count: duplicates.length });
  act.emit('release.preflight-done', { requestId: plan.request.id, patientId: ref.patientId });
}

export async function failPreflight(act: Act, ref: PreflightRef, code: string): Promise<void> {
  const row = await act.tx
    .updateTable('release.preflight')
    .set({ failed_at: act.now, failed_code: code })
    .where('patient_id', '=', ref.patientId)
    .where('id', '=', ref.preflightId)
    .where('finished_at', 'is', null)
    .where('failed_at', 'is', null)
    .returning('request_id')
    .executeTakeFirst();
  if (row === undefined) return;
  await removeDigests(act, ref);
  act.note({ subjectIds: [row.request_id, ref.preflightId], detail: { code } });
  act.emit('release.preflight-done', { requestId: row.request_id, patientId: ref.patientId });
}

async function removeDigests(act: Act, ref: PreflightRef): Promise<void> {
  await act.tx
    .deleteFrom('release.preflight_page')
    .where('patient_id', '=', ref.patientId)
    .where('preflight_id', '=', ref.preflightId)
    .execute();
}

async function writeDigests(act: Act, ref: PreflightRef, plan: PreflightPlan, batch: FoundBatch): Promise<void> {
  const rows = batch.found.flatMap(({ document, pages, looks }) =>
    pages.map((page) => ({
      patient_id: ref.patientId,
      preflight_id: ref.preflightId,
      facility_id: plan.request.facilityId,
      labels: labelsOf(plan.request, document.labels),
      document_patient_id: document.scoped.patientId,
      document_id: document.scoped.documentId,
      version_id: document.scoped.versionId,
      page: page.number,
      position: document.scoped.position,
      words: page.words,
      exact: page.exact,
      least: [...page.least],
      look: looks.get(page.number) ?? null,
    })),
  );
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
    await act.tx
      .insertInto('release.preflight_page')
      .values(rows.slice(from, from + ROWS_AT_ONCE) as never) // bigint[] is sent as its texts
      .execute();
}

type FindingRow = ReturnType<typeof placedRow>;

function rowOf(
  act: Act,
  ref: PreflightRef,
  plan: PreflightPlan,
  document: DocumentToRead,
  finding: Finding,
): FindingRow {
  const { patientId, documentId, versionId } = document.scoped;
  return placedRow(
    act,
    ref,
    plan,
    { patientId, documentId, versionId, labels: labelsOf(plan.request, document.labels) },
    finding,
  );
}

interface PlaceOfFinding {
  readonly patientId: string;
  readonly documentId: string;
  readonly versionId: string;
  readonly labels: bigint;
}

function placedRow(act: Act, ref: PreflightRef, plan: PreflightPlan, at: PlaceOfFinding, finding: Finding) {
  const { kind, what, weight, page, box, about, sameAs, ruleId, detail } = finding;
  return {
    patient_id: ref.patientId,
    id: newId(),
    facility_id: plan.request.facilityId,
    labels: at.labels,
    request_id: plan.request.id,
    preflight_id: ref.preflightId,
    document_patient_id: at.patientId,
    document_id: at.documentId,
    version_id: at.versionId,
    page: page ?? null,
    kind,
    what,
    weight,
    mark: [kind, what, at.versionId, page ?? 'all', about ?? '', sameAs?.documentId ?? '', sameAs?.page ?? ''].join(
      ' ',
    ),
    box: box === undefined ? null : JSON.stringify(box),
    about_patient_id: about ?? null,
    same_document_id: sameAs?.documentId ?? null,
    same_page: sameAs?.page ?? null,
    rule_id: ruleId ?? null,
    detail: JSON.stringify(detail ?? {}),
    recorded_at: act.now,
  };
}

/** One place of a page is one finding, however often it is told. */
async function insertFindings(act: Act, rows: readonly FindingRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
    await act.tx
      .insertInto('release.preflight_finding')
      .values(rows.slice(from, from + ROWS_AT_ONCE))
      .onConflict((conflict) => conflict.constraint('found_once').doNothing())
      .execute();
}
