import { useSyncExternalStore } from 'react';

/**
 * What was last looked for in a record. It says what somebody suspects about a patient, so it lives in the memory of
 * this page only, and only for the record it was typed for.
 */
let kept: { readonly patientId: string; readonly text: string } | undefined;
const listeners = new Set<() => void>();

export function setFindText(patientId: string, text: string): void {
  kept = text.trim() === '' ? undefined : { patientId, text };
  for (const listener of listeners) listener();
}

export function useFindText(patientId: string): string {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => (kept?.patientId === patientId ? kept.text : ''),
  );
}
