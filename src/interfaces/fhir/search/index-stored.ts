import type { JobContext, JobDefinition } from '../../../platform/module.ts';
import type { JsonObject } from '../read-json.ts';
import { indexAgain } from './write-index.ts';

const AT_ONCE = 200;
/** In one run; the next one goes on. */
const MOST_ROUNDS = 500;

/** Gives an index to resources that were stored before there was one, some at a time, so that nobody waits for it. */
export const indexStored: JobDefinition = {
  name: 'fhir.index-stored',
  cron: '*/15 * * * *',
  async run(context) {
    for (let round = 0; round < MOST_ROUNDS; round++) if ((await indexSome(context)) < AT_ONCE) return;
  },
};

async function indexSome(context: JobContext): Promise<number> {
  return context.act({ verb: 'fhir.index' }, async (act) => {
    const rows = await act.tx
      .selectFrom('fhir.resource')
      .select(['patient_id', 'type', 'id', 'content', 'deleted_at'])
      .where('index_version', '=', 0)
      .orderBy('id')
      .limit(AT_ONCE)
      .forUpdate()
      .execute();
    if (rows.length > 0)
      await indexAgain(
        act,
        rows.map((row) => ({
          patientId: row.patient_id,
          type: row.type,
          id: row.id,
          // What was deleted is found by nothing; for the rest we wrote the JSON ourselves.
          content: row.deleted_at === null ? (JSON.parse(row.content) as JsonObject) : {},
        })),
      );
    act.note({ count: rows.length });
    return rows.length;
  });
}
