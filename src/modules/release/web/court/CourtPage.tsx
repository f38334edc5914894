import { Group } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { addressOf } from '../../../../ui/api/call.ts';
import { useRead } from '../../../../ui/api/reads.tsx';
import { Empty } from '../../../../ui/feedback/Empty.tsx';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { Notice } from '../../../../ui/feedback/Notice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { Page } from '../../../../ui/shell/Page.tsx';
import { type Column, RecordsTable } from '../../../../ui/table/RecordsTable.tsx';
import { useDates } from '../../../../ui/use-dates.ts';
import { courtContract } from '../../court/contract.ts';
import { ListActions } from '../ListActions.tsx';
import { casePath } from '../paths.ts';
import classes from '../release.module.css';
import { STATUS_TONES } from '../words.ts';
import { CourtDue } from './CourtDue.tsx';

type Row = ResponseOf<typeof courtContract.courtDesk>['cases'][number];
const keyOf = ({ requestId }: Row) => requestId;
const NO_DATE = '9';

/** Subpoenas and orders that are not answered: what is due first stands first, with what it still lacks. */
export default function CourtPage() {
  const t = useTexts('release');
  const dates = useDates();
  const navigate = useNavigate();
  const read = useRead(courtContract.courtDesk, {}, { live: ['release.'], keepFormer: true });
  const columns: Column<Row>[] = [
    {
      ...{ key: 'caption', header: t('court.caption'), names: true },
      cell: ({ caption, caseNumber, number }) => (
        <Lines
          first={caption ?? number}
          second={caption === null ? '' : [caseNumber, number].filter(Boolean).join(' · ')}
        />
      ),
      compare: (a, b) => (a.caption ?? '').localeCompare(b.caption ?? ''),
    },
    {
      ...{ key: 'due', header: t('court.dueHeader') },
      cell: ({ due }) => (due === null ? t('court.notSaid') : <CourtDue due={due} brief />),
      compare: (a, b) => (a.due?.dueOn ?? NO_DATE).localeCompare(b.due?.dueOn ?? NO_DATE),
    },
    {
      ...{ key: 'court', header: t('court.court') },
      cell: ({ court, kind }) => <Lines first={court ?? ''} second={kind === null ? '' : t(`court.kinds.${kind}`)} />,
      compare: (a, b) => (a.court ?? '').localeCompare(b.court ?? ''),
    },
    {
      ...{ key: 'returnOn', header: t('court.returnOn'), solid: true },
      cell: ({ returnOn }) => (returnOn === null ? '' : dates.day(returnOn)),
    },
    {
      ...{ key: 'patient', header: t('list.patient') },
      cell: ({ patient }) =>
        patient === null ? (
          <Mark tone="attention">{t('list.unknownPatient')}</Mark>
        ) : (
          <Lines first={patient.name} second={patient.mrn === null ? '' : t('patient.mrn', { mrn: patient.mrn })} />
        ),
    },
    {
      ...{ key: 'status', header: t('list.status') },
      cell: ({ status, next, frozen }) => (
        <div className={classes['lines']}>
          <Group gap={4}>
            <Mark tone={STATUS_TONES[status] ?? 'neutral'}>{t(`status.${status}`)}</Mark>
            {frozen && <Mark tone="danger">{t('court.frozen')}</Mark>}
          </Group>
          {!['nothing', 'wait'].includes(next) && <small>{t(`next.${next}`)}</small>}
        </div>
      ),
    },
    {
      ...{ key: 'needs', header: t('court.missingHeader') },
      cell: ({ needs, objectionUntil }) =>
        [
          ...needs.map((need) => t(`court.needs.${need}`)),
          ...(objectionUntil === null ? [] : [t('court.windowEnds', { day: dates.day(objectionUntil) })]),
        ].join('; ') || t('court.nothingMissing'),
    },
  ];
  return (
    <Page
      title={t('court.desk')}
      actions={<ListActions updatedAt={read.dataUpdatedAt} table={addressOf(courtContract.exportCourt, {})} />}
    >
      {read.data?.more === true && <Notice tone="attention" title={t('court.more')} />}
      <RecordsTable
        label={t('court.desk')}
        columns={columns}
        rows={read.data?.cases}
        rowKey={keyOf}
        error={read.error ?? undefined}
        onRetry={() => void read.refetch()}
        onOpen={({ requestId }) => void navigate({ to: casePath(requestId) })}
        tone={({ due, needs, frozen, objectionUntil }) =>
          due?.near === true
            ? 'danger'
            : needs.length > 0 || frozen || objectionUntil !== null
              ? 'attention'
              : undefined
        }
        maxHeight="70vh"
        empty={<Empty icon="scales" title={t('court.empty')} text={t('court.emptyText')} />}
      />
    </Page>
  );
}

function Lines({ first, second }: { readonly first: string; readonly second: string }) {
  return (
    <div className={classes['lines']}>
      {first}
      {second !== '' && <small>{second}</small>}
    </div>
  );
}
