import { useEffect, useRef } from 'react';
import { addressOf } from '../../../../ui/api/call.ts';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { contract } from '../../contract.ts';
import { keyOf, type LaidPage, type Layout, pictureOf, turnLeft } from './edit-layout.ts';
import classes from './separation.module.css';
import { type OpenedBatch } from './use-separation.ts';

export interface PageGridProps {
  readonly opened: OpenedBatch;
  readonly layout: Layout;
  readonly current: string;
  readonly marked: ReadonlySet<string>;
  readonly onCurrent: (key: string, extend: boolean) => void;
  /** Cut before the page, or join where a document begins there. */
  readonly onCut: (key: string) => void;
}

/** Documents one under the other, their pages side by side; between two pages a cut, between two documents a join. */
export function PageGrid({ opened, layout, current, marked, onCurrent, onCut }: PageGridProps) {
  const t = useTexts('intake');
  const grid = useRef<HTMLDivElement>(null);
  useEffect(() => {
    grid.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  const facts = new Map(opened.pages.map((page) => [keyOf(page), page]));
  const doubts = new Map(
    opened.doubts.flatMap(({ code, page }) => (page === undefined ? [] : [[keyOf(page), code] as const])),
  );
  const numbers = new Map(opened.pages.map((page, at) => [keyOf(page), at + 1]));
  const tile = (page: LaidPage) => {
    const key = keyOf(page);
    const of = facts.get(key);
    const doubt = doubts.get(key);
    const notes = [
      ...(of?.blank === true ? [t('separation.note.blank')] : []),
      ...(of?.ownSheet == null ? [] : [t(`separation.note.${of.ownSheet}`)]),
      ...(doubt === undefined ? [] : [t(`separation.doubt.${doubt}`, { defaultValue: doubt })]),
      ...(of?.bestScan == null ? [] : [t('separation.note.best')]),
    ];
    return (
      <button
        key={key}
        type="button"
        className={classes['page']}
        tabIndex={key === current ? 0 : -1}
        aria-current={key === current ? 'page' : undefined}
        data-marked={marked.has(key) || undefined}
        data-doubt={doubt !== undefined || undefined}
        aria-label={[t('separation.page', { number: numbers.get(key) ?? 0 }), ...notes].join(', ')}
        onClick={(event) => onCurrent(key, event.shiftKey)}
      >
        {of?.readable === true ? (
          <img
            src={addressOf(contract.pageThumbnail, { id: page.itemId, number: page.number }, pictureOf(of))}
            alt=""
            loading="lazy"
            draggable={false}
            style={turnLeft(page, of) === 0 ? undefined : { rotate: `${turnLeft(page, of)}deg` }}
          />
        ) : (
          <span className={classes['noImage']} />
        )}
        <span className={classes['number']}>{numbers.get(key) ?? ''}</span>
        {notes.map((note) => (
          <small key={note}>{note}</small>
        ))}
      </button>
    );
  };
  return (
    <div ref={grid} className={classes['grid']} role="group" aria-label={t('separation.pages')}>
      {layout.parts.map((part, at) => {
        const first = part.pages[0];
        return (
          <section key={part.id} className={classes['part']} aria-label={t('separation.document', { number: at + 1 })}>
            <header>
              <strong>{t('separation.document', { number: at + 1 })}</strong>
              <span>{t('separation.pageCount', { count: part.pages.length })}</span>
              {at > 0 && (part.cutBy === 'patient' || part.cutBy === 'heading') && (
                <Mark tone="attention">{t(`separation.cutBy.${part.cutBy}`)}</Mark>
              )}
              {at > 0 && part.cutBy !== 'patient' && part.cutBy !== 'heading' && (
                <span className={classes['soft']}>{t(`separation.cutBy.${part.cutBy}`)}</span>
              )}
              {opened.queued.includes(part.id) && <span className={classes['soft']}>{t('separation.queued')}</span>}
              {at > 0 && first !== undefined && (
                <button type="button" className={classes['join']} tabIndex={-1} onClick={() => onCut(keyOf(first))}>
                  {t('separation.join')}
                </button>
              )}
            </header>
            <div className={classes['pages']}>
              {part.pages.map((page, place) => (
                <span key={keyOf(page)} className={classes['slot']}>
                  {place > 0 && (
                    <button
                      type="button"
                      className={classes['cut']}
                      tabIndex={-1}
                      aria-label={t('separation.cutBefore', { number: numbers.get(keyOf(page)) ?? 0 })}
                      onClick={() => onCut(keyOf(page))}
                    />
                  )}
                  {tile(page)}
                </span>
              ))}
            </div>
          </section>
        );
      })}
      {layout.bin.length > 0 && (
        <section className={classes['bin']} aria-label={t('separation.bin')}>
          <header>
            <strong>{t('separation.bin')}</strong>
            <span>{t('separation.pageCount', { count: layout.bin.length })}</span>
            <span className={classes['soft']}>{t('separation.binText')}</span>
          </header>
          <div className={classes['pages']}>{layout.bin.map((page) => tile(page))}</div>
        </section>
      )}
    </div>
  );
}
