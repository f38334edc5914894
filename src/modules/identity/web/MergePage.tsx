import { Button, Card, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
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
import { useMay } from '../../../ui/session.ts';
import { Page } from '../../../ui/shell/Page.tsx';
import { useActorWord } from '../../../ui/use-actor-word.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { documentPath } from '../../documents/web/index.tsx';
import { recordPath } from '../../patients/web/index.tsx';
import { contract } from '../contract.ts';
import { identityPath } from './paths.ts';

type Merge = ResponseOf<typeof contract.openMerge>;
const HOWS = ['in-the-system', 'message', 'by-phone', 'not-needed'] as const;
type How = (typeof HOWS)[number];

/** One merge: undone here, told downstream here, and afterwards its facts are given to one of the two here. */
export default function MergePage() {
  const t = useTexts('identity');
  const { mergeId, noticeId = '' } = useParams({ strict: false });
  const notice = useRead(contract.openNotice, { params: { id: noticeId } }, { enabled: mergeId === undefined });
  const id = mergeId ?? notice.data?.mergeId ?? '';
  const read = useRead(
    contract.openMerge,
    { params: { id } },
    { enabled: id !== '', live: ['identity.', 'patients.', 'documents.'] },
  );
  const error = read.error ?? notice.error;
  return (
    <Page
      title={t('merge.title')}
      actions={
        <Button component={Link} to={identityPath} variant="default" size="xs">
          {t('merge.back')}
        </Button>
      }
    >
      {error !== null && <ProblemNotice error={error} onRetry={() => void read.refetch()} />}
      {read.isPending && error === null && <Waiting />}
      {read.data !== undefined && <Opened merge={read.data} />}
    </Page>
  );
}

function Opened({ merge }: { readonly merge: Merge }) {
  const t = useTexts('identity');
  const may = useMay();
  const dates = useDates();
  const wordOf = useActorWord();
  const [undoing, setUndoing] = useState(false);
  const undo = useAct(contract.unmerge, {
    changes: [contract.openMerge, contract.listMerges],
    onDone: () => {
      setUndoing(false);
      showDone(t('merge.undoneDone'));
    },
  });
  return (
    <Stack gap="lg" maw={880}>
      <Stack gap={4}>
        {(['survivor', 'retired'] as const).map((side) => (
          <Text key={side}>
            {t(`queue.${side}`)}:{' '}
            {merge[side] !== null && (
              <Link to={recordPath(merge[side].id)}>
                {[merge[side].name, merge[side].mrn].filter(Boolean).join(' · ')}
              </Link>
            )}
          </Text>
        ))}
        <Text size="sm">
          {merge.reason} · {wordOf(merge.by, undefined)}, {dates.instant(merge.at)}
        </Text>
      </Stack>
      {merge.undone !== null && (
        <Notice tone="info" title={t('queue.undone')}>
          {merge.undone.reason} · {wordOf(merge.undone.by, undefined)}, {dates.instant(merge.undone.at)}
        </Notice>
      )}
      {merge.undone === null && may('identity/work') && (
        <Group>
          <Button variant="default" onClick={() => setUndoing(true)}>
            {t('merge.undo')}
          </Button>
        </Group>
      )}
      <section aria-label={t('merge.told')}>
        <Title order={2} size="h4">
          {t('merge.told')}
        </Title>
        {merge.notices.length === 0 && <Text size="sm">{t('merge.nobody')}</Text>}
        <Stack gap="xs">
          {merge.notices.map((notice) => (
            <NoticeCard key={notice.id} notice={notice} />
          ))}
        </Stack>
      </section>
      <Facts merge={merge} />
      {undoing && (
        <ReasonDialog
          title={t('merge.undo')}
          text={t('merge.undoText', { count: merge.facts.length })}
          action={t('merge.undo')}
          busy={undo.isPending}
          error={undo.error}
          onConfirm={(reason) => undo.run({ params: { id: merge.id }, body: { reason } })}
          onCancel={() => setUndoing(false)}
        />
      )}
    </Stack>
  );
}

function NoticeCard({ notice }: { readonly notice: Merge['notices'][number] }) {
  const t = useTexts('identity');
  const may = useMay();
  const dates = useDates();
  const wordOf = useActorWord();
  const [how, setHow] = useState<How>('in-the-system');
  const [note, setNote] = useState('');
  const tick = useAct(contract.tickNotice, { changes: [contract.openMerge, contract.listMerges] });
  const title = t(notice.undone ? 'merge.tellUndone' : 'merge.tellMerged', { system: notice.system });
  return (
    <Card withBorder padding="sm" component="article" aria-label={title}>
      <Group justify="space-between">
        <Text fw={600}>{title}</Text>
        <Mark tone={notice.toldAt === null ? 'attention' : 'good'}>
          {t(notice.toldAt === null ? 'merge.waits' : `merge.hows.${notice.toldHow ?? 'message'}`)}
        </Mark>
      </Group>
      {notice.instructions !== '' && <Text size="sm">{notice.instructions}</Text>}
      {notice.toldAt !== null && (
        <Text size="sm" c="dimmed">
          {[notice.note, wordOf(notice.toldBy ?? '', undefined), dates.instant(notice.toldAt)]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      )}
      {notice.toldAt === null && may('identity/work') && (
        <Group align="end" mt="xs">
          <Select
            label={t('merge.how')}
            allowDeselect={false}
            data={HOWS.map((value) => ({ value, label: t(`merge.hows.${value}`) }))}
            value={how}
            onChange={(value) => setHow(HOWS.find((each) => each === value) ?? how)}
          />
          <TextInput
            label={t('merge.note')}
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Button
            loading={tick.isPending}
            onClick={() =>
              tick.run({
                params: { id: notice.id },
                body: { how, ...(note.trim() === '' ? {} : { note: note.trim() }) },
              })
            }
          >
            {t('merge.tick')}
          </Button>
        </Group>
      )}
      {tick.error !== null && <ProblemNotice error={tick.error} takeFocus />}
    </Card>
  );
}

function Facts({ merge }: { readonly merge: Merge }) {
  const t = useTexts('identity');
  const may = useMay();
  const dates = useDates();
  const assign = useAct(contract.assignFact, { changes: [contract.openMerge] });
  return (
    <section aria-label={t('merge.facts')}>
      <Title order={2} size="h4">
        {t('merge.facts')}
      </Title>
      <Text size="sm" c="dimmed">
        {t(merge.undone === null ? 'merge.factsBefore' : 'merge.factsAfter')}
      </Text>
      {merge.facts.length === 0 && <Text size="sm">{t('merge.noFacts')}</Text>}
      {assign.error !== null && <ProblemNotice error={assign.error} takeFocus />}
      <Stack gap="xs" mt="xs">
        {merge.facts.map((fact) => (
          <Card key={fact.id} withBorder padding="xs" component="article" aria-label={fact.title}>
            <Group justify="space-between">
              <Text size="sm">
                {fact.kind === 'document' ? (
                  <Link to={documentPath(fact.patientId, fact.id)}>{fact.title}</Link>
                ) : (
                  fact.title
                )}{' '}
                {fact.day !== null && dates.day(fact.day)}
              </Text>
              {fact.decision !== null && <Mark tone="good">{t(`merge.decisions.${fact.decision}`)}</Mark>}
              {fact.decision === null && merge.undone !== null && may('identity/work') && (
                <Group gap="xs">
                  {(['stays', 'moved'] as const).map((decision) => (
                    <Button
                      key={decision}
                      size="compact-sm"
                      variant="default"
                      onClick={() => assign.run({ params: { id: merge.id, factId: fact.id }, body: { decision } })}
                    >
                      {t(`merge.decide.${decision}`)}
                    </Button>
                  ))}
                </Group>
              )}
            </Group>
          </Card>
        ))}
      </Stack>
    </section>
  );
}
