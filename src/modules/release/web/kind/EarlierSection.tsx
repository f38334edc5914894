import { Button, Group, Stack, Text } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { useRead } from '../../../../ui/api/reads.tsx';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { Notice } from '../../../../ui/feedback/Notice.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ReasonDialog } from '../../../../ui/feedback/ReasonDialog.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useMay } from '../../../../ui/session.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { kindContract } from '../../kind/contract.ts';
import { useCaseAct, type ReleaseCase } from '../case.ts';
import { casePath } from '../paths.ts';
import { STATUS_TONES } from '../words.ts';
import { JoinDialog } from './JoinDialog.tsx';

type Earlier = ResponseOf<typeof kindContract.earlier>['cases'][number];
type Shown = Omit<Earlier, 'answer'> & { readonly answer?: Earlier['answer'] };

/** What the same requester asked of the same patient before; and, for what intake brought, the case that waits for it. */
export function EarlierSection({ open }: { readonly open: ReleaseCase }) {
  const t = useTexts('release');
  const may = useMay();
  const navigate = useNavigate();
  const read = useRead(kindContract.earlier, { params: { id: open.id } }, { live: ['release.'] });
  const [asking, setAsking] = useState<{ readonly of: Earlier; readonly decision: 'duplicate' | 'goes-on' }>();
  const [joining, setJoining] = useState<string>();
  const answer = useCaseAct(kindContract.answerEarlier, {
    onDone: () => {
      setAsking(undefined);
      showDone(t('earlier.answered'));
    },
  });
  if (read.data === undefined) return null;
  const { cases, mayJoin, answers } = read.data;
  const running = open.closure === null && open.cancellation === null;
  const mayWork = may('release/work') && running;
  const waiting = cases.filter((each) => each.answer === null);
  const elsewhere = answers.find(({ decision }) => decision !== 'goes-on');
  if (cases.length === 0 && !(mayJoin && mayWork) && elsewhere === undefined) return null;
  return (
    <>
      {elsewhere !== undefined && (
        <Notice tone="neutral" title={t(`earlier.ended.${elsewhere.decision}`)}>
          <Link to={casePath(elsewhere.id)}>{elsewhere.number}</Link> · {elsewhere.reason}
        </Notice>
      )}
      {cases.length > 0 && elsewhere === undefined && (
        <Notice tone={waiting.length > 0 && running ? 'attention' : 'neutral'} title={t('earlier.title')}>
          <Stack gap="sm">
            {cases.map((each) => (
              <Stack key={each.id} gap={4}>
                <EarlierLine earlier={each} />
                {each.answer === null && mayWork && (
                  <Group gap="xs">
                    {each.isEarlier && (
                      <>
                        <Button size="compact-sm" onClick={() => setAsking({ of: each, decision: 'duplicate' })}>
                          {t('earlier.duplicate', { number: each.number })}
                        </Button>
                        <Button
                          size="compact-sm"
                          variant="default"
                          onClick={() => setAsking({ of: each, decision: 'goes-on' })}
                        >
                          {t('earlier.goes-on')}
                        </Button>
                      </>
                    )}
                    {mayJoin && each.belongs && each.waits && (
                      <Button size="compact-sm" variant="default" onClick={() => setJoining(each.number)}>
                        {t('earlier.join', { number: each.number })}
                      </Button>
                    )}
                  </Group>
                )}
              </Stack>
            ))}
          </Stack>
        </Notice>
      )}
      {mayJoin && mayWork && (
        <Group gap="xs">
          <Text size="sm">{t('earlier.joinHint')}</Text>
          <Button size="compact-sm" variant="default" onClick={() => setJoining('')}>
            {t('earlier.joinOther')}
          </Button>
        </Group>
      )}
      {asking !== undefined && (
        <ReasonDialog
          title={t(`earlier.ask.${asking.decision}`, { number: asking.of.number })}
          text={t(`earlier.text.${asking.decision}`, { number: asking.of.number })}
          action={t(`earlier.ask.${asking.decision}`, { number: asking.of.number })}
          busy={answer.isPending}
          error={answer.error}
          onConfirm={(reason) =>
            answer.run({
              params: { id: open.id, earlierId: asking.of.id },
              body: { decision: asking.decision, reason },
            })
          }
          onCancel={() => setAsking(undefined)}
        />
      )}
      {joining !== undefined && (
        <JoinDialog
          requestId={open.id}
          number={joining}
          onClose={() => setJoining(undefined)}
          onDone={(requestId) => void navigate({ to: casePath(requestId) })}
        />
      )}
    </>
  );
}

/** One earlier case: its number, when, what became of it, why it is shown. */
export function EarlierLine({ earlier }: { readonly earlier: Shown }) {
  const t = useTexts('release');
  const dates = useDates();
  const { from, to, cancelled } = earlier;
  const days =
    from === null && to === null
      ? undefined
      : t('earlier.days', {
          from: from === null ? t('earlier.open') : dates.day(from),
          to: to === null ? t('earlier.open') : dates.day(to),
        });
  return (
    <Text size="sm" component="div">
      <Link to={casePath(earlier.id)} target="_blank" rel="noopener">
        {earlier.number}
      </Link>{' '}
      <Mark tone={STATUS_TONES[earlier.status] ?? 'neutral'}>{t(`status.${earlier.status}`)}</Mark>{' '}
      {[
        t('list.receivedOn', { day: dates.dayOf(earlier.receivedAt) }),
        [earlier.requesterName, earlier.requesterOrganisation].filter(Boolean).join(', '),
        earlier.askedFor,
        days,
        cancelled === null ? undefined : t(`cancel.reasons.${cancelled}`, { defaultValue: cancelled }),
        earlier.waits ? t('earlier.waits') : undefined,
      ]
        .filter(Boolean)
        .join(' · ')}
      <Text size="xs" c="dimmed">
        {earlier.reasons.map((reason) => t(`earlier.reasons.${reason}`)).join(' · ')}
      </Text>
      {earlier.answer != null && (
        <Text size="sm">
          {t('earlier.decided', { reason: earlier.answer.reason, at: dates.instant(earlier.answer.at) })}
        </Text>
      )}
    </Text>
  );
}
