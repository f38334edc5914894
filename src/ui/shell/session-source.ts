import { createContext, useContext, type ComponentType } from 'react';
import { type Session } from '../session.ts';

export type SessionState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'unreachable'; readonly error: Error; readonly retry: () => void }
  /** No administrator yet: everything leads to set-up. */
  | { readonly kind: 'set-up' }
  | { readonly kind: 'out' }
  | { readonly kind: 'in'; readonly session: Session };

/** Whoever signs people in hands this to the frame at start; the kit knows no accounts. */
export interface SessionSource {
  readonly useSessionState: () => SessionState;
  /** The sign-in form, also shown over a page whose session ended. */
  readonly SignIn: ComponentType;
  /** Proves the second factor again; calls `onProved` with whether it did. */
  readonly ProveAgain: ComponentType<{ readonly onProved: (proved: boolean) => void }>;
  /** Ends the session at the server but leaves the page, hidden, as it is. */
  readonly lock: () => Promise<void>;
  readonly signOut: () => Promise<void>;
  readonly paths: { readonly signIn: string; readonly setUp: string; readonly home: string; readonly profile?: string };
}

export const SessionSourceContext = createContext<SessionSource | undefined>(undefined);

export function useSessionSource(): SessionSource {
  const source = useContext(SessionSourceContext);
  if (source === undefined) throw new Error('The frame was started without a session source');
  return source;
}
