import { useState } from 'react';
import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { useRead } from '../../../../ui/api/reads.tsx';
import { Dialog } from '../../../../ui/feedback/Dialog.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { type Column } from '../../../../ui/table/RecordsTable.tsx';
import { useDocumentTypes } from '../../../documents/web/index.tsx';
import { reconciliationContract as contract } from '../../reconciliation/contract.ts';
import { PaperForm } from './PaperForm.tsx';
import { RuleList } from './RuleList.tsx';
import { useSetColumns } from './use-set-columns.tsx';

export type PaperRow = ResponseOf<typeof contract.rules>['inForce'][number];

const keyOf = (row: PaperRow) => row.encounterClass;
const historyKey = (row: PaperRow) => `${row.encounterClass} ${row.setAt} ${row.setBy}`;

/** What each class of encounters leaves on paper. */
export function PaperPart() {
  const t = useTexts('intake');
  const ofVisits = useTexts('encounters');
  const { typeOf } = useDocumentTypes();
  const read = useRead(contract.rules, { query: {} });
  const [editing, setEditing] = useState<PaperRow | 'new'>();
  const set = useSetColumns<PaperRow>(read.data?.people);
  const columns: Column<PaperRow>[] = [
    {
      ...{ key: 'class', header: t('paper.class'), names: true },
      cell: ({ encounterClass }) =>
        t('paper.classOf', { name: ofVisits(`classes.${encounterClass}`), code: encounterClass }),
    },
    {
      ...{ key: 'expected', header: t('paper.expected') },
      cell: ({ expected }) =>
        expected.length === 0 ? (
          t('paper.nothing')
        ) : (
          <div>
            {expected.map(({ name, types }) => (
              <div key={name}>
                {t('paper.oneOf', { name, types: types.map((code) => typeOf(code)?.name ?? '').join(t('labels.or')) })}
              </div>
            ))}
          </div>
        ),
    },
    ...set,
  ];
  return (
    <>
      <RuleList
        title={t('siteRules.tabs.paper')}
        intro={t('paper.intro')}
        addLabel={t('paper.add')}
        none={t('paper.none')}
        columns={columns}
        rows={read.data?.inForce}
        rowKey={keyOf}
        history={read.data?.history}
        historyKey={historyKey}
        historyColumns={columns}
        error={read.error}
        onRetry={() => void read.refetch()}
        onAdd={() => setEditing('new')}
        onOpen={setEditing}
        adding={editing !== undefined}
      />
      <Dialog opened={editing !== undefined} onClose={() => setEditing(undefined)} title={t('paper.dialog')} size="lg">
        {editing !== undefined && (
          <PaperForm row={editing === 'new' ? undefined : editing} onDone={() => setEditing(undefined)} />
        )}
      </Dialog>
    </>
  );
}
