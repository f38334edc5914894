import { useState } from 'react';
import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { useRead } from '../../../../ui/api/reads.tsx';
import { Dialog } from '../../../../ui/feedback/Dialog.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { type Column } from '../../../../ui/table/RecordsTable.tsx';
import { useActorWord } from '../../../../ui/use-actor-word.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { headersContract as contract } from '../../transcription/contract.ts';
import { HeaderForm } from './HeaderForm.tsx';
import { RuleList } from './RuleList.tsx';
import { TryHeader } from './TryHeader.tsx';
import { useSetColumns } from './use-set-columns.tsx';

export type HeaderRow = ResponseOf<typeof contract.list>['inForce'][number];

const keyOf = (row: HeaderRow) => row.id;

/** How the heading of a dictated report is read before the usual ways. */
export function HeaderPart() {
  const t = useTexts('intake');
  const dates = useDates();
  const who = useActorWord();
  const read = useRead(contract.list, { query: {} });
  const [editing, setEditing] = useState<HeaderRow | 'new'>();
  const people = read.data?.people;
  const set = useSetColumns<HeaderRow>(people);
  const columns: Column<HeaderRow>[] = [
    {
      ...{ key: 'label', header: t('headers.rule'), names: true },
      cell: ({ label, valueEnds }) => t(`headers.behind.${valueEnds}`, { label }),
    },
    { ...{ key: 'field', header: t('headers.field') }, cell: ({ field }) => t(`headers.fields.${field}`) },
    ...set,
  ];
  return (
    <>
      <RuleList
        title={t('siteRules.tabs.headers')}
        intro={t('headers.intro')}
        addLabel={t('headers.add')}
        none={t('headers.none')}
        columns={columns}
        rows={read.data?.inForce}
        rowKey={keyOf}
        history={read.data?.ended}
        historyKey={keyOf}
        historyColumns={[
          ...columns,
          {
            ...{ key: 'ended', header: t('headers.ended') },
            cell: ({ ended }) =>
              ended === null
                ? ''
                : t('headers.endedBy', {
                    who: who(ended.by, people?.[ended.by]),
                    at: dates.instant(ended.at),
                    reason: ended.reason,
                  }),
          },
        ]}
        error={read.error}
        onRetry={() => void read.refetch()}
        onAdd={() => setEditing('new')}
        onOpen={setEditing}
        adding={editing !== undefined}
      >
        <TryHeader />
      </RuleList>
      <Dialog
        opened={editing !== undefined}
        onClose={() => setEditing(undefined)}
        title={t('headers.dialog')}
        size="lg"
      >
        {editing !== undefined && (
          <HeaderForm row={editing === 'new' ? undefined : editing} onDone={() => setEditing(undefined)} />
        )}
      </Dialog>
    </>
  );
}
