import { Anchor, Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { newKey, upload as send } from '../../../../ui/api/call.ts';
import { useRead } from '../../../../ui/api/reads.tsx';
import { useUpload } from '../../../../ui/api/use-upload.ts';
import { Empty } from '../../../../ui/feedback/Empty.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { FilePicker } from '../../../../ui/fields/FilePicker.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { Icon } from '../../../../ui/icons.tsx';
import { useCommands } from '../../../../ui/keys/KeysProvider.tsx';
import { Page } from '../../../../ui/shell/Page.tsx';
import { type Column, RecordsTable } from '../../../../ui/table/RecordsTable.tsx';
import { useDates } from '../../../../ui/use-dates.ts';
import { listsContract } from '../../lists/contract.ts';
import { listPath, releasePath } from '../paths.ts';

type List = ResponseOf<typeof listsContract.lists>['lists'][number];
const keyOf = (list: List) => list.id;

/** Lists of requests as insurers and attorneys send them: uploaded here, then each row becomes a case. */
export default function ListsPage() {
  const t = useTexts('release');
  const dates = useDates();
  const navigate = useNavigate();
  const picker = useRef<HTMLInputElement>(null);
  const read = useRead(listsContract.lists, {}, { live: ['release.list-'] });
  const choose = () => picker.current?.click();
  const upload = useUpload(async (file) => {
    const { id } = await send(listsContract.takeList, { query: { name: file.name } }, [file], { key: newKey() });
    await navigate({ to: listPath(id) });
  });
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
        <Button leftSection={<Icon name="upload" size={16} />} loading={upload.isSending} onClick={choose}>
          {t('lists.upload')}
        </Button>
      }
    >
      <Anchor component={Link} to={releasePath}>
        {t('lists.back')}
      </Anchor>
      <FilePicker ref={picker} label={t('lists.upload')} accept=".xlsx,.csv,.txt,.tsv" onFiles={upload.take} />
      {upload.refused !== undefined && <ProblemNotice error={upload.refused} takeFocus />}
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
