import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { outcomeContract } from '../../outcomes/contract.ts';
import { type ReleaseCase } from '../case.ts';
import { AnswerDialog } from './AnswerDialog.tsx';
import { DENIAL_KINDS, type DenialKind, filled, type Ground, GROUNDS, JUDGED, useAnswerAct } from './answers.ts';
import { languageOf, type LetterLanguage } from './LanguageField.tsx';

/** Refuses access in full or in part, on a ground that the law names, with the letter the law asks for. */
export function DenialDialog({ open, onClose }: { readonly open: ReleaseCase; readonly onClose: () => void }) {
  const t = useTexts('release');
  const [kind, setKind] = useState<DenialKind>('denied-in-part');
  const [ground, setGround] = useState<Ground>('endangers-life-or-safety');
  const [said, setSaid] = useState({
    ...{ reason: '', denied: '', rest: '', professional: '', contactName: '', contactPhone: '' },
  });
  const [inmate, setInmate] = useState(false);
  const [language, setLanguage] = useState<LetterLanguage>('');
  const deny = useAnswerAct(outcomeContract.denyAccess, {
    onDone: ({ letterNumber }) => {
      onClose();
      showDone(t('outcome.drafted', { number: letterNumber }));
    },
  });
  const { reason, denied, rest, ...others } = said;
  const field = (name: keyof typeof said) => ({
    value: said[name],
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      setSaid({ ...said, [name]: event.currentTarget.value }),
  });
  return (
    <AnswerDialog
      open={open}
      title={t('outcome.deny')}
      text={t('denial.text')}
      danger
      act={deny}
      blocked={denied.trim() === ''}
      reason={reason}
      onReason={(words) => setSaid({ ...said, reason: words })}
      language={language}
      onLanguage={setLanguage}
      onSend={() =>
        deny.run({
          params: { id: open.id },
          body: {
            ...{ kind, ground, reason: reason.trim(), denied: denied.trim(), inmate },
            ...filled({ ...others, ...(kind === 'denied-in-part' ? { rest } : {}) }),
            ...languageOf(language),
          },
        })
      }
      onClose={onClose}
    >
      <NativeSelect
        label={t('denial.kind')}
        data-autofocus
        value={kind}
        onChange={(event) => setKind(DENIAL_KINDS.find((each) => each === event.currentTarget.value) ?? kind)}
        data={DENIAL_KINDS.map((value) => ({ value, label: t(`outcome.kinds.${value}`) }))}
      />
      <NativeSelect
        label={t('denial.ground')}
        value={ground}
        onChange={(event) => setGround(GROUNDS.find((each) => each === event.currentTarget.value) ?? ground)}
        data={GROUNDS.map((value) => ({ value, label: t(`denial.grounds.${value}`) }))}
      />
      {JUDGED.includes(ground) && (
        <TextInput
          label={t('denial.professional')}
          description={t('denial.professionalHint')}
          maxLength={200}
          {...field('professional')}
        />
      )}
      {ground === 'inmate-copy-jeopardises' && (
        <Checkbox
          label={t('denial.inmate')}
          checked={inmate}
          onChange={(event) => setInmate(event.currentTarget.checked)}
        />
      )}
      <Textarea
        label={t('denial.denied')}
        description={t('outcome.wordsHint')}
        required
        autosize
        minRows={2}
        maxLength={2000}
        {...field('denied')}
      />
      {kind === 'denied-in-part' && (
        <Textarea label={t('denial.rest')} autosize minRows={2} maxLength={2000} {...field('rest')} />
      )}
      <TextInput label={t('denial.contactName')} maxLength={200} {...field('contactName')} />
      <TextInput label={t('denial.contactPhone')} maxLength={40} {...field('contactPhone')} />
    </AnswerDialog>
  );
}
