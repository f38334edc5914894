import { Button, Card, Group, NumberInput, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { useAct, useRead } from '../../../ui/api/reads.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { ReasonDialog } from '../../../ui/feedback/ReasonDialog.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useMay } from '../../../ui/session.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { contract } from '../contract.ts';
import { percent } from './QueuePage.tsx';

/** From when on a pair is shown, who learns of merges, and the whole register gone through. */
export function Settings() {
  const t = useTexts('identity');
  const may = useMay();
  const dates = useDates();
  const read = useRead(contract.settings, { query: {} }, { live: ['identity.'] });
  const [name, setName] = useState('');
  const [instructions, setInstructions] = useState('');
  const [least, setLeast] = useState<number>();
  const [asking, setAsking] = useState(false);
  const add = useAct(contract.addDownstream, {
    changes: [contract.settings],
    onDone: () => {
      setName('');
      setInstructions('');
    },
  });
  const end = useAct(contract.endDownstream, { changes: [contract.settings] });
  const look = useAct(contract.lookThrough, {
    changes: [contract.settings],
    onDone: () => showDone(t('settings.lookDone')),
  });
  const cut = useAct(contract.setCutoff, {
    changes: [contract.settings],
    onDone: () => {
      setLeast(undefined);
      setAsking(false);
    },
  });
  const manage = may('identity/manage');
  if (read.error !== null) return <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />;
  const settings = read.data;
  if (settings === undefined) return null;
  return (
    <Stack gap="lg" maw={760}>
      <section>
        <Title order={2} size="h4">
          {t('settings.cutoff')}
        </Title>
        <Text size="sm">{t('settings.cutoffText', { least: percent(settings.least) })}</Text>
        <Text size="sm" mt="xs">
          {settings.precision.proposed === null
            ? t('settings.noProposal')
            : t('settings.proposal', { least: percent(settings.precision.proposed) })}
        </Text>
        {(settings.precision.steps[0]?.judged ?? 0) > 0 && (
          <Table maw={560} aria-label={t('settings.precision')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('settings.least')}</Table.Th>
                {(['judged', 'one', 'lost'] as const).map((key) => (
                  <Table.Th key={key} ta="end">
                    {t(`settings.${key}`)}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {settings.precision.steps.map(({ from, judged, one, lost }) => (
                <Table.Tr key={from}>
                  <Table.Th scope="row">{percent(from)}</Table.Th>
                  <Table.Td ta="end">{judged}</Table.Td>
                  <Table.Td ta="end">{judged === 0 ? '–' : `${one} (${percent(one / judged)})`}</Table.Td>
                  <Table.Td ta="end">{lost}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
        {manage && (
          <Group align="end" mt="xs">
            <NumberInput
              label={t('settings.least')}
              min={5}
              max={100}
              suffix=" %"
              value={Math.round((least ?? settings.least) * 100)}
              onChange={(value) => setLeast(Number(value) / 100)}
            />
            <Button variant="default" disabled={least === undefined || least < 0.05} onClick={() => setAsking(true)}>
              {t('settings.set')}
            </Button>
          </Group>
        )}
      </section>
      <section>
        <Title order={2} size="h4">
          {t('settings.whole')}
        </Title>
        <Text size="sm">
          {settings.whole?.begunAt == null
            ? t('settings.never')
            : t(settings.whole.finishedAt === null ? 'settings.under' : 'settings.finished', {
                count: settings.whole.done,
                at: dates.instant(settings.whole.begunAt),
              })}
        </Text>
        {look.error !== null && <ProblemNotice error={look.error} takeFocus />}
        {end.error !== null && <ProblemNotice error={end.error} takeFocus />}
        {manage && (
          <Button mt="xs" variant="default" loading={look.isPending} onClick={() => look.run({})}>
            {t('settings.look')}
          </Button>
        )}
      </section>
      <section>
        <Title order={2} size="h4">
          {t('settings.downstream')}
        </Title>
        <Text size="sm">{t('settings.downstreamText')}</Text>
        <Stack gap="xs" mt="xs">
          {settings.downstream.map((system) => (
            <Card key={system.id} withBorder padding="xs">
              <Group justify="space-between">
                <div>
                  <Text fw={600}>{system.name}</Text>
                  <Text size="sm">{system.instructions}</Text>
                </div>
                {manage && (
                  <Button
                    size="compact-sm"
                    variant="subtle"
                    aria-label={t('settings.endOf', { name: system.name })}
                    onClick={() => end.run({ params: { id: system.id } })}
                  >
                    {t('settings.end')}
                  </Button>
                )}
              </Group>
            </Card>
          ))}
        </Stack>
        {manage && (
          <Stack gap="xs" mt="sm">
            {add.error !== null && <ProblemNotice error={add.error} takeFocus />}
            <TextInput
              label={t('settings.name')}
              maxLength={100}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <TextInput
              label={t('settings.instructions')}
              maxLength={1000}
              value={instructions}
              onChange={(event) => setInstructions(event.currentTarget.value)}
            />
            <Group>
              <Button
                disabled={name.trim().length < 2}
                loading={add.isPending}
                onClick={() => add.run({ body: { name: name.trim(), how: 'task', instructions: instructions.trim() } })}
              >
                {t('settings.add')}
              </Button>
            </Group>
          </Stack>
        )}
      </section>
      {asking && least !== undefined && (
        <ReasonDialog
          title={t('settings.set')}
          text={t('settings.setText', { least: percent(least) })}
          action={t('settings.set')}
          busy={cut.isPending}
          error={cut.error}
          onConfirm={(reason) => cut.run({ query: {}, body: { least, reason } })}
          onCancel={() => setAsking(false)}
        />
      )}
    </Stack>
  );
}
