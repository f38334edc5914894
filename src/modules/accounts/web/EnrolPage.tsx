import { Button, Group, Stack } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAct } from '../../../ui/api/reads.tsx';
import { ErrorSummary, type FieldError } from '../../../ui/feedback/ErrorSummary.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { OpenPage } from '../../../ui/shell/OpenPage.tsx';
import { contract } from '../contract.ts';
import { AuthenticatorStep } from './AuthenticatorStep.tsx';
import { checkOwnWords, NO_WORDS } from './check-own-words.ts';
import { OwnWordsFields } from './OwnWordsFields.tsx';
import { signInPath, tokenInAddress } from './paths.ts';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import { useForgottenToken } from './SetUpPage.tsx';
import { useSignedIn } from './session.tsx';

/** From an invitation link: password, authenticator, spare codes. */
export default function EnrolPage() {
  const t = useTexts('accounts');
  const navigate = useNavigate();
  const signedIn = useSignedIn();
  const [token] = useState(tokenInAddress);
  const [words, setWords] = useState(NO_WORDS);
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [attempt, setAttempt] = useState(0);
  const begin = useAct(contract.beginEnrolment);
  const confirm = useAct(contract.confirmEnrolment);
  useForgottenToken(token);

  if (token === undefined)
    return (
      <OpenPage title={t('enrol.noToken')} text={t('enrol.noTokenText')}>
        <Button component={Link} to={signInPath} variant="default">
          {t('setUp.toSignIn')}
        </Button>
      </OpenPage>
    );
  if (confirm.data !== undefined) {
    return (
      <OpenPage wide title={t('codes.title')}>
        <RecoveryCodes
          codes={confirm.data.recoveryCodes}
          onKept={() => void signedIn().then(() => navigate({ to: '/', replace: true }))}
        />
      </OpenPage>
    );
  }
  if (begin.data !== undefined) {
    return (
      <OpenPage wide title={t('authenticator.title')}>
        {confirm.error !== null && <ProblemNotice key={confirm.submittedAt} error={confirm.error} takeFocus />}
        <AuthenticatorStep
          authenticator={begin.data}
          busy={confirm.isPending}
          onCode={(code) => confirm.run({ body: { token, code } })}
        />
      </OpenPage>
    );
  }
  const submit = () => {
    const found = checkOwnWords(words, 'password', t);
    setErrors(found);
    setAttempt((count) => count + 1);
    if (found.length === 0) begin.run({ body: { token, password: words.password } });
  };
  return (
    <OpenPage title={t('enrol.title')} text={t('enrol.text')}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="md">
          <ErrorSummary errors={errors} attempt={attempt} />
          {begin.error !== null && <ProblemNotice key={attempt} error={begin.error} takeFocus />}
          <OwnWordsFields asks="password" words={words} onChange={setWords} errors={errors} />
          <Group justify="flex-end">
            <Button type="submit" loading={begin.isPending}>
              {t('setUp.next')}
            </Button>
          </Group>
        </Stack>
      </form>
    </OpenPage>
  );
}
