import { Anchor, Button, DataList, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { useAct, useRead } from '../../../../ui/api/reads.tsx';
import { Empty } from '../../../../ui/feedback/Empty.tsx';
import { Notice } from '../../../../ui/feedback/Notice.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { ReasonDialog } from '../../../../ui/feedback/ReasonDialog.tsx';
import { Waiting } from '../../../../ui/feedback/Waiting.tsx';
import { ProblemError } from '../../../../ui/api/problem-error.ts';
import { useTexts } from '../../../../ui/i18n.ts';
import { useMay } from '../../../../ui/session.ts';
import { SlotPlace } from '../../../../ui/slots.ts';
import { Page } from '../../../../ui/shell/Page.tsx';
import { useActorWord } from '../../../../ui/use-actor-word.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { requesterContract } from '../../requesters/contract.ts';
import { Fact } from '../Fact.tsx';
import { directoryPath, requesterPath } from '../paths.ts';
import { requesterParts } from '../slots.ts';
import { word } from '../words.ts';
import { ChannelList } from './ChannelList.tsx';
import { type FoundRequester, RequesterFinder } from './RequesterFinder.tsx';
import { RequesterForm } from './RequesterForm.tsx';
import { wordOfTerms } from './terms.ts';

export type OpenRequester = ResponseOf<typeof requesterContract.openRequester>;

/** One requester: what is known, the ways to reach them with who verified each, and the merge of two that are one. */
export default function RequesterPage() {
  const t = useTexts('release');
  const { requesterId = '' } = useParams({ strict: false });
  const read = useRead(requesterContract.openRequester, { params: { requesterId } });
  const back = (
    <Button component={Link} to={directoryPath} variant="default" size="xs">
      {t('directory.back')}
    </Button>
  );
  if (read.error instanceof ProblemError && read.error.problem.status === 404)
    return (
      <Page title={t('directory.one')} actions={back}>
        <Empty icon="people" title={t('directory.gone')} text={t('directory.goneText')} />
      </Page>
    );
  return (
    <Page title={read.data?.name ?? t('directory.one')} actions={back}>
      {read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Waiting />}
      {read.data !== undefined && <Entry key={requesterId} entry={read.data} />}
    </Page>
  );
}

function Entry({ entry }: { readonly entry: OpenRequester }) {
  const t = useTexts('release');
  const may = useMay();
  const dates = useDates();
  const wordOf = useActorWord();
  const [editing, setEditing] = useState(false);
  const [merging, setMerging] = useState(false);
  const change = useAct(requesterContract.changeRequester, {
    changes: [requesterContract.openRequester, requesterContract.findRequesters],
    onDone: () => {
      setEditing(false);
      showDone(t('directory.saved'));
    },
  });
  if (entry.mergedInto !== null)
    return (
      <Notice tone="attention" title={t('directory.isMerged')}>
        <Anchor component={Link} to={requesterPath(entry.mergedInto)}>
          {t('directory.openStanding')}
        </Anchor>
      </Notice>
    );
  const fact = (label: string, value: string | null) =>
    value !== null && value !== '' && <Fact label={label}>{value}</Fact>;
  return (
    <Stack gap="md" maw={1080}>
      <Paper p="lg" radius="md">
        {editing ? (
          <RequesterForm
            entry={entry}
            busy={change.isPending}
            error={change.error}
            action={t('directory.save')}
            onSend={(words) =>
              change.run({ params: { requesterId: entry.id }, body: { version: entry.version, ...words } })
            }
            onCancel={() => setEditing(false)}
          />
        ) : (
          <Stack gap="sm">
            <DataList>
              <Fact label={t('directory.kind')}>
                {t(`directory.kinds.${entry.kind}`)} · {word('classes', entry.class, t)}
              </Fact>
              {fact(t('directory.organisation'), entry.organisation)}
              {fact(t('directory.address'), entry.address.join(', '))}
              {fact(t('directory.relationship'), entry.relationship)}
              {fact(t('directory.reference'), entry.reference)}
              {fact(t('directory.billingAddress'), entry.billingAddress.join(', '))}
              {fact(t('directory.terms.label'), entry.terms === null ? null : wordOfTerms(entry.terms, t))}
              {fact(t('directory.billingTerms'), entry.billingTerms)}
              {fact(t('directory.notes'), entry.notes)}
            </DataList>
            <Text size="xs" c="dimmed">
              {t('directory.changed', {
                at: dates.instant(entry.changedAt),
                who: wordOf(entry.changedBy, entry.people[entry.changedBy]),
              })}
              {entry.merged > 0 && ` · ${t('directory.mergedCount', { count: entry.merged })}`}
            </Text>
            <Group gap="xs">
              {may('release/work') && (
                <Button size="xs" variant="default" onClick={() => setEditing(true)}>
                  {t('directory.edit')}
                </Button>
              )}
              {may('release/manage') && (
                <Button size="xs" variant="default" onClick={() => setMerging(true)}>
                  {t('directory.merge')}
                </Button>
              )}
            </Group>
          </Stack>
        )}
      </Paper>
      <Paper p="lg" radius="md">
        <Title order={2} size="h4" mb="sm">
          {t('directory.channels')}
        </Title>
        <ChannelList entry={entry} />
      </Paper>
      <SlotPlace slot={requesterParts} props={{ requesterId: entry.id }} may={may} />
      {merging && <MergeDialog entry={entry} onClose={() => setMerging(false)} />}
    </Stack>
  );
}

function MergeDialog({ entry, onClose }: { readonly entry: OpenRequester; readonly onClose: () => void }) {
  const t = useTexts('release');
  const [other, setOther] = useState<FoundRequester>();
  const merge = useAct(requesterContract.mergeRequesters, {
    changes: [requesterContract.openRequester, requesterContract.findRequesters],
    onDone: () => {
      onClose();
      showDone(t('directory.mergedDone'));
    },
  });
  return (
    <ReasonDialog
      title={t('directory.merge')}
      text={t('directory.mergeText', { name: entry.name })}
      action={t('directory.merge')}
      danger
      busy={merge.isPending}
      error={merge.error}
      blocked={other === undefined}
      onConfirm={(reason) =>
        other !== undefined && merge.run({ params: { requesterId: entry.id }, body: { mergedId: other.id, reason } })
      }
      onCancel={onClose}
    >
      <RequesterFinder
        label={t('directory.mergeOther')}
        chosen={other === undefined ? undefined : [other.name, other.organisation].filter(Boolean).join(' · ')}
        onChoose={setOther}
      />
    </ReasonDialog>
  );
}
