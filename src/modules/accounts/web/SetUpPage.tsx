import { Button, Group, Stack } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useAct, useRead } from '../../../ui/api/reads.tsx';
import { ErrorSummary, type FieldError } from '../../../ui/feedback/ErrorSummary.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { Steps } from '../../../ui/feedback/Steps.tsx';
import { Waiting } from '../../../ui/feedback/Waiting.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { OpenPage } from '../../../ui/shell/OpenPage.tsx';
import { FacilityForm, missingWords, NO_FACILITY, sentWords } from '../../directory/web/index.tsx';
import { contract } from '../contract.ts';
import { AuthenticatorStep } from './AuthenticatorStep.tsx';
import { checkOwnWords, NO_WORDS } from './check-own-words.ts';
import { OwnWordsFields } from './OwnWordsFields.tsx';
import { signInPath, tokenInAddress } from './paths.ts';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import { useSignedIn } from './session.tsx';

const STEPS = ['you', 'facility', 'authenticator', 'codes'] as const;
type StepName = (typeof STEPS)[number];

/** From the link in the terminal to the first administrator: who, where, second factor, spare codes. */
export default function SetUpPage() {
  const t = useTexts('accounts');
  const directory = useTexts('directory');
  const navigate = useNavigate();
  const signedIn = useSignedIn();
  const [token] = useState(tokenInAddress);
  const [step, setStep] = useState<StepName>('you');
  const [words, setWords] = useState(NO_WORDS);
  const [facility, setFacility] = useState(NO_FACILITY);
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [attempt, setAttempt] = useState(0);
  const state = useRead(contract.setupState, {}, { enabled: step === 'you' });
  const begin = useAct(contract.beginSetup, { onDone: () => setStep('facility') });
  const confirm = useAct(contract.confirmSetup, { onDone: () => setStep('codes') });
  useForgottenToken(token);

  if (step !== 'codes' && state.error !== null) return <Closed />;
  if (token === undefined) {
    return (
      <OpenPage title={t('setUp.noToken')} text={t('setUp.noTokenText')}>
        {state.isPending ? <Waiting rows={1} /> : null}
      </OpenPage>
    );
  }
  const goOn = (found: readonly FieldError[], next: () => void) => {
    setErrors(found);
    setAttempt((count) => count + 1);
    if (found.length === 0) next();
  };
  const submit = () => {
    if (step === 'you') {
      goOn(checkOwnWords(words, 'all', t), () => {
        const { name, username, email, password } = words;
        const mail = email.trim() === '' ? {} : { email: email.trim() };
        begin.run({ body: { token, name: name.trim(), username: username.trim(), password, ...mail } });
      });
    }
    if (step === 'facility') goOn(missingWords(facility, directory), () => setStep('authenticator'));
  };
  return (
    <OpenPage wide title={t('setUp.title')} text={t('setUp.intro')}>
      <Stack gap="lg">
        <Steps
          label={t('setUp.steps')}
          steps={STEPS.map((key) => ({ key, label: t(`setUp.step.${key}`), state: stateOf(key, step) }))}
        />
        <ErrorSummary errors={errors} attempt={attempt} />
        {step === 'you' && begin.error !== null && <ProblemNotice key={attempt} error={begin.error} takeFocus />}
        {step === 'authenticator' && confirm.error !== null && (
          <ProblemNotice key={confirm.submittedAt} error={confirm.error} takeFocus />
        )}
        {(step === 'you' || step === 'facility') && (
          <form
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              submit();
            }}
          >
            <Stack gap="lg">
              {step === 'you' ? (
                <OwnWordsFields asks="all" words={words} onChange={setWords} errors={errors} />
              ) : (
                <FacilityForm words={facility} onChange={setFacility} errors={errors} />
              )}
              <Group justify="flex-end">
                {step === 'facility' && (
                  <Button variant="default" onClick={() => setStep('you')}>
                    {t('setUp.back')}
                  </Button>
                )}
                <Button type="submit" loading={begin.isPending}>
                  {t('setUp.next')}
                </Button>
              </Group>
            </Stack>
          </form>
        )}
        {step === 'authenticator' && begin.data !== undefined && (
          <AuthenticatorStep
            authenticator={begin.data}
            busy={confirm.isPending}
            onCode={(code) => confirm.run({ body: { token, code, facility: sentWords(facility) } })}
          />
        )}
        {step === 'codes' && confirm.data !== undefined && (
          <RecoveryCodes
            codes={confirm.data.recoveryCodes}
            onKept={() => void signedIn().then(() => navigate({ to: '/', replace: true }))}
          />
        )}
      </Stack>
    </OpenPage>
  );
}

function Closed() {
  const t = useTexts('accounts');
  return (
    <OpenPage title={t('setUp.closed')} text={t('setUp.closedText')}>
      <Button component={Link} to={signInPath}>
        {t('setUp.toSignIn')}
      </Button>
    </OpenPage>
  );
}

function stateOf(key: StepName, current: StepName): 'done' | 'current' | 'ahead' {
  const at = STEPS.indexOf(key) - STEPS.indexOf(current);
  return at < 0 ? 'done' : at === 0 ? 'current' : 'ahead';
}

/** The token is in memory now; nobody who looks at the screen or the history needs it. */
export function useForgottenToken(token: string | undefined): void {
  useEffect(() => {
    if (token !== undefined) window.history.replaceState(window.history.state, '', window.location.pathname);
  }, [token]);
}
