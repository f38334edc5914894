import { useSyncExternalStore } from 'react';

/**
 * What was last searched for. It names people, so it lives in the memory of this page only: not in the address, not in
 * the history, not in any storage; a reload or another person's sign-in forgets it.
 */
let text = '';
const listeners = new Set<() => void>();

export function setSearchText(next: string): void {
  text = next;
  for (const listener of listeners) listener();
}

export function useSearchText(): string {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => text,
  );
}
