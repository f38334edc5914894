import { useSyncExternalStore } from 'react';
import { type SingleKeys } from './keys/chord.ts';

/**
 * How a person likes the desk, kept in this browser only: nothing here says who they are or whose record they read.
 * A value that no longer fits falls back to its default instead of breaking the screen.
 */
export interface Preferences {
  /** WCAG 2.1.4: shortcuts of a single character on, off, or behind Alt. */
  readonly singleKeys: SingleKeys;
  /** Rows per screen against room to breathe. */
  readonly density: 'compact' | 'comfortable';
  /** What the site's wands send before each code; empty when they send nothing. */
  readonly wandPrefix: string;
  /** Searching while typing is kinder on fast lines, searching on Enter on slow ones. */
  readonly searchOn: 'typing' | 'enter';
  /** Of the pages that speak more than one language; `browser`: as the browser prefers. */
  readonly language: 'browser' | 'en' | 'es';
}

export const DEFAULT_PREFERENCES: Preferences = {
  singleKeys: 'on',
  density: 'compact',
  wandPrefix: '',
  searchOn: 'typing',
  language: 'browser',
};

const KEY = 'chartkeeper.preferences';

export function readPreferences(text: string | null): Preferences {
  const stored = parse(text);
  const oneOf = <T extends string>(value: unknown, allowed: readonly T[], otherwise: T): T =>
    allowed.find((candidate) => candidate === value) ?? otherwise;
  return {
    singleKeys: oneOf(stored['singleKeys'], ['on', 'off', 'alt'], DEFAULT_PREFERENCES.singleKeys),
    density: oneOf(stored['density'], ['compact', 'comfortable'], DEFAULT_PREFERENCES.density),
    wandPrefix: typeof stored['wandPrefix'] === 'string' ? stored['wandPrefix'].slice(0, 8) : '',
    searchOn: oneOf(stored['searchOn'], ['typing', 'enter'], DEFAULT_PREFERENCES.searchOn),
    language: oneOf(stored['language'], ['browser', 'en', 'es'], DEFAULT_PREFERENCES.language),
  };
}

function parse(text: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

const listeners = new Set<() => void>();
let current: Preferences | undefined;

function snapshot(): Preferences {
  current ??= readPreferences(globalThis.localStorage?.getItem(KEY) ?? null);
  return current;
}

export function changePreferences(change: Partial<Preferences>): void {
  current = { ...snapshot(), ...change };
  globalThis.localStorage?.setItem(KEY, JSON.stringify(current));
  for (const listener of listeners) listener();
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    snapshot,
    () => DEFAULT_PREFERENCES,
  );
}
