import { Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { useRead } from '../../../ui/api/reads.tsx';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { Waiting } from '../../../ui/feedback/Waiting.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { contract } from '../contract.ts';
import classes from './documents.module.css';
import { MadeBy } from './outside/OutsideFacts.tsx';
import { documentPath } from './paths.ts';

export type Hit = ResponseOf<typeof contract.searchRecord>['hits'][number];

const WAIT_MS = 300;
const PAGES_SHOWN = 12;

/** Full text of one record: each document with a piece of its text, each page that has the words. */
export function FoundInRecord({ patientId, text }: { readonly patientId: string; readonly text: string }) {
  const t = useTexts('documents');
  const [asked] = useDebouncedValue(text.trim(), WAIT_MS);
  const read = useRead(
    contract.searchRecord,
    { params: { patientId }, body: { text: asked === '' ? text.trim() : asked } },
    { keepFormer: true, live: ['documents.filed'] },
  );
  if (read.error !== null) return <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />;
  if (read.data === undefined) return <Waiting what={t('found.searching')} />;
  return <HitList hits={read.data.hits} more={read.data.more} />;
}

function HitList({ hits, more }: { readonly hits: readonly Hit[]; readonly more: boolean }) {
  const t = useTexts('documents');
  return (
    <div>
      <Text size="sm" c="dimmed" role="status">
        {t('found.count', { count: hits.length })} {more && t('found.more')}
      </Text>
      {hits.length === 0 ? (
        <Empty icon="search" title={t('found.none')} text={t('found.noneText')} />
      ) : (
        <ul className={classes['hits']}>
          {hits.map((hit) => (
            <HitLine key={`${hit.documentId}/${hit.versionId}`} hit={hit} />
          ))}
        </ul>
      )}
    </div>
  );
}

function HitLine({ hit }: { readonly hit: Hit }) {
  const t = useTexts('documents');
  const dates = useDates();
  return (
    <li className={classes['hit']}>
      <div className={classes['hitHead']}>
        <HitTitle hit={hit} />
        <span className={classes['soft']}>{hit.date === null ? t('part.undated') : dates.day(hit.date)}</span>
      </div>
      <HitText hit={hit} />
    </li>
  );
}

/** The document, opened at the page that says most of what was looked for. */
export function HitTitle({ hit }: { readonly hit: Hit }) {
  const t = useTexts('documents');
  return (
    <>
      <Link
        to={documentPath(hit.patientId, hit.documentId, hit.pages[0])}
        className={hit.inError ? classes['struck'] : undefined}
      >
        {hit.typeName}
        {hit.title !== null && ` · ${hit.title}`}
      </Link>
      {hit.madeBy !== null && <MadeBy organisation={hit.madeBy} />}
      {hit.inError && (
        <Mark tone="danger" icon="cross">
          {t('status.inError')}
        </Mark>
      )}
    </>
  );
}

/** A piece of the text, and every page that has the words. */
export function HitText({ hit }: { readonly hit: Hit }) {
  const t = useTexts('documents');
  return (
    <>
      {hit.highlight !== null && <Highlighted text={hit.highlight.text} marks={hit.highlight.marks} />}
      {hit.pages.length > 1 && (
        <div className={classes['hitPages']}>
          <span className={classes['soft']}>{t('found.pages')}</span>
          {hit.pages.slice(0, PAGES_SHOWN).map((page) => (
            <Link
              key={page}
              to={documentPath(hit.patientId, hit.documentId, page)}
              aria-label={t('found.page', { page, name: hit.typeName })}
            >
              {page}
            </Link>
          ))}
          {hit.pages.length > PAGES_SHOWN && <span className={classes['soft']}>…</span>}
        </div>
      )}
    </>
  );
}

function Highlighted({ text, marks }: { readonly text: string; readonly marks: readonly (readonly number[])[] }) {
  const parts = [];
  let from = 0;
  for (const [start = 0, end = 0] of marks) {
    parts.push(text.slice(from, start), <mark key={start}>{text.slice(start, end)}</mark>);
    from = end;
  }
  return (
    <p className={classes['snippet']}>
      {parts}
      {text.slice(from)}
    </p>
  );
}
