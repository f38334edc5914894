import type { Reaction } from '../../platform/module.ts';
import { createRequestFromIntake } from './create-request-from-intake.ts';
import { relabel } from './identify-patient.ts';
import { refreshWorklist } from './refresh-worklist.ts';
import { carryOutcome } from './tell-misfiled.ts';

export const reactions: readonly Reaction[] = [
  {
    name: 'release.follow-labels',
    events: ['patients.relabelled', 'documents.relabelled'],
    verb: 'release.follow-labels',
    react: async (act, event) => {
      const { patientId } = event.payload as { patientId: string }; // declared by patients and documents
      await relabel(act, patientId);
      act.note({ patientIds: [patientId] });
    },
  },
  {
    name: 'release.carry-outcome',
    events: ['release.delivered'],
    verb: 'release.carry-outcome',
    react: carryOutcome,
  },
  {
    name: 'release.follow-clock',
    events: ['regulations.deadline-moved'],
    verb: 'release.follow-clock',
    react: async (act, event) => {
      const { module, subjectId } = event.payload as { module: string; subjectId: string }; // declared by regulations
      if (module === 'release') await refreshWorklist(act, subjectId);
    },
  },
  {
    name: 'release.open-case',
    events: ['intake.attached-to-release'],
    verb: 'release.receive-from-intake',
    react: async (act, event) => {
      // Declared by intake.
      const { itemId, pages, facilityId, receivedAt, source } = event.payload as {
        itemId: string;
        pages: number[];
        facilityId: string;
        receivedAt?: string;
        source?: string;
      };
      await createRequestFromIntake(act, {
        eventId: event.id,
        itemId,
        pages,
        facilityId,
        receivedAt: receivedAt === undefined ? act.now : new Date(receivedAt),
        receivedVia: source === 'fax' ? 'fax' : source === 'mail' ? 'email' : 'scan',
      });
    },
  },
];
