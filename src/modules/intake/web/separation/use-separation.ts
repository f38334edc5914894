import { useCallback, useEffect, useRef, useState } from 'react';
import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { call } from '../../../../ui/api/call.ts';
import { separation } from '../../separation/contract.ts';
import { type Layout, renameParts } from './edit-layout.ts';

export type OpenedBatch = ResponseOf<typeof separation.open>;

interface State {
  readonly layout: Layout;
  readonly past: readonly Layout[];
  readonly future: readonly Layout[];
}

/**
 * The layout as the person has it on the screen, saved after every change. Undo has no end: beyond what was done since the
 * page was opened it goes back through the states that the server kept.
 */
export function useSeparation(opened: OpenedBatch) {
  const batchId = opened.batch.id;
  const [state, setState] = useState<State>({ layout: opened.layout, past: [], future: [] });
  const [error, setError] = useState<Error>();
  const [saving, setSaving] = useState(false);
  const saved = useRef({ layout: opened.layout, revision: opened.batch.revision });
  /** Revision that the next undo beyond our own past goes to. */
  const older = useRef(opened.batch.revision - 1);
  const latest = useRef(state);
  latest.current = state;

  const save = useCallback(async () => {
    const sent = latest.current.layout;
    const answer = await call(separation.saveLayout, {
      params: { id: batchId },
      body: { revision: saved.current.revision, layout: sent },
    });
    const learn = (layout: Layout) => renameParts(layout, sent, answer.layout);
    setState((now) => ({
      layout: learn(now.layout),
      past: now.past.map(learn),
      future: now.future.map(learn),
    }));
    saved.current = { layout: learn(sent), revision: answer.revision };
    // What is on the screen now and was sent is saved; a change made meanwhile is another object.
    latest.current = { ...latest.current, layout: learn(latest.current.layout) };
    return latest.current.layout;
  }, [batchId]);

  const dirty = JSON.stringify(state.layout) !== JSON.stringify(saved.current.layout);
  useEffect(() => {
    if (!dirty || saving || error !== undefined) return;
    setSaving(true);
    save()
      .catch((problem: unknown) => setError(problem instanceof Error ? problem : new Error(String(problem))))
      .finally(() => setSaving(false));
  }, [dirty, saving, error, save]);

  const change = (next: Layout) =>
    setState((now) => (next === now.layout ? now : { layout: next, past: [...now.past, now.layout], future: [] }));
  const undo = async () => {
    const { past } = latest.current;
    const before = past.at(-1);
    if (before !== undefined) {
      return setState((now) => ({
        layout: before,
        past: now.past.slice(0, -1),
        future: [now.layout, ...now.future],
      }));
    }
    if (older.current < 1) return;
    const { layout } = await call(separation.readLayout, { params: { id: batchId, revision: older.current } });
    older.current -= 1;
    if (layout !== null) setState((now) => ({ layout, past: [], future: [now.layout, ...now.future] }));
  };
  const redo = () =>
    setState((now) => {
      const [next, ...rest] = now.future;
      return next === undefined ? now : { layout: next, past: [...now.past, now.layout], future: rest };
    });
  return {
    layout: state.layout,
    change,
    undo: () => undo().catch((problem: unknown) => setError(problem instanceof Error ? problem : undefined)),
    redo,
    canUndo: state.past.length > 0 || older.current >= 1,
    canRedo: state.future.length > 0,
    error,
    /** Saved or on its way: nothing is lost when the page is left now. */
    isSaved: !dirty && !saving,
    revision: () => saved.current.revision,
  };
}
