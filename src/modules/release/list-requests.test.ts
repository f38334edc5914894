import { type CompiledQuery, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arrangePerson } from '../../../test/world/release-case.ts';
import { FACILITY, openWorld, type World } from '../../../test/world/world.ts';
import type { Act } from '../../platform/act.ts';
import { findRequests, listRequests, type ListRequests } from './list-requests.ts';

let world: World;
let maria: string;
beforeAll(async () => {
  world = await openWorld();
  maria = await arrangePerson(world, 'García', 'María');
  // 20,000 answered requests and 300 open ones, written past every layer: only their number matters here.
  await world.sql(
    `INSERT INTO release.request (id, facility_id, number, patient_id, received_at, received_via, origin, requester_class, requester_name, requester_organisation, purpose, recorded_at, recorded_by)
     SELECT gen_random_uuid(), $1, 'R-2025-' || lpad(n::text, 6, '0'), CASE WHEN n % 100 = 0 THEN $2::uuid END,
            timestamptz '2026-01-01' + n * interval '20 minutes', 'mail', 'desk', 'attorney', 'Person ' || n, 'Office ' || n % 1000, 'legal-claim', '2026-11-01', 'test'
     FROM generate_series(1, 20300) n`,
    [FACILITY, maria],
  );
  await world.sql(
    `INSERT INTO release.open_request (id, facility_id, due_at, priority, received_at)
     SELECT id, facility_id, received_at + interval '30 days', priority, received_at FROM release.request WHERE number > 'R-2025-020000'`,
  );
  await world.sql('ANALYZE');
}, 120_000);
afterAll(() => world.close());

const specialist = () => world.person(['release-specialist']);
const asSpecialist = <T>(fn: (act: Act) => Promise<T>) =>
  world.act(specialist(), { verb: 'release.list', permission: 'release/read' }, fn);
const list = (asked: ListRequests) => asSpecialist((act) => listRequests(act, asked));

async function planOf(asked: ListRequests, more: { members?: readonly string[]; since?: Date } = {}): Promise<string> {
  return asSpecialist(async (act) => {
    const { since } = more;
    const query: CompiledQuery = findRequests(act, asked, more.members)
      .$if(since !== undefined, (wanted) => wanted.where('r.received_at', '>=', since ?? act.now))
      .compile();
    const { rows } = await act.tx.executeQuery<{ 'QUERY PLAN': string }>({
      ...query,
      sql: `EXPLAIN ${query.sql}`,
    });
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  });
}

describe('the list of requests', () => {
  it('begins with what is due first, and says that there are more', async () => {
    const { requests, more } = await list({ show: 'open' });
    expect([requests.length, more]).toEqual([200, true]);
    expect(requests[0]?.number).toBe('R-2025-020001');
  });

  it('finds by the beginning of number, name and office', async () => {
    expect((await list({ show: 'all', text: 'r-2025-0000' })).requests).toHaveLength(99);
    expect((await list({ show: 'all', text: 'PERSON 20299' })).requests).toHaveLength(1);
    expect((await list({ show: 'all', text: 'Office 999 ' })).requests).toHaveLength(20);
    expect((await list({ show: 'all', text: '%' })).requests).toEqual([]);
  });

  it('finds those of one patient', async () => {
    const { requests } = await list({ show: 'all', patientId: maria });
    expect(requests).toHaveLength(200);
    expect(requests[0]?.patient?.name).toBe('García, María');
  });

  it('reads by index under row-level security, however many were answered', async () => {
    for (const plan of [
      await planOf({ show: 'open' }),
      await planOf({ show: 'all' }, { since: new Date('2026-08-25') }),
      await planOf({ show: 'all', text: 'person 1' }),
      await planOf({ show: 'all', patientId: maria }, { members: [maria] }),
    ])
      expect(plan).not.toMatch(/Seq Scan on request/);
  });

  it('works out the state of one page only', async () => {
    const scans = await asSpecialist(async (act) => {
      const count = async () =>
        (
          await sql<{
            rows: string;
          }>`SELECT coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0) AS rows FROM pg_stat_xact_all_tables WHERE schemaname = 'release'`.execute(
            act.tx,
          )
        ).rows[0]?.rows;
      const before = Number(await count());
      await listRequests(act, { show: 'open' });
      return Number(await count()) - before;
    });
    expect(scans).toBeLessThan(6_000);
  });
});
