import { sql } from 'kysely';
import type { Reaction } from '../../../platform/module.ts';

export const feeReactions: readonly Reaction[] = [
  {
    name: 'release.fees-follow-labels',
    events: ['patients.relabelled', 'documents.relabelled'],
    verb: 'release.follow-labels',
    react: async (act, event) => {
      const { patientId } = event.payload as { patientId: string }; // declared by patients and documents
      await sql`SELECT release.relabel_fees(${patientId}::uuid)`.execute(act.tx);
      act.note({ patientIds: [patientId] });
    },
  },
];
