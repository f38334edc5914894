import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { call, whenSignedOut } from '../../../ui/api/call.ts';
import { ProblemError } from '../../../ui/api/problem-error.ts';
import { type Session } from '../../../ui/session.ts';
import { type SessionSource, type SessionState } from '../../../ui/shell/session-source.ts';
import { contract } from '../contract.ts';
import { ownAccountPath, setUpPath, signInPath } from './paths.ts';
import { ProveAgain } from './ProveAgain.tsx';
import { SignInForm } from './SignInForm.tsx';

export type Account = ResponseOf<typeof contract.ownAccount>;

/** What other modules know about whoever is signed in; `apps` joins the two sides. */
export interface SessionHelp {
  readonly permissions: () => Promise<readonly string[]>;
  readonly facilities: () => Promise<readonly FacilityFacts[]>;
}

export interface FacilityFacts {
  readonly name: string;
  readonly zone: string;
  readonly country: string;
  readonly fictional: boolean;
  readonly id: string;
}

const KEY = ['session'];
const NOWHERE = { name: '', zone: 'UTC', country: '', fictional: false };

type Known =
  { readonly kind: 'in'; readonly session: Session } | { readonly kind: 'out' } | { readonly kind: 'set-up' };

export function createSessionSource(help: SessionHelp): SessionSource {
  return {
    useSessionState: () => useSessionState(help),
    SignIn: SignInForm,
    ProveAgain,
    lock: async () => {
      await signOutHere();
      announceSignedOut();
    },
    signOut: async () => {
      await signOutHere();
      // A fresh page: nothing that was on the screen stays in memory.
      window.location.assign(signInPath);
    },
    paths: { signIn: signInPath, setUp: setUpPath, home: '/', profile: ownAccountPath },
  };
}

let announceSignedOut: () => void = () => undefined;

function useSessionState(help: SessionHelp): SessionState {
  const client = useQueryClient();
  const query = useQuery({
    queryKey: KEY,
    queryFn: () => whoIsHere(help),
    staleTime: 60_000,
    refetchOnWindowFocus: true,
  });
  useEffect(() => {
    announceSignedOut = () => client.setQueryData<Known>(KEY, { kind: 'out' });
    whenSignedOut(() => announceSignedOut());
  }, [client]);
  const { data, error, refetch } = query;
  return useMemo(() => {
    if (data !== undefined) return data;
    if (error !== null) return { kind: 'unreachable', error, retry: () => void refetch() };
    return { kind: 'loading' };
  }, [data, error, refetch]);
}

async function whoIsHere(help: SessionHelp): Promise<Known> {
  const account = await call(contract.ownAccount, {}).catch(unlessStatus(401));
  if (account === undefined) {
    const open = await call(contract.setupState, {}).catch(unlessStatus(404));
    return { kind: open === undefined ? 'out' : 'set-up' };
  }
  const permissions = await help.permissions();
  // Somebody whose role does not read the directory still works: in UTC, without a name in the header. Not asked for,
  // since a refusal at every page would fill the log with denials that mean nothing.
  const facilities = permissions.includes('directory/read')
    ? await help.facilities().catch(unlessStatus(403))
    : undefined;
  const home = account.assignments.find(({ facilityId }) => facilityId !== null)?.facilityId;
  const { name, zone, country, fictional } = facilities?.find(({ id }) => id === home) ?? facilities?.[0] ?? NOWHERE;
  return {
    kind: 'in',
    session: {
      person: { id: account.person.id, name: account.person.name },
      facility: { name, zone, country, fictional },
      permissions: new Set(permissions),
      idleSeconds: account.session?.idleSeconds ?? 900,
    },
  };
}

function unlessStatus(status: number): (error: unknown) => undefined {
  return (error) => {
    if (error instanceof ProblemError && error.problem.status === status) return undefined;
    throw error;
  };
}

async function signOutHere(): Promise<void> {
  await call(contract.signOut, {}).catch(unlessStatus(401));
}

/** After signing in: ask again who is here, before any page reads anything. */
export function useSignedIn(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: KEY });
}
