import { Anchor, Button, Group, SegmentedControl, Text } from '@mantine/core';
import { useState } from 'react';
import { addressOf } from '../../../ui/api/call.ts';
import { Freshness } from '../../../ui/api/Freshness.tsx';
import { useRead } from '../../../ui/api/reads.tsx';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { Notice } from '../../../ui/feedback/Notice.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useCommands } from '../../../ui/keys/KeysProvider.tsx';
import { useMay } from '../../../ui/session.ts';
import { Page } from '../../../ui/shell/Page.tsx';
import { RecordsTable, type Column } from '../../../ui/table/RecordsTable.tsx';
import { useAddress } from '../../../ui/use-address.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { contract } from '../contract.ts';
import { DeliveryActs } from './DeliveryActs.tsx';
import { DeliveryState } from './DeliveryState.tsx';
import { useLetterAct, type OutboxEntry } from './letter.ts';
import { useTemplateTitle } from './use-template-title.ts';

const keyOf = ({ delivery }: OutboxEntry) => delivery.id;
const CHANNELS = ['print', 'mail'] as const;

/** What has not left yet: the print queue and the mail, oldest first. Each leaves its minute of grace by itself. */
export default function LettersPage() {
  const t = useTexts('correspondence');
  const may = useMay();
  const dates = useDates();
  const titleOf = useTemplateTitle();
  const [{ channel: asked, delivery }, change] = useAddress(['channel', 'delivery']);
  const [marked, setMarked] = useState<readonly OutboxEntry[]>([]);
  const channel = CHANNELS.find((each) => each === asked);
  const read = useRead(
    contract.outbox,
    { query: channel === undefined ? {} : { channel } },
    { live: ['correspondence.'] },
  );
  const printed = useLetterAct(contract.markPrinted);
  const toPrint = marked.filter((entry) => entry.delivery.state === 'to-print');
  const markPrinted = async () => {
    for (const entry of toPrint) await printed.runAsync({ params: { id: entry.delivery.id } });
    showDone(t('acts.printedMany', { count: toPrint.length }));
  };
  useCommands([
    {
      ...{ id: 'letters.printed', label: t('acts.printedMarked'), keys: ['p'], reversal: 'irreversible' as const },
      run: () => void markPrinted().catch(() => undefined),
      disabled: toPrint.length === 0 || !may('correspondence/send'),
    },
  ]);
  const columns: Column<OutboxEntry>[] = [
    {
      ...{ key: 'letter', header: t('list.letter'), names: true, width: '36%' },
      cell: ({ letter }) => (
        <div>
          <Anchor href={addressOf(contract.pdf, { id: letter.id })} target="_blank" rel="noopener" size="sm">
            {letter.number} · {titleOf(letter.template, letter.language)}
          </Anchor>
          <Text size="xs" c="dimmed" fw={400}>
            {t('letter.to', {
              name: letter.recipientName,
              day: dates.day(letter.datedOn),
              count: letter.pages,
            })}
          </Text>
        </div>
      ),
    },
    { key: 'state', header: t('list.state'), cell: (entry) => <DeliveryState delivery={entry.delivery} /> },
    {
      ...{ key: 'queued', header: t('list.queued'), solid: true },
      cell: (entry) => dates.instant(entry.delivery.queuedAt),
      compare: (a, b) => a.delivery.queuedAt.localeCompare(b.delivery.queuedAt),
    },
    { key: 'age', header: t('list.age'), solid: true, cell: ({ delivery }) => dates.age(delivery.queuedAt) },
    { key: 'acts', header: t('list.acts'), cell: (entry) => <DeliveryActs delivery={entry.delivery} /> },
  ];
  const entries = read.data?.entries;
  const chosen = entries?.filter((entry) => entry.delivery.id === delivery) ?? [];
  const rows = entries === undefined ? undefined : [...chosen, ...entries.filter((entry) => !chosen.includes(entry))];
  return (
    <Page title={t('list.title')} actions={<Freshness updatedAt={read.dataUpdatedAt} />}>
      {read.data?.mailIsSetUp === false && (
        <Notice tone="attention" icon="alert" title={t('list.noMail')}>
          {t('list.noMailText')}
        </Notice>
      )}
      {printed.error !== null && <ProblemNotice error={printed.error} takeFocus />}
      <Group justify="space-between">
        <SegmentedControl
          size="xs"
          aria-label={t('list.show')}
          value={channel ?? 'all'}
          data={(['all', ...CHANNELS] as const).map((value) => ({ value, label: t(`list.shows.${value}`) }))}
          onChange={(value) => change({ channel: value === 'all' ? undefined : value })}
        />
        {toPrint.length > 0 && (
          <Button size="xs" loading={printed.isPending} onClick={() => void markPrinted()}>
            {t('acts.printedMarked')} ({toPrint.length})
          </Button>
        )}
      </Group>
      <RecordsTable
        label={t('list.title')}
        columns={columns}
        rows={rows}
        rowKey={keyOf}
        error={read.error ?? undefined}
        onRetry={() => void read.refetch()}
        onMarked={setMarked}
        tone={(entry) =>
          ['failed', 'in-doubt'].includes(entry.delivery.state)
            ? 'danger'
            : entry.delivery.id === delivery
              ? 'attention'
              : undefined
        }
        maxHeight="70vh"
        empty={<Empty icon="send" title={t('list.empty')} text={t('list.emptyText')} />}
      />
    </Page>
  );
}
