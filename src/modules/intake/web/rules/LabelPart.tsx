import { useState } from 'react';
import { useRead } from '../../../../ui/api/reads.tsx';
import { Dialog } from '../../../../ui/feedback/Dialog.tsx';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { type Column } from '../../../../ui/table/RecordsTable.tsx';
import { useDocumentTypes } from '../../../documents/web/index.tsx';
import { labelsContract as contract } from '../../codes/contract.ts';
import { describeLabel, type LabelRow } from './describe-label.ts';
import { LabelForm } from './LabelForm.tsx';
import { RuleList } from './RuleList.tsx';
import { TryLabel } from './TryLabel.tsx';
import { useSetColumns } from './use-set-columns.tsx';

const keyOf = (row: LabelRow) => row.id;
const historyKey = (row: LabelRow) => `${row.id} ${row.setAt} ${row.own}`;

/** How the labels of this site are written and what they mean. */
export function LabelPart() {
  const t = useTexts('intake');
  const { typeOf } = useDocumentTypes();
  const read = useRead(contract.list, { query: {} });
  const [editing, setEditing] = useState<LabelRow | 'new'>();
  const set = useSetColumns<LabelRow>(read.data?.people);
  const columns: Column<LabelRow>[] = [
    { ...{ key: 'name', header: t('labels.name'), names: true }, cell: ({ name }) => name },
    { ...{ key: 'written', header: t('labels.written') }, cell: (row) => describeLabel(row, t) },
    {
      ...{ key: 'means', header: t('labels.means') },
      cell: ({ means, typeCode }) =>
        means === 'type' ? (typeOf(typeCode ?? undefined)?.name ?? '') : t(`labels.meaning.${means}`),
    },
  ];
  return (
    <>
      <RuleList
        title={t('siteRules.tabs.labels')}
        intro={t('labels.intro')}
        addLabel={t('labels.add')}
        none={t('labels.none')}
        columns={[...columns, ...set]}
        rows={read.data?.inForce}
        rowKey={keyOf}
        history={read.data?.history}
        historyKey={historyKey}
        historyColumns={[
          ...columns,
          {
            ...{ key: 'active', header: t('siteRules.what') },
            cell: ({ active }) => (
              <Mark tone={active ? 'neutral' : 'attention'}>{t(active ? 'siteRules.held' : 'siteRules.retired')}</Mark>
            ),
          },
          ...set,
        ]}
        error={read.error}
        onRetry={() => void read.refetch()}
        onAdd={() => setEditing('new')}
        onOpen={setEditing}
        adding={editing !== undefined}
      >
        <TryLabel />
      </RuleList>
      <Dialog opened={editing !== undefined} onClose={() => setEditing(undefined)} title={t('labels.dialog')} size="lg">
        {editing !== undefined && (
          <LabelForm row={editing === 'new' ? undefined : editing} onDone={() => setEditing(undefined)} />
        )}
      </Dialog>
    </>
  );
}
