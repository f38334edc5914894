import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { memberIds } from '../patients/index.ts';

export const FACT_KINDS = [
  'documents',
  'encounters',
  'objects',
  'portal-accounts',
  'legal-holds',
  'requests',
  'disclosures',
  'restrictions',
  'representatives',
  'letters',
] as const;
export type FactCounts = Readonly<Record<(typeof FACT_KINDS)[number], number>>;

/** Counting stops here: whether it is five thousand or more decides nothing. */
const MOST = 5_000;

/**
 * How much of each kind hangs on a person, merged registrations included, as far as the actor may see it. Paper charts,
 * discs and films are objects; a portal account is one whose access stands; a hold is one that was not lifted.
 */
export async function countFacts(act: Act, patientId: string): Promise<FactCounts> {
  const { ids } = await memberIds(act, patientId);
  const of = sql`= ANY (${ids}::uuid[]) LIMIT ${MOST}`;
  const { rows } = await sql<FactCounts>`SELECT
    (SELECT count(*)::int FROM (SELECT 1 FROM documents.document WHERE patient_id ${of}) t) AS documents,
    (SELECT count(*)::int FROM (SELECT 1 FROM encounters.encounter WHERE patient_id ${of}) t) AS encounters,
    (SELECT count(*)::int FROM (SELECT 1 FROM intake.object WHERE patient_id ${of}) t) AS objects,
    (SELECT count(*)::int FROM (SELECT 1 FROM portal.access WHERE ended_at IS NULL AND patient_id ${of}) t) AS "portal-accounts",
    (SELECT count(*)::int FROM (SELECT 1 FROM documents.legal_hold h WHERE NOT EXISTS (SELECT FROM documents.legal_hold_lift l
       WHERE l.patient_id = h.patient_id AND l.hold_id = h.id) AND h.patient_id ${of}) t) AS "legal-holds",
    (SELECT count(*)::int FROM (SELECT 1 FROM release.request WHERE patient_id ${of}) t) AS requests,
    (SELECT count(*)::int FROM (SELECT 1 FROM release.disclosure WHERE patient_id ${of}) t) AS disclosures,
    (SELECT count(*)::int FROM (SELECT 1 FROM release.restriction r WHERE NOT EXISTS (SELECT FROM release.restriction_end e
       WHERE e.patient_id = r.patient_id AND e.restriction_id = r.id) AND r.patient_id ${of}) t) AS restrictions,
    (SELECT count(*)::int FROM (SELECT 1 FROM patients.representative WHERE patient_id ${of}) t) AS representatives,
    (SELECT count(*)::int FROM (SELECT 1 FROM correspondence.letter WHERE patient_id ${of}) t) AS letters`.execute(
    act.tx,
  );
  const [counts] = rows;
  if (counts === undefined) throw new Error('Counting gave no row.');
  return counts;
}
