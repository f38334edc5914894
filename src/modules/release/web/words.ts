import { type Texts } from '../../../ui/i18n.ts';
import { type Tone } from '../../../ui/theme.ts';

/** The vocabulary of the rules in words; one that has no text yet is shown as it is written there. */
export function word(kind: 'classes' | 'purposes' | 'bases', value: string, t: Texts): string {
  const plain = value.replaceAll('-', ' ');
  return t(`${kind}.${value}`, { defaultValue: plain.charAt(0).toUpperCase() + plain.slice(1) });
}

export const STATUS_TONES: Readonly<Record<string, Tone>> = {
  received: 'attention',
  identified: 'attention',
  verified: 'attention',
  authorized: 'attention',
  scoped: 'attention',
  approved: 'info',
  assembling: 'info',
  ready: 'info',
  'handing-over': 'info',
  'partly-delivered': 'attention',
  delivered: 'good',
  answered: 'info',
  closed: 'good',
  cancelled: 'neutral',
};

export const ELEMENT_TONES: Readonly<Record<string, Tone>> = {
  found: 'good',
  missing: 'danger',
  defect: 'danger',
  unclear: 'attention',
};

export const DECISION_TONES: Readonly<Record<string, Tone>> = {
  include: 'good',
  'needs-review': 'attention',
  'needs-professional': 'attention',
  'needs-consent': 'attention',
  withhold: 'danger',
};

export const RESULT_TONES: Readonly<Record<string, Tone>> = {
  sufficient: 'good',
  complete: 'good',
  defective: 'danger',
  incomplete: 'danger',
  undecided: 'attention',
};
