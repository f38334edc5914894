import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { Freshness } from '../../../../ui/api/Freshness.tsx';
import { useRead } from '../../../../ui/api/reads.tsx';
import { Empty } from '../../../../ui/feedback/Empty.tsx';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { Notice } from '../../../../ui/feedback/Notice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useMay } from '../../../../ui/session.ts';
import { Page } from '../../../../ui/shell/Page.tsx';
import { type Column, RecordsTable } from '../../../../ui/table/RecordsTable.tsx';
import { useDates } from '../../../../ui/use-dates.ts';
import { dispatchContract } from '../../dispatch/contract.ts';
import { casePath, releasePath, sealsPath } from '../paths.ts';
import classes from './dispatch.module.css';
import { DispatchSteps } from './DispatchOf.tsx';

type Row = ResponseOf<typeof dispatchContract.printRun>['entries'][number];
const keyOf = ({ disclosureId }: Row) => disclosureId;

/** Everything to be printed, written and posted, oldest first: label, pages, and the next step on the row. */
export default function PrintRunPage() {
  const t = useTexts('release');
  const may = useMay();
  const dates = useDates();
  const navigate = useNavigate();
  const read = useRead(dispatchContract.printRun, {}, { live: ['release.'], keepFormer: true });
  const columns: Column<Row>[] = [
    {
      ...{ key: 'number', header: t('dispatch.column.number'), names: true, solid: true },
      cell: ({ number }) => number,
      compare: (a, b) => a.number.localeCompare(b.number),
    },
    {
      ...{ key: 'way', header: t('dispatch.column.way'), solid: true },
      cell: ({ way, madeAt }) => (
        <>
          {t(`dispatch.ways.${way}`)} {madeAt !== null && <Mark tone="info">{t('dispatch.states.made')}</Mark>}
        </>
      ),
    },
    {
      ...{ key: 'pages', header: t('dispatch.column.pages'), solid: true, align: 'end' as const },
      cell: ({ pages, volumes }) => t('dispatch.pages', { pages, count: volumes }),
      compare: (a, b) => a.pages - b.pages,
    },
    {
      ...{ key: 'label', header: t('dispatch.column.label') },
      cell: ({ address }) => <span className={classes['label']}>{address.join('\n')}</span>,
    },
    {
      ...{ key: 'since', header: t('dispatch.column.since'), solid: true, narrow: 'hide' as const },
      cell: ({ at }) => dates.instant(at),
      compare: (a, b) => a.at.localeCompare(b.at),
    },
    {
      ...{ key: 'next', header: t('dispatch.column.next') },
      cell: (row) => <DispatchSteps dispatch={row} />,
    },
  ];
  return (
    <Page
      title={t('dispatch.title')}
      actions={
        <>
          <Freshness updatedAt={read.dataUpdatedAt} />
          {may('release/manage') && (
            <Button component={Link} to={sealsPath} variant="default" size="xs">
              {t('seal.title')}
            </Button>
          )}
          <Button component={Link} to={releasePath} variant="default" size="xs">
            {t('case.back')}
          </Button>
        </>
      }
    >
      {read.data?.more === true && <Notice tone="attention" title={t('dispatch.more')} />}
      <RecordsTable
        label={t('dispatch.title')}
        columns={columns}
        rows={read.data?.entries}
        rowKey={keyOf}
        error={read.error ?? undefined}
        onRetry={() => void read.refetch()}
        onOpen={({ requestId }) => void navigate({ to: casePath(requestId) })}
        maxHeight="70vh"
        empty={<Empty icon="check" title={t('dispatch.empty')} text={t('dispatch.emptyText')} />}
      />
    </Page>
  );
}
