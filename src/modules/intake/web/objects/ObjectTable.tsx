import { Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode } from 'react';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useMay } from '../../../../ui/session.ts';
import { type Column, RecordsTable } from '../../../../ui/table/RecordsTable.tsx';
import { useDates } from '../../../../ui/use-dates.ts';
import { objectPath } from '../paths.ts';
import { kindOf, type ObjectLine, whereIs } from './object-words.ts';

const keyOf = ({ id }: ObjectLine) => id;
export const STATE_TONES = {
  ...({ here: 'good', 'on-loan': 'info', 'handed-over': 'neutral', sent: 'neutral' } as const),
  ...({ lost: 'danger', destroyed: 'neutral' } as const),
} as const;

export interface ObjectTableProps {
  readonly label: string;
  readonly rows: readonly ObjectLine[] | undefined;
  readonly error: Error | null;
  readonly onRetry: () => void;
  readonly empty: ReactNode;
  /** In the record of one patient nobody asks whose it is. */
  readonly ofOnePatient?: boolean;
}

/** Things with what they are, whose, and where they are now. */
export function ObjectTable({ label, rows, error, onRetry, empty, ofOnePatient = false }: ObjectTableProps) {
  const t = useTexts('intake');
  const may = useMay();
  const dates = useDates();
  const navigate = useNavigate();
  const patient: Column<ObjectLine> = {
    ...{ key: 'patient', header: t('objects.patient') },
    cell: (row) =>
      row.patient === null ? (
        <Mark tone={row.assigned ? 'neutral' : 'attention'}>
          {t(row.assigned ? 'objects.hidden' : 'objects.nobody')}
        </Mark>
      ) : (
        <div>
          {row.patient.name}
          {row.patient.mrn !== null && (
            <Text size="xs" c="dimmed">
              {t('form.mrn', { mrn: row.patient.mrn })}
            </Text>
          )}
        </div>
      ),
  };
  const columns: Column<ObjectLine>[] = [
    {
      ...{ key: 'what', header: t('objects.thing'), names: true },
      cell: (row) => (
        <div>
          {kindOf(row, t)}
          <Text size="xs" c="dimmed">
            {row.number} · {row.description}
          </Text>
        </div>
      ),
      compare: (a, b) => a.number.localeCompare(b.number),
    },
    ...(ofOnePatient ? [] : [patient]),
    {
      ...{ key: 'where', header: t('objects.where') },
      cell: (row) => (
        <div>
          <Mark tone={STATE_TONES[row.state]}>{t(`objects.states.${row.state}`)}</Mark>{' '}
          {(row.state === 'here' || row.custodian !== null) &&
            (row.state === 'here' ? whereIs(row, t) : row.custodian?.name)}
        </div>
      ),
    },
    {
      ...{ key: 'due', header: t('objects.due') },
      cell: ({ due }) =>
        due !== null && (
          <Mark tone={due.now ? 'attention' : 'neutral'} {...(due.now ? { icon: 'clock' as const } : {})}>
            {t(`objects.dues.${due.what}`, { day: dates.day(due.on) })}
          </Mark>
        ),
      compare: (a, b) => (a.due?.on ?? '9999').localeCompare(b.due?.on ?? '9999'),
    },
    {
      ...{ key: 'received', header: t('objects.receivedOn'), solid: true, narrow: 'hide' as const },
      cell: ({ receivedOn }) => dates.day(receivedOn),
      compare: (a, b) => a.receivedOn.localeCompare(b.receivedOn),
    },
  ];
  return (
    <RecordsTable
      label={label}
      columns={columns}
      rows={rows}
      rowKey={keyOf}
      error={error ?? undefined}
      onRetry={onRetry}
      {...(may('intake/see-objects') ? { onOpen: ({ id }: ObjectLine) => void navigate({ to: objectPath(id) }) } : {})}
      tone={({ due, state }) => (state === 'lost' ? 'danger' : due?.now === true ? 'attention' : undefined)}
      maxHeight="70vh"
      empty={empty}
    />
  );
}
