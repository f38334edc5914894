import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import type { Services } from '../../../platform/services.ts';
import { systemActor } from '../../../platform/system-actor.ts';
import { loadSource } from './load-source.ts';

/** A source cannot be looked into: written once, with the time since when. */
async function noteTrouble(act: Act, input: { sourceId: string; reason: string }): Promise<void> {
  const source = await loadSource(act, input.sourceId);
  await act.tx
    .insertInto('intake.source_trouble')
    .values({
      id: newId(),
      source_id: source.id,
      facility_id: source.facilityId,
      reason: input.reason,
      since: act.now,
    })
    .onConflict((conflict) => conflict.column('source_id').where('until', 'is', null).doNothing())
    .execute();
  act.note({ subjectIds: [source.id] });
  act.emit('intake.source-changed', { sourceId: source.id });
}

async function endTrouble(act: Act, sourceId: string): Promise<void> {
  await act.tx
    .updateTable('intake.source_trouble')
    .set({ until: act.now })
    .where('source_id', '=', sourceId)
    .where('until', 'is', null)
    .execute();
  act.note({ subjectIds: [sourceId] });
  act.emit('intake.source-changed', { sourceId });
}

/** Remembers what it said last: a source that is looked into every two seconds is written about only when it changes. */
export function troubleBook(
  services: Services,
  job: string,
): { say(sourceId: string, reason?: string): Promise<void> } {
  const said = new Map<string, string>();
  return {
    async say(sourceId, reason = '') {
      if (said.get(sourceId) === reason) return;
      await services.acting.act(
        { actor: systemActor(job) },
        { verb: 'intake.watch-source', permission: 'system', subject: { kind: 'source', id: sourceId } },
        async (act) => {
          if (said.get(sourceId) !== '') await endTrouble(act, sourceId);
          if (reason !== '') await noteTrouble(act, { sourceId, reason });
        },
      );
      said.set(sourceId, reason);
    },
  };
}
