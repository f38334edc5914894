import type { Walk } from '../walk-register.ts';
import { lookAt } from './look-at.ts';

/** The whole register for pairs. */
export const PAIRS_WALK: Walk = {
  name: 'whole',
  job: 'identity.look-through',
  verb: 'identity.look-for-pairs',
  look: async (act, ids) => {
    for (const id of ids) await lookAt(act, id, 'whole');
  },
};
