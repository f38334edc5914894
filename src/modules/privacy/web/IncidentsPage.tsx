import { Button, Group, SegmentedControl } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { useRead } from '../../../ui/api/reads.tsx';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useMay } from '../../../ui/session.ts';
import { Page } from '../../../ui/shell/Page.tsx';
import { RecordsTable, type Column } from '../../../ui/table/RecordsTable.tsx';
import { type Tone } from '../../../ui/theme.ts';
import { useAddress } from '../../../ui/use-address.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { contract } from '../contract.ts';
import { MarkRuleDialog } from './MarkRuleDialog.tsx';
import { incidentPath } from './paths.ts';

type Incident = ResponseOf<typeof contract.list>['incidents'][number];

const keyOf = (incident: Incident) => incident.id;
export const STATE_TONES: Readonly<Record<string, Tone>> = {
  proposed: 'info',
  'to-assess': 'attention',
  'to-look-again': 'attention',
  'to-notify': 'danger',
  'to-close': 'info',
  settled: 'good',
};
const isLate = ({ dueAt }: Incident) => dueAt !== null && Date.parse(dueAt) < Date.now();

/** Incidents without an outcome, by the day on which people must have been told. */
export default function IncidentsPage() {
  const t = useTexts('privacy');
  const may = useMay();
  const dates = useDates();
  const navigate = useNavigate();
  const [{ show }, change] = useAddress(['show']);
  const [rule, setRule] = useState(false);
  const all = show === 'all';
  const read = useRead(contract.list, { query: { show: all ? 'all' : 'open' } }, { live: ['privacy.'] });
  const columns: Column<Incident>[] = [
    { key: 'number', header: t('list.number'), names: true, solid: true, cell: ({ number }) => number },
    { key: 'cause', header: t('list.cause'), cell: ({ cause }) => t(`causes.${cause}`) },
    {
      key: 'state',
      header: t('list.state'),
      cell: ({ state }) => <Mark tone={STATE_TONES[state] ?? 'neutral'}>{t(`states.${state}`)}</Mark>,
    },
    {
      key: 'due',
      header: t('list.due'),
      solid: true,
      cell: (incident) =>
        incident.dueAt === null ? (
          ''
        ) : (
          <Mark tone={isLate(incident) ? 'danger' : 'neutral'} icon="clock">
            {dates.due(incident.dueAt)}
          </Mark>
        ),
    },
    {
      key: 'affected',
      header: t('list.affected'),
      align: 'end',
      narrow: 'hide',
      cell: ({ affected }) => affected,
    },
  ];
  return (
    <Page
      title={t('list.title')}
      actions={
        <>
          <Button variant="default" onClick={() => setRule(true)}>
            {t('markRule.title')}
          </Button>
          {may('privacy/report') && (
            <Button component={Link} to="/privacy/report" leftSection={<Icon name="plus" size={16} />}>
              {t('list.report')}
            </Button>
          )}
        </>
      }
    >
      <Group>
        <SegmentedControl
          size="xs"
          aria-label={t('list.show')}
          value={all ? 'all' : 'open'}
          data={(['open', 'all'] as const).map((value) => ({ value, label: t(`list.shows.${value}`) }))}
          onChange={(value) => change({ show: value === 'all' ? 'all' : undefined })}
        />
      </Group>
      <RecordsTable
        label={t('list.title')}
        columns={columns}
        rows={read.data?.incidents}
        rowKey={keyOf}
        error={read.error ?? undefined}
        onRetry={() => void read.refetch()}
        onOpen={({ id }) => void navigate({ to: incidentPath(id) })}
        tone={(incident) => (isLate(incident) ? 'danger' : undefined)}
        empty={<Empty icon="shield" title={t('list.empty')} text={t('list.emptyText')} />}
        maxHeight="70vh"
      />
      {rule && <MarkRuleDialog onClose={() => setRule(false)} />}
    </Page>
  );
}
