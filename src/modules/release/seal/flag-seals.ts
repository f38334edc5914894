import type { Act } from '../../../platform/act.ts';
import type { JobDefinition, WorklistKind } from '../../../platform/module.ts';
import { closeItem, openItem } from '../../worklist/index.ts';
import { DAY_MS, WARN_DAYS } from './derive-seal-state.ts';

const SEAL_ENDS = 'release.seal-ends';
/** From then on it stands before everything else of whoever leads the desk. */
const PRESSING_DAYS = 14;
const AT_ONCE = 1_000;

export const sealKinds = [
  { kind: SEAL_ENDS, title: 'Seals of facilities that run out', permission: 'release/manage' },
] as const satisfies readonly WorklistKind[];

export const sealJobs: readonly JobDefinition[] = [
  {
    name: 'release.flag-seals',
    cron: '30 5 * * *',
    run: async (context) => {
      await context.act({ verb: 'release.flag-seals' }, flagSeals);
    },
  },
];

/** Each morning: a seal in use that runs out within two months, or has run out, waits for a new one. */
export async function flagSeals(act: Act): Promise<void> {
  const until = (days: number) => new Date(act.now.getTime() + days * DAY_MS);
  const rows = await act.tx
    .selectFrom('release.seal_certificate')
    .select(['id', 'facility_id', 'not_after'])
    .where('withdrawn_at', 'is', null)
    .where('not_after', '<', until(WARN_DAYS))
    .limit(AT_ONCE)
    .execute();
  for (const row of rows)
    await openItem(act, {
      ...{ kind: SEAL_ENDS, module: 'release', subjectId: row.id, facilityId: row.facility_id },
      ...{ permission: 'release/manage', dueAt: row.not_after },
      priority: row.not_after < until(PRESSING_DAYS) ? 1 : 5,
    });
  act.note({ count: rows.length });
}

/** Another seal is in its place. */
export async function settleSeals(act: Act, ids: readonly string[]): Promise<void> {
  for (const subjectId of ids) await closeItem(act, { kind: SEAL_ENDS, subjectId, outcome: 'replaced' });
}
