import type { Selectable } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import type { DB } from '../../../platform/db/database.ts';
import type { PatientRequest } from '../load-request.ts';
import { readRedactions } from '../redaction/read-redactions.ts';
import { readScope } from '../read-scope.ts';
import type { FindingKind } from './derive-findings.ts';
import { derivePreflightState, type PreflightState } from './derive-preflight-state.ts';
import { isInQuestion, membersNow } from './know-patient.ts';
import type { Box } from './page-text.ts';

export type FindingDecision = 'keep' | 'take-out-page' | 'take-out-document' | 'correct';

export interface FoundFinding {
  readonly id: string;
  readonly documentPatientId: string;
  readonly documentId: string;
  readonly versionId: string;
  readonly page: number | null;
  readonly kind: FindingKind;
  readonly what: string;
  readonly weight: 'asks' | 'notes';
  readonly mark: string;
  readonly box: Box | null;
  readonly aboutPatientId: string | null;
  readonly sameDocumentId: string | null;
  readonly samePage: number | null;
  readonly ruleId: string | null;
  readonly detail: Readonly<Record<string, number | readonly number[]>>;
  readonly settlement: {
    readonly decision: FindingDecision;
    readonly reason: string;
    readonly at: Date;
    readonly by: string;
  } | null;
  /** The page or its document stays behind: nothing is to be settled. */
  readonly gone: boolean;
}

export interface Preflight {
  readonly state: PreflightState;
  readonly identityInQuestion: boolean;
  readonly row: Selectable<DB['release.preflight']> | undefined;
  readonly findings: readonly FoundFinding[];
}

/** The newest going over of a request's pages, and what of it is still to be settled. */
export async function readPreflight(act: Act, request: PatientRequest): Promise<Preflight> {
  const row = await act.tx
    .selectFrom('release.preflight')
    .selectAll()
    .where('patient_id', '=', request.patientId)
    .where('request_id', '=', request.id)
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  const findings = row === undefined ? [] : await readFindings(act, request, row.id);
  return {
    state: derivePreflightState({
      newest:
        row === undefined
          ? undefined
          : {
              scopeId: row.scope_id,
              members: row.members,
              finished: row.finished_at !== null,
              failed: row.failed_at !== null,
            },
      scopeId: request.ids.scope ?? '',
      members: await membersNow(act, request.patientId),
      open: findings.filter(isOpen).length,
    }),
    identityInQuestion: await isInQuestion(act, request.patientId),
    row,
    findings,
  };
}

export function isOpen({ weight, settlement, gone }: FoundFinding): boolean {
  return weight === 'asks' && !gone && settlement?.decision !== 'keep';
}

async function readFindings(act: Act, request: PatientRequest, preflightId: string): Promise<FoundFinding[]> {
  const rows = await act.tx
    .selectFrom('release.preflight_finding')
    .selectAll()
    .where('patient_id', '=', request.patientId)
    .where('preflight_id', '=', preflightId)
    .orderBy('id')
    .execute();
  const settlements = await act.tx
    .selectFrom('release.preflight_settlement')
    .select(['mark', 'decision', 'reason', 'recorded_at', 'recorded_by'])
    .distinctOn('mark')
    .where('patient_id', '=', request.patientId)
    .where('request_id', '=', request.id)
    .orderBy('mark')
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const settled = new Map(settlements.map((each) => [each.mark, each]));
  const leaves = await whatLeaves(act, request);
  return rows.map((row) => {
    const said = settled.get(row.mark);
    return {
      id: row.id,
      documentPatientId: row.document_patient_id,
      documentId: row.document_id,
      versionId: row.version_id,
      page: row.page,
      // CHECKs finding_kind_is_known, finding_weight_is_known and finding_decision_is_known name these words.
      kind: row.kind as FindingKind,
      what: row.what,
      weight: row.weight as FoundFinding['weight'],
      mark: row.mark,
      box: row.box as Box | null, // as write-findings.ts wrote it
      aboutPatientId: row.about_patient_id,
      sameDocumentId: row.same_document_id,
      samePage: row.same_page,
      ruleId: row.rule_id,
      detail: row.detail as unknown as FoundFinding['detail'], // as above
      settlement:
        said === undefined
          ? null
          : {
              decision: said.decision as FindingDecision,
              reason: said.reason,
              at: said.recorded_at,
              by: said.recorded_by,
            },
      gone:
        !leaves(row.document_id, row.page) ||
        (row.same_document_id !== null && !leaves(row.same_document_id, row.same_page)),
    };
  });
}

/** Whether a page, or any of a document, is in what would leave now. */
async function whatLeaves(act: Act, request: PatientRequest) {
  if (request.ids.scope === null) return () => true;
  const { documents } = await readScope(act, request, request.ids.scope);
  const staying = new Set(
    documents.filter(({ effective }) => effective !== 'withhold').map(({ documentId }) => documentId),
  );
  const out = new Set(
    (await readRedactions(act, request))
      .filter(({ undone }) => undone === null)
      .flatMap(({ documentId, places }) => places.filter(isWholePage).map(({ page }) => `${documentId} ${page}`)),
  );
  return (documentId: string, page: number | null) =>
    staying.has(documentId) && (page === null || !out.has(`${documentId} ${page}`));
}

function isWholePage({ x, y, w, h }: Box): boolean {
  return x <= 0 && y <= 0 && w >= 1 && h >= 1;
}
