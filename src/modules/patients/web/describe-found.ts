import { yearsBetween } from '../../../ui/dates.ts';
import { type Texts } from '../../../ui/i18n.ts';
import { type Tone } from '../../../ui/theme.ts';
import { type IconName } from '../../../ui/icons.tsx';
import { type Found } from './use-found.ts';

/** Pure: why somebody was found, in a few words, the weightiest first and each said once. */
export function whyFound(found: Pick<Found, 'reasons'>, t: Texts): string {
  const fields = [...found.reasons]
    .sort((a, b) => b.weight - a.weight)
    .filter(({ how }) => how !== 'differs')
    .map(({ field, detailKey }) => t(detailKey.startsWith('previous') ? 'why.previous' : `why.${field}`));
  return [...new Set(fields)].join(', ');
}

export interface FlagLook {
  readonly tone: Tone;
  readonly icon: IconName;
}

const LOOKS: Readonly<Record<string, FlagLook>> = {
  restricted: { tone: 'danger', icon: 'lock' },
  'legal-hold': { tone: 'attention', icon: 'scales' },
  'identity-in-question': { tone: 'danger', icon: 'alert' },
  'sealed-identity': { tone: 'danger', icon: 'lock' },
  'same-name': { tone: 'attention', icon: 'people' },
  vip: { tone: 'info', icon: 'eye' },
};

export function flagLook(kind: string): FlagLook {
  return LOOKS[kind] ?? { tone: 'neutral', icon: 'info' };
}

/** "03/05/1961 (65 y)"; an age is how people check at a glance. */
export function bornText(
  birthDate: string | null | undefined,
  today: string,
  day: (day: string) => string,
  t: Texts,
): string {
  if (birthDate === null || birthDate === undefined) return t('record.unknownDay');
  return t('record.age', { day: day(birthDate), count: yearsBetween(birthDate, today) });
}
