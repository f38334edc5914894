import type { Act } from '../../platform/act.ts';
import type { BlobRef } from '../../platform/blobs/index.ts';
import { Problem } from '../../platform/problem.ts';
import { currentName, printName, readPatient } from '../patients/index.ts';
import type { Evidence } from './evidence.ts';
import { type ItemView, viewItem } from './list-items.ts';
import { problems } from './problems.ts';

export interface ItemPage {
  readonly number: number;
  readonly readable: boolean;
  readonly width: number | null;
  readonly height: number | null;
  readonly confidence: number | null;
  readonly textSource: string | null;
  readonly blank: boolean;
  readonly quality: Record<string, unknown>;
  readonly barcodes: number;
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

/** One item with its pages, outcomes and proposals. @throws intake/not-found */
export async function openIntakeItem(
  act: Act,
  id: string,
): Promise<{ item: ItemView; pages: ItemPage[]; proposals: ProposalView[]; candidates: CandidateView[] }> {
  const item = await viewItem(act, id);
  if (item === undefined)
    throw problems.notFound({ detail: 'Go back to the intake monitor; the item may be at another facility.' });
  const pages = await act.tx
    .selectFrom('intake.page')
    .selectAll()
    .where('item_id', '=', id)
    .orderBy('number')
    .execute();
  const outcomes = await act.tx
    .selectFrom('intake.outcome')
    .selectAll()
    .where('item_id', '=', id)
    .where('reversed_at', 'is', null)
    .execute();
  const proposals = await act.tx
    .selectFrom('intake.proposal')
    .selectAll()
    .where('item_id', '=', id)
    .orderBy('field')
    .orderBy('confidence', 'desc')
    .execute();
  const candidates = await nameCandidates(
    act,
    proposals.flatMap((proposal) => (proposal.field === 'patient' ? [proposal.value] : [])),
  );
  act.note({
    subjectIds: [id],
    patientIds: proposals.flatMap((proposal) => (proposal.field === 'patient' ? [proposal.value] : [])),
  });
  return {
    item,
    candidates,
    pages: pages.map((page) => {
      const outcome = outcomes.find((each) => each.page_number === page.number);
      return {
        number: page.number,
        readable: page.image_address !== null,
        width: page.width,
        height: page.height,
        confidence: page.confidence,
        textSource: page.text_source,
        blank: page.blank,
        quality: (page.quality ?? {}) as Record<string, unknown>,
        barcodes: page.barcodes,
        detail: page.unreadable_detail,
        outcome:
          outcome === undefined
            ? null
            : {
                kind: outcome.kind,
                reason: outcome.reason,
                destination: outcome.destination,
                documentId: outcome.document_id,
                patientId: outcome.filed_patient_id,
                at: outcome.decided_at.toISOString(),
              },
      };
    }),
    proposals: proposals.map((proposal) => ({
      id: proposal.id,
      field: proposal.field,
      value: proposal.value,
      confidence: proposal.confidence,
      evidence: proposal.evidence as unknown as Evidence, // written by write-proposals.ts
    })),
  };
}

/** proposePatient writes five at most. */
const MAX_CANDIDATES = 5;

/** Those the person may not see are left out: an unknown and a forbidden patient look alike. */
async function nameCandidates(act: Act, patientIds: readonly string[]): Promise<CandidateView[]> {
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
