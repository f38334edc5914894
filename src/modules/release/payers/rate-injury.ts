import type { Rater } from '../basis/facts.ts';
import { policy } from '../reason.ts';

/**
 * Workers' compensation reaches what complying with its law needs (45 CFR 164.512(l)): the care of the injury. What lies before it,
 * or after the days of the claim, waits for a person's reason.
 */
export const rateInjury: Rater = (document, { basis, injury }) => {
  if (basis !== 'workers-compensation' || injury === undefined || document.serviceFrom === null) return [];
  const last = document.serviceTo ?? document.serviceFrom;
  const outside = last < injury.from || (injury.to !== null && document.serviceFrom > injury.to);
  return outside
    ? [{ decision: 'needs-review', reason: { ...policy('release/outside-injury'), cite: '45 CFR 164.512(l)' } }]
    : [];
};
