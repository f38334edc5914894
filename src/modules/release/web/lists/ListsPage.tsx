import { Anchor, Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { newKey, upload } from '../../../../ui/api/call.ts';
import { useRead } from '../../../../ui/api/reads.tsx';
import { Empty } from '../../../../ui/feedback/Empty.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { Icon } from '../../../../ui/icons.tsx';
import { useCommands } from '../../../../ui/keys/KeysProvider.tsx';
import { Page } from '../../../../ui/shell/Page.tsx';
import { type Column, RecordsTable } from '../../../../ui/table/RecordsTable.tsx';
import { useDates } from '../../../../ui/use-dates.ts';
import { listsContract } from '../../lists/contract.ts';
import { listPath, releasePath } from '../paths.ts';
import classes from '../release.module.css';

type List = ResponseOf<typeof listsContract.lists>['lists'][number];
const keyOf = (list: List) => list.id;

/** Lists of requests as insurers and attorneys send them: uploaded here, then each row becomes a case. */
export default function ListsPage() {
  const t = useTexts('release');
  const dates = useDates();
  const navigate = useNavigate();
  const picker = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<Error>();
  const read = useRead(listsContract.lists, {}, { live: ['release.list-'] });
  const choose = () => picker.current?.click();
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    setSending(true);
    setRefused(undefined);
    try {
      const { id } = await upload(listsContract.takeList, { query: { name: file.name } }, [file], { key: newKey() });
      await navigate({ to: listPath(id) });
    } catch (error) {
      setRefused(error instanceof Error ? error : new Error(String(error)));
    } finally {
      setSending(false);
    }
  };
  useCommands([
    { id: 'release.list-upload', label: t('lists.upload'), keys: ['u'], reversal: 'reversible', run: choose },
  ]);
  const columns: Column<List>[] = [
    { key: 'file', header: t('lists.file'), names: true, cell: ({ fileName }) => fileName },
    { key: 'requester', header: t('list.requester'), cell: ({ requester }) => requester ?? t('lists.notSaid') },
    { key: 'rows', header: t('lists.rows'), align: 'end', cell: ({ counts }) => counts.rows },
    { key: 'created', header: t('lists.opened'), align: 'end', cell: ({ counts }) => counts.created },
    { key: 'refused', header: t('lists.refusedRows'), align: 'end', cell: ({ counts }) => counts.refused },
    {
      key: 'state',
      header: t('list.status'),
      cell: ({ startedAt, finishedAt }) =>
        t(`lists.state.${startedAt === null ? 'taken' : finishedAt === null ? 'running' : 'done'}`),
    },
    { key: 'at', header: t('lists.uploaded'), solid: true, cell: ({ at }) => dates.instant(at) },
  ];
  return (
    <Page
      title={t('lists.title')}
      actions={
        <Button leftSection={<Icon name="upload" size={16} />} loading={sending} onClick={choose}>
          {t('lists.upload')}
        </Button>
      }
    >
      <Anchor component={Link} to={releasePath}>
        {t('lists.back')}
      </Anchor>
      <input
        ref={picker}
        type="file"
        accept=".xlsx,.csv,.txt,.tsv"
        className={classes['picker']}
        tabIndex={-1}
        aria-label={t('lists.upload')}
        onChange={(event) => {
          void take(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
      {refused !== undefined && <ProblemNotice error={refused} takeFocus />}
      <RecordsTable
        label={t('lists.title')}
        columns={columns}
        rows={read.data?.lists}
        rowKey={keyOf}
        error={read.error ?? undefined}
        onRetry={() => void read.refetch()}
        onOpen={({ id }) => void navigate({ to: listPath(id) })}
        empty={<Empty icon="upload" title={t('lists.empty')} text={t('lists.emptyText')} />}
      />
    </Page>
  );
}
