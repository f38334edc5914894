import { createContext, useContext } from 'react';
import { dateOrderOf, type Calendar } from './dates.ts';

/** Who works here, where, and what they may do: values from whoever signs people in; the kit does not know how. */
export interface Session {
  readonly person: { readonly id: string; readonly name: string };
  readonly facility: {
    readonly name: string;
    readonly zone: string;
    readonly country: string;
    readonly fictional: boolean;
  };
  readonly permissions: ReadonlySet<string>;
  /** Idle for so long signs out; a warning comes two minutes before. */
  readonly idleSeconds: number;
}

export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error('A page inside the frame was rendered without a session');
  return session;
}

/** Hides what the person may not do; the server decides again at every request. */
export function useMay(): (permission: string) => boolean {
  const session = useContext(SessionContext);
  return (permission) => session?.permissions.has(permission) ?? false;
}

export function useCalendar(): Calendar {
  const session = useContext(SessionContext);
  if (session === undefined) return { zone: 'UTC', order: 'ymd', locale: 'en' };
  return { zone: session.facility.zone, order: dateOrderOf(session.facility.country), locale: 'en' };
}
