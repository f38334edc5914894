import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTexts } from '../../../ui/i18n.ts';
import { OpenPage } from '../../../ui/shell/OpenPage.tsx';
import { useSessionSource } from '../../../ui/shell/session-source.ts';
import { useAddress } from '../../../ui/use-address.ts';
import { safeReturn, setUpPath } from './paths.ts';
import { SignInForm } from './SignInForm.tsx';

export default function SignInPage() {
  const t = useTexts('accounts');
  const navigate = useNavigate();
  const state = useSessionSource().useSessionState();
  const [{ to }] = useAddress(['to']);
  useEffect(() => {
    if (state.kind === 'in') void navigate({ to: safeReturn(to), replace: true });
    if (state.kind === 'set-up') void navigate({ to: setUpPath, replace: true });
  }, [state.kind, to, navigate]);
  return (
    <OpenPage title={t('signIn.title')}>
      <SignInForm />
    </OpenPage>
  );
}
