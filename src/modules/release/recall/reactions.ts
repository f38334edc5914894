import { sql } from 'kysely';
import type { Reaction } from '../../../platform/module.ts';
import { RECALL } from './load-recall.ts';
import { recallLeft } from './recall-left.ts';
import { endRetraction, raiseRecall } from './raise-recall.ts';

export const recallReactions: readonly Reaction[] = [
  {
    name: 'release.raise-recall',
    events: [
      'documents.version-added',
      'documents.status-said',
      'documents.entered-in-error',
      'documents.error-withdrawn',
    ],
    verb: 'release.raise-recall',
    react: async (act, event) => {
      const told = event.payload as { patientId: string; documentId: string }; // declared by documents
      if (event.name === 'documents.error-withdrawn') await endRetraction(act, told);
      await raiseRecall(act, told);
    },
  },
  {
    name: 'release.note-recall',
    events: ['correspondence.sent'],
    verb: 'release.note-recall',
    react: async (act, event) => {
      const told = event.payload as { letterId: string; carries: string; caseModule: string | null }; // by correspondence
      if (told.caseModule === RECALL && told.carries !== 'notice') await recallLeft(act, told.letterId);
    },
  },
  {
    name: 'release.recalls-follow-labels',
    events: ['patients.relabelled', 'documents.relabelled'],
    verb: 'release.follow-labels',
    react: async (act, event) => {
      const { patientId } = event.payload as { patientId: string }; // declared by patients and documents
      await sql`SELECT release.relabel_recalls(${patientId}::uuid)`.execute(act.tx);
      act.note({ patientIds: [patientId] });
    },
  },
];
