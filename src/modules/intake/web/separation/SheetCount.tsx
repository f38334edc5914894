import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import classes from './separation.module.css';
import { type OpenedBatch } from './use-separation.ts';

/** Sheets in = images out, said before anything is released. */
export function SheetCount({
  opened,
  documents,
  binned,
}: {
  readonly opened: OpenedBatch;
  readonly documents: number;
  readonly binned: number;
}) {
  const t = useTexts('intake');
  const { sheets, batch } = opened;
  const agrees = sheets.expected !== null && sheets.found === sheets.expected;
  // The count says itself what is missing.
  const doubts = [...new Set(opened.doubts.flatMap(({ code }) => (code.startsWith('sheets-') ? [] : [code])))];
  return (
    <div className={classes['count']} role="status" aria-label={t('separation.countLabel')}>
      <span>{t('separation.images', { count: sheets.images })}</span>
      {batch.sides !== null && <span>{t(`batches.sides.${batch.sides}`)}</span>}
      {sheets.ofOurs > 0 && <span>{t('separation.ofOurs', { count: sheets.ofOurs })}</span>}
      {sheets.blank > 0 && <span>{t('separation.blank', { count: sheets.blank })}</span>}
      {sheets.replaced > 0 && <span>{t('separation.replaced', { count: sheets.replaced })}</span>}
      {sheets.expected !== null && (
        <Mark tone={agrees ? 'good' : 'danger'} icon={agrees ? 'check' : 'alert'}>
          {t('separation.sheets', { found: sheets.found ?? 0, expected: sheets.expected })}
        </Mark>
      )}
      <span>{t('separation.documents', { count: documents })}</span>
      {binned > 0 && <span>{t('separation.binned', { count: binned })}</span>}
      {doubts.map((code) => (
        <Mark key={code} tone="attention">
          {t(`separation.doubt.${code}`, { defaultValue: code })}
        </Mark>
      ))}
    </div>
  );
}
