import type { Reaction } from '../../platform/module.ts';
import { liftMarks } from './list-marks.ts';
import { recordMisdirection } from './record-misdirection.ts';
import { recordMisfiling } from './record-misfiling.ts';

export const reactions: readonly Reaction[] = [
  {
    name: 'privacy.look-into-misfiling',
    events: ['documents.entered-in-error', 'documents.moved'],
    verb: 'privacy.look-into-misfiling',
    react: async (act, event) => {
      // Declared by documents.
      const told = event.payload as {
        patientId: string;
        documentId: string;
        fromPatientId?: string;
        fromDocumentId?: string;
      };
      await recordMisfiling(act, {
        patientId: told.fromPatientId ?? told.patientId,
        documentId: told.fromDocumentId ?? told.documentId,
      });
    },
  },
  {
    name: 'privacy.open-incident-of-misdirection',
    events: ['release.misdirected'],
    verb: 'privacy.open-incident-of-misdirection',
    react: async (act, event) => {
      const { misdirectionId } = event.payload as { misdirectionId: string }; // declared by release
      await recordMisdirection(act, misdirectionId);
    },
  },
  {
    name: 'privacy.lift-marks',
    events: ['documents.error-withdrawn'],
    verb: 'privacy.lift-marks',
    react: async (act, event) => liftMarks(act, event.payload as { patientId: string; documentId: string }), // declared by documents
  },
];
