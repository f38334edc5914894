import { useTexts } from '../../../ui/i18n.ts';
import { Notice } from '../../../ui/feedback/Notice.tsx';
import { type OpenedPart } from './item.ts';

/** Why a document filed itself, or why it waits for a person. */
export function AutoFilingNote({ filing }: { readonly filing: OpenedPart['autoFiling'] }) {
  const t = useTexts('intake');
  // Where the site never said that such documents may file themselves, waiting needs no word.
  if (filing === null || filing.reasons.some(({ code }) => code === 'no-policy')) return null;
  return (
    <Notice tone={filing.filed ? 'good' : 'neutral'} title={t(filing.filed ? 'autoFiling.filed' : 'autoFiling.held')}>
      {filing.reasons.map(({ code, values }) => t(`autoFile.${code}`, values ?? {})).join(' · ')}
    </Notice>
  );
}
