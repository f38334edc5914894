import { type Texts } from '../../../ui/i18n.ts';
import { type Proposal } from './item.ts';

/** Pure: where a proposal comes from, in words. The server says it in codes, never in the words of the page. */
export function describeEvidence({ evidence }: Pick<Proposal, 'evidence'>, t: Texts): string {
  const how = evidence.how
    .split(' and ')
    .map((part) => t(`evidence.${part.replaceAll(' ', '-')}`, { defaultValue: part }))
    .join(t('evidence.and'));
  return [
    how,
    evidence.more?.['barcode'] === true ? t('evidence.barcode') : undefined,
    evidence.more?.['ambiguous'] === true ? t('evidence.ambiguous') : undefined,
    evidence.more?.['contradicts'] === undefined ? undefined : t('evidence.contradicts'),
  ]
    .filter(Boolean)
    .join(' · ');
}
