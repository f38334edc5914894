import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../../ui/api/reads.tsx';
import { ConfirmDialog } from '../../../../ui/feedback/ConfirmDialog.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { restrictionContract } from '../../restrictions/contract.ts';
import { LanguageField, languageOf, type LetterLanguage } from '../answers/LanguageField.tsx';
import { type Restriction } from './restriction.ts';

/** The written answer to the patient, as a draft among the patient's letters. */
export function LetterDialog(props: { readonly restriction: Restriction; readonly onClose: () => void }) {
  const { restriction, onClose } = props;
  const t = useTexts('release');
  const [contactName, setContactName] = useState('');
  const [contactPhone, setContactPhone] = useState('');
  const [address, setAddress] = useState('');
  const [language, setLanguage] = useState<LetterLanguage>('');
  const act = useAct(restrictionContract.writeRestrictionLetter, {
    changes: [restrictionContract.restrictions, restrictionContract.caseRestrictions],
    onDone: ({ letterNumber }) => {
      onClose();
      showDone(t('outcome.drafted', { number: letterNumber }));
    },
  });
  const lines = address
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return (
    <ConfirmDialog
      opened
      title={t('patientRights.restrictionLetter')}
      text={t('patientRights.restrictionLetterText')}
      action={t('patientRights.draft')}
      busy={act.isPending}
      blocked={contactName.trim() === '' || contactPhone.trim() === ''}
      onConfirm={() =>
        act.run({
          params: { patientId: restriction.patientId, restrictionId: restriction.id },
          body: {
            ...{ contactName: contactName.trim(), contactPhone: contactPhone.trim() },
            ...(lines.length === 0 ? {} : { address: lines }),
            ...languageOf(language),
          },
        })
      }
      onCancel={onClose}
    >
      {act.error !== null && <ProblemNotice error={act.error} takeFocus />}
      <TextInput
        label={t('patientRights.contactName')}
        required
        maxLength={200}
        value={contactName}
        onChange={(event) => setContactName(event.currentTarget.value)}
      />
      <TextInput
        label={t('patientRights.contactPhone')}
        required
        maxLength={60}
        value={contactPhone}
        onChange={(event) => setContactPhone(event.currentTarget.value)}
      />
      <Textarea
        label={t('patientRights.address')}
        description={t('patientRights.addressHint')}
        autosize
        minRows={2}
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
      />
      <LanguageField value={language} onChange={setLanguage} />
    </ConfirmDialog>
  );
}
