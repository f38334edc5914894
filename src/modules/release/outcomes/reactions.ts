import type { Reaction } from '../../../platform/module.ts';
import { letterLeft } from './letter-left.ts';

export const outcomeReactions: readonly Reaction[] = [
  {
    name: 'release.tell-outcome',
    events: ['correspondence.sent'],
    verb: 'release.tell-outcome',
    react: async (act, event) => {
      // Declared by correspondence.
      const { letterId, deliveryId, carries, caseModule, caseId } = event.payload as {
        letterId: string;
        deliveryId: string;
        carries: string;
        caseModule: string | null;
        caseId: string | null;
      };
      if (caseModule !== 'release' || caseId === null || carries === 'notice') return;
      await letterLeft(act, { letterId, deliveryId, requestId: caseId });
    },
  },
];
