import { useCallback, useEffect, useRef, useState } from 'react';
import { idleState, type IdleState } from './idle.ts';

const LOOK_EVERY_MS = 1_000;
/** Other tabs of the same desk count: the time of the last touch is shared, nothing else. */
const SHARED = 'chartkeeper.touched';
const SHARE_EVERY_MS = 5_000;
const TOUCHES = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

export interface Idle {
  readonly state: IdleState;
  readonly stay: () => void;
}

export function useIdle(idleSeconds: number, onOver: () => void): Idle {
  const touchedAt = useRef(Date.now());
  const sharedAt = useRef(0);
  const [state, setState] = useState<IdleState>({ kind: 'active' });
  const over = useRef(onOver);
  useEffect(() => {
    over.current = onOver;
  });
  const touch = useCallback(() => {
    touchedAt.current = Date.now();
    if (touchedAt.current - sharedAt.current < SHARE_EVERY_MS) return;
    sharedAt.current = touchedAt.current;
    localStorage.setItem(SHARED, String(touchedAt.current));
  }, []);

  useEffect(() => {
    touch();
    for (const kind of TOUCHES) window.addEventListener(kind, touch, { capture: true, passive: true });
    let wasOver = false;
    const timer = setInterval(() => {
      const elsewhere = Number(localStorage.getItem(SHARED) ?? 0);
      const next = idleState(Math.max(touchedAt.current, elsewhere), Date.now(), idleSeconds);
      setState((before) => (before.kind === 'active' && next.kind === 'active' ? before : next));
      if (next.kind === 'over' && !wasOver) over.current();
      wasOver = next.kind === 'over';
    }, LOOK_EVERY_MS);
    return () => {
      clearInterval(timer);
      for (const kind of TOUCHES) window.removeEventListener(kind, touch, { capture: true });
    };
  }, [idleSeconds, touch]);

  return { state, stay: touch };
}
