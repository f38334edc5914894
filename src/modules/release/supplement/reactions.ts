import type { Reaction } from '../../../platform/module.ts';
import { raiseSupplements } from './raise-supplements.ts';

export const supplementReactions: readonly Reaction[] = [
  {
    name: 'release.raise-supplements',
    events: ['documents.filed', 'documents.version-added'],
    verb: 'release.raise-supplements',
    react: async (act, event) => {
      const told = event.payload as { patientId: string; documentId: string; versionId: string }; // declared by documents
      await raiseSupplements(act, { ...told, isNew: event.name === 'documents.filed' });
    },
  },
];
