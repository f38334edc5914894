import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { useRead } from '../../../../ui/api/reads.tsx';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useMay } from '../../../../ui/session.ts';
import { RecordsTable, type Column } from '../../../../ui/table/RecordsTable.tsx';
import { type Tone } from '../../../../ui/theme.ts';
import { useActorWord } from '../../../../ui/use-actor-word.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { basisContract } from '../../basis/contract.ts';
import { type ReleaseCase } from '../case.ts';
import { Reasons } from '../Reasons.tsx';
import { StateFactsDialog } from './StateFactsDialog.tsx';

type Row = ResponseOf<typeof basisContract.basis>['classes'][number];

const TONES: Record<Row['answer'], Tone> = {
  allowed: 'good',
  'allowed-with-notice': 'good',
  'ask-a-person': 'attention',
  'needs-professional': 'attention',
  'needs-consent': 'attention',
  stopped: 'danger',
};
const keyOf = ({ contentClass }: Row) => contentClass;

/** What may leave under the authority recorded, class of content by class, each with the rule that says so. */
export function BasisSection({ open }: { readonly open: ReleaseCase }) {
  const t = useTexts('release');
  const may = useMay();
  const dates = useDates();
  const wordOf = useActorWord();
  const [stating, setStating] = useState(false);
  const read = useRead(basisContract.basis, { params: { id: open.id } }, { live: ['release.'] });
  if (open.authority === null || read.data === undefined)
    return read.error === null ? null : <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />;
  const { classes, stated, people } = read.data;
  const changeable =
    may('release/work') &&
    open.approval?.decision !== 'approved' &&
    open.closure === null &&
    open.cancellation === null;
  const columns: Column<Row>[] = [
    {
      ...{ key: 'class', header: t('basis.class'), names: true, width: '16rem' },
      cell: ({ contentClass }) => t(`basis.classes.${contentClass}`),
    },
    {
      ...{ key: 'answer', header: t('basis.answer'), width: '14rem' },
      cell: ({ answer }) => <Mark tone={TONES[answer]}>{t(`basis.answers.${answer}`)}</Mark>,
    },
    {
      ...{ key: 'why', header: t('basis.why') },
      cell: ({ answer, reasons, notices }) => (
        <>
          <Reasons reasons={answer.startsWith('allowed') ? reasons.slice(0, MOST) : reasons} />
          {notices.length > 0 && (
            <>
              <Text size="xs" fw={600}>
                {t('basis.notices')}
              </Text>
              <Reasons reasons={notices} />
            </>
          )}
        </>
      ),
    },
  ];
  return (
    <Stack gap="xs" mt="md">
      <Group justify="space-between" align="end">
        <Text fw={600} size="sm">
          {t('basis.title')}
        </Text>
        {changeable && (
          <Button size="compact-sm" variant="default" onClick={() => setStating(true)}>
            {t('basis.state')}
          </Button>
        )}
      </Group>
      <RecordsTable label={t('basis.title')} aside columns={columns} rows={classes} rowKey={keyOf} empty={null} />
      {stated !== null && (
        <Text size="sm">
          {t('basis.stated', { at: dates.instant(stated.at), who: wordOf(stated.by, people[stated.by]) })}{' '}
          {Object.entries(stated.facts)
            .map(([fact, value]) =>
              typeof value === 'string'
                ? t(`basis.facts.${fact}.${value}`, { defaultValue: value })
                : t(`basis.facts.${fact}`),
            )
            .join('; ')}
          {' · '}
          {stated.reason}
        </Text>
      )}
      {stating && <StateFactsDialog open={open} stated={stated?.facts ?? {}} onClose={() => setStating(false)} />}
    </Stack>
  );
}

/** What allows a thing is told shortly; what stands against it, whole. */
const MOST = 2;
