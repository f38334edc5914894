import { Button, Group, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { Freshness } from '../../../ui/api/Freshness.tsx';
import { useAct, useRead } from '../../../ui/api/reads.tsx';
import { ConfirmDialog } from '../../../ui/feedback/ConfirmDialog.tsx';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { Notice } from '../../../ui/feedback/Notice.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { ReasonDialog } from '../../../ui/feedback/ReasonDialog.tsx';
import { DateField } from '../../../ui/fields/DateField.tsx';
import { type Texts, useTexts } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useCommands } from '../../../ui/keys/KeysProvider.tsx';
import { useMay } from '../../../ui/session.ts';
import { Page } from '../../../ui/shell/Page.tsx';
import { type Column, RecordsTable } from '../../../ui/table/RecordsTable.tsx';
import { useAddress } from '../../../ui/use-address.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { reconciliationContract as contract } from '../reconciliation/contract.ts';
import classes from './intake.module.css';
import { itemPath } from './paths.ts';
import { ReminderDialog } from './ReminderDialog.tsx';

type Opened = ResponseOf<typeof contract.open>;
export type PaperRow = Opened['encounters'][number];
type Counts = Opened['total'];

const LIVE = ['intake.', 'documents.', 'encounters.'];
const SHOWN = ['missing', 'received', 'no-paper', 'all'] as const;
const COUNTED = ['received', 'partial', 'notReceived', 'noPaper'] as const;
const TONES = { received: 'good', partial: 'attention', 'not-received': 'danger', 'no-paper': 'neutral' } as const;
/** Visits of which no unit is known. */
const NO_UNIT = 'none';
const MOST_REMINDED = 60;
const keyOf = (row: PaperRow) => row.encounterId;
const isMissing = ({ state }: PaperRow) => state === 'partial' || state === 'not-received';

/** The first look of a shift: who left yesterday, and whose paper has not come. */
export default function ReconciliationPage() {
  const t = useTexts('intake');
  const e = useTexts('encounters');
  const may = useMay();
  const dates = useDates();
  const navigate = useNavigate();
  const [{ from, to, unit, show: asked }, change] = useAddress(['from', 'to', 'unit', 'show']);
  const [marked, setMarked] = useState<readonly PaperRow[]>([]);
  const [reminding, setReminding] = useState<readonly PaperRow[]>();
  const [noPaper, setNoPaper] = useState<PaperRow>();
  const [closing, setClosing] = useState(false);
  const show = SHOWN.find((each) => each === asked) ?? 'missing';
  const days = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  const read = useRead(contract.open, { query: days }, { live: LIVE, keepFormer: true });
  const data = read.data;
  const act = { changes: [contract.open] };
  const mark = useAct(contract.mark, { ...act, onDone: () => setNoPaper(undefined) });
  const unmark = useAct(contract.unmark, act);
  const close = useAct(contract.close, {
    ...act,
    onDone: ({ days: count }) => {
      setClosing(false);
      showDone(t('reconciliation.closed', { count }));
    },
  });
  const rows = data?.encounters.filter(
    (row) =>
      (unit === undefined || (row.unitId ?? NO_UNIT) === unit) &&
      (show === 'all' || (show === 'missing' ? isMissing(row) : row.state === show)),
  );
  const focused = () => {
    const key = document.activeElement?.closest('[data-row]')?.getAttribute('data-row');
    return rows?.find((row) => row.encounterId === key);
  };
  const one = (run: (row: PaperRow) => void) => () => {
    const row = focused() ?? marked[0] ?? rows?.[0];
    if (row !== undefined) run(row);
  };
  const ofRow = ({ patientId, encounterId }: PaperRow) => ({ params: { patientId, encounterId } });
  const remind = () => {
    const row = focused();
    const chosen = (marked.length > 0 ? marked : row === undefined ? (rows ?? []) : [row]).filter(isMissing);
    if (chosen.length > 0) setReminding(chosen.slice(0, MOST_REMINDED));
  };
  const sayNoPaper = (row: PaperRow) =>
    row.noPaperMark === null ? setNoPaper(row) : unmark.run({ ...ofRow(row), body: { kind: 'no-paper' } });
  const sayAtDesk = (row: PaperRow) =>
    (row.atDesk === null ? mark : unmark).run({ ...ofRow(row), body: { kind: 'at-desk' } });
  const open = (row: PaperRow) => {
    if (row.waiting.itemId !== null) void navigate({ to: itemPath(row.waiting.itemId) });
    else if (may('patients/read')) void navigate({ to: `/patients/${row.patientId}` });
  };
  const none = (rows ?? []).length === 0;
  const key = (id: string, label: string, keys: string, run: () => void, disabled = none) => ({
    ...{ id: `reconciliation.${id}`, label, keys: [keys], run, disabled, reversal: 'reversible' as const },
  });
  useCommands([
    key('remind', t('reconciliation.remind'), 'r', remind),
    key('noPaper', t('reconciliation.noPaperAct'), 'n', one(sayNoPaper)),
    key('atDesk', t('reconciliation.atDeskAct'), 'd', one(sayAtDesk)),
    key('close', t('reconciliation.close'), 'Mod+Shift+Enter', () => setClosing(true), data === undefined),
  ]);
  const columns: Column<PaperRow>[] = [
    {
      ...{ key: 'patient', header: t('reconciliation.patient'), names: true },
      cell: ({ patient, visitNumber }) => (
        <div>
          {patient?.name ?? t('reconciliation.visit', { number: visitNumber ?? '' })}
          {patient !== null && (
            <Text size="xs" c="dimmed">
              {[patient.mrn, visitNumber].filter(Boolean).join(' · ')}
            </Text>
          )}
        </div>
      ),
    },
    {
      ...{ key: 'unit', header: t('reconciliation.unit') },
      cell: (row) => (
        <div>
          {row.unit ?? t('reconciliation.noUnit')}
          <Text size="xs" c="dimmed">
            {e(`classes.${row.class}`, { defaultValue: row.class })}
          </Text>
        </div>
      ),
      compare: (a, b) => (a.unit ?? '').localeCompare(b.unit ?? ''),
    },
    {
      ...{ key: 'left', header: t('reconciliation.left'), solid: true },
      cell: ({ at }) => (
        <div>
          {dates.instant(at)}
          <Text size="xs" c="dimmed">
            {t('reconciliation.ago', { age: dates.age(at) })}
          </Text>
        </div>
      ),
      compare: (a, b) => a.at.localeCompare(b.at),
    },
    { ...{ key: 'state', header: t('reconciliation.state') }, cell: (row) => <PaperState row={row} t={t} /> },
    {
      ...{ key: 'waiting', header: t('reconciliation.waiting') },
      cell: ({ waiting }) =>
        waiting.encounter > 0
          ? t('reconciliation.waitsForVisit', { count: waiting.encounter })
          : waiting.patient > 0
            ? t('reconciliation.waitsForPatient', { count: waiting.patient })
            : '',
    },
    {
      ...{ key: 'reminded', header: t('reconciliation.reminded'), solid: true, narrow: 'line' as const },
      cell: ({ reminded }) =>
        reminded === null
          ? t('reconciliation.never')
          : t('reconciliation.remindedAt', { at: dates.instant(reminded.at), count: reminded.times }),
    },
  ];
  return (
    <Page
      title={t('reconciliation.title')}
      actions={
        <>
          <Freshness updatedAt={read.dataUpdatedAt} />
          <Button variant="default" onClick={() => window.print()}>
            {t('reconciliation.print')}
          </Button>
          <Button leftSection={<Icon name="check" size={16} />} disabled={!data} onClick={() => setClosing(true)}>
            {t('reconciliation.close')}
          </Button>
        </>
      }
    >
      <Group align="start" gap="md">
        <Day
          id="from"
          value={from ?? data?.from ?? ''}
          label={t('reconciliation.from')}
          onChange={(day) => change({ from: day, to: to ?? data?.to })}
        />
        <Day
          id="to"
          value={to ?? data?.to ?? ''}
          label={t('reconciliation.to')}
          onChange={(day) => change({ from: from ?? data?.from, to: day })}
        />
        <Text size="sm" c="dimmed" mt={28}>
          {data === undefined || data.lastReconciled === null
            ? t('reconciliation.neverClosed')
            : t('reconciliation.lastClosed', { day: dates.day(data.lastReconciled) })}
        </Text>
      </Group>
      {read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
      {(mark.error ?? unmark.error) !== null && noPaper === undefined && (
        <ProblemNotice error={(mark.error ?? unmark.error) as Error} takeFocus />
      )}
      {data !== undefined && (
        <>
          {data.more && <Notice tone="attention" title={t('reconciliation.more')} />}
          <Strip counts={data.total} />
          <Group justify="space-between" align="end" className={classes['screenOnly'] ?? ''}>
            <SegmentedControl
              aria-label={t('reconciliation.show')}
              className={classes['scrolls'] ?? ''}
              size="xs"
              value={show}
              data={SHOWN.map((value) => ({ value, label: t(`reconciliation.shown.${value}`) }))}
              onChange={(value) => change({ show: value === 'missing' ? undefined : value })}
            />
            <Group gap="sm" align="end">
              <Select
                size="xs"
                w={280}
                label={t('reconciliation.unit')}
                clearable
                placeholder={t('reconciliation.allUnits')}
                value={unit ?? null}
                data={data.units.map((each) => ({
                  value: each.unitId ?? NO_UNIT,
                  label: t('reconciliation.unitLine', {
                    unit: each.unit ?? t('reconciliation.noUnit'),
                    missing: each.partial + each.notReceived,
                    of: each.encounters,
                  }),
                }))}
                onChange={(value) => change({ unit: value ?? undefined })}
              />
              {marked.length === 1 && (
                <>
                  <Button size="xs" variant="default" onClick={one(sayNoPaper)}>
                    {t('reconciliation.noPaperAct')}
                  </Button>
                  <Button size="xs" variant="default" onClick={one(sayAtDesk)}>
                    {t('reconciliation.atDeskAct')}
                  </Button>
                </>
              )}
              <Button size="xs" variant="default" disabled={!(rows ?? []).some(isMissing)} onClick={remind}>
                {marked.length > 0
                  ? t('reconciliation.remindMarked', { count: marked.filter(isMissing).length })
                  : t('reconciliation.remindAll')}
              </Button>
            </Group>
          </Group>
        </>
      )}
      <RecordsTable
        label={t('reconciliation.list')}
        columns={columns}
        rows={rows}
        rowKey={keyOf}
        onOpen={open}
        onMarked={setMarked}
        tone={({ state }) => (state === 'not-received' ? 'danger' : state === 'partial' ? 'attention' : undefined)}
        maxHeight="60vh"
        empty={
          data?.total.encounters === 0 ? (
            <Empty icon="tray" title={t('reconciliation.nobody')} text={t('reconciliation.nobodyText')} />
          ) : show === 'missing' ? (
            <Empty icon="check" title={t('reconciliation.nothing')} text={t('reconciliation.nothingText')} />
          ) : (
            <Empty icon="tray" title={t('reconciliation.none')} />
          )
        }
      />
      {reminding !== undefined && (
        <ReminderDialog
          rows={reminding}
          address={data?.units.find(({ unitId }) => unitId === reminding[0]?.unitId)?.mailAddress ?? ''}
          onClose={() => setReminding(undefined)}
        />
      )}
      {noPaper !== undefined && (
        <ReasonDialog
          title={t('reconciliation.noPaperAct')}
          text={t('reconciliation.noPaperText')}
          identifiers={[
            { label: t('reconciliation.patient'), value: noPaper.patient?.name ?? noPaper.visitNumber ?? '' },
            { label: t('reconciliation.left'), value: dates.instant(noPaper.at) },
          ]}
          action={t('reconciliation.noPaperAct')}
          busy={mark.isPending}
          error={mark.error}
          onConfirm={(reason) => mark.run({ ...ofRow(noPaper), body: { kind: 'no-paper', reason } })}
          onCancel={() => setNoPaper(undefined)}
        />
      )}
      {data !== undefined && (
        <ConfirmDialog
          opened={closing}
          title={t('reconciliation.close')}
          text={t('reconciliation.closeText', { count: data.total.partial + data.total.notReceived })}
          identifiers={[
            { label: t('reconciliation.from'), value: dates.day(data.from) },
            { label: t('reconciliation.to'), value: dates.day(data.to) },
          ]}
          action={t('reconciliation.close')}
          busy={close.isPending}
          onConfirm={() => close.run({ body: { facilityId: data.facilityId, from: data.from, to: data.to } })}
          onCancel={() => setClosing(false)}
        >
          {close.error !== null && <ProblemNotice error={close.error} takeFocus />}
        </ConfirmDialog>
      )}
    </Page>
  );
}

function Day(props: {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (day: string) => void;
}) {
  return (
    <div style={{ width: 190 }}>
      <DateField
        {...props}
        id={`reconciliation-${props.id}`}
        lies="past"
        now={new Date()}
        onChange={(day) => day !== '' && props.onChange(day)}
      />
    </div>
  );
}

function PaperState({ row, t }: { readonly row: PaperRow; readonly t: Texts }) {
  return (
    <Stack gap={2}>
      <Group gap={4}>
        <Mark tone={TONES[row.state]}>{t(`reconciliation.states.${row.state}`)}</Mark>
        {row.atDesk !== null && (
          <Mark tone="info" icon="tray">
            {t('reconciliation.atDesk')}
          </Mark>
        )}
      </Group>
      {row.missing.length > 0 && (
        <Text size="xs" maw="40ch">
          {t('reconciliation.missing', { papers: row.missing.join(', ') })}
        </Text>
      )}
      {row.noPaperMark !== null && row.state === 'no-paper' && (
        <Text size="xs" maw="40ch">
          {row.noPaperMark.reason}
        </Text>
      )}
    </Stack>
  );
}

/** Encounters = received + partial + not received + no paper, as the strip of pages says it. */
function Strip({ counts }: { readonly counts: Counts }) {
  const t = useTexts('intake');
  return (
    <dl className={classes['counts']} aria-label={t('reconciliation.counts')}>
      <div data-total>
        <dt>{t('reconciliation.encounters')}</dt>
        <dd>{counts.encounters}</dd>
      </div>
      {COUNTED.map((each, at) => (
        <div
          key={each}
          data-sign={at === 0 ? '=' : '+'}
          data-open={each === 'notReceived' || each === 'partial' || undefined}
        >
          <dt>{t(`reconciliation.counted.${each}`)}</dt>
          <dd>{counts[each]}</dd>
        </div>
      ))}
    </dl>
  );
}
