import { Checkbox, Group, NativeSelect, NumberInput, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../../ui/api/reads.tsx';
import { ReasonDialog } from '../../../../ui/feedback/ReasonDialog.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { contract } from '../../contract.ts';
import { makingContract } from '../../making/contract.ts';
import { type ShownOption } from './option-words.ts';

const PROTECTIONS = ['as-scope', 'passcode', 'none'] as const;
const MB = 1_000_000;
const USUAL_DIGITS = 6;

/** Certified, numbered, split, sealed, protected: chosen with a reason, and approved with the release. */
export function OptionsDialog({
  requestId,
  shown,
  onClose,
}: {
  readonly requestId: string;
  readonly shown: ShownOption;
  readonly onClose: () => void;
}) {
  const t = useTexts('release');
  const before = shown.chosen;
  // Nothing chosen yet: what was served on us says it.
  const wished = before === null ? shown.wished : null;
  const [certified, setCertified] = useState(before?.certified ?? wished?.certified ?? false);
  const [name, setName] = useState(before?.certifierName ?? '');
  const [title, setTitle] = useState(before?.certifierTitle ?? '');
  const [forCourt, setForCourt] = useState(before?.forCourt ?? (wished !== null && shown.usual.court));
  const [caption, setCaption] = useState(before?.caption ?? wished?.caption ?? '');
  const [language, setLanguage] = useState<'en' | 'es'>(before?.language ?? 'en');
  const [prefix, setPrefix] = useState(before?.batesPrefix ?? wished?.batesPrefix ?? '');
  const [digits, setDigits] = useState(before?.batesDigits ?? USUAL_DIGITS);
  const [first, setFirst] = useState<number | undefined>(before?.batesFirst ?? undefined);
  const [megabytes, setMegabytes] = useState<number | undefined>(
    before?.largestBytes == null ? undefined : Math.floor(before.largestBytes / MB),
  );
  const [sealed, setSealed] = useState(before?.sealed ?? shown.usual.sealed);
  const [protection, setProtection] = useState<(typeof PROTECTIONS)[number]>(before?.protection ?? 'as-scope');
  const choose = useAct(makingContract.chooseOption, {
    changes: [makingContract.showOption, contract.open],
    onDone: () => {
      onClose();
      showDone(t('making.saved'));
    },
  });
  const numbered = prefix.trim() !== '';
  const court = certified && forCourt;
  return (
    <ReasonDialog
      title={t('making.dialog')}
      text={t('making.dialogText')}
      action={t('making.save')}
      busy={choose.isPending}
      error={choose.error}
      blocked={certified && (name.trim() === '' || title.trim() === '')}
      onConfirm={(reason) =>
        choose.run({
          params: { id: requestId },
          body: {
            certified,
            certifierName: certified ? name.trim() : null,
            certifierTitle: certified ? title.trim() : null,
            forCourt: court,
            caption: court && caption.trim() !== '' ? caption.trim() : null,
            language,
            batesPrefix: numbered ? prefix.trim() : null,
            batesFirst: numbered ? (first ?? null) : null,
            batesDigits: numbered ? digits : null,
            largestBytes: megabytes === undefined ? null : megabytes * MB,
            sealed: certified || sealed,
            protection,
            reason,
          },
        })
      }
      onCancel={onClose}
    >
      <Stack gap="sm">
        <Checkbox
          label={t('making.certified')}
          checked={certified}
          onChange={(event) => setCertified(event.currentTarget.checked)}
        />
        {certified && (
          <Stack gap="xs" pl="lg">
            <Group gap="sm" grow align="start">
              <TextInput
                label={t('making.certifier')}
                required
                maxLength={200}
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
              />
              <TextInput
                label={t('making.office')}
                required
                maxLength={200}
                value={title}
                onChange={(event) => setTitle(event.currentTarget.value)}
              />
            </Group>
            <NativeSelect
              label={t('making.language')}
              data={(['en', 'es'] as const).map((value) => ({ value, label: t(`making.languages.${value}`) }))}
              value={language}
              onChange={(event) => setLanguage(event.currentTarget.value === 'es' ? 'es' : 'en')}
            />
            {shown.usual.court && (
              <Checkbox
                label={t('making.forCourt')}
                description={t('making.forCourtText')}
                checked={forCourt}
                onChange={(event) => setForCourt(event.currentTarget.checked)}
              />
            )}
            {court && (
              <TextInput
                label={t('making.caption')}
                maxLength={500}
                value={caption}
                onChange={(event) => setCaption(event.currentTarget.value)}
              />
            )}
          </Stack>
        )}
        <TextInput
          label={t('making.prefix')}
          description={t('making.prefixText')}
          maxLength={12}
          autoComplete="off"
          value={prefix}
          onChange={(event) => setPrefix(event.currentTarget.value.toUpperCase())}
        />
        {numbered && (
          <Group gap="sm" align="start" grow pl="lg">
            <NumberInput
              label={t('making.digits')}
              description={t('making.digitsText')}
              min={4}
              max={9}
              clampBehavior="strict"
              value={digits}
              onChange={(value) => typeof value === 'number' && setDigits(value)}
            />
            <NumberInput
              label={t('making.first')}
              description={t('making.firstText')}
              min={1}
              max={999_999_999}
              value={first ?? ''}
              onChange={(value) => setFirst(typeof value === 'number' ? value : undefined)}
            />
          </Group>
        )}
        <NumberInput
          label={t('making.megabytes')}
          description={t('making.megabytesText')}
          min={1}
          max={2_000}
          value={megabytes ?? ''}
          onChange={(value) => setMegabytes(typeof value === 'number' ? value : undefined)}
        />
        <Checkbox
          label={t('making.seal')}
          description={certified ? t('making.sealAlways') : undefined}
          disabled={certified}
          checked={certified || sealed}
          onChange={(event) => setSealed(event.currentTarget.checked)}
        />
        <NativeSelect
          label={t('making.protection')}
          data={PROTECTIONS.map((value) => ({ value, label: t(`making.protections.${value}`) }))}
          value={protection}
          onChange={(event) =>
            setProtection(PROTECTIONS.find((each) => each === event.currentTarget.value) ?? 'as-scope')
          }
        />
      </Stack>
    </ReasonDialog>
  );
}
