import { useCallback, useEffect, useState, type MouseEvent, type RefObject } from 'react';
import { useTexts } from '../i18n.ts';
import { focusWithin, useCommands } from '../keys/KeysProvider.tsx';
import { type Command } from '../keys/scopes.ts';
import { keepRows, moveRows, NO_ROWS, type RowsMove, type RowsState } from './rows-state.ts';

export interface RowKeysParts {
  readonly keys: readonly string[];
  readonly label: string;
  readonly aside: boolean;
  readonly canMark: boolean;
  readonly container: RefObject<HTMLDivElement | null>;
  readonly bringIntoSight: (index: number) => void;
  readonly onOpen?: (index: number) => void;
}

export interface RowKeys {
  readonly state: RowsState;
  /** The one row that Tab reaches. */
  readonly tabStop: string | undefined;
  readonly move: (move: RowsMove) => void;
  readonly clicked: (event: MouseEvent<HTMLTableRowElement>, index: number) => void;
}

/** j/k, arrows, x, Shift, Home, End, Enter over the rows of a table, with the focus following. */
export function useRowKeys(parts: RowKeysParts): RowKeys {
  const { keys, label, container, bringIntoSight } = parts;
  const t = useTexts('ui');
  const [moved, setState] = useState(NO_ROWS);
  const state = keepRows(moved, keys);
  const move = useCallback((by: RowsMove) => setState((before) => moveRows(before, keys, by)), [keys]);
  const [wantsFocus, setWantsFocus] = useState<string>();

  const walk = (by: RowsMove) => {
    const next = moveRows(state, keys, by);
    setState(next);
    if (next.current === undefined) return;
    bringIntoSight(keys.indexOf(next.current));
    setWantsFocus(next.current);
  };
  useEffect(() => {
    if (wantsFocus === undefined) return;
    const row = container.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(wantsFocus)}"]`);
    row?.focus();
    row?.scrollIntoView({ block: 'nearest' });
    // A row outside the window of a long list appears one frame later and is looked for again.
    if (row) setWantsFocus(undefined);
  }, [wantsFocus, container, state, keys]);

  const hidden = { group: label, hidden: true, repeats: true } as const;
  const commands: Command[] = [
    { id: 'table.next', label: t('table.next'), keys: ['j'], run: () => walk({ kind: 'step', by: 1 }), ...hidden },
    { id: 'table.former', label: t('table.former'), keys: ['k'], run: () => walk({ kind: 'step', by: -1 }), ...hidden },
    ...(parts.canMark
      ? [
          { id: 'table.mark', label: t('table.mark'), keys: ['x'], run: () => walk({ kind: 'mark' }), ...hidden },
          {
            ...{ id: 'table.extend', label: t('table.extend'), keys: ['Shift+j'], ...hidden },
            run: () => walk({ kind: 'step', by: 1, extend: true }),
          },
          {
            ...{ id: 'table.extendUp', label: t('table.extendUp'), keys: ['Shift+k'], ...hidden },
            run: () => walk({ kind: 'step', by: -1, extend: true }),
          },
        ]
      : []),
  ];
  useCommands(commands, parts.aside ? { level: 'panel', isActive: focusWithin(container) } : { level: 'page' });

  const onRow = () =>
    document.activeElement instanceof HTMLElement && document.activeElement.dataset['row'] !== undefined;
  const open = () => {
    const at = state.current === undefined ? -1 : keys.indexOf(state.current);
    if (at !== -1) parts.onOpen?.(at);
  };
  useCommands(
    [
      {
        id: 'table.down',
        label: t('table.next'),
        keys: ['ArrowDown'],
        run: () => walk({ kind: 'step', by: 1 }),
        ...hidden,
      },
      {
        id: 'table.up',
        label: t('table.former'),
        keys: ['ArrowUp'],
        run: () => walk({ kind: 'step', by: -1 }),
        ...hidden,
      },
      {
        id: 'table.first',
        label: t('table.first'),
        keys: ['Home'],
        run: () => walk({ kind: 'edge', edge: 'first' }),
        ...hidden,
      },
      {
        id: 'table.last',
        label: t('table.last'),
        keys: ['End'],
        run: () => walk({ kind: 'edge', edge: 'last' }),
        ...hidden,
      },
      ...(parts.onOpen === undefined
        ? []
        : [{ id: 'table.open', label: t('table.open'), keys: ['Enter'], group: label, hidden: true, run: open }]),
    ],
    { level: 'panel', isActive: () => focusWithin(container)() && onRow() },
  );

  return {
    state,
    tabStop: state.current ?? keys[0],
    move,
    clicked: (event, index) => {
      const key = keys[index];
      if (key === undefined || !meansTheRow(event)) return;
      if (event.shiftKey && parts.canMark) walk({ kind: 'go', to: key, extend: true });
      else if (parts.onOpen === undefined) move({ kind: 'go', to: key });
      else parts.onOpen(index);
    },
  };
}

/** A press on a button, link or check box inside the row means that thing, not the row. */
function meansTheRow(event: MouseEvent): boolean {
  return !(
    event.target instanceof Element && event.target.closest('a, button, input, label, [role="button"]') !== null
  );
}
