import type { Reaction } from '../../platform/module.ts';
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
];
