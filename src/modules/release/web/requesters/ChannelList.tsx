import { Button, Group, Select, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../../ui/api/reads.tsx';
import { ConfirmDialog } from '../../../../ui/feedback/ConfirmDialog.tsx';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { ReasonDialog } from '../../../../ui/feedback/ReasonDialog.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useMay } from '../../../../ui/session.ts';
import { useActorWord } from '../../../../ui/use-actor-word.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { requesterContract } from '../../requesters/contract.ts';
import classes from '../release.module.css';
import { type OpenRequester } from './RequesterPage.tsx';
import { VerifyDialog } from './VerifyDialog.tsx';

type Channel = OpenRequester['channels'][number];

const KINDS = ['fax', 'mail', 'email', 'phone'] as const;
const CHANGES = [requesterContract.openRequester, requesterContract.findRequesters];

/** Ways to reach a requester: verified by whom, how and when; a changed one is unverified again. */
export function ChannelList({ entry }: { readonly entry: OpenRequester }) {
  const t = useTexts('release');
  const may = useMay();
  const dates = useDates();
  const wordOf = useActorWord();
  const [verifying, setVerifying] = useState<Channel>();
  const [writing, setWriting] = useState<{ readonly replaces: Channel | undefined }>();
  const [ending, setEnding] = useState<Channel>();
  const end = useAct(requesterContract.endChannel, {
    changes: CHANGES,
    onDone: () => {
      setEnding(undefined);
      showDone(t('directory.endDone'));
    },
  });
  const mayWork = may('release/work');
  return (
    <Stack gap="sm">
      {entry.channels.length === 0 && <Text size="sm">{t('directory.noChannels')}</Text>}
      <ul className={classes['handOvers']} aria-label={t('directory.channels')}>
        {entry.channels.map((channel) => {
          const { id, kind, value, verified } = channel;
          return (
            <li key={id}>
              <Group gap="xs">
                <Text size="sm" fw={600}>
                  {t(`directory.channelKinds.${kind}`)}
                </Text>
                <Text size="sm">{value.split('\n').join(', ')}</Text>
                <Mark tone={verified === null ? 'attention' : 'good'}>
                  {t(verified === null ? 'directory.notVerified' : 'directory.verified')}
                </Mark>
              </Group>
              {verified !== null && (
                <Text size="xs" c="dimmed">
                  {dates.instant(verified.at)}, {wordOf(verified.by, entry.people[verified.by])}: {verified.how}
                </Text>
              )}
              {mayWork && (
                <Group gap="xs" mt={4}>
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={t('directory.verifyOne', { value })}
                    onClick={() => setVerifying(channel)}
                  >
                    {t('directory.verify')}
                  </Button>
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={t('directory.changeOne', { value })}
                    onClick={() => setWriting({ replaces: channel })}
                  >
                    {t('directory.change')}
                  </Button>
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={t('directory.endOne', { value })}
                    onClick={() => setEnding(channel)}
                  >
                    {t('directory.end')}
                  </Button>
                </Group>
              )}
            </li>
          );
        })}
      </ul>
      {mayWork && (
        <Group>
          <Button size="xs" variant="default" onClick={() => setWriting({ replaces: undefined })}>
            {t('directory.addChannel')}
          </Button>
        </Group>
      )}
      {entry.ended.length > 0 && (
        <Text size="xs" c="dimmed">
          {t('directory.before-now')}:{' '}
          {entry.ended
            .map(
              ({ kind, value, at, why }) =>
                `${t(`directory.channelKinds.${kind}`)} ${value.split('\n').join(', ')} (${[dates.instant(at), why].filter(Boolean).join(', ')})`,
            )
            .join('; ')}
        </Text>
      )}
      {verifying !== undefined && (
        <VerifyDialog requesterId={entry.id} channel={verifying} onClose={() => setVerifying(undefined)} />
      )}
      {ending !== undefined && (
        <ReasonDialog
          title={t('directory.endOne', { value: ending.value.split('\n').join(', ') })}
          text={t('directory.endText')}
          action={t('directory.end')}
          busy={end.isPending}
          error={end.error}
          onConfirm={(reason) => end.run({ params: { requesterId: entry.id, channelId: ending.id }, body: { reason } })}
          onCancel={() => setEnding(undefined)}
        />
      )}
      {writing !== undefined && (
        <ChannelDialog entry={entry} replaces={writing.replaces} onClose={() => setWriting(undefined)} />
      )}
    </Stack>
  );
}

function ChannelDialog(props: {
  readonly entry: OpenRequester;
  readonly replaces: Channel | undefined;
  readonly onClose: () => void;
}) {
  const t = useTexts('release');
  const [kind, setKind] = useState<(typeof KINDS)[number]>(props.replaces?.kind ?? 'fax');
  const [value, setValue] = useState(props.replaces?.value ?? '');
  const add = useAct(requesterContract.addChannel, { changes: CHANGES, onDone: props.onClose });
  const action = t(props.replaces === undefined ? 'directory.addChannel' : 'directory.change');
  return (
    <ConfirmDialog
      opened
      title={action}
      text={t('directory.channelText')}
      action={action}
      busy={add.isPending}
      blocked={value.trim() === ''}
      onConfirm={() =>
        add.run({
          params: { requesterId: props.entry.id },
          body: { kind, value: value.trim(), ...(props.replaces === undefined ? {} : { replaces: props.replaces.id }) },
        })
      }
      onCancel={props.onClose}
    >
      {add.error !== null && <ProblemNotice error={add.error} takeFocus />}
      <Select
        label={t('directory.channelKind')}
        allowDeselect={false}
        disabled={props.replaces !== undefined}
        value={kind}
        onChange={(next) => setKind(KINDS.find((each) => each === next) ?? 'fax')}
        data={KINDS.map((each) => ({ value: each, label: t(`directory.channelKinds.${each}`) }))}
      />
      <Textarea
        label={t('directory.channelValue')}
        required
        data-autofocus
        autosize
        maxLength={1000}
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
