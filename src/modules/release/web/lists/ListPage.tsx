import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { addressOf } from '../../../../ui/api/call.ts';
import { useRead } from '../../../../ui/api/reads.tsx';
import { Notice } from '../../../../ui/feedback/Notice.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { Waiting } from '../../../../ui/feedback/Waiting.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { Page } from '../../../../ui/shell/Page.tsx';
import { contract } from '../../contract.ts';
import { listsContract } from '../../lists/contract.ts';
import { listsPath } from '../paths.ts';
import { ListForm } from './ListForm.tsx';
import { OutcomeTable } from './OutcomeTable.tsx';

export type OpenList = ResponseOf<typeof listsContract.openList>;

const EVERY_MS = 2_000;

/** One list: who asks, which column says what, a dry run, then the cases. */
export default function ListPage() {
  const t = useTexts('release');
  const { listId = '' } = useParams({ strict: false });
  const [isRunning, setRunning] = useState(false);
  const [again, setAgain] = useState(false);
  const read = useRead(
    listsContract.openList,
    { params: { id: listId } },
    { live: ['release.list-'], everyMs: isRunning ? EVERY_MS : undefined },
  );
  const words = useRead(contract.words, {});
  const list = read.data;
  const running = list !== undefined && list.startedAt !== null && list.finishedAt === null;
  if (running !== isRunning) setRunning(running);
  return (
    <Page title={t('lists.one')} beside={list === undefined ? undefined : <Text c="dimmed">{list.fileName}</Text>}>
      <Anchor component={Link} to={listsPath}>
        {t('lists.toAll')}
      </Anchor>
      {read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
      {(read.isPending || words.isPending) && <Waiting />}
      {list !== undefined && (
        <Stack gap="lg">
          {list.startedAt !== null && <Done list={list} running={running} />}
          {list.startedAt !== null && !running && !again && (
            <Group>
              <Button variant="default" onClick={() => setAgain(true)}>
                {t('lists.again')}
              </Button>
            </Group>
          )}
          {words.data !== undefined && !running && (list.startedAt === null || again) && (
            <ListForm key={list.id} list={list} words={words.data} onStarted={() => setAgain(false)} />
          )}
        </Stack>
      )}
    </Page>
  );
}

function Done({ list, running }: { readonly list: OpenList; readonly running: boolean }) {
  const t = useTexts('release');
  const { counts } = list;
  return (
    <Stack gap="sm">
      <Notice
        tone={running ? 'info' : counts.refused > 0 ? 'attention' : 'good'}
        title={t(running ? 'lists.runningTitle' : 'lists.doneTitle')}
      >
        {t('lists.counts', { ...counts })}
      </Notice>
      {!running && (
        <Group gap="md">
          <Anchor href={addressOf(listsContract.saveOutcomes, { id: list.id })} download size="sm">
            {t('lists.export')}
          </Anchor>
          <Anchor href={addressOf(listsContract.saveAnswers, { id: list.id })} download size="sm">
            {t('lists.exportWorkbook')}
          </Anchor>
        </Group>
      )}
      <OutcomeTable rows={list.outcomes} of={counts.rows} />
    </Stack>
  );
}
