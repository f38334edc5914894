import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useRead } from '../../../../ui/api/reads.tsx';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useMay } from '../../../../ui/session.ts';
import { useActorWord } from '../../../../ui/use-actor-word.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { requesterContract } from '../../requesters/contract.ts';
import { contract } from '../../contract.ts';
import { useAct } from '../../../../ui/api/reads.tsx';
import { casePath, requesterPath } from '../paths.ts';

/** What the directory knows of the requester: whether an earlier verification may be relied on, or the way into it. */
export function KnownRequester({ requestId }: { readonly requestId: string }) {
  const t = useTexts('release');
  const may = useMay();
  const dates = useDates();
  const wordOf = useActorWord();
  const read = useRead(requesterContract.showRequester, { params: { id: requestId } }, { live: ['release.'] });
  const enter = useAct(requesterContract.enterRequester, {
    changes: [requesterContract.showRequester, contract.open],
    onDone: () => showDone(t('directory.entered')),
  });
  const { data } = read;
  if (read.error !== null) return <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />;
  if (data === undefined) return null;
  const { entry, before, reliance, people } = data;
  if (entry === null)
    return (
      <Stack gap="xs">
        {enter.error !== null && <ProblemNotice error={enter.error} takeFocus />}
        <Group gap="xs">
          <Text size="sm">{t('directory.notEntered')}</Text>
          {may('release/work') && (
            <Button
              size="compact-sm"
              variant="default"
              loading={enter.isPending}
              onClick={() => enter.run({ params: { id: requestId }, body: {} })}
            >
              {t('directory.enter')}
            </Button>
          )}
        </Group>
      </Stack>
    );
  return (
    <Stack gap={4}>
      <Group gap="xs">
        <Text size="sm">
          {t('directory.inDirectory')}{' '}
          <Anchor component={Link} to={requesterPath(entry.id)}>
            {[entry.name, entry.organisation].filter(Boolean).join(' · ')}
          </Anchor>
        </Text>
        {reliance !== null && (
          <Mark tone={reliance.result === 'may-rely' ? 'good' : 'attention'}>
            {t(`directory.reliance.${reliance.result}`)}
          </Mark>
        )}
      </Group>
      {reliance !== null && (
        <Text size="sm">
          {t(`directory.why.${reliance.why}`)}
          {reliance.until !== null && ` ${t('directory.until', { at: dates.instant(reliance.until) })}`}
        </Text>
      )}
      {before !== null && (
        <Text size="sm" c="dimmed">
          {t('directory.before', { who: wordOf(before.by, people[before.by]), at: dates.instant(before.at) })}{' '}
          <Anchor component={Link} to={casePath(before.requestId)}>
            {before.number}
          </Anchor>
          : {before.how}
        </Text>
      )}
    </Stack>
  );
}
