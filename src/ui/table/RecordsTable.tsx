import { Checkbox, VisuallyHidden } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { ProblemNotice } from '../feedback/ProblemNotice.tsx';
import { Waiting } from '../feedback/Waiting.tsx';
import { useTexts } from '../i18n.ts';
import { Icon } from '../icons.tsx';
import { usePreferences } from '../preferences.ts';
import { nextSort, type SortOrder } from './rows-state.ts';
import { useRowKeys } from './use-row-keys.ts';
import classes from './table.module.css';

export interface Column<Row> {
  readonly key: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** Orders two rows upward; a column without it cannot be sorted. */
  readonly compare?: (a: Row, b: Row) => number;
  /** The cell that names the row to a screen reader; exactly one column has it. */
  readonly names?: boolean;
  /** On a phone a row becomes a card: a line of its own with the header before it, or left out. */
  readonly narrow?: 'line' | 'hide';
  readonly align?: 'end';
  /** Times, numbers: never broken over two lines. */
  readonly solid?: boolean;
  readonly width?: string;
}

export interface RecordsTableProps<Row> {
  /** What the list is, for screen readers and the help page. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[] | undefined;
  readonly rowKey: (row: Row) => string;
  readonly error?: Error | undefined;
  readonly onRetry?: () => void;
  readonly empty: ReactNode;
  readonly onOpen?: (row: Row) => void;
  /** Rows can be marked; told on every change. */
  readonly onMarked?: (rows: readonly Row[]) => void;
  /** Not the page's main list: its keys work only while the focus is inside. */
  readonly aside?: boolean;
  readonly tone?: (row: Row) => 'attention' | 'danger' | undefined;
  readonly maxHeight?: string;
}

/** Above this only the rows in sight are in the document. */
const VIRTUAL_FROM = 80;
const ROW_PX = { compact: 37, comfortable: 47 };

/** A real table: header stays in sight, one row is in the tab order, keys walk, marks are announced. */
export function RecordsTable<Row>(props: RecordsTableProps<Row>) {
  const { columns, rowKey, error } = props;
  const t = useTexts('ui');
  const { density } = usePreferences();
  const [sort, setSort] = useState<SortOrder>();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => sorted(props.rows ?? [], columns, sort), [props.rows, columns, sort]);
  const keys = useMemo(() => rows.map(rowKey), [rows, rowKey]);
  const isVirtual = rows.length > VIRTUAL_FROM;
  const virtual = useVirtualizer({
    count: isVirtual ? rows.length : 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX[density],
    overscan: 12,
  });
  const walk = useRowKeys({
    keys,
    label: props.label,
    aside: props.aside ?? false,
    canMark: props.onMarked !== undefined,
    container: scroller,
    bringIntoSight: (index) => isVirtual && virtual.scrollToIndex(index),
    ...(props.onOpen === undefined
      ? {}
      : {
          onOpen: (index: number) => {
            const row = rows[index];
            if (row !== undefined) props.onOpen?.(row);
          },
        }),
  });
  const { marked } = walk.state;
  const tell = useRef(props.onMarked);
  useEffect(() => {
    tell.current = props.onMarked;
  });
  useEffect(() => {
    tell.current?.(rows.filter((row) => marked.has(rowKey(row))));
  }, [marked, rows, rowKey]);

  if (error !== undefined)
    return <ProblemNotice error={error} {...(props.onRetry === undefined ? {} : { onRetry: props.onRetry })} />;
  if (props.rows === undefined) return <Waiting />;
  if (props.rows.length === 0) return props.empty;

  const shown = isVirtual ? virtual.getVirtualItems().map(({ index }) => index) : rows.map((_, index) => index);
  const first = virtual.getVirtualItems()[0]?.start ?? 0;
  const rest = isVirtual ? virtual.getTotalSize() - (virtual.getVirtualItems().at(-1)?.end ?? 0) : 0;
  const width = columns.length + (props.onMarked === undefined ? 0 : 1);
  return (
    <div ref={scroller} className={classes['scroller']} data-density={density} style={{ maxHeight: props.maxHeight }}>
      <VisuallyHidden role="status">
        {marked.size > 0 ? t('table.marked', { count: marked.size, of: rows.length }) : ''}
      </VisuallyHidden>
      <table role="grid" aria-label={props.label} aria-rowcount={rows.length + 1} className={classes['table']}>
        <thead>
          <tr role="row" aria-rowindex={1}>
            {props.onMarked !== undefined && (
              <th role="columnheader" className={classes['tick']}>
                <Checkbox
                  size="xs"
                  aria-label={t('table.markAll')}
                  checked={marked.size > 0 && marked.size === rows.length}
                  indeterminate={marked.size > 0 && marked.size < rows.length}
                  onChange={() => walk.move({ kind: marked.size > 0 ? 'clear' : 'mark-all' })}
                />
              </th>
            )}
            {columns.map((column) => (
              <HeaderCell
                key={column.key}
                column={column}
                sort={sort}
                onSort={() => setSort(nextSort(sort, column.key))}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {isVirtual && first > 0 && <Spacer height={first} width={width} />}
          {shown.map((index) => {
            const row = rows[index];
            const key = keys[index];
            if (row === undefined || key === undefined) return null;
            return (
              <tr
                key={key}
                ref={isVirtual ? virtual.measureElement : undefined}
                data-index={index}
                role="row"
                data-row={key}
                data-tone={props.tone?.(row)}
                data-opens={props.onOpen !== undefined || undefined}
                aria-rowindex={index + 2}
                aria-selected={props.onMarked === undefined ? undefined : marked.has(key)}
                tabIndex={walk.tabStop === key ? 0 : -1}
                onFocus={(event) => event.target === event.currentTarget && walk.move({ kind: 'go', to: key })}
                onClick={(event) => walk.clicked(event, index)}
              >
                {props.onMarked !== undefined && (
                  <td role="gridcell" className={classes['tick']}>
                    <Checkbox
                      size="xs"
                      tabIndex={-1}
                      aria-label={t('table.mark')}
                      checked={marked.has(key)}
                      onChange={() => walk.move({ kind: 'mark', key })}
                    />
                  </td>
                )}
                {columns.map((column) => (
                  <td
                    key={column.key}
                    role={column.names === true ? 'rowheader' : 'gridcell'}
                    data-label={column.header}
                    data-narrow={column.names === true ? 'name' : (column.narrow ?? 'line')}
                    data-align={column.align}
                    data-solid={column.solid || undefined}
                  >
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            );
          })}
          {isVirtual && rest > 0 && <Spacer height={rest} width={width} />}
        </tbody>
      </table>
    </div>
  );
}

function HeaderCell<Row>({
  column,
  sort,
  onSort,
}: {
  readonly column: Column<Row>;
  readonly sort: SortOrder | undefined;
  readonly onSort: () => void;
}) {
  const direction = sort?.column === column.key ? sort.direction : undefined;
  return (
    <th
      role="columnheader"
      aria-sort={column.compare === undefined ? undefined : (direction ?? 'none')}
      data-narrow={column.names === true ? 'name' : (column.narrow ?? 'line')}
      data-align={column.align}
      style={{ width: column.width }}
    >
      {column.compare === undefined ? (
        column.header
      ) : (
        <button type="button" className={classes['sort']} onClick={onSort}>
          {column.header}
          {direction !== undefined && <Icon name={direction === 'ascending' ? 'up' : 'down'} size={12} />}
        </button>
      )}
    </th>
  );
}

function Spacer({ height, width }: { readonly height: number; readonly width: number }) {
  return (
    <tr aria-hidden className={classes['spacer']}>
      <td colSpan={width} style={{ height }} />
    </tr>
  );
}

function sorted<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sort: SortOrder | undefined,
): readonly Row[] {
  const compare = columns.find(({ key }) => key === sort?.column)?.compare;
  if (sort === undefined || compare === undefined) return rows;
  return [...rows].sort(sort.direction === 'ascending' ? compare : (a, b) => compare(b, a));
}
