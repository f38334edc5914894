import type { Reaction } from '../../platform/module.ts';

/** Deliveries and attempts are seen through their letter, so only the letter carries labels. */
export const reactions: readonly Reaction[] = [
  {
    name: 'correspondence.follow-labels',
    events: ['patients.relabelled'],
    verb: 'correspondence.follow-labels',
    react: async (act, event) => {
      const { patientId, labels } = event.payload as { patientId: string; labels: string }; // declared by patients
      await act.tx.updateTable('correspondence.letter').set({ labels }).where('patient_id', '=', patientId).execute();
      await act.tx.updateTable('correspondence.contact').set({ labels }).where('patient_id', '=', patientId).execute();
      act.note({ patientIds: [patientId] });
    },
  },
];
