import { Button, Code, Group, Stack, Text } from '@mantine/core';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useAct, useRead } from '../../../ui/api/reads.tsx';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { Notice } from '../../../ui/feedback/Notice.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { ReasonDialog } from '../../../ui/feedback/ReasonDialog.tsx';
import { Waiting } from '../../../ui/feedback/Waiting.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useCommands } from '../../../ui/keys/KeysProvider.tsx';
import { useMay } from '../../../ui/session.ts';
import { Page } from '../../../ui/shell/Page.tsx';
import { contract } from '../contract.ts';
import { interfacesPath } from './paths.ts';
import { SegmentsPart } from './SegmentsPart.tsx';

const OPEN = new Set(['failed', 'held', 'set-aside']);

/** A message that somebody must look at: what it says, why it stands, and its corrected copy. The original stays. */
export default function MessagePage() {
  const t = useTexts('hl7v2');
  const may = useMay();
  const navigate = useNavigate();
  const { messageId = '' } = useParams({ strict: false });
  const [edits, setEdits] = useState<ReadonlyMap<string, string>>(new Map());
  const [settingAside, setSettingAside] = useState(false);
  const read = useRead(contract.read, { params: { id: messageId } });
  const leave = (words: string) => {
    showDone(words);
    void navigate({ to: interfacesPath });
  };
  const replay = useAct(contract.replay, { changes: [contract.errors], onDone: () => leave(t('message.replayed')) });
  const setAside = useAct(contract.setAside, { changes: [contract.errors], onDone: () => leave(t('message.aside')) });
  const message = read.data;
  const open = message !== undefined && (message.state === null || OPEN.has(message.state));
  const editable = open && may('hl7v2/manage');
  // One that was not taken is applied only as a corrected copy.
  const ready = editable && (edits.size > 0 || message.state !== null);
  const apply = () =>
    replay.run({
      params: { id: messageId },
      body: { edits: [...edits].map(([path, value]) => ({ path, value: value === '' ? null : value })) },
    });
  useCommands([
    {
      ...{ id: 'hl7v2.replay', label: t('message.replay'), keys: ['Mod+Enter'], reversal: 'by-new-act' as const },
      run: apply,
      disabled: !ready || replay.isPending,
    },
  ]);
  const edit = (path: string, value: string) => {
    const came = message?.segments.flatMap(({ fields }) => fields).find((field) => field.path === path)?.value;
    const next = new Map(edits);
    if (value === came) next.delete(path);
    else next.set(path, value);
    setEdits(next);
  };
  return (
    <Page
      title={t('message.title')}
      beside={message !== undefined && <Mark>{t(`work.${message.state ?? 'refused'}`)}</Mark>}
      actions={
        <Group gap="xs">
          {editable && (
            <>
              <Button loading={replay.isPending} disabled={!ready} onClick={apply}>
                {edits.size === 0 ? t('message.replay') : t('message.replayEdited', { count: edits.size })}
              </Button>
              {(message.state === 'failed' || message.state === 'held') && (
                <Button variant="default" onClick={() => setSettingAside(true)}>
                  {t('message.setAside')}
                </Button>
              )}
            </>
          )}
          <Button component={Link} to={interfacesPath} variant="default">
            {t('back')}
          </Button>
        </Group>
      }
    >
      {read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
      {replay.error !== null && <ProblemNotice key={replay.submittedAt} error={replay.error} takeFocus />}
      {message === undefined && read.error === null && <Waiting />}
      {message !== undefined && (
        <Stack gap="md">
          {message.reason !== null && (
            <Notice tone="attention" icon="alert" title={t('message.why')}>
              <Text size="sm">{message.reason}</Text>
            </Notice>
          )}
          {editable && message.segments.length > 0 && (
            <Text size="sm" c="dimmed">
              {t('message.editHint')}
            </Text>
          )}
          <SegmentsPart segments={message.segments} {...(editable ? { edits, onEdit: edit } : {})} />
          <details open={message.segments.length === 0}>
            <summary>{t('message.asItCame')}</summary>
            <Code block>{message.text.replaceAll('\r', '\n')}</Code>
          </details>
        </Stack>
      )}
      {settingAside && (
        <ReasonDialog
          title={t('message.setAside')}
          text={t('message.setAsideText')}
          action={t('message.setAside')}
          busy={setAside.isPending}
          error={setAside.error}
          onConfirm={(reason) => setAside.run({ params: { id: messageId }, body: { reason } })}
          onCancel={() => setSettingAside(false)}
        />
      )}
    </Page>
  );
}
