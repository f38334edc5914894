import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { nameOfPatients } from '../patients/index.ts';
import type { Evidence } from './evidence.ts';

/** Somebody whom pages may mean, with the coded reasons; never a licence to take it for said. */
export interface PatientOfPages {
  readonly patientId: string;
  readonly name: string;
  readonly birthDate: string | null;
  readonly mrn: string | null;
  readonly confidence: number;
  /** What agrees: mrn, name, birthDate ... */
  readonly agrees: readonly string[];
  readonly ambiguous: boolean;
  readonly contradicts: boolean;
}

const MOST_PAGES = 300;
const MOST_SHOWN = 5;
const LEAST_SHARE = 0.5;

/**
 * Whom these pages may mean, as was proposed when they were read last, the best first. Whom the actor may not see is left
 * out, and so is the actor.
 */
export async function patientsOfPages(
  act: Act,
  pages: readonly { readonly itemId: string; readonly number: number }[],
): Promise<PatientOfPages[]> {
  const asked = pages.slice(0, MOST_PAGES);
  if (asked.length === 0) return [];
  const { rows } = await sql<{ value: string; confidence: number; evidence: Evidence }>`
    SELECT p.value, p.confidence, p.evidence FROM intake.proposal p
    WHERE p.field = 'patient' AND p.part_id = ANY(ARRAY(
        SELECT DISTINCT page.part_id FROM intake.part_page page
        JOIN unnest(${asked.map(({ itemId }) => itemId)}::uuid[], ${asked.map(({ number }) => number)}::int[]) AS given (item_id, number)
          ON page.item_id = given.item_id AND page.number = given.number
        WHERE page.part_id IS NOT NULL))
      AND p.proposed_at = (SELECT max(last.proposed_at) FROM intake.proposal last WHERE last.part_id = p.part_id)
    ORDER BY p.confidence DESC, p.id`.execute(act.tx);
  const own = new Set<string>(act.actor.ownPatientIds ?? []);
  const found = rows.filter(({ value }, at) => !own.has(value) && rows.findIndex((row) => row.value === value) === at);
  // Whoever shares one fact with the best is nobody's business here.
  const least = (found[0]?.confidence ?? 0) * LEAST_SHARE;
  const best = found.filter(({ confidence }) => confidence >= least).slice(0, MOST_SHOWN);
  const named = await nameOfPatients(
    act,
    best.map(({ value }) => value),
  );
  act.note({ patientIds: [...named.keys()], count: named.size });
  return best.flatMap(({ value, confidence, evidence }) => {
    const patient = named.get(value);
    if (patient === undefined) return [];
    const { id: patientId, name, birthDate, mrn } = patient;
    const { ambiguous, contradicts } = evidence.more ?? {};
    return [
      {
        ...{ patientId, name, birthDate, mrn, confidence, agrees: evidence.how.split(' and ') },
        ...{ ambiguous: ambiguous === true, contradicts: contradicts !== undefined },
      },
    ];
  });
}
