import type { Reaction } from '../../../platform/module.ts';
import { sql } from 'kysely';
import { suspendUnempowered, suspendWithdrawn } from './suspend-links.ts';

export const requesterReactions: readonly Reaction[] = [
  {
    name: 'release.suspend-unempowered',
    events: ['patients.died', 'patients.representatives-changed'],
    verb: 'release.suspend-links',
    react: async (act, event) => {
      const { patientId } = event.payload as { patientId: string }; // declared by patients
      await suspendUnempowered(act, patientId);
    },
  },
  {
    name: 'release.suspend-withdrawn',
    events: ['documents.entered-in-error', 'documents.outside-reviewed'],
    verb: 'release.suspend-links',
    react: async (act, event) => {
      // Declared by documents.
      const { patientId, documentId } = event.payload as { patientId: string; documentId: string };
      await suspendWithdrawn(act, { patientId, documentId });
    },
  },
  {
    name: 'release.suspensions-follow-labels',
    events: ['patients.relabelled'],
    verb: 'release.follow-labels',
    react: async (act, event) => {
      const { patientId } = event.payload as { patientId: string }; // declared by patients
      for (const table of ['suspension', 'call_back'])
        await sql`UPDATE ${sql.table(`release.${table}`)} x SET labels = p.labels FROM patients.patient p
          WHERE p.id = ${patientId}::uuid AND x.patient_id = p.id AND x.labels <> p.labels`.execute(act.tx);
      act.note({ patientIds: [patientId] });
    },
  },
];
