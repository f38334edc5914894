import { useNavigate } from '@tanstack/react-router';
import { type ReactNode } from 'react';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { type Column, RecordsTable } from '../../../../ui/table/RecordsTable.tsx';
import { useDates } from '../../../../ui/use-dates.ts';
import { rightsPath } from '../paths.ts';
import { type ListedRights, STATE_TONES } from './rights.ts';

const keyOf = (request: ListedRights) => request.id;
const NO_DATE = '9';

/** Requests for amendment and accounting: what is asked, where it stands, when the law wants it answered. */
export function RightsTable(props: {
  readonly label: string;
  readonly rows: readonly ListedRights[] | undefined;
  readonly error: Error | null;
  readonly onRetry: () => void;
  readonly empty: ReactNode;
}) {
  const t = useTexts('release');
  const dates = useDates();
  const navigate = useNavigate();
  const columns: Column<ListedRights>[] = [
    {
      ...{ key: 'number', header: t('patientRights.number'), names: true, solid: true },
      cell: ({ number }) => number,
      compare: (a, b) => a.number.localeCompare(b.number),
    },
    {
      ...{ key: 'due', header: t('list.due'), solid: true },
      cell: ({ dueAt, overdue }) =>
        dueAt === null ? (
          t('patientRights.noClock')
        ) : overdue ? (
          <Mark tone="danger" icon="alert">
            {t('list.overdue', { day: dates.due(dueAt) })}
          </Mark>
        ) : (
          dates.due(dueAt)
        ),
      compare: (a, b) => (a.dueAt ?? NO_DATE).localeCompare(b.dueAt ?? NO_DATE),
    },
    {
      ...{ key: 'state', header: t('list.status') },
      cell: ({ state, next }) => (
        <>
          <Mark tone={STATE_TONES[state]}>{t(`patientRights.states.${state}`)}</Mark>
          {next !== 'nothing' && <div>{t(`patientRights.next.${next}`)}</div>}
        </>
      ),
    },
    {
      ...{ key: 'what', header: t('patientRights.what') },
      cell: ({ kind, documents }) =>
        [t(`patientRights.kinds.${kind}`), documents.join(', ')].filter(Boolean).join(': '),
    },
    {
      ...{ key: 'asker', header: t('patientRights.asker'), narrow: 'hide' as const },
      cell: ({ askerName, receivedOn }) => `${askerName} · ${dates.day(receivedOn)}`,
    },
  ];
  return (
    <RecordsTable
      label={props.label}
      columns={columns}
      rows={props.rows}
      rowKey={keyOf}
      error={props.error ?? undefined}
      onRetry={props.onRetry}
      onOpen={({ id }) => void navigate({ to: rightsPath(id) })}
      tone={({ overdue }) => (overdue ? 'danger' : undefined)}
      empty={props.empty}
    />
  );
}
