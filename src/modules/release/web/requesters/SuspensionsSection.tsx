import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useAct, useRead } from '../../../../ui/api/reads.tsx';
import { Notice } from '../../../../ui/feedback/Notice.tsx';
import { ReasonDialog } from '../../../../ui/feedback/ReasonDialog.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useMay } from '../../../../ui/session.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { requesterContract } from '../../requesters/contract.ts';

/** Links that were taken back without a person, and what follows; nothing is shown where none was. */
export function SuspensionsSection({ requestId }: { readonly requestId: string }) {
  const t = useTexts('release');
  const may = useMay();
  const dates = useDates();
  const [asking, setAsking] = useState<string>();
  const read = useRead(requesterContract.suspensions, { params: { id: requestId } }, { live: ['release.'] });
  const answer = useAct(requesterContract.answerSuspension, {
    changes: [requesterContract.suspensions],
    onDone: () => setAsking(undefined),
  });
  const suspensions = read.data?.suspensions ?? [];
  if (suspensions.length === 0) return null;
  return (
    <Notice
      tone={suspensions.some((each) => each.answer === null) ? 'attention' : 'neutral'}
      title={t('directory.suspended')}
    >
      <Stack gap="xs">
        {suspensions.map(({ id, why, at, answer: said }) => (
          <Group key={id} gap="xs">
            <Text size="sm">
              {dates.instant(at)}: {t(`directory.suspendedWhy.${why}`)}
              {said !== null && ` ${t('directory.answered')}: ${said}`}
            </Text>
            {said === null && may('release/work') && (
              <Button size="compact-sm" onClick={() => setAsking(id)}>
                {t('directory.answer')}
              </Button>
            )}
          </Group>
        ))}
      </Stack>
      {asking !== undefined && (
        <ReasonDialog
          title={t('directory.answer')}
          text={t('directory.answerText')}
          action={t('directory.answer')}
          busy={answer.isPending}
          error={answer.error}
          onConfirm={(text) => answer.run({ params: { id: requestId, suspensionId: asking }, body: { answer: text } })}
          onCancel={() => setAsking(undefined)}
        />
      )}
    </Notice>
  );
}
