import { defineSlot } from '../../../ui/slots.ts';

/** Cards of other modules below the queues: failed intake, what the log says. */
export const homeCards = defineSlot<Record<never, never>>('home-cards');
