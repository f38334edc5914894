import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { newKey, upload as send } from '../../../../ui/api/call.ts';
import { useRead } from '../../../../ui/api/reads.tsx';
import { useUpload } from '../../../../ui/api/use-upload.ts';
import { Empty } from '../../../../ui/feedback/Empty.tsx';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { FilePicker } from '../../../../ui/fields/FilePicker.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { Icon } from '../../../../ui/icons.tsx';
import { useCommands } from '../../../../ui/keys/KeysProvider.tsx';
import { Page } from '../../../../ui/shell/Page.tsx';
import { type Column, RecordsTable } from '../../../../ui/table/RecordsTable.tsx';
import { useDates } from '../../../../ui/use-dates.ts';
import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { legacy } from '../../legacy/contract.ts';
import { legacyIndexPath, legacyRunPath } from '../paths.ts';

type Run = ResponseOf<typeof legacy.listRuns>['runs'][number];
const keyOf = (run: Run) => run.id;

/** Archives of other systems: an index is uploaded here, its passes are listed. */
export default function LegacyPage() {
  const t = useTexts('intake');
  const dates = useDates();
  const navigate = useNavigate();
  const picker = useRef<HTMLInputElement>(null);
  const list = useRead(legacy.listRuns, { query: {} }, { live: ['intake.legacy-'] });
  const choose = () => picker.current?.click();
  const upload = useUpload(async (file) => {
    const { id } = await send(legacy.takeIndex, { query: { name: file.name } }, [file], { key: newKey() });
    await navigate({ to: legacyIndexPath(id) });
  });
  useCommands([
    { id: 'intake.legacy-upload', label: t('legacy.upload'), keys: ['u'], reversal: 'reversible', run: choose },
  ]);
  const columns: Column<Run>[] = [
    { key: 'archive', header: t('legacy.archive'), names: true, cell: ({ archive }) => archive },
    { key: 'file', header: t('legacy.index'), cell: ({ fileName }) => fileName },
    { key: 'kind', header: t('legacy.kind'), cell: ({ dry }) => t(dry ? 'legacy.dry' : 'legacy.real') },
    {
      key: 'state',
      header: t('legacy.state'),
      cell: ({ finishedAt }) =>
        finishedAt === null ? (
          <Mark tone="info" icon="clock">
            {t('legacy.running')}
          </Mark>
        ) : (
          t('legacy.ended')
        ),
    },
    { key: 'rows', header: t('legacy.rows'), align: 'end', cell: ({ rowsRead }) => rowsRead ?? '' },
    { key: 'started', header: t('legacy.started'), solid: true, cell: ({ startedAt }) => dates.instant(startedAt) },
  ];
  return (
    <Page
      title={t('legacy.title')}
      actions={
        <Button leftSection={<Icon name="upload" size={16} />} loading={upload.isSending} onClick={choose}>
          {t('legacy.upload')}
        </Button>
      }
    >
      <FilePicker ref={picker} label={t('legacy.upload')} accept=".csv,.txt,.tsv,text/csv" onFiles={upload.take} />
      {upload.refused !== undefined && <ProblemNotice error={upload.refused} takeFocus />}
      <RecordsTable
        label={t('legacy.list')}
        columns={columns}
        rows={list.data?.runs}
        rowKey={keyOf}
        error={list.error ?? undefined}
        onRetry={() => void list.refetch()}
        onOpen={({ id }) => void navigate({ to: legacyRunPath(id) })}
        empty={<Empty icon="upload" title={t('legacy.empty')} text={t('legacy.emptyText')} />}
      />
    </Page>
  );
}
