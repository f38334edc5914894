import { Notice } from '../../../ui/feedback/Notice.tsx';
import { useTexts } from '../../../ui/i18n.ts';

/** What did not fit in the line that the scanning system wrote beside the file. */
export function IndexComplaint({ complaint }: { readonly complaint: string | null }) {
  const t = useTexts('intake');
  if (complaint === null) return null;
  return (
    <Notice tone="attention" icon="alert" title={t('item.indexComplaint')}>
      {complaint} {t('item.indexComplaintText')}
    </Notice>
  );
}
