import { APPEAL_LEVELS, type AppealLevel } from '../../payers/contract.ts';
import { type Destination } from './payer.ts';

/** A Medicare contractor has the levels of 42 CFR part 405, any other payer its own. */
export function levelsOf(destination: Destination | null): AppealLevel[] {
  const ofMedicare = destination?.kind === 'medicare-contractor';
  return APPEAL_LEVELS.filter((level) => level.startsWith('level-') !== ofMedicare);
}
