import { Button, Group, Stack, Table, Text } from '@mantine/core';
import { useAct, useRead } from '../../../ui/api/reads.tsx';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useMay } from '../../../ui/session.ts';
import { contract } from '../contract.ts';
import { structuredContract } from '../structured/contract.ts';
import { type ReleaseCase } from './case.ts';
import { Fact } from './Fact.tsx';
import { Reasons } from './Reasons.tsx';

const useStructured = (open: ReleaseCase) =>
  useRead(structuredContract.showStructured, { params: { id: open.id } }, { live: ['release.'] });

/** For whoever approves: the data that goes beside the pages. */
export function StructuredFact({ open }: { readonly open: ReleaseCase }) {
  const t = useTexts('release');
  const chosen = useStructured(open).data?.chosen;
  if (chosen == null) return null;
  return (
    <Fact label={t('structured.short')}>
      {t('structured.sum', { count: chosen.included, withheld: chosen.withheld })}
    </Fact>
  );
}

/** What is data and no page: whether it goes with the packet, how much of each kind, and why the rest stays. */
export function StructuredPart({ open }: { readonly open: ReleaseCase }) {
  const t = useTexts('release');
  const may = useMay();
  const read = useStructured(open);
  const choose = useAct(structuredContract.chooseStructured, {
    changes: [structuredContract.showStructured, contract.open],
    onDone: ({ included, withheld }) => {
      showDone(included === 0 ? t('structured.out') : t('structured.in', { count: included, withheld }));
    },
  });
  const shown = read.data;
  if (shown?.scopeId == null) return null;
  const { scopeId, chosen } = shown;
  const mayChoose = shown.mayChoose && may('release/work') && open.closure === null && open.cancellation === null;
  if (chosen === null && !mayChoose) return null;
  const say = (wanted: boolean) => choose.run({ params: { id: open.id }, body: { scopeId, wanted } });
  return (
    <Stack gap="xs" role="group" aria-label={t('structured.title')}>
      <Group gap="sm">
        <Text size="sm" fw={600}>
          {t('structured.title')}
        </Text>
        {chosen === null ? (
          <Text size="sm" c="dimmed">
            {t('structured.none')}
          </Text>
        ) : (
          <Text size="sm" role="status">
            {t('structured.sum', { count: chosen.included, withheld: chosen.withheld })}
          </Text>
        )}
        {chosen !== null && chosen.hidden > 0 && (
          <Mark tone="danger" icon="alert">
            {t('structured.hidden', { count: chosen.hidden })}
          </Mark>
        )}
        {mayChoose && (
          <Button size="compact-sm" variant="default" loading={choose.isPending} onClick={() => say(chosen === null)}>
            {t(chosen === null ? 'structured.add' : 'structured.remove')}
          </Button>
        )}
      </Group>
      <Text size="xs" c="dimmed">
        {t('structured.text')}
      </Text>
      {choose.error !== null && <ProblemNotice error={choose.error} takeFocus />}
      {chosen !== null && (
        <Table aria-label={t('structured.kinds')} withRowBorders verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('structured.kind')}</Table.Th>
              <Table.Th ta="end">{t('structured.goes')}</Table.Th>
              <Table.Th ta="end">{t('structured.stays')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {chosen.kinds.map(({ type, included, withheld, reasons }) => (
              <Table.Tr key={type}>
                <Table.Td>
                  {t(`structured.types.${type}`, { defaultValue: type })}
                  <Reasons
                    reasons={reasons.map((each) => ({
                      ...each,
                      text: `${t('structured.held')} ${each.text} (${each.count})`,
                    }))}
                  />
                </Table.Td>
                <Table.Td ta="end">{included}</Table.Td>
                <Table.Td ta="end">{withheld}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Stack>
  );
}
