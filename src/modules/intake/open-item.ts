import { type RawBuilder, sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import type { BlobRef } from '../../platform/blobs/index.ts';
import { Problem } from '../../platform/problem.ts';
import { currentName, printName, readPatient } from '../patients/index.ts';
import type { AutoFileReason } from './decide-auto-file.ts';
import type { Evidence } from './evidence.ts';
import { partNotFound } from './choose-pages.ts';
import { type ItemView, viewItem } from './list-items.ts';
import { loadItem } from './load-item.ts';
import { findOutsidePreset, type OutsidePreset } from './outside/find-outside-preset.ts';
import { problems } from './problems.ts';

export interface ItemPage {
  /** Number in the file or, of a document, place in the document. */
  readonly number: number;
  /** The file and the page there: the address of its picture. */
  readonly itemId: string;
  readonly itemPage: number;
  /** Degrees clockwise by which its picture is turned for showing: what a person turned since it was read. */
  readonly turn: number;
  /** As it stood when it was read: part of the address of its picture, which changes with it. */
  readonly readTurn: number;
  readonly readable: boolean;
  readonly width: number | null;
  readonly height: number | null;
  readonly confidence: number | null;
  readonly textSource: string | null;
  readonly blank: boolean;
  readonly quality: Record<string, unknown>;
  readonly barcodes: number;
  readonly ownSheet: string | null;
  readonly unknownCodes: number;
  readonly score: number | null;
  readonly weaknesses: string[];
  readonly signature: string | null;
  readonly detail: string | null;
  readonly outcome: {
    readonly kind: string;
    readonly reason: string | null;
    readonly destination: string | null;
    readonly documentId: string | null;
    readonly patientId: string | null;
    readonly at: string;
  } | null;
}

export interface ProposalView {
  readonly id: string;
  readonly field: string;
  readonly value: string;
  readonly confidence: number;
  readonly evidence: Evidence;
}

/** Who a proposal means, as a person at the desk needs to see it before choosing. */
export interface CandidateView {
  readonly patientId: string;
  readonly name: string;
  readonly birthDate: string | null;
  readonly mrn: string | null;
  readonly sex: string;
  readonly deceased: boolean;
}

/** A document to be, of those that an item was cut into. */
export interface PartView {
  readonly id: string;
  readonly position: number;
  readonly pages: number;
  readonly openPages: number;
  readonly lane: string;
  readonly cutBy: string;
}

/** One item with its pages, outcomes, the documents it was cut into and the proposals for them. @throws intake/not-found */
export async function openIntakeItem(
  act: Act,
  id: string,
): Promise<{
  item: ItemView;
  complaint: string | null;
  batchId: string;
  parts: PartView[];
  pages: ItemPage[];
  proposals: ProposalView[];
  candidates: CandidateView[];
}> {
  const item = await viewItem(act, id);
  if (item === undefined)
    throw problems.notFound({ detail: 'Go back to the intake monitor; the item may be at another facility.' });
  const { rows: parts } = await sql<PartRow>`
    ${PARTS} WHERE part.id IN (SELECT part_id FROM intake.part_page WHERE item_id = ${id} AND part_id IS NOT NULL)
    ORDER BY part.position, part.id`.execute(act.tx);
  const pages = await loadPages(act, sql`page.item_id = ${id}`, sql`page.number`);
  const proposals = await loadProposals(
    act,
    parts.map((part) => part.id),
  );
  act.note({ subjectIds: [id], patientIds: patientsOf(proposals) });
  const { batchId } = await loadItem(act, id);
  return {
    complaint: await complaintOf(act, id),
    ...{ item, batchId, parts: parts.map(partView), pages, proposals },
    candidates: await nameCandidates(act, patientsOf(proposals)),
  };
}

/** One document to be with its pages, from whatever files they come. @throws intake/part-not-found */
export async function openPart(
  act: Act,
  id: string,
): Promise<{
  part: PartView & { batchId: string; batchName: string | null; of: number };
  autoFiling: AutoFilingView | null;
  outside: OutsidePreset;
  item: ItemView;
  complaint: string | null;
  pages: ItemPage[];
  proposals: ProposalView[];
  candidates: CandidateView[];
}> {
  const { rows } = await sql<PartRow & { batch_id: string; batch_name: string | null; of: number }>`
    SELECT found.*, b.id AS batch_id, b.name AS batch_name,
      (SELECT count(*)::int FROM intake.part other WHERE other.batch_id = b.id) AS of
    FROM (${PARTS} WHERE part.id = ${id}) found JOIN intake.part own ON own.id = found.id JOIN intake.batch b ON b.id = own.batch_id`.execute(
    act.tx,
  );
  const part = rows[0];
  const pages =
    part === undefined ? [] : await loadPages(act, sql`place.part_id = ${id}`, sql`place.position`, 'position');
  const item = pages[0] === undefined ? undefined : await viewItem(act, pages[0].itemId);
  if (part === undefined || item === undefined) throw partNotFound();
  const proposals = await loadProposals(act, [id]);
  act.note({ subjectIds: [id, item.id], patientIds: patientsOf(proposals) });
  return {
    part: { ...partView(part), batchId: part.batch_id, batchName: part.batch_name, of: part.of },
    complaint: await complaintOf(act, item.id),
    ...{ item, pages, proposals },
    autoFiling: await lastAutoFiling(act, id),
    outside: await findOutsidePreset(act, item.id),
    candidates: await nameCandidates(act, patientsOf(proposals)),
  };
}

/** What did not fit in the line of its index file: a sentence for the desk. */
async function complaintOf(act: Act, itemId: string): Promise<string | null> {
  const row = await act.tx
    .selectFrom('intake.index_entry')
    .select('complaint')
    .where('item_id', '=', itemId)
    .executeTakeFirst();
  return row?.complaint ?? null;
}

export interface AutoFilingView {
  readonly filed: boolean;
  readonly reasons: readonly AutoFileReason[];
  readonly at: string;
}

async function lastAutoFiling(act: Act, partId: string): Promise<AutoFilingView | null> {
  const row = await act.tx
    .selectFrom('intake.auto_filing')
    .select(['filed', 'reasons', 'decided_at'])
    .where('part_id', '=', partId)
    .orderBy('decided_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  // We wrote it.
  return { filed: row.filed, reasons: row.reasons as unknown as AutoFileReason[], at: row.decided_at.toISOString() };
}

interface PartRow {
  id: string;
  position: number;
  pages: number;
  open_pages: number;
  lane: string;
  cut_by: string;
}

const PARTS = sql`
  SELECT part.id, part.position, part.lane, part.cut_by, n.pages, n.open_pages FROM intake.part part
  CROSS JOIN LATERAL (SELECT count(*)::int AS pages, count(*) FILTER (WHERE NOT EXISTS (
      SELECT FROM intake.outcome o WHERE o.item_id = p.item_id AND o.page_number = p.number AND o.reversed_at IS NULL))::int AS open_pages
    FROM intake.part_page p WHERE p.part_id = part.id) n`;

const partView = (row: PartRow): PartView => ({
  id: row.id,
  position: row.position,
  pages: row.pages,
  openPages: row.open_pages,
  lane: row.lane,
  cutBy: row.cut_by,
});

async function loadPages(
  act: Act,
  where: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
  counted: 'number' | 'position' = 'number',
): Promise<ItemPage[]> {
  const { rows } = await sql<PageRow>`
    SELECT page.item_id, page.number, place.position, (coalesce(place.turn, 0) - page.read_turn + 360) % 360 AS turn, page.read_turn, page.image_address IS NOT NULL AS readable,
      page.width, page.height, page.confidence, page.text_source, page.blank, page.quality, page.barcodes, page.unreadable_detail,
      page.own_sheet, page.unknown_codes, page.score, page.weaknesses, page.signature,
      o.kind, o.reason, o.destination, o.document_id, o.filed_patient_id, o.decided_at
    FROM intake.page LEFT JOIN intake.part_page place ON place.item_id = page.item_id AND place.number = page.number
    LEFT JOIN intake.outcome o ON o.item_id = page.item_id AND o.page_number = page.number AND o.reversed_at IS NULL
    WHERE ${where} ORDER BY ${order}`.execute(act.tx);
  return rows.map((row) => ({
    number: counted === 'position' ? (row.position ?? 0) : row.number,
    itemId: row.item_id,
    itemPage: row.number,
    turn: row.turn,
    readTurn: row.read_turn,
    readable: row.readable,
    width: row.width,
    height: row.height,
    confidence: row.confidence,
    textSource: row.text_source,
    blank: row.blank,
    quality: row.quality ?? {},
    barcodes: row.barcodes,
    ownSheet: row.own_sheet,
    unknownCodes: row.unknown_codes,
    score: row.score,
    weaknesses: row.weaknesses,
    signature: row.signature,
    detail: row.unreadable_detail,
    outcome:
      row.kind === null || row.decided_at === null
        ? null
        : {
            kind: row.kind,
            reason: row.reason,
            destination: row.destination,
            documentId: row.document_id,
            patientId: row.filed_patient_id,
            at: row.decided_at.toISOString(),
          },
  }));
}

interface PageRow {
  item_id: string;
  number: number;
  position: number | null;
  turn: number;
  read_turn: number;
  readable: boolean;
  width: number | null;
  height: number | null;
  confidence: number | null;
  text_source: string | null;
  blank: boolean;
  quality: Record<string, unknown> | null;
  barcodes: number;
  own_sheet: string | null;
  unknown_codes: number;
  score: number | null;
  weaknesses: string[];
  signature: string | null;
  unreadable_detail: string | null;
  kind: string | null;
  reason: string | null;
  destination: string | null;
  document_id: string | null;
  filed_patient_id: string | null;
  decided_at: Date | null;
}

/** The newest for each document: what was proposed for it before it was cut anew is history. */
async function loadProposals(act: Act, partIds: readonly string[]): Promise<ProposalView[]> {
  if (partIds.length === 0) return [];
  const { rows } = await sql<{ id: string; field: string; value: string; confidence: number; evidence: Evidence }>`
    SELECT p.id, p.field, p.value, p.confidence, p.evidence FROM intake.proposal p
    WHERE p.part_id = ANY(${partIds}::uuid[])
      AND p.proposed_at = (SELECT max(last.proposed_at) FROM intake.proposal last WHERE last.part_id = p.part_id)
    ORDER BY p.field, p.confidence DESC`.execute(act.tx);
  return rows.map(({ id, field, value, confidence, evidence }) => ({ id, field, value, confidence, evidence }));
}

const patientsOf = (proposals: readonly ProposalView[]) => [
  ...new Set(proposals.flatMap((proposal) => (proposal.field === 'patient' ? [proposal.value] : []))),
];

/** proposePatient writes five at most. */
const MAX_CANDIDATES = 5;

/** Those the person may not see are left out: an unknown and a forbidden patient look alike. */
export async function nameCandidates(act: Act, patientIds: readonly string[]): Promise<CandidateView[]> {
  const candidates: CandidateView[] = [];
  for (const patientId of patientIds.slice(0, MAX_CANDIDATES)) {
    const patient = await readPatient(act, patientId).catch((error: unknown) => {
      if (error instanceof Problem && error.kind === 'not-found') return undefined;
      throw error;
    });
    if (patient === undefined) continue;
    candidates.push({
      patientId,
      name: printName(currentName(patient.names)),
      birthDate: patient.birthDate ?? null,
      mrn: patient.mrn ?? null,
      sex: patient.sex,
      deceased: patient.death !== undefined,
    });
  }
  return candidates;
}

/** Where one form of one page lies. Views of the pages of one item are one entry in five minutes. @throws intake/not-found */
export async function findPageBlob(
  act: Act,
  input: { itemId: string; number: number; form: 'image' | 'thumbnail' | 'text' | 'words' },
): Promise<BlobRef> {
  const column = `${input.form}_address` as const;
  const row = await act.tx
    .selectFrom('intake.page as page')
    .innerJoin('platform.blob as blob', 'blob.address', `page.${column}`)
    .select(['blob.address', 'blob.slot', 'blob.bytes', 'blob.frames', 'blob.digest'])
    .where('page.item_id', '=', input.itemId)
    .where('page.number', '=', input.number)
    .executeTakeFirst();
  if (row === undefined)
    throw problems.notFound({ detail: 'This page has no picture or text; the intake monitor says why.' });
  act.note({ subjectIds: [input.itemId], coalesce: input.itemId });
  return { ...row, bytes: Number(row.bytes) };
}
