import { type ResponseOf } from '../../../platform/http/contract.ts';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { type contract } from '../contract.ts';
import { OutsideMarks } from './outside/OutsideFacts.tsx';

export type DocumentSummary = ResponseOf<typeof contract.list>['documents'][number];

/** Owes a signature on the version that stands. */
export function isUnsigned({ authentication }: Pick<DocumentSummary, 'authentication'>): boolean {
  return authentication.missing.length > 0;
}

/** What a person has to know before relying on a document, each in words. */
export function StatusMarks({ document }: { readonly document: DocumentSummary }) {
  const t = useTexts('documents');
  return (
    <>
      {document.enteredInError !== null && (
        <Mark tone="danger" icon="cross">
          {t('status.inError')}
        </Mark>
      )}
      <OutsideMarks outside={document.outside} />
      {document.unreadable !== null && <Mark tone="attention">{t('status.unreadable')}</Mark>}
      {document.versionStatus !== null && (
        <Mark tone={document.versionStatus === 'preliminary' ? 'attention' : 'neutral'}>
          {t(document.finalOverdue ? 'versionStatus.overdue' : `versionStatus.words.${document.versionStatus}`)}
        </Mark>
      )}
      {document.late !== null && (
        <Mark tone={document.late.answer === null ? 'attention' : 'neutral'} icon="clock">
          {t(document.late.answer === null ? 'late.mark' : 'late.answered')}
        </Mark>
      )}
      {document.unverified !== null && <Mark tone="attention">{t('status.unverified')}</Mark>}
      {isUnsigned(document) && document.enteredInError === null && (
        <Mark tone="attention">{t(`status.signature.${document.authentication.state}`)}</Mark>
      )}
      {document.amendments > 0 && <Mark tone="info">{t('status.amended', { count: document.amendments })}</Mark>}
      {document.versions > 1 && <Mark>{t('status.versions', { count: document.versions })}</Mark>}
      {document.labels.map((label) => (
        <Mark key={label} tone="danger" icon="lock">
          {t(`labels.${label}`, { defaultValue: label })}
        </Mark>
      ))}
      {!document.inLegalHealthRecord && document.outside === null && <Mark>{t('status.outsideLegal')}</Mark>}
    </>
  );
}
