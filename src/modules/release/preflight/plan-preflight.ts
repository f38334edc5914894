import type { Act } from '../../../platform/act.ts';
import { type LabelName, LABELS, maskOf } from '../../access/index.ts';
import { findSources, type PacketSource } from '../find-sources.ts';
import { gatherDocuments } from '../gather-documents.ts';
import { loadRequest, mustHavePatient, type PatientRequest } from '../load-request.ts';
import { findRenditions, type Rendition } from '../../documents/index.ts';
import { readAuthority } from '../read-authority.ts';
import { mayLeave } from './begin-preflight.ts';
import { readScope, type ScopedDocument } from '../read-scope.ts';
import type { Question } from './derive-findings.ts';
import { knowPatient } from './know-patient.ts';

export interface PreflightRef {
  readonly patientId: string;
  readonly preflightId: string;
}

export interface PreflightPlan {
  readonly request: Pick<PatientRequest, 'id' | 'patientId' | 'labels'> & { readonly facilityId: string };
  readonly documents: readonly ScopedDocument[];
  readonly done: number;
  readonly question: Omit<Question, 'others'>;
}

/** One document with where the words of its pages lie. */
export interface DocumentToRead {
  readonly scoped: ScopedDocument;
  readonly labels: readonly LabelName[];
  readonly named: boolean;
  readonly madeElsewhere: boolean;
  readonly source: PacketSource;
  readonly words: readonly Rendition[];
}

/** They come with their patient named in the message, or are written in the record itself. */
const NAMED_BY: readonly string[] = ['fhir', 'hl7v2', 'ccda', 'dictation', 'desk', 'demo'];

/** What is to be gone over, from where the last try stopped; undefined where it is settled, or no longer the newest. */
export async function planPreflight(
  act: Act,
  { patientId, preflightId }: PreflightRef,
): Promise<PreflightPlan | undefined> {
  const row = await act.tx
    .selectFrom('release.preflight')
    .selectAll()
    .where('patient_id', '=', patientId)
    .where('id', '=', preflightId)
    .executeTakeFirst();
  if (row === undefined || row.finished_at !== null || row.failed_at !== null) return undefined;
  const request = mustHavePatient(await loadRequest(act, row.request_id, 'read'));
  if (request.ids.scope !== row.scope_id || request.patientId !== patientId) return undefined;
  const scope = await readScope(act, request, row.scope_id);
  const documents = mayLeave(scope.documents, request.facts.approved);
  // Whoever began it may see fewer documents than would leave.
  await act.tx
    .updateTable('release.preflight')
    .set({ documents: documents.length, pages: documents.reduce((sum, { pages }) => sum + pages, 0) })
    .where('patient_id', '=', patientId)
    .where('id', '=', preflightId)
    .execute();
  const authority = await readAuthority(act, request);
  return {
    request: { id: request.id, patientId, labels: request.labels, facilityId: request.facility.id },
    documents,
    done: row.documents_done,
    question: {
      patient: await knowPatient(act, patientId),
      habit: { today: request.today, order: request.facility.country === 'US' ? 'mdy' : 'dmy' },
      from: scope.row.from_on,
      to: scope.row.to_on,
      classesCovered: classesCovered(authority?.row),
    },
  };
}

/** The patient's own copy reaches every class but psychotherapy notes (45 CFR 164.524(a)(1)(i)). */
function classesCovered(authority: { basis: string; classes_named: readonly string[] } | undefined): LabelName[] {
  if (authority === undefined) return [];
  return LABELS.map(({ name }) => name).filter((name) =>
    authority.basis === 'to-individual' ? name !== 'psychotherapy-notes' : authority.classes_named.includes(name),
  );
}

/** Sources of a batch of documents. One whose version is another by now is passed over: its scope is outdated. */
export async function findDocumentsToRead(
  act: Act,
  patientId: string,
  batch: readonly ScopedDocument[],
): Promise<DocumentToRead[]> {
  const gathered = await gatherDocuments(
    act,
    patientId,
    batch.map(({ documentId }) => documentId),
  );
  const sources = await findSources(
    act,
    patientId,
    gathered.map(({ summary }) => ({ mark: markOf(batch, summary.id) })),
    gathered,
  );
  const documents: DocumentToRead[] = [];
  for (const scoped of batch) {
    const summary = gathered.find(({ summary: { id } }) => id === scoped.documentId)?.summary;
    const source = sources.find(({ documentId }) => documentId === scoped.documentId);
    if (summary === undefined || source === undefined || summary.currentVersionId !== scoped.versionId) continue;
    documents.push({
      scoped,
      labels: summary.labels,
      named: NAMED_BY.includes(summary.receivedVia),
      madeElsewhere: summary.outside !== null,
      source,
      words: await findRenditions(act, {
        patientId: scoped.patientId,
        documentIds: [scoped.documentId],
        versionId: scoped.versionId,
        kinds: ['words'],
      }),
    });
  }
  act.note({ subjectIds: documents.map(({ scoped }) => scoped.documentId), count: documents.length });
  return documents;
}

function markOf(batch: readonly ScopedDocument[], id: string): string | null {
  return batch.find(({ documentId }) => documentId === id)?.mark ?? null;
}

export function labelsOf(request: PreflightPlan['request'], labels: readonly LabelName[]): bigint {
  return request.labels | maskOf(labels);
}
