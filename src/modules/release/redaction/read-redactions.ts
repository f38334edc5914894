import type { Act } from '../../../platform/act.ts';
import type { PatientRequest } from '../load-request.ts';
import { problems } from '../problems.ts';
import type { RedactionReason } from './reasons.ts';

/** A part of a page in fractions of its sides, from the upper left corner of the page as it is shown. */
export interface Place {
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface Redaction {
  readonly id: string;
  readonly documentId: string;
  readonly versionId: string;
  readonly kind: 'boxes' | 'words' | 'pages' | 'pattern';
  readonly reason: RedactionReason;
  readonly note: string | null;
  readonly drawnOn: string;
  readonly places: readonly Place[];
  readonly at: Date;
  readonly by: string;
  /** Set: it no longer counts. */
  readonly undone: { readonly reason: string; readonly at: Date; readonly by: string } | null;
}

/** Everything that was ever redacted in a request, in the order in which it was. */
export async function readRedactions(
  act: Act,
  request: Pick<PatientRequest, 'id' | 'patientId'>,
): Promise<Redaction[]> {
  const rows = await act.tx
    .selectFrom('release.redaction as r')
    .leftJoin('release.redaction_undoing as u', (join) =>
      join.onRef('u.patient_id', '=', 'r.patient_id').onRef('u.redaction_id', '=', 'r.id'),
    )
    .select(['r.id', 'r.document_id', 'r.version_id', 'r.kind', 'r.reason', 'r.note', 'r.drawn_on', 'r.places'])
    .select(['r.recorded_at', 'r.recorded_by', 'u.reason as undone_why', 'u.recorded_at as undone_at'])
    .select('u.recorded_by as undone_by')
    .where('r.patient_id', '=', request.patientId)
    .where('r.request_id', '=', request.id)
    .orderBy('r.recorded_at')
    .orderBy('r.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    documentId: row.document_id,
    versionId: row.version_id,
    // CHECKs redaction_kind_is_known and redaction_reason_is_known name these words.
    kind: row.kind as Redaction['kind'],
    reason: row.reason as RedactionReason,
    note: row.note,
    drawnOn: row.drawn_on,
    places: row.places as unknown as readonly Place[], // as redact.ts wrote them
    at: row.recorded_at,
    by: row.recorded_by,
    undone:
      row.undone_why === null || row.undone_at === null || row.undone_by === null
        ? null
        : { reason: row.undone_why, at: row.undone_at, by: row.undone_by },
  }));
}

/**
 * A redaction of a document that changed since would silently fall away, or lie beside what it should cover.
 * @throws release/redaction-outdated
 */
export function mustStillFit(
  redactions: readonly Redaction[],
  included: readonly {
    readonly documentId: string;
    readonly versionId: string;
    readonly drawnOn?: string | undefined;
  }[],
): void {
  const stands = new Map(included.map((document) => [document.documentId, document]));
  for (const { documentId, versionId, drawnOn, undone } of redactions) {
    const document = stands.get(documentId);
    if (undone !== null || document === undefined) continue;
    if (document.versionId === versionId && (!('drawnOn' in document) || document.drawnOn === drawnOn)) continue;
    throw problems.redactionOutdated({
      detail:
        'Nothing was released. A document was changed after parts of it were redacted: undo those redactions and draw them on the page as it is now.',
    });
  }
}
