import type { Act } from '../../../platform/act.ts';
import { type NamedPatient, nameOfPatients } from '../../patients/index.ts';
import { described } from '../merges/open-merge.ts';
import { choicesOf, factsOf, loadOverlay, otherQuestions } from './load-overlay.ts';

const MOST_LISTED = 100;

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
  /** Why release stays frozen even when this overlay is settled. */
  readonly otherQuestions: readonly string[];
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
  const choices = await choicesOf(act, row);
  const rows = await factsOf(act, row, choices);
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
    otherQuestions: await otherQuestions(act, row),
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
