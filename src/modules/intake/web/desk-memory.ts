import { useSyncExternalStore } from 'react';
import { type Picked } from '../../../ui/fields/picker-slot.ts';

/** What one person filed at this desk since they sat down. In memory only: it names a patient. */
export interface FiledHere {
  /** Set aside: can be taken back, but is nothing to copy from. */
  readonly kind: 'filed' | 'aside';
  readonly partId: string;
  readonly pages: number;
  readonly picked: Picked | undefined;
  readonly encounterId: string | undefined;
  readonly typeCode: string;
  readonly date: string;
}

export interface DeskMemory {
  /** Newest last. */
  readonly filed: readonly FiledHere[];
  readonly filedCount: number;
  readonly setAsideCount: number;
  /** Put back for somebody else: not handed to this person again. */
  readonly putBack: readonly string[];
  /** `Keep the patient`: chosen for the next item too. */
  readonly kept: Picked | undefined;
}

/** Enough to take back what one has just done; older acts are taken back from the monitor. */
const MOST_KEPT = 50;
const MOST_PUT_BACK = 200;

const NOTHING: DeskMemory = { filed: [], filedCount: 0, setAsideCount: 0, putBack: [], kept: undefined };
let memory = NOTHING;
const listeners = new Set<() => void>();

export function changeDesk(to: Partial<DeskMemory>): void {
  memory = { ...memory, ...to };
  for (const listener of listeners) listener();
}

export function rememberFiled(filed: FiledHere): void {
  const one = (kind: FiledHere['kind']) => (filed.kind === kind ? 1 : 0);
  changeDesk({
    filed: [...memory.filed, filed].slice(-MOST_KEPT),
    filedCount: memory.filedCount + one('filed'),
    setAsideCount: memory.setAsideCount + one('aside'),
  });
}

export function forgetLastFiled(): void {
  const one = (kind: FiledHere['kind']) => (memory.filed.at(-1)?.kind === kind ? 1 : 0);
  changeDesk({
    filed: memory.filed.slice(0, -1),
    filedCount: memory.filedCount - one('filed'),
    setAsideCount: memory.setAsideCount - one('aside'),
  });
}

export function rememberPutBack(partId: string): void {
  changeDesk({ putBack: [...memory.putBack, partId].slice(-MOST_PUT_BACK) });
}

export function useDeskMemory(): DeskMemory {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => memory,
  );
}
