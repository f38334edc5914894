/** Where the person stands in a list and what they have marked. Pure, by row keys, so a refreshed list keeps both. */
export interface RowsState {
  readonly current: string | undefined;
  /** Where a range began (`Shift+j`, `Shift+click`). */
  readonly anchor: string | undefined;
  readonly marked: ReadonlySet<string>;
}

export const NO_ROWS: RowsState = { current: undefined, anchor: undefined, marked: new Set() };

export type RowsMove =
  | { readonly kind: 'step'; readonly by: number; readonly extend?: boolean }
  | { readonly kind: 'go'; readonly to: string; readonly extend?: boolean }
  | { readonly kind: 'edge'; readonly edge: 'first' | 'last' }
  | { readonly kind: 'mark'; readonly key?: string }
  | { readonly kind: 'mark-all' }
  | { readonly kind: 'clear' };

/** Rows marked at once; more is the work of a filter and a job, not of a list in the browser. */
export const MOST_MARKED = 1_000;

export function moveRows(state: RowsState, keys: readonly string[], move: RowsMove): RowsState {
  switch (move.kind) {
    case 'step': {
      const at = state.current === undefined ? (move.by > 0 ? -1 : keys.length) : keys.indexOf(state.current);
      return goTo(state, keys, keys[clamp(at + move.by, keys.length)], move.extend ?? false);
    }
    case 'edge':
      return goTo(state, keys, move.edge === 'first' ? keys[0] : keys[keys.length - 1], false);
    case 'go':
      return goTo(state, keys, move.to, move.extend ?? false);
    case 'mark': {
      const key = move.key ?? state.current;
      if (key === undefined) return state;
      const marked = new Set(state.marked);
      if (!marked.delete(key)) marked.add(key);
      return { current: key, anchor: key, marked: capped(marked) };
    }
    case 'mark-all':
      return { ...state, marked: capped(new Set(keys)) };
    case 'clear':
      return { ...state, marked: new Set() };
  }
}

function goTo(state: RowsState, keys: readonly string[], key: string | undefined, extend: boolean): RowsState {
  if (key === undefined) return state;
  if (!extend) return { ...state, current: key, anchor: key };
  const from = keys.indexOf(state.anchor ?? state.current ?? key);
  const to = keys.indexOf(key);
  const range = keys.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ...state, current: key, marked: capped(new Set([...state.marked, ...range])) };
}

/** After the list was read again: marks and place of rows that are gone go with them. */
export function keepRows(state: RowsState, keys: readonly string[]): RowsState {
  const present = new Set(keys);
  const marked = [...state.marked].filter((key) => present.has(key));
  const stays = (key: string | undefined) => (key !== undefined && present.has(key) ? key : undefined);
  const same =
    marked.length === state.marked.size &&
    stays(state.current) === state.current &&
    stays(state.anchor) === state.anchor;
  return same ? state : { current: stays(state.current), anchor: stays(state.anchor), marked: new Set(marked) };
}

function clamp(at: number, length: number): number {
  return Math.max(0, Math.min(length - 1, at));
}

function capped(marked: ReadonlySet<string>): ReadonlySet<string> {
  return marked.size <= MOST_MARKED ? marked : new Set([...marked].slice(0, MOST_MARKED));
}

export interface SortOrder {
  readonly column: string;
  readonly direction: 'ascending' | 'descending';
}

/** The first press sorts upward, the second downward, the third gives the list as it came. */
export function nextSort(order: SortOrder | undefined, column: string): SortOrder | undefined {
  if (order?.column !== column) return { column, direction: 'ascending' };
  return order.direction === 'ascending' ? { column, direction: 'descending' } : undefined;
}
