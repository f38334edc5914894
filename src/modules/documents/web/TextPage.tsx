import { useRead } from '../../../ui/api/reads.tsx';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { Waiting } from '../../../ui/feedback/Waiting.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { contract } from '../contract.ts';
import classes from './documents.module.css';

export interface TextPagePlace {
  readonly patientId: string;
  readonly documentId: string;
  readonly versionId: string;
  readonly number: number;
}

/** A page that came as text (a note from another system) and has no picture. */
export function TextPage({ place, hasText }: { readonly place: TextPagePlace; readonly hasText: boolean }) {
  const t = useTexts('documents');
  const read = useRead(contract.pageText, { params: place }, { enabled: hasText });
  if (!hasText) return <Empty icon="pages" title={t('page.noImage')} text={t('page.noImageText')} />;
  if (read.error !== null) return <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />;
  if (read.data === undefined) return <Waiting />;
  return (
    <div
      className={classes['textPage']}
      tabIndex={0}
      role="group"
      aria-label={t('page.textOf', { number: place.number })}
    >
      {read.data.text}
    </div>
  );
}
