import { Button, Group, Stack, Text } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useAct, useRead } from '../../../ui/api/reads.tsx';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useMay } from '../../../ui/session.ts';
import { Page } from '../../../ui/shell/Page.tsx';
import { useDates } from '../../../ui/use-dates.ts';
import { contract } from '../contract.ts';
import { AnswersForm } from './AnswersForm.tsx';
import { ExpectationForm } from './ExpectationForm.tsx';
import { MappingPart } from './MappingPart.tsx';
import { interfacesPath } from './paths.ts';
import { senderName, WATCH_MS } from './sender.ts';
import { SenderMark } from './SenderMark.tsx';

/** How a sender came to be known that did not knock itself. */
const FIRST: Readonly<Record<string, 'sender.firstByHand' | 'sender.firstByFile'>> = {
  declared: 'sender.firstByHand',
  import: 'sender.firstByFile',
};

/** One sender: whether it is heard, how often it should be, and what its codes mean here. */
export default function SenderPage() {
  const t = useTexts('hl7v2');
  const may = useMay();
  const dates = useDates();
  const { senderId = '' } = useParams({ strict: false });
  const read = useRead(contract.senders, {}, { everyMs: WATCH_MS });
  const sender = read.data?.senders.find(({ id }) => id === senderId);
  const decide = useAct(contract.decide, { changes: [contract.senders], onDone: () => showDone(t('sender.decided')) });
  const mayManage = may('hl7v2/manage');
  const back = (
    <Button component={Link} to={interfacesPath} variant="default">
      {t('back')}
    </Button>
  );
  if (sender === undefined)
    return (
      <Page title={t('sender.title')} actions={back}>
        {read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
        {read.data !== undefined && <Empty icon="lock" title={t('sender.notFound')} />}
      </Page>
    );
  return (
    <Page
      title={senderName(sender, t('nameless'))}
      beside={<SenderMark sender={sender} />}
      actions={
        <Group gap="xs">
          {mayManage &&
            (['allowed', 'refused'] as const)
              .filter((state) => state !== sender.state)
              .map((state) => (
                <Button
                  key={state}
                  variant={state === 'allowed' ? 'filled' : 'default'}
                  loading={decide.isPending}
                  onClick={() => decide.run({ params: { id: sender.id }, body: { state } })}
                >
                  {t(`sender.${state}`)}
                </Button>
              ))}
          {back}
        </Group>
      }
    >
      <Stack gap="lg">
        {decide.error !== null && <ProblemNotice error={decide.error} takeFocus />}
        <Text size="sm">
          {[
            t(FIRST[sender.firstAddress] ?? 'sender.first', {
              at: dates.instant(sender.firstSeenAt),
              from: sender.firstAddress,
            }),
            sender.lastAt === null ? t('sender.noLast') : t('sender.last', { at: dates.instant(sender.lastAt) }),
            t('sender.counts', {
              messages: sender.messages,
              refused: sender.refused,
              waiting: sender.waiting,
              held: sender.held,
              failed: sender.failed,
            }),
          ].join(' ')}
        </Text>
        {/* Begins anew when somebody else has set it. */}
        <ExpectationForm key={`${sender.id} ${sender.expectedMinutes}`} sender={sender} readOnly={!mayManage} />
        <AnswersForm sender={sender} readOnly={!mayManage} />
        <MappingPart senderId={sender.id} readOnly={!mayManage} />
      </Stack>
    </Page>
  );
}
