import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useRead } from '../../../ui/api/reads.tsx';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { Waiting } from '../../../ui/feedback/Waiting.tsx';
import { ChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { DateField } from '../../../ui/fields/DateField.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Page } from '../../../ui/shell/Page.tsx';
import { contract } from '../contract.ts';
import classes from './documents.module.css';
import { FoundEverywhere } from './FoundEverywhere.tsx';
import { useDocumentTypes } from './type-choices.ts';

const WAIT_MS = 400;
const LEAST = 2;

/** Full text across records, trimmed by the server to what the person may see. What is typed stays in this page. */
export default function TextSearchPage() {
  const t = useTexts('documents');
  const { choices } = useDocumentTypes();
  const [typed, setTyped] = useState('');
  const [typeCode, setTypeCode] = useState<string>();
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [now] = useState(() => new Date());
  const [text] = useDebouncedValue(typed.trim(), WAIT_MS);
  const enabled = text.length >= LEAST;
  const read = useRead(
    contract.search,
    {
      body: {
        text: enabled ? text : 'xx',
        ...(typeCode === undefined ? {} : { typeCodes: [typeCode] }),
        ...(from === '' ? {} : { from }),
        ...(to === '' ? {} : { to }),
      },
    },
    { enabled, keepFormer: true },
  );
  return (
    <Page title={t('search.title')}>
      <div className={classes['searchFields']} role="search" aria-label={t('search.title')}>
        <TextInput
          type="search"
          label={t('search.words')}
          description={t('search.hint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autoFocus
          autoComplete="off"
          spellCheck={false}
          value={typed}
          leftSection={<Icon name="text" size={16} />}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <ChoiceField id="words-type" label={t('part.name')} choices={choices} value={typeCode} onChange={setTypeCode} />
        <DateField id="words-from" label={t('search.from')} value={from} onChange={setFrom} now={now} />
        <DateField id="words-to" label={t('search.to')} value={to} onChange={setTo} now={now} />
      </div>
      {!enabled && <Empty icon="text" title={t('search.start')} text={t('search.startText')} />}
      {enabled && read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
      {enabled && read.isPending && <Waiting what={t('found.searching')} />}
      {enabled && read.data !== undefined && <FoundEverywhere found={read.data} />}
    </Page>
  );
}
