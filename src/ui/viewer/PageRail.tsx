import { Checkbox } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTexts } from '../i18n.ts';
import { type Quarter } from './geometry.ts';
import classes from './viewer.module.css';

export interface RailPage {
  readonly key: string;
  readonly label: string;
  readonly imageUrl: string | undefined;
  readonly turn?: Quarter;
  /** What became of the page, in a word. */
  readonly note?: string | undefined;
}

export interface PageRailProps {
  readonly pages: readonly RailPage[];
  readonly index: number;
  readonly onIndex: (index: number) => void;
  /** Pages can be ticked (to file some of them): which may be, which are, and who is told. */
  readonly ticks?: {
    readonly label: (page: RailPage) => string;
    readonly can: (index: number) => boolean;
    readonly isTicked: (index: number) => boolean;
    readonly onTick: (index: number, extend: boolean) => void;
  };
}

/** Small pages beside the large one; the browser fetches those in sight. */
export function PageRail({ pages, index, onIndex, ticks }: PageRailProps) {
  const t = useTexts('ui');
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [index]);
  return (
    <ol ref={list} className={classes['rail']} aria-label={t('viewer.rail')}>
      {pages.map((page, at) => (
        <li key={page.key} data-settled={page.note !== undefined || undefined}>
          <button
            type="button"
            aria-current={at === index ? 'page' : undefined}
            aria-label={page.note === undefined ? page.label : `${page.label}, ${page.note}`}
            onClick={() => onIndex(at)}
          >
            {page.imageUrl === undefined ? (
              <span className={classes['railBlank']} />
            ) : (
              <img
                src={page.imageUrl}
                alt=""
                loading="lazy"
                draggable={false}
                style={page.turn ? { rotate: `${page.turn}deg` } : undefined}
              />
            )}
            <span>{at + 1}</span>
          </button>
          {page.note !== undefined && <small>{page.note}</small>}
          {ticks !== undefined && ticks.can(at) && (
            <Checkbox
              // 24 px: it lies on the page's own button (WCAG 2.5.8).
              size="md"
              className={classes['railTick'] ?? ''}
              aria-label={ticks.label(page)}
              checked={ticks.isTicked(at)}
              onChange={() => undefined}
              onClick={(event) => ticks.onTick(at, event.shiftKey)}
            />
          )}
        </li>
      ))}
    </ol>
  );
}
