import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { type BodyOf } from '../../../../platform/http/contract.ts';
import { call } from '../../../../ui/api/call.ts';
import { useAct, useRead } from '../../../../ui/api/reads.tsx';
import { Dialog } from '../../../../ui/feedback/Dialog.tsx';
import { Notice } from '../../../../ui/feedback/Notice.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { Waiting } from '../../../../ui/feedback/Waiting.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { rankChoices } from '../../../../ui/fields/rank-choices.ts';
import { useTexts } from '../../../../ui/i18n.ts';
import { useCommands } from '../../../../ui/keys/KeysProvider.tsx';
import { Shortcut } from '../../../../ui/keys/Shortcut.tsx';
import { careContract } from '../../care/contract.ts';
import { contract } from '../../contract.ts';
import { word } from '../words.ts';
import { WordField } from './WordField.tsx';

type Body = BodyOf<typeof careContract.quick>;
const CHANNELS = ['in-person', 'phone', 'print', 'fax', 'mail', 'email', 'electronic', 'other'] as const;

interface Words {
  readonly what: string;
  readonly to: string;
  readonly basis: string | undefined;
  readonly channel: Body['channel'];
  readonly document?: Body['document'];
}
const NOTHING: Words = { what: '', to: '', basis: undefined, channel: 'in-person' };

const goTo = (id: string) => setTimeout(() => document.getElementById(id)?.focus());
const offer = (words: readonly string[], typed: string) =>
  rankChoices(
    words.map((each) => ({ value: each, label: each })),
    typed,
  );

/** Four answers in ten seconds: what, to whom, on what basis, how. A wand fills in what. */
export function QuickDisclosureDialog(props: { readonly patientId: string; readonly onClose: () => void }) {
  const t = useTexts('release');
  const { patientId } = props;
  const [words, setWords] = useState(NOTHING);
  const [scanned, setScanned] = useState<'other-patient' | 'unknown' | 'failed'>();
  const change = (to: Partial<Words>) => setWords((was) => ({ ...was, ...to }));
  const usual = useRead(careContract.usual, {});
  const record = useAct(careContract.quick, {
    changes: [contract.disclosures, contract.accounting, careContract.usual],
    onDone: ({ accountable, reason }) => {
      props.onClose();
      showDone(t(accountable ? 'disclosures.recordedAccountable' : 'disclosures.recorded', { why: reason.text }));
    },
  });
  const { what, to, basis, channel, document: paper } = words;
  const missing = what.trim() === '' || to.trim() === '' || basis === undefined;
  const blocked = missing || record.isPending || scanned === 'other-patient';
  const send = () => {
    if (blocked || basis === undefined) return;
    record.run({
      params: { patientId },
      body: {
        ...{ what: what.trim(), to: to.trim(), channel },
        basis: basis as Body['basis'], // chosen from the list of the server
        ...(paper === undefined ? {} : { document: paper }),
      },
    });
  };
  const read = async (code: string) => {
    const found = await call(careContract.label, { params: { patientId }, query: { code } });
    if (found.kind === 'other-patient' || found.kind === 'unknown') return setScanned(found.kind);
    setScanned(undefined);
    change({ what: found.what ?? '', document: found.document });
    goTo('quick-to');
  };
  useCommands(
    [
      {
        ...{ id: 'quick.record', label: t('quick.record'), keys: ['Mod+Enter'], hidden: true },
        disabled: blocked,
        run: send,
      },
    ],
    {
      level: 'dialog',
      onWand: (code) => {
        read(code).catch(() => setScanned('failed'));
        return true;
      },
    },
  );
  const isReady = usual.data !== undefined;
  useEffect(() => {
    // The words came after the dialog: what was used last has the focus, else the first question.
    if (isReady) (document.getElementById('quick-last') ?? document.getElementById('quick-what'))?.focus();
  }, [isReady]);
  const choose = (chosen: string) => {
    const known = usual.data?.to.find((each) => each.to === chosen);
    change({ to: chosen, ...(known === undefined ? {} : { basis: known.basis }) });
    goTo(known === undefined ? 'quick-basis' : 'quick-how');
  };
  return (
    <Dialog opened onClose={props.onClose} title={t('quick.title')}>
      {usual.error !== null && <ProblemNotice error={usual.error} onRetry={() => void usual.refetch()} />}
      {usual.isPending && <Waiting />}
      {usual.data !== undefined && (
        <Stack gap="sm">
          <Text size="sm">{t('quick.text')}</Text>
          {record.error !== null && <ProblemNotice error={record.error} takeFocus />}
          {scanned !== undefined && (
            <Notice tone={scanned === 'other-patient' ? 'danger' : 'attention'} title={t(`quick.scans.${scanned}`)}>
              {t(`quick.scanTexts.${scanned}`)}
            </Notice>
          )}
          {usual.data.last.length > 0 && (
            <Group gap="xs" role="group" aria-label={t('quick.last')}>
              {usual.data.last.map((each, index) => (
                <Button
                  key={`${each.what}${each.to}${each.basis}${each.channel}`}
                  size="compact-sm"
                  variant="light"
                  {...(index === 0 ? { id: 'quick-last', 'data-autofocus': true } : {})}
                  onClick={() => {
                    setWords({ ...each, channel: CHANNELS.find((known) => known === each.channel) ?? 'other' });
                    goTo('quick-what');
                  }}
                >
                  {each.what} · {each.to}
                </Button>
              ))}
            </Group>
          )}
          <WordField
            id="quick-what"
            label={t('disclosures.what')}
            maxLength={2_000}
            description={t('quick.whatHelp')}
            value={what}
            choices={offer(usual.data.what, what)}
            onType={(next) => change({ what: next, document: undefined })}
            onChoose={(chosen) => {
              change({ what: chosen, document: undefined });
              goTo('quick-to');
            }}
          />
          <WordField
            id="quick-to"
            label={t('disclosures.to')}
            value={to}
            choices={offer(
              usual.data.to.map((each) => each.to),
              to,
            )}
            onType={(next) => change({ to: next })}
            onChoose={choose}
          />
          <ChoiceField
            id="quick-basis"
            label={t('disclosures.basis')}
            required
            choices={usual.data.bases.map((each) => ({
              value: each,
              label: word('bases', each, t),
              aliases: [each.replaceAll('-', ' ')],
            }))}
            value={basis}
            onChange={(next) => change({ basis: next })}
          />
          <Select
            id="quick-how"
            label={t('deliver.channel')}
            allowDeselect={false}
            value={channel}
            onChange={(next) => change({ channel: CHANNELS.find((each) => each === next) ?? 'other' })}
            data={CHANNELS.map((value) => ({ value, label: t(`channels.${value}`) }))}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onClose}>
              {t('quick.cancel')}
            </Button>
            <Button
              onClick={send}
              disabled={blocked}
              loading={record.isPending}
              rightSection={<Shortcut keys="Mod+Enter" />}
            >
              {t('quick.record')}
            </Button>
          </Group>
        </Stack>
      )}
    </Dialog>
  );
}
