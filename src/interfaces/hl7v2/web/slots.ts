import { defineSlot } from '../../../ui/slots.ts';

/** What other interfaces show on the monitor, below the feeds. */
export const monitorParts = defineSlot<Record<never, never>>('monitor-parts');
