import { Card, Group, Radio, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { useAct, useRead } from '../../../../ui/api/reads.tsx';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useMay } from '../../../../ui/session.ts';
import { useActorWord } from '../../../../ui/use-actor-word.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { CaseLetters } from '../../../correspondence/web/index.tsx';
import { documentPath } from '../../../documents/web/index.tsx';
import { recallContract } from '../../recall/contract.ts';
import { PageOfPatient } from '../PageOfPatient.tsx';
import { SubmitSection } from '../SubmitSection.tsx';

type Recall = ResponseOf<typeof recallContract.recall>;
type Recipient = Recall['recipients'][number];

interface Choice {
  readonly way: 'print' | 'out' | 'later';
  readonly reason: string;
}
const WAYS = ['print', 'out', 'later'] as const;
const FIRST: Choice = { way: 'print', reason: '' };

/** A handed-over document that does not stand as it was: everybody who has it, and one act that tells them. */
export default function RecallPage() {
  const t = useTexts('release');
  const { recallId = '' } = useParams({ strict: false });
  const read = useRead(recallContract.recall, { params: { id: recallId } }, { live: ['release.', 'correspondence.'] });
  return (
    <PageOfPatient title={t('recall.title')} read={read}>
      {(open) => <Opened open={open} />}
    </PageOfPatient>
  );
}

function Opened({ open }: { readonly open: Recall }) {
  const t = useTexts('release');
  const dates = useDates();
  const may = useMay();
  const { document } = open;
  const waiting = open.recipients.filter(({ answer }) => answer === null);
  const answered = open.recipients.filter(({ answer }) => answer !== null);
  return (
    <Stack gap="lg" maw="60rem">
      <div>
        <Group gap="xs">
          <Mark tone="attention">{t(`recall.why.${open.why}`)}</Mark>
          <Link to={documentPath(open.patientId, document.id)}>{document.title}</Link>
          <Text size="sm">
            {[document.date === null ? null : dates.day(document.date), document.author].filter(Boolean).join(' · ')}
          </Text>
        </Group>
        {document.reason !== null && <Text size="sm">{document.reason}</Text>}
        <Text size="sm" mt="xs">
          {t(open.isOpen ? `recall.text.${open.why}` : `recall.closed.${open.closedWhy ?? 'answered'}`)}
        </Text>
      </div>
      {open.isOpen && waiting.length > 0 && may('release/work') && (
        <AnswerForm key={answered.length} open={open} waiting={waiting} />
      )}
      {answered.length > 0 && <Answered open={open} answered={answered} />}
      <section>
        <Title order={2} size="h4" mb="xs">
          {t('patientRights.letters')}
        </Title>
        <CaseLetters
          of={{ module: 'release-recall', id: open.id }}
          patientId={open.patientId}
          recipient={{ name: '', lines: [], isPatient: false }}
          known={{}}
          canWrite={false}
        />
      </section>
    </Stack>
  );
}

function AnswerForm({ open, waiting }: { readonly open: Recall; readonly waiting: readonly Recipient[] }) {
  const t = useTexts('release');
  const dates = useDates();
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState<Readonly<Record<string, Choice>>>({});
  const of = (key: string) => chosen[key] ?? FIRST;
  const change = (key: string, part: Partial<Choice>) => setChosen({ ...chosen, [key]: { ...of(key), ...part } });
  const act = useAct(recallContract.answerRecall, {
    changes: [recallContract.recall],
    onDone: ({ told }) => showDone(t('patientRights.toldDone', { count: told })),
  });
  const tell = waiting.filter(({ key }) => of(key).way === 'print');
  const out = waiting.filter(({ key }) => of(key).way === 'out');
  const blocked =
    words.trim() === '' || tell.length + out.length === 0 || out.some(({ key }) => of(key).reason.trim() === '');
  const submit = () =>
    act.run({
      params: { id: open.id },
      body: {
        words: words.trim(),
        tell: tell.map(({ key }) => ({ key, way: { channel: 'print' } })),
        leaveOut: out.map(({ key }) => ({ key, reason: of(key).reason.trim() })),
      },
    });
  return (
    <SubmitSection
      id="recall.tell"
      title={t('recall.who')}
      action={t('recall.tell')}
      act={act}
      blocked={blocked}
      onSubmit={submit}
    >
      {waiting.map((each) => (
        <Card key={each.key} withBorder padding="sm">
          <Radio.Group
            label={[each.name, each.organisation].filter(Boolean).join(', ')}
            description={t('recall.got', {
              day: dates.day(each.disclosedOn),
              channel: t(`channels.${each.channel}`),
            })}
            value={of(each.key).way}
            onChange={(value) => change(each.key, { way: WAYS.find((way) => way === value) ?? 'later' })}
          >
            <Group gap="md" mt={6}>
              {WAYS.map((way) => (
                <Radio key={way} value={way} label={t(`recall.ways.${way}`)} />
              ))}
            </Group>
          </Radio.Group>
          <Text size="xs" c="dimmed" mt={4}>
            {each.address.length === 0 ? t('patientRights.noAddress') : each.address.join(', ')}
          </Text>
          {of(each.key).way === 'out' && (
            <TextInput
              label={t('patientRights.whyNot')}
              required
              maxLength={1000}
              value={of(each.key).reason}
              onChange={(event) => change(each.key, { reason: event.currentTarget.value })}
            />
          )}
        </Card>
      ))}
      <Textarea
        label={t(`recall.words.${open.why}`)}
        description={t('recall.wordsHint')}
        required
        autosize
        minRows={2}
        maxLength={2000}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
    </SubmitSection>
  );
}

function Answered({ open, answered }: { readonly open: Recall; readonly answered: readonly Recipient[] }) {
  const t = useTexts('release');
  const dates = useDates();
  const wordOf = useActorWord();
  return (
    <section>
      <Title order={2} size="h4" mb="xs">
        {t('recall.answered')}
      </Title>
      <Stack gap="xs">
        {answered.map(({ key, name, organisation, answer }) => (
          <Text key={key} size="sm">
            <Mark tone={answer?.answer === 'told' && answer.letterLeftAt !== null ? 'good' : 'neutral'}>
              {t(
                answer?.answer === 'left-out'
                  ? 'recall.leftOut'
                  : answer?.letterLeftAt == null
                    ? 'recall.queued'
                    : 'recall.told',
              )}
            </Mark>{' '}
            {[name, organisation].filter(Boolean).join(', ')}
            {answer?.reason != null && `: ${answer.reason}`}
            {answer !== null && ` · ${wordOf(answer.by, open.people[answer.by])}, ${dates.instant(answer.at)}`}
          </Text>
        ))}
      </Stack>
    </section>
  );
}
