import { Button } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { createElement } from 'react';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { useAct, useRead } from '../../../ui/api/reads.tsx';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { Waiting } from '../../../ui/feedback/Waiting.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useCommands } from '../../../ui/keys/KeysProvider.tsx';
import { Page } from '../../../ui/shell/Page.tsx';
import { useAddress } from '../../../ui/use-address.ts';
import { contract as documents } from '../../../modules/documents/contract.ts';
import { documentPath } from '../../../modules/documents/web/index.tsx';
import { PatientBanner } from '../../../modules/patients/web/index.tsx';
import { contract } from '../contract.ts';
import classes from './ccda.module.css';
import { HeaderFacts } from './HeaderFacts.tsx';
import { NarrativeParts } from './NarrativeParts.tsx';

type Sections = ResponseOf<typeof contract.sections>;

const idOf = (key: string) => `section-${key.replaceAll('.', '-')}`;
/** Below the heading of the page and that of the document. */
const TOP_LEVEL = 2;
const LOWEST_LEVEL = 6;

/** A clinical document of another system by its sections: from whom it is, an outline, what each section says. */
export default function SectionsPage() {
  const t = useTexts('ccda');
  const { patientId = '', documentId = '' } = useParams({ strict: false });
  const params = { patientId, documentId };
  const read = useRead(contract.sections, { params, query: {} }, { live: ['documents.'] });
  const opened = useRead(documents.open, { params }, { live: ['documents.'] });
  const ticket = useAct(documents.issueTicket, {
    // The answer is an attachment, so the browser saves it and this page stays.
    onDone: ({ url }) => window.location.assign(url),
  });
  const original = opened.data?.files.find(
    ({ kind, versionId }) => kind === 'original' && versionId === read.data?.versionId,
  );
  return (
    <Page
      title={t('title')}
      fills
      banner={<PatientBanner patientId={patientId} />}
      beside={read.data !== undefined && <strong>{read.data.header.title}</strong>}
      actions={
        <>
          {original !== undefined && (
            <Button
              size="xs"
              variant="default"
              loading={ticket.isPending}
              onClick={() => ticket.run({ params: { ...params, renditionId: original.renditionId } })}
            >
              {t('download')}
            </Button>
          )}
          <Button component={Link} to={documentPath(patientId, documentId)} size="xs" variant="default">
            {t('back')}
          </Button>
        </>
      }
    >
      {ticket.error !== null && <ProblemNotice error={ticket.error} takeFocus />}
      {read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Waiting />}
      {read.data !== undefined && <Read sections={read.data} />}
    </Page>
  );
}

function Read({ sections: document }: { readonly sections: Sections }) {
  const t = useTexts('ccda');
  const { sections, file } = document;
  const [{ section }, change] = useAddress(['section']);
  const at = sections.findIndex(({ key }) => key === section);
  const go = (to: number) => {
    const next = sections[to];
    if (next === undefined) return;
    change({ section: next.key });
    // The heading takes the focus, so that a screen reader reads on from there.
    const heading = window.document.getElementById(idOf(next.key));
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView({ block: 'start' });
  };
  useCommands([
    {
      ...{ id: 'ccda.next', label: t('next'), keys: ['j'], reversal: 'reading' as const, repeats: true },
      run: () => go(at + 1),
    },
    {
      ...{ id: 'ccda.former', label: t('former'), keys: ['k'], reversal: 'reading' as const, repeats: true },
      run: () => go(at - 1),
    },
  ]);
  const titleOf = (title: string | null) => title ?? t('untitled');
  return (
    <div className={classes['open']}>
      <nav className={classes['outline']} aria-label={t('outline')}>
        <ol>
          {sections.map(({ key, title, level }, index) => (
            <li key={key} data-level={Math.min(level, 4)}>
              <button type="button" aria-current={index === at ? 'true' : undefined} onClick={() => go(index)}>
                {titleOf(title)}
              </button>
            </li>
          ))}
        </ol>
      </nav>
      <div className={classes['reading']} tabIndex={0} role="group" aria-label={t('title')}>
        <HeaderFacts document={document} />
        {sections.map(({ key, level, title, empty, parts }) => (
          <section key={key} className={classes['section']} aria-labelledby={idOf(key)}>
            {createElement(
              `h${Math.min(level + TOP_LEVEL - 1, LOWEST_LEVEL)}`,
              { id: idOf(key), tabIndex: -1 },
              titleOf(title),
            )}
            {parts.length === 0 ? (
              <p className={classes['soft']}>{empty ? t('noInformation') : t('nothing')}</p>
            ) : (
              <NarrativeParts parts={parts} pictures={document.pictures} section={titleOf(title)} />
            )}
          </section>
        ))}
        {file !== null && file.text !== null && <div className={classes['words']}>{file.text}</div>}
        {file !== null && file.text === null && (
          <Empty icon="pages" title={t('fileWithin')} text={t('fileWithinText', { type: file.mediaType })} />
        )}
        {file === null && sections.length === 0 && <Empty title={t('noContent')} text={t('noContentText')} />}
      </div>
    </div>
  );
}
