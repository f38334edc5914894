import type { Selectable } from 'kysely';
import type { Act } from '../../platform/act.ts';
import type { DB } from '../../platform/db/database.ts';
import type { ScopeAsked } from './basis/decide-record.ts';
import type { PatientRequest } from './load-request.ts';
import type { Reason } from './reason.ts';
import type { ReleaseDecision } from './decide-release.ts';

export interface ScopedDocument {
  readonly patientId: string;
  readonly documentId: string;
  readonly versionId: string;
  readonly position: number;
  readonly pages: number;
  /** What the rules said. */
  readonly decision: ReleaseDecision;
  readonly reasons: readonly Reason[];
  readonly mark: string | null;
  readonly settlement: {
    readonly decision: 'include' | 'withhold';
    readonly reason: string;
    readonly professional: string | null;
    /** Of the law, where the individual's own access was refused. */
    readonly ground: string | null;
    readonly at: Date;
    readonly by: string;
  } | null;
  /** What holds: the person's word over the rules'. */
  readonly effective: ReleaseDecision;
}

export interface Scope {
  readonly row: Selectable<DB['release.scope']>;
  readonly documents: readonly ScopedDocument[];
}

/** What a scope was asked for, as the decisions on it take it. */
export function askedOf(row: Pick<Scope['row'], 'from_on' | 'to_on' | 'type_codes' | 'with_unsigned'>): ScopeAsked {
  return { from: row.from_on, to: row.to_on, typeCodes: row.type_codes, withUnsigned: row.with_unsigned };
}

/** A scope with the documents that the actor may see. */
export async function readScope(act: Act, request: PatientRequest, scopeId: string): Promise<Scope> {
  const row = await act.tx
    .selectFrom('release.scope')
    .selectAll()
    .where('patient_id', '=', request.patientId)
    .where('id', '=', scopeId)
    .executeTakeFirstOrThrow();
  const documents = await act.tx
    .selectFrom('release.scope_document')
    .selectAll()
    .where('patient_id', '=', request.patientId)
    .where('scope_id', '=', scopeId)
    .orderBy('position')
    .execute();
  const settlements = await act.tx
    .selectFrom('release.settlement')
    .selectAll()
    .distinctOn('document_id')
    .where('patient_id', '=', request.patientId)
    .where('scope_id', '=', scopeId)
    .orderBy('document_id')
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const settled = new Map(settlements.map((each) => [each.document_id, each]));
  return {
    row,
    documents: documents.map((document) => {
      const settlement = settled.get(document.document_id);
      // CHECKs document_decision_is_known and settled_one_way_or_the_other name these words.
      const decision = document.decision as ReleaseDecision;
      const word = settlement?.decision as 'include' | 'withhold' | undefined;
      return {
        patientId: document.document_patient_id,
        documentId: document.document_id,
        versionId: document.version_id,
        position: document.position,
        pages: document.pages,
        decision,
        reasons: document.reasons as unknown as readonly Reason[], // as choose-scope.ts wrote them
        mark: document.mark,
        settlement:
          settlement === undefined || word === undefined
            ? null
            : {
                decision: word,
                reason: settlement.reason,
                professional: settlement.professional,
                ground: settlement.denial_ground,
                at: settlement.recorded_at,
                by: settlement.recorded_by,
              },
        effective: word ?? decision,
      };
    }),
  };
}
