import { Stack } from '@mantine/core';
import { Notice } from '../../../ui/feedback/Notice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { type OpenedItem } from './item.ts';

/** What a person must know of the page on show before trusting it: a weak picture, a code nobody understood. */
export function PageNotes({ page }: { readonly page: OpenedItem['pages'][number] | undefined }) {
  const t = useTexts('intake');
  if (page === undefined) return null;
  const weak = page.weaknesses.map((each) => t(`weakness.${each}`));
  if (weak.length === 0 && page.unknownCodes === 0 && page.signature === null) return null;
  return (
    <Stack gap={6}>
      {page.unknownCodes > 0 && (
        <Notice tone="danger" icon="barcode" title={t('codes.notUnderstood', { count: page.unknownCodes })}>
          {t('codes.notUnderstoodText')}
        </Notice>
      )}
      {weak.length > 0 && (
        <Notice
          tone="attention"
          icon="alert"
          title={t('weakness.title', { percent: Math.round((page.score ?? 0) * 100) })}
        >
          {weak.join(' ')}
        </Notice>
      )}
      {page.signature !== null && (
        <Notice tone="neutral" title={t(`signature.${page.signature}`)}>
          {t('signature.hint')}
        </Notice>
      )}
    </Stack>
  );
}
