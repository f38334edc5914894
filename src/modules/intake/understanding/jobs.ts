import type { Act } from '../../../platform/act.ts';
import type { JobDefinition, Reaction } from '../../../platform/module.ts';
import { listFacilities } from '../../directory/index.ts';
import { learnTypes } from './learn-types.ts';

/** So many new decisions are worth a new training at once; the night brings the rest. */
const DECISIONS_TO_LEARN = 50;

export const jobs: readonly JobDefinition[] = [
  {
    name: 'intake.learn-types',
    maxAttempts: 3,
    run: (context, payload) => learnTypes(context, String(payload['facilityId'])),
  },
  {
    name: 'intake.learn-nightly',
    cron: '20 3 * * *',
    run: async (context) => {
      await context.act({ verb: 'intake.learn' }, async (act) => {
        for (const { id } of await listFacilities(act)) await askToLearn(act, id, 1);
      });
    },
  },
];

export const reactions: readonly Reaction[] = [
  {
    name: 'intake.count-lessons',
    events: ['intake.filed'],
    verb: 'intake.learn',
    react: async (act, event) => {
      const item = await act.tx
        .selectFrom('intake.item')
        .select('facility_id')
        .where('id', '=', String(event.payload['itemId']))
        .executeTakeFirst();
      if (item !== undefined) await askToLearn(act, item.facility_id, DECISIONS_TO_LEARN);
    },
  },
];

/** Enqueues a training where at least so many types were decided since the last one. */
export async function askToLearn(act: Act, facilityId: string, least: number): Promise<void> {
  const last = await act.tx
    .selectFrom('intake.type_model')
    .select('trained_at')
    .where('facility_id', '=', facilityId)
    .orderBy('trained_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const since = await act.tx
    .selectFrom('intake.decision')
    .select('id')
    .where('facility_id', '=', facilityId)
    .where('field', '=', 'type')
    .where('decided_at', '>', last?.trained_at ?? new Date(0))
    .limit(least)
    .execute();
  if (since.length >= least) act.enqueue('intake.learn-types', { facilityId }, { key: `learn-types-${facilityId}` });
}
