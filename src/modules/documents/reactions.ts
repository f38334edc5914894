import type { Reaction } from '../../platform/module.ts';
import { freeReviews } from './outside/free-reviews.ts';
import { relabelRecord } from './relabel-document.ts';

export const reactions: readonly Reaction[] = [
  {
    name: 'documents.follow-labels',
    events: ['patients.relabelled'],
    verb: 'documents.follow-labels',
    react: async (act, event) => {
      const { patientId } = event.payload as { patientId: string }; // declared by patients
      await relabelRecord(act, patientId);
      act.note({ patientIds: [patientId] });
    },
  },
  {
    name: 'documents.free-reviews',
    events: ['accounts.person-deactivated', 'accounts.roles-changed'],
    verb: 'documents.free-outside-reviews',
    react: async (act, event) => {
      const { personId } = event.payload as { personId?: string }; // declared by accounts; a client has none
      if (personId !== undefined) await freeReviews(act, personId);
    },
  },
];
