import { Button, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../../ui/api/reads.tsx';
import { ErrorSummary, type FieldError } from '../../../../ui/feedback/ErrorSummary.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useDocumentTypes } from '../../../documents/web/index.tsx';
import { contract } from '../../verifying/contract.ts';

/** Which share of a type is entered a second time; said again it replaces the first. */
export function VerifyRuleForm({ onDone }: { readonly onDone: () => void }) {
  const t = useTexts('intake');
  const { choices } = useDocumentTypes();
  const [typeCode, setType] = useState<string>();
  const [share, setShare] = useState('');
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [attempt, setAttempt] = useState(0);
  const set = useAct(contract.setVerifyRule, {
    changes: [contract.verifyRules],
    onDone: () => {
      showDone(t('verifying.saved'));
      onDone();
    },
  });
  const save = () => {
    const number = Number(share.replace(',', '.'));
    const wrong: FieldError[] = [
      ...(number >= 0 && number <= 100 ? [] : [{ field: 'verify-share', text: t('verifying.shareUnclear') }]),
      ...(reason.trim().length < 3 ? [{ field: 'verify-why', text: t('verifying.reasonMissing') }] : []),
    ];
    setErrors(wrong);
    setAttempt((before) => before + 1);
    if (wrong.length > 0) return;
    set.run({
      query: {},
      body: {
        ...(typeCode === undefined ? {} : { typeCode }),
        ...(share.trim() === '' ? {} : { share: number / 100 }),
        reason: reason.trim(),
      },
    });
  };
  const errorOf = (field: string) => errors.find((each) => each.field === field)?.text;
  return (
    <Stack>
      <ErrorSummary errors={errors} attempt={attempt} />
      {set.error !== null && <ProblemNotice error={set.error} takeFocus />}
      <ChoiceField
        id="verify-rule-type"
        label={t('verifying.type')}
        description={t('verifying.typeHint')}
        choices={choices}
        value={typeCode}
        onChange={setType}
      />
      <TextInput
        id="verify-share"
        label={t('verifying.share')}
        description={t('verifying.shareHint')}
        value={share}
        error={errorOf('verify-share')}
        onChange={(event) => setShare(event.currentTarget.value)}
      />
      <TextInput
        id="verify-why"
        label={t('verifying.why')}
        required
        value={reason}
        error={errorOf('verify-why')}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button loading={set.isPending} onClick={save}>
        {t('verifying.save')}
      </Button>
    </Stack>
  );
}
