import type { Act } from '../../platform/act.ts';
import type { JobDefinition } from '../../platform/module.ts';
import { raisePreliminary } from './late/raise-preliminary.ts';
import { makeSearchable } from './make-searchable.ts';

/** Tickets end after minutes and are removed when their record gives out another; this removes the rest. */
export async function tidyTickets(act: Act): Promise<number> {
  const gone = await act.tx.deleteFrom('documents.ticket').where('expires_at', '<', act.now).executeTakeFirstOrThrow();
  act.note({ count: Number(gone.numDeletedRows) });
  return Number(gone.numDeletedRows);
}

export const jobs: readonly JobDefinition[] = [
  {
    name: 'documents.make-searchable',
    run: (context, payload) =>
      makeSearchable(context, { patientId: String(payload['patientId']), documentId: String(payload['documentId']) }),
  },
  {
    name: 'documents.raise-preliminary',
    cron: '25 5 * * *',
    run: async (context) => {
      await context.act({ verb: 'documents.raise-preliminary' }, raisePreliminary);
    },
  },
  {
    name: 'documents.tidy-tickets',
    cron: '45 3 * * *',
    run: async (context) => {
      await context.act({ verb: 'documents.tidy-tickets' }, tidyTickets);
    },
  },
];
