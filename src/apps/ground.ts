import { sql } from 'kysely';
import type { JobDefinition, ModuleDefinition } from '../platform/module.ts';
import { IDEMPOTENCY_HOURS } from '../platform/http/idempotency.ts';
import { namedAmong } from '../platform/blobs/index.ts';

/** Asked of whoever speaks at the owner's socket; no route of the network names it. */
export const OPERATE = 'platform/operate';

const VERBS = {
  'platform.set-aside-event': 'set an event aside after a reaction failed',
  'platform.progress': 'listened to progress',
  'platform.back-up': 'made a backup',
  'platform.verify-backup': 'restored a backup into scratch and checked it',
  'platform.restore': 'brought this data back from a backup',
  'platform.fsck': 'held the database, the documents and the keys against each other',
  'platform.look-at-keys': 'looked at the state of the keys',
  'platform.sweep-blobs': 'removed stored bytes that no record names',
  'platform.tidy': 'removed answers kept for repeated requests',
};

/** Keys kept longer than promised are removed in portions, so that no transaction grows with a backlog. */
const TIDY_PORTION = 10_000;
const TIDY_PORTIONS = 1_000;

const sweepBlobs: JobDefinition = {
  name: 'platform.sweep-blobs',
  cron: '20 3 * * *',
  async run({ services, act }) {
    const swept = await services.blobs.sweep({
      now: services.clock.now(),
      named: (addresses) => services.acting.lookup((queries) => namedAmong(queries, addresses)),
    });
    const { removed, looked, unfinished } = swept;
    await act({ verb: 'platform.sweep-blobs' }, async ({ note }) =>
      note({ count: removed, detail: { looked, unfinished } }),
    );
  },
};

const tidy: JobDefinition = {
  name: 'platform.tidy',
  cron: '50 3 * * *',
  async run({ act }) {
    for (let portion = 0; portion < TIDY_PORTIONS; portion++) {
      const removed = await act({ verb: 'platform.tidy' }, async ({ tx, now, note }) => {
        const before = new Date(now.getTime() - IDEMPOTENCY_HOURS * 3_600_000);
        const gone = await sql`DELETE FROM platform.idempotency WHERE (actor_id, key) IN
          (SELECT actor_id, key FROM platform.idempotency WHERE at < ${before} LIMIT ${TIDY_PORTION})`.execute(tx);
        const count = Number(gone.numAffectedRows ?? 0n);
        note({ count });
        return count;
      });
      if (removed < TIDY_PORTION) return;
    }
  },
};

/** What belongs to no module: the operator's acts and the nightly housekeeping of platform's own tables. */
export function createGround(verbs: Readonly<Record<string, string>>): ModuleDefinition {
  return {
    name: 'platform',
    permissions: { [OPERATE]: 'Back up, restore, check and export at the machine itself.' },
    auditVerbs: { ...VERBS, ...verbs },
    jobs: [sweepBlobs, tidy],
  };
}
