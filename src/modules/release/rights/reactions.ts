import { sql } from 'kysely';
import type { Reaction } from '../../../platform/module.ts';
import { RIGHTS } from './load-rights.ts';
import { rightsLeft } from './rights-left.ts';

export const rightsReactions: readonly Reaction[] = [
  {
    name: 'release.tell-rights',
    events: ['correspondence.sent'],
    verb: 'release.tell-rights',
    react: async (act, event) => {
      // Declared by correspondence.
      const { letterId, deliveryId, carries, caseModule, caseId } = event.payload as {
        letterId: string;
        deliveryId: string;
        carries: string;
        caseModule: string | null;
        caseId: string | null;
      };
      if (caseModule !== RIGHTS || caseId === null || carries === 'notice') return;
      await rightsLeft(act, { id: caseId, letterId, deliveryId });
    },
  },
  {
    name: 'release.rights-follow-labels',
    events: ['patients.relabelled', 'documents.relabelled'],
    verb: 'release.follow-labels',
    react: async (act, event) => {
      const { patientId } = event.payload as { patientId: string }; // declared by patients and documents
      await sql`SELECT release.relabel_rights(${patientId}::uuid)`.execute(act.tx);
      act.note({ patientIds: [patientId] });
    },
  },
];
