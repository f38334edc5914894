import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useRead } from '../../../../ui/api/reads.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { rulePath } from '../../../regulations/web/index.tsx';
import { kindContract } from '../../kind/contract.ts';

/** What waiting does to the legal clock: nothing, unless the rule itself names a ground. */
export function PendClocks({ requestId }: { readonly requestId: string }) {
  const t = useTexts('release');
  const dates = useDates();
  const read = useRead(kindContract.kind, { params: { id: requestId } });
  const clocks = read.data?.clocks ?? [];
  if (read.data !== undefined && clocks.length === 0) return <Text size="sm">{t('kind.pend.none')}</Text>;
  return clocks.map(({ ruleId, title, citations, dueOn, grounds }) => (
    <Text key={ruleId} size="sm">
      {t('kind.pend.runs', { title, day: dates.day(dueOn) })}{' '}
      {grounds.length === 0
        ? t('kind.pend.noGround')
        : t('kind.pend.grounds', { grounds: grounds.map(({ text, cite }) => `${text} (${cite})`).join('; ') })}{' '}
      <Anchor component={Link} to={rulePath(ruleId)} size="sm" underline="always">
        {citations.join('; ')}
      </Anchor>
    </Text>
  ));
}
