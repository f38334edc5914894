import { byPolicy, type DocumentFacts, type Rater, type ReleaseAuthority, type Vote } from '../basis/facts.ts';
import { policy } from '../reason.ts';

const CITE = '45 CFR 164.502(g)(2)';

/**
 * A representative stands in the patient's place for what is relevant to the representation, no further: care on other days and
 * other kinds of document are withheld, so that no person can settle them in; a document whose day nobody knows waits for one.
 */
export const rateRepresentative: Rater = (document, { power }) => {
  if (power === undefined) return [];
  const { typeCodes } = power;
  if (typeCodes !== null && !typeCodes.includes(document.typeCode)) return [withheld('release/outside-power-types')];
  return rateDays(document, power);
};

function rateDays(
  { serviceFrom, serviceTo }: DocumentFacts,
  { from, to }: NonNullable<ReleaseAuthority['power']>,
): Vote[] {
  if (from === null && to === null) return [];
  if (serviceFrom === null) return [byPolicy('needs-review', 'release/power-date-unknown')];
  const outside = (from !== null && (serviceTo ?? serviceFrom) < from) || (to !== null && serviceFrom > to);
  return outside ? [withheld('release/outside-power-days')] : [];
}

function withheld(id: 'release/outside-power-types' | 'release/outside-power-days'): Vote {
  return { decision: 'withhold', reason: { ...policy(id), cite: CITE } };
}
