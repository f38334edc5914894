import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { memberIds, type NamedPatient, nameOfPatients } from '../../patients/index.ts';
import { described } from '../merges/open-merge.ts';
import { choicesOf, loadOverlay } from './load-overlay.ts';

const MOST_LISTED = 100;
/** A chart of more is divided in several goes: what was moved is no longer listed. */
const MOST_FACTS = 500;

export interface OpenedOverlay {
  readonly id: string;
  readonly patient: NamedPatient | null;
  readonly second: NamedPatient | null;
  readonly what: string;
  readonly reportedAt: Date;
  readonly reportedBy: string;
  readonly settled: {
    readonly outcome: string;
    readonly reason: string;
    readonly at: Date;
    readonly by: string;
  } | null;
  readonly facts: readonly {
    readonly id: string;
    readonly patientId: string;
    readonly kind: string;
    readonly title: string;
    readonly day: string | null;
    readonly whose: 'first' | 'second' | null;
    readonly moved: boolean;
  }[];
}

/** One overlaid record with all that stands in it, and whose a person said each thing is. */
export async function openOverlay(act: Act, id: string): Promise<OpenedOverlay> {
  const row = await loadOverlay(act, id, 'read');
  const { ids } = await memberIds(act, row.patient_id);
  const choices = await choicesOf(act, row);
  const { rows } = await sql<{ patient_id: string; kind: 'document' | 'encounter'; id: string }>`
    SELECT d.patient_id, 'document' AS kind, d.id FROM documents.document d
      WHERE d.patient_id = ANY (${ids}::uuid[]) AND (NOT EXISTS (SELECT FROM documents.entered_in_error e
        WHERE e.patient_id = d.patient_id AND e.document_id = d.id AND e.withdrawn_at IS NULL)
        OR d.id = ANY (${[...choices.keys()]}::uuid[]))
    UNION ALL
    SELECT patient_id, 'encounter', id FROM encounters.encounter WHERE patient_id = ANY (${ids}::uuid[])
    LIMIT ${MOST_FACTS}`.execute(act.tx);
  const named = await nameOfPatients(act, [row.patient_id, ...(row.second_id === null ? [] : [row.second_id])]);
  const facts = await described(
    act,
    rows.map((fact) => ({ patientId: fact.patient_id, kind: fact.kind, id: fact.id, decision: null })),
  );
  return {
    id,
    patient: named.get(row.patient_id) ?? null,
    second: row.second_id === null ? null : (named.get(row.second_id) ?? null),
    what: row.what,
    reportedAt: row.reported_at,
    reportedBy: row.reported_by,
    settled:
      row.settled_at === null
        ? null
        : {
            outcome: row.outcome ?? '',
            reason: row.settle_reason ?? '',
            at: row.settled_at,
            by: row.settled_by ?? '',
          },
    facts: facts
      .map(({ decision: _none, ...fact }) => {
        const choice = choices.get(fact.id);
        return { ...fact, whose: choice?.whose ?? null, moved: choice?.movedId != null };
      })
      .sort((a, b) => (b.day ?? '').localeCompare(a.day ?? '')),
  };
}

/** Records that seem to hold two people and are not settled, the oldest first. */
export async function listOverlays(act: Act) {
  const rows = await act.tx
    .selectFrom('identity.overlay')
    .selectAll()
    .where('settled_at', 'is', null)
    .orderBy('reported_at')
    .orderBy('id')
    .limit(MOST_LISTED)
    .execute();
  const named = await nameOfPatients(
    act,
    rows.map((row) => row.patient_id),
  );
  const overlays = rows.flatMap((row) => {
    const patient = named.get(row.patient_id);
    return patient === undefined || (act.actor.ownPatientIds ?? []).includes(patient.id)
      ? []
      : [{ id: row.id, patient, what: row.what, reportedAt: row.reported_at, reportedBy: row.reported_by }];
  });
  act.note({ count: overlays.length, patientIds: overlays.map(({ patient }) => patient.id) });
  return { overlays };
}
