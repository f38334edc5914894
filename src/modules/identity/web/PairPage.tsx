import { Button, Group, Stack, Table, Text, Title } from '@mantine/core';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { useAct, useRead } from '../../../ui/api/reads.tsx';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { Notice } from '../../../ui/feedback/Notice.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { ReasonDialog } from '../../../ui/feedback/ReasonDialog.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { Waiting } from '../../../ui/feedback/Waiting.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useCommands } from '../../../ui/keys/KeysProvider.tsx';
import { Shortcut } from '../../../ui/keys/Shortcut.tsx';
import { useMay } from '../../../ui/session.ts';
import { Page } from '../../../ui/shell/Page.tsx';
import { useActorWord } from '../../../ui/use-actor-word.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { recordPath } from '../../patients/web/index.tsx';
import { contract } from '../contract.ts';
import { CompareTable } from './CompareTable.tsx';
import { MergeDialog } from './MergeDialog.tsx';
import { identityPath, mergePath } from './paths.ts';
import { percent } from './QueuePage.tsx';

export type Pair = ResponseOf<typeof contract.openPair>;

/** Two registrations side by side, and the decision on them; nothing here needs a mouse. */
export default function PairPage() {
  const t = useTexts('identity');
  const { pairId = '' } = useParams({ strict: false });
  const read = useRead(contract.openPair, { params: { id: pairId } }, { live: ['identity.', 'patients.'] });
  return (
    <Page
      title={t('pair.title')}
      actions={
        <Button component={Link} to={identityPath} variant="default" size="xs">
          {t('pair.back')}
        </Button>
      }
    >
      {read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Waiting />}
      {read.data !== undefined && <Opened pair={read.data} />}
    </Page>
  );
}

type Doing = 'merge' | 'different' | 'kept-apart' | 'unsure' | 'withdrawn';

function Opened({ pair }: { readonly pair: Pair }) {
  const t = useTexts('identity');
  const may = useMay();
  const navigate = useNavigate();
  const [doing, setDoing] = useState<Doing>();
  const say = useAct(contract.sayVerdict, {
    changes: [contract.openPair, contract.listPairs],
    onDone: () => {
      showDone(t(`pair.done.${doing ?? 'different'}`));
      setDoing(undefined);
      if (doing === 'different' || doing === 'kept-apart') void navigate({ to: identityPath });
    },
  });
  const waits = pair.settledHow === null && may('identity/work');
  const blocked = pair.warnings.includes('in-question') || pair.warnings.includes('sealed');
  const begin = (what: Doing) => () => setDoing(what);
  const free = waits && doing === undefined;
  useCommands([
    {
      ...{ id: 'identity.merge', label: t(`pair.merge.${pair.kind}`), keys: ['m'], run: begin('merge') },
      disabled: !free || blocked,
    },
    {
      ...{ id: 'identity.different', label: t('pair.verdicts.different'), keys: ['n'], run: begin('different') },
      disabled: !free,
    },
    {
      ...{ id: 'identity.unsure', label: t('pair.verdicts.unsure'), keys: ['u'], run: begin('unsure') },
      disabled: !free,
    },
  ]);
  const mergeId = pair.verdicts.find((each) => each.mergeId !== null)?.mergeId;
  return (
    <Stack gap="lg">
      <Group gap="sm">
        <Mark tone="info">{t(`pair.kinds.${pair.kind}`)}</Mark>
        <Text size="sm">{t('pair.likely', { percent: percent(pair.probability) })}</Text>
        {pair.settledHow !== null && <Mark tone="good">{t(`pair.settled.${pair.settledHow}`)}</Mark>}
        {pair.settledHow === 'merged' && mergeId != null && <Link to={mergePath(mergeId)}>{t('pair.seeMerge')}</Link>}
      </Group>
      {pair.warnings.length > 0 && (
        <Notice tone={blocked ? 'danger' : 'attention'} title={t('pair.warnings')}>
          <ul style={{ margin: 0, paddingInlineStart: '1.2em' }}>
            {pair.warnings.map((warning) => (
              <li key={warning}>{t(`warnings.${warning}`)}</li>
            ))}
          </ul>
        </Notice>
      )}
      {waits && (
        <Group>
          <Button onClick={begin('merge')} disabled={blocked} rightSection={<Shortcut keys="m" />}>
            {t(`pair.merge.${pair.kind}`)}
          </Button>
          <Button variant="default" onClick={begin('different')} rightSection={<Shortcut keys="n" />}>
            {t('pair.verdicts.different')}
          </Button>
          <Button variant="default" onClick={begin('kept-apart')}>
            {t('pair.verdicts.kept-apart')}
          </Button>
          <Button variant="subtle" onClick={begin('unsure')} rightSection={<Shortcut keys="u" />}>
            {t('pair.verdicts.unsure')}
          </Button>
        </Group>
      )}
      <CompareTable pair={pair} />
      <Counts pair={pair} />
      <Verdicts pair={pair} onWithdraw={may('identity/work') ? begin('withdrawn') : undefined} />
      {doing === 'merge' && <MergeDialog pair={pair} onClose={() => setDoing(undefined)} />}
      {doing !== undefined && doing !== 'merge' && (
        <ReasonDialog
          title={t(`pair.verdicts.${doing}`)}
          text={t(`pair.texts.${doing}`)}
          action={t(`pair.verdicts.${doing}`)}
          busy={say.isPending}
          error={say.error}
          onConfirm={(reason) => say.run({ params: { id: pair.id }, body: { verdict: doing, reason } })}
          onCancel={() => setDoing(undefined)}
        />
      )}
    </Stack>
  );
}

function Counts({ pair }: { readonly pair: Pair }) {
  const t = useTexts('identity');
  const kinds = Object.keys(pair.left.counts).filter(
    (kind) => (pair.left.counts[kind] ?? 0) + (pair.right.counts[kind] ?? 0) > 0,
  );
  return (
    <section aria-label={t('pair.counts')}>
      <Title order={2} size="h4">
        {t('pair.counts')}
      </Title>
      <Text size="sm" c="dimmed">
        {t('pair.countsText')}
      </Text>
      {kinds.length === 0 ? (
        <Text size="sm">{t('pair.nothing')}</Text>
      ) : (
        <Table maw={560} aria-label={t('pair.counts')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('pair.what')}</Table.Th>
              <Table.Th ta="end">
                <Link to={recordPath(pair.left.id)}>{pair.left.mrn ?? t('pair.one')}</Link>
              </Table.Th>
              <Table.Th ta="end">
                <Link to={recordPath(pair.right.id)}>{pair.right.mrn ?? t('pair.other')}</Link>
              </Table.Th>
              <Table.Th ta="end">{t('pair.together')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {kinds.map((kind) => (
              <Table.Tr key={kind}>
                <Table.Th scope="row">{t(`facts.${kind}`)}</Table.Th>
                <Table.Td ta="end">{pair.left.counts[kind]}</Table.Td>
                <Table.Td ta="end">{pair.right.counts[kind]}</Table.Td>
                <Table.Td ta="end">{(pair.left.counts[kind] ?? 0) + (pair.right.counts[kind] ?? 0)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </section>
  );
}

function Verdicts({ pair, onWithdraw }: { readonly pair: Pair; readonly onWithdraw: (() => void) | undefined }) {
  const t = useTexts('identity');
  const dates = useDates();
  const wordOf = useActorWord();
  if (pair.verdicts.length === 0) return null;
  const canWithdraw = pair.settledHow === 'different' || pair.settledHow === 'kept-apart';
  return (
    <section aria-label={t('pair.decided')}>
      <Title order={2} size="h4">
        {t('pair.decided')}
      </Title>
      <Stack gap={4}>
        {pair.verdicts.map((each) => (
          <Text key={each.at + each.verdict} size="sm">
            <Mark tone="neutral">{t(`pair.settledBy.${each.verdict}`)}</Mark> {each.reason} ·{' '}
            {wordOf(each.by, undefined)}, {dates.instant(each.at)}
          </Text>
        ))}
        {canWithdraw && onWithdraw !== undefined && (
          <Group>
            <Button size="compact-sm" variant="subtle" onClick={onWithdraw}>
              {t('pair.verdicts.withdrawn')}
            </Button>
          </Group>
        )}
      </Stack>
    </section>
  );
}
