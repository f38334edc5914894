import { useRead } from '../../../../ui/api/reads.tsx';
import { dayIn } from '../../../../ui/dates.ts';
import { useCalendar } from '../../../../ui/session.ts';
import { useState } from 'react';
import { deriveWishes, restrictionContract } from '../../restrictions/contract.ts';
import { type ReleaseCase } from '../case.ts';
import { type Restriction } from './restriction.ts';

/** How the patient of a case that the patient asked for wants to be reached today; none: as usual. */
export function useWishes(open: ReleaseCase): readonly Restriction[] {
  const { zone } = useCalendar();
  const [now] = useState(() => new Date());
  const read = useRead(restrictionContract.caseRestrictions, { params: { id: open.id } }, { live: ['release.'] });
  if (open.requester?.class !== 'individual') return [];
  return deriveWishes(read.data?.restrictions ?? [], dayIn(zone, now));
}

/** Where the patient wants what goes this way. */
export function placeOf(wishes: readonly Restriction[], way: Restriction['reachBy']): string | undefined {
  return wishes.find(({ reachBy }) => reachBy === way)?.reachTo ?? undefined;
}
