import { type useTexts } from '../../../../ui/i18n.ts';

export interface TermsAgreed {
  readonly prepay: boolean;
  readonly dueInDays: number;
}

/** Terms as the desk says them. */
export function wordOfTerms({ prepay, dueInDays }: TermsAgreed, t: ReturnType<typeof useTexts>): string {
  const days = t('directory.terms.days', { count: dueInDays });
  return prepay ? t('directory.terms.prepayIn', { days }) : days;
}
