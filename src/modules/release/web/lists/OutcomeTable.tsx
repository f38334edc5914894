import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { Empty } from '../../../../ui/feedback/Empty.tsx';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { type Column, RecordsTable } from '../../../../ui/table/RecordsTable.tsx';
import { type listsContract } from '../../lists/contract.ts';
import { casePath } from '../paths.ts';

type Row = ResponseOf<typeof listsContract.tryList>['outcomes'][number];
const keyOf = (row: Row) => String(row.number);
const TONES = { created: 'good', known: 'info', refused: 'danger', waiting: 'neutral' } as const;

/** What becomes of each row, or became; those in doubt first. */
export function OutcomeTable({
  rows,
  of,
  dry,
}: {
  readonly rows: readonly Row[];
  readonly of: number;
  readonly dry?: boolean;
}) {
  const t = useTexts('release');
  const columns: Column<Row>[] = [
    { key: 'number', header: t('lists.row'), solid: true, width: '5rem', cell: ({ number }) => number },
    { key: 'patient', header: t('lists.patient'), names: true, cell: ({ patient }) => patient },
    {
      key: 'outcome',
      header: t('lists.becomes'),
      cell: ({ outcome }) => (
        <Mark tone={TONES[outcome as keyof typeof TONES] ?? 'neutral'}>
          {t(`lists.${dry === true ? 'would' : 'outcome'}.${outcome}`)}
        </Mark>
      ),
    },
    {
      key: 'reasons',
      header: t('lists.why'),
      cell: ({ reasons }) => reasons.map((reason) => t(`lists.reasons.${reason}`)).join(' '),
    },
    {
      key: 'case',
      header: t('lists.case'),
      solid: true,
      cell: ({ requestId, requestNumber }) =>
        requestId === null ? (
          ''
        ) : (
          <Anchor component={Link} to={casePath(requestId)} size="sm">
            {requestNumber ?? t('lists.case')}
          </Anchor>
        ),
    },
  ];
  return (
    <Stack gap="xs">
      <RecordsTable
        aside
        label={t('lists.rows')}
        columns={columns}
        rows={rows}
        rowKey={keyOf}
        maxHeight="32rem"
        empty={<Empty icon="search" title={t('lists.noRows')} text="" />}
      />
      {rows.length < of && (
        <Text size="sm" c="dimmed">
          {t('lists.firstOnly', { count: rows.length, of })}
        </Text>
      )}
    </Stack>
  );
}
