import { Anchor, Button, Group, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { addressOf } from '../../../ui/api/call.ts';
import { useAct, useRead } from '../../../ui/api/reads.tsx';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { ReasonDialog } from '../../../ui/feedback/ReasonDialog.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useMay } from '../../../ui/session.ts';
import { RecordsTable, type Column } from '../../../ui/table/RecordsTable.tsx';
import { useAddress } from '../../../ui/use-address.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { useFacilityNames } from '../../directory/web/index.tsx';
import { contract } from '../contract.ts';
import { RULES } from '../quality/contract.ts';
import { findingPath } from './paths.ts';
import { useWho } from './use-who.ts';

type Finding = ResponseOf<typeof contract.listFindings>['findings'][number];

/** What of the register cannot be right, by rule and facility: opened to be mended, or dismissed with a reason. */
export function Findings() {
  const t = useTexts('identity');
  const may = useMay();
  const dates = useDates();
  const navigate = useNavigate();
  const [address, change] = useAddress(['show', 'rule', 'facility']);
  const rule = RULES.find((each) => each === address.rule);
  const query = {
    ...(rule === undefined ? {} : { rule }),
    ...(address.facility === undefined ? {} : { facilityId: address.facility }),
  };
  const read = useRead(contract.listFindings, { query }, { live: ['identity.'], keepFormer: true });
  const [marked, setMarked] = useState<readonly Finding[]>([]);
  const [dismissing, setDismissing] = useState<'marked' | 'rule'>();
  const changes = [contract.listFindings];
  const look = useAct(contract.lookForFindings, { changes, onDone: () => showDone(t('findings.lookDone')) });
  const dismiss = useAct(contract.dismissFindings, {
    changes,
    onDone: ({ dismissed, left }) => {
      setDismissing(undefined);
      showDone(t(left ? 'findings.dismissedSome' : 'findings.dismissed', { count: dismissed }));
    },
  });
  const open = read.data?.counts.filter(
    (count) =>
      (rule === undefined || count.rule === rule) &&
      (address.facility === undefined || count.facilityId === address.facility),
  );
  const count = open?.reduce((sum, each) => sum + each.open, 0) ?? 0;
  const shown = read.data?.findings;
  const whole = read.data?.whole;
  const chosen = marked.filter(({ id }) => shown?.some((row) => row.id === id) === true);
  return (
    <>
      <Filters counts={read.data?.counts ?? []} rule={rule} facilityId={address.facility} onChange={change} />
      <Group justify="space-between">
        <Text size="sm">
          {t('findings.open', { count })}
          {read.data?.more === true && ` ${t('findings.more')}`}
          {whole != null &&
            whole.begunAt !== null &&
            ` ${t(whole.finishedAt === null ? 'findings.under' : 'findings.wholeAt', { count: whole.done, at: dates.instant(whole.begunAt) })}`}
        </Text>
        <Group gap="xs">
          <Anchor size="sm" href={addressOf(contract.saveFindings, {}, query)} download>
            {t('findings.table')}
          </Anchor>
          {may('identity/work') && chosen.length > 0 && (
            <Button size="compact-sm" variant="default" onClick={() => setDismissing('marked')}>
              {t('findings.dismissMarked', { count: chosen.length })}
            </Button>
          )}
          {may('identity/work') && rule !== undefined && count > 0 && (
            <Button size="compact-sm" variant="default" onClick={() => setDismissing('rule')}>
              {t('findings.dismissRule')}
            </Button>
          )}
          {may('identity/manage') && (
            <Button size="compact-sm" variant="default" loading={look.isPending} onClick={() => look.run({})}>
              {t('findings.look')}
            </Button>
          )}
        </Group>
      </Group>
      {look.error !== null && <ProblemNotice error={look.error} takeFocus />}
      <RecordsTable
        label={t('queue.shows.findings')}
        columns={useColumns(dates)}
        rows={shown}
        rowKey={({ id }) => id}
        error={read.error ?? undefined}
        onRetry={() => void read.refetch()}
        onOpen={({ id }) => void navigate({ to: findingPath(id) })}
        {...(may('identity/work') ? { onMarked: setMarked } : {})}
        empty={<Empty icon="people" title={t('findings.none')} text={t('findings.noneText')} />}
        maxHeight="70vh"
      />
      {dismissing !== undefined && (
        <ReasonDialog
          title={t('findings.dismiss')}
          text={t(dismissing === 'rule' ? 'findings.dismissRuleText' : 'findings.dismissText', {
            count: dismissing === 'rule' ? count : chosen.length,
            rule: rule === undefined ? '' : t(`rules.${rule}`),
          })}
          action={t('findings.dismiss')}
          busy={dismiss.isPending}
          error={dismiss.error}
          onConfirm={(reason) =>
            dismiss.run({
              body: dismissing === 'rule' ? { ...query, reason } : { ids: chosen.map(({ id }) => id), reason },
            })
          }
          onCancel={() => setDismissing(undefined)}
        />
      )}
    </>
  );
}

function useColumns(dates: ReturnType<typeof useDates>): Column<Finding>[] {
  const t = useTexts('identity');
  const who = useWho();
  const facilities = useFacilityNames();
  return [
    { key: 'who', header: t('queue.record'), names: true, cell: ({ patient }) => who(patient) },
    { key: 'rule', header: t('findings.rule'), cell: ({ rule }) => t(`rules.${rule}`) },
    { key: 'why', header: t('findings.why'), narrow: 'hide', cell: ({ why }) => t(`whys.${why}`) },
    {
      ...{ key: 'facility', header: t('findings.facility'), narrow: 'hide' },
      cell: ({ facilityId }) => facilities.get(facilityId) ?? '',
    },
    {
      ...{ key: 'since', header: t('findings.since'), solid: true, narrow: 'hide' },
      cell: ({ foundAt }) => dates.instant(foundAt),
    },
  ];
}

interface FiltersProps {
  readonly counts: ResponseOf<typeof contract.listFindings>['counts'];
  readonly rule: string | undefined;
  readonly facilityId: string | undefined;
  readonly onChange: (change: { readonly rule?: string | undefined; readonly facility?: string | undefined }) => void;
}

/** Only rules and facilities of which something is open, each with how much. */
function Filters({ counts, rule, facilityId, onChange }: FiltersProps) {
  const t = useTexts('identity');
  const facilities = useFacilityNames();
  const openOf = (each: string) =>
    counts
      .filter((count) => count.rule === each && (facilityId === undefined || count.facilityId === facilityId))
      .reduce((sum, { open }) => sum + open, 0);
  return (
    <Group align="end">
      <ChoiceField
        id="finding-rule"
        label={t('findings.rule')}
        placeholder={t('findings.allRules')}
        value={rule}
        onChange={(next) => onChange({ rule: next })}
        choices={RULES.filter((each) => each === rule || openOf(each) > 0).map((value) => ({
          value,
          label: `${t(`rules.${value}`)} (${openOf(value)})`,
        }))}
      />
      {facilities.size > 1 && (
        <ChoiceField
          id="finding-facility"
          label={t('findings.facility')}
          placeholder={t('findings.allFacilities')}
          value={facilityId}
          onChange={(next) => onChange({ facility: next })}
          choices={[...facilities].map(([value, label]) => ({ value, label }))}
        />
      )}
      {(rule !== undefined || facilityId !== undefined) && (
        <Button size="compact-sm" variant="subtle" onClick={() => onChange({ rule: undefined, facility: undefined })}>
          {t('findings.all')}
        </Button>
      )}
    </Group>
  );
}
