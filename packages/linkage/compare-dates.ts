import { editsWithin2 } from './distance.ts';

export type DateLikeness =
  | 'exact'
  | 'swapped day and month'
  | 'digits swapped'
  | 'one digit off'
  | 'same month and day'
  | 'same year and month'
  | 'same year';

export interface DateMatch {
  readonly how: DateLikeness;
  readonly value: number;
}

/** How alike two dates are, YYYY-MM-DD or shortened; undefined when no slip of the pen explains the difference. */
export function compareDates(a: string, b: string): DateMatch | undefined {
  if (a === b) return { how: 'exact', value: 1 };
  const [yearA = '', monthA = '', dayA = ''] = a.split('-');
  const [yearB = '', monthB = '', dayB = ''] = b.split('-');
  if (dayA === '' || dayB === '') {
    if (yearA !== yearB) return undefined;
    if (monthA === '' || monthB === '') return { how: 'same year', value: 0.5 };
    return monthA === monthB ? { how: 'same year and month', value: 0.6 } : undefined;
  }
  if (yearA === yearB && monthA === dayB && dayA === monthB) return { how: 'swapped day and month', value: 0.85 };
  const edits = editsWithin2(a, b);
  if (edits?.count === 1) {
    return edits.swapped ? { how: 'digits swapped', value: 0.8 } : { how: 'one digit off', value: 0.75 };
  }
  if (monthA === monthB && dayA === dayB) return { how: 'same month and day', value: 0.5 };
  if (yearA === yearB && monthA === monthB) return { how: 'same year and month', value: 0.35 };
  return undefined;
}
