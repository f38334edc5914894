import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import type { Period } from './period.ts';

const COUNTED = [
  'logged',
  'identified',
  'verified',
  'authorities',
  'scopes',
  'approved',
  'sentBack',
  'handedOver',
  'pages',
] as const;
type Counted = (typeof COUNTED)[number];
export type Work = Readonly<Record<Counted, number>> & { readonly actorId: string };
const NOTHING = Object.fromEntries(COUNTED.map((each) => [each, 0])) as Record<Counted, number>;

/** Reactions, jobs and the portal's door have actors of their own; to the desk they are one. */
const ITSELF = 'system:';
export const PRODUCT = 'system:chartkeeper';

/** What each person or machine did in the period, step by step of the desk; most first. */
export async function reportWork(act: Act, { facilityId, since, until }: Period): Promise<Work[]> {
  const within = sql`facility_id = ${facilityId} AND recorded_at >= ${since} AND recorded_at <= ${until}`;
  const { rows } = await sql<{ actor: string; what: Counted; n: number }>`
    SELECT recorded_by AS actor, 'logged' AS what, count(*)::int AS n FROM release.request WHERE ${within} GROUP BY 1
    UNION ALL SELECT recorded_by, 'identified', count(*)::int FROM release.identification WHERE ${within} GROUP BY 1
    UNION ALL SELECT recorded_by, 'verified', count(*)::int FROM release.verification WHERE ${within} GROUP BY 1
    UNION ALL SELECT recorded_by, 'authorities', count(*)::int FROM release.authority WHERE ${within} GROUP BY 1
    UNION ALL SELECT recorded_by, 'scopes', count(*)::int FROM release.scope WHERE ${within} GROUP BY 1
    UNION ALL SELECT recorded_by, CASE decision WHEN 'approved' THEN 'approved' ELSE 'sentBack' END, count(*)::int
      FROM release.approval WHERE ${within} GROUP BY 1, 2
    UNION ALL SELECT d.recorded_by, 'handedOver', count(*)::int FROM ${handedOver({ facilityId, since, until })} GROUP BY 1
    UNION ALL SELECT d.recorded_by, 'pages', coalesce(sum(d.pages), 0)::int FROM ${handedOver({ facilityId, since, until })}
      GROUP BY 1`.execute(act.tx);
  const people = new Map<string, Record<Counted, number>>();
  for (const { actor: by, what, n } of rows) {
    const actor = by.startsWith(ITSELF) ? PRODUCT : by;
    const counts = people.get(actor) ?? { ...NOTHING };
    counts[what] += n;
    people.set(actor, counts);
  }
  const steps = (work: Readonly<Record<Counted, number>>) =>
    COUNTED.reduce((sum, each) => (each === 'pages' ? sum : sum + work[each]), 0);
  return [...people]
    .map(([actorId, counts]) => ({ actorId, ...counts }))
    .sort((a, b) => steps(b) - steps(a) || a.actorId.localeCompare(b.actorId));
}

/** What left in the period, by its basis and the way it went. */
export async function reportDisclosures(act: Act, period: Period) {
  const { rows } = await sql<{ basis: string; channel: string; accountable: boolean; count: number; pages: number }>`
    SELECT d.basis, d.channel, d.accountable, count(*)::int AS count, coalesce(sum(d.pages), 0)::int AS pages
    FROM ${handedOver(period)} GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 2, 3`.execute(act.tx);
  return rows;
}

/** Less those that never left the house. */
const handedOver = ({ facilityId, since, until }: Pick<Period, 'facilityId' | 'since' | 'until'>) => sql`
  release.disclosure d LEFT JOIN release.confirmation c ON c.patient_id = d.patient_id AND c.disclosure_id = d.id
  WHERE d.facility_id = ${facilityId} AND d.disclosed_at >= ${since} AND d.disclosed_at <= ${until}
    AND c.outcome IS DISTINCT FROM 'not-handed-over'`;
