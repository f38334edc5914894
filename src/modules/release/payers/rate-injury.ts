import type { Rater, Vote } from '../basis/facts.ts';
import { policy } from '../reason.ts';

/**
 * Workers' compensation reaches what complying with its law needs (45 CFR 164.512(l)): the care of the injury. What lies before it,
 * or after the days of the claim, and what is about another part of the body, waits for a person's reason.
 */
export const rateInjury: Rater = (document, { basis, injury }) => {
  if (basis !== 'workers-compensation' || injury === undefined) return [];
  const votes: Vote[] = [];
  if (document.serviceFrom !== null) {
    const last = document.serviceTo ?? document.serviceFrom;
    if (last < injury.from || (injury.to !== null && document.serviceFrom > injury.to))
      votes.push(asked('release/outside-injury'));
  }
  if (document.otherBodyPart === true) votes.push(asked('release/other-body-part'));
  return votes;
};

function asked(id: 'release/outside-injury' | 'release/other-body-part'): Vote {
  return { decision: 'needs-review', reason: { ...policy(id), cite: '45 CFR 164.512(l)' } };
}
