import { Paper } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { ProblemNotice } from '../feedback/ProblemNotice.tsx';
import { Waiting } from '../feedback/Waiting.tsx';
import { useTexts } from '../i18n.ts';
import { useCommands } from '../keys/KeysProvider.tsx';
import { SessionContext, type Session } from '../session.ts';
import { useSessionSource } from './session-source.ts';
import classes from './shell.module.css';

/**
 * Lets nobody in without a session. When one ends under a page, the page is hidden, not thrown away: whoever typed
 * there signs in over it and finds every field as it was. Another person gets a clean desk instead.
 */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const source = useSessionSource();
  const state = source.useSessionState();
  const navigate = useNavigate();
  const client = useQueryClient();
  const path = useRouterState({ select: ({ location }) => location.href });
  const [held, setHeld] = useState<Session>();
  const session = state.kind === 'in' ? state.session : undefined;
  const wasOut = useRef(false);

  useEffect(() => {
    if (session === undefined) return;
    if (held !== undefined && held.person.id !== session.person.id) {
      // Nothing that the former person saw may stay in the memory of this page.
      window.location.assign(source.paths.home);
      return;
    }
    setHeld(session);
    if (wasOut.current) void client.invalidateQueries();
    wasOut.current = false;
  }, [session, held, client, source.paths.home]);

  const isOut = state.kind === 'out';
  const { signIn, setUp } = source.paths;
  useEffect(() => {
    if (isOut) wasOut.current = true;
    // While the router is on its way there this runs again with the new address: that is no page to come back to.
    if (path.startsWith(signIn) || path.startsWith(setUp)) return;
    if (isOut && held === undefined)
      void navigate({ to: signIn, search: path === '/' ? {} : { to: path }, replace: true });
    if (state.kind === 'set-up') void navigate({ to: setUp, replace: true });
  }, [isOut, held, state.kind, navigate, path, signIn, setUp]);

  const known = session ?? held;
  if (known === undefined) {
    if (state.kind === 'unreachable') {
      return (
        <div className={classes['lonely']}>
          <ProblemNotice error={state.error} onRetry={state.retry} />
        </div>
      );
    }
    return (
      <div className={classes['lonely']}>
        <Waiting />
      </div>
    );
  }
  return (
    <SessionContext value={known}>
      <div className={classes['held']} hidden={isOut} inert={isOut}>
        {children}
      </div>
      {isOut && <LockedDesk name={known.person.name} />}
    </SessionContext>
  );
}

function LockedDesk({ name }: { readonly name: string }) {
  const t = useTexts('ui');
  const { SignIn } = useSessionSource();
  // The keys of the hidden page are silent, and so is whatever it shows outside itself: dialogs, notices.
  useCommands([], { level: 'dialog', onWand: () => true });
  useEffect(() => {
    const floating = [...document.querySelectorAll<HTMLElement>('[data-portal]')];
    for (const each of floating) each.inert = true;
    document.body.dataset['locked'] = '';
    return () => {
      for (const each of floating) each.inert = false;
      delete document.body.dataset['locked'];
    };
  }, []);
  return (
    <main className={classes['locked']}>
      <Paper p="lg" radius="md">
        <h1>{t('lock.title')}</h1>
        <p className={classes['lead']}>{t('lock.text', { name })}</p>
        <SignIn />
      </Paper>
    </main>
  );
}
