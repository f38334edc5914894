import { useEffect, useRef, type ReactNode } from 'react';
import { useTexts } from '../i18n.ts';
import classes from './shell.module.css';

export interface PageProps {
  /** Names the kind of screen, never a patient: it goes into the window's title and history. */
  readonly title: string;
  /** What the page is about, on the line of the title: a file's name, a document's type and marks. */
  readonly beside?: ReactNode;
  readonly actions?: ReactNode;
  /** Stands above the title and never scrolls away: the banner of whom the page is about. */
  readonly banner?: ReactNode;
  /** Image beside form: the page fills the window and its parts scroll. */
  readonly fills?: boolean;
  readonly children: ReactNode;
}

/** Every page begins with one heading that takes the focus when one arrives, so a screen reader says where one is. */
export function Page({ title, beside, actions, banner, fills = false, children }: PageProps) {
  const t = useTexts('ui');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${t('product')}`;
    // A field that asked for the focus on arriving keeps it.
    if (
      document.activeElement === null ||
      document.activeElement === document.body ||
      isOutside(document.activeElement)
    ) {
      heading.current?.focus({ preventScroll: true });
    }
  }, [title]);
  return (
    <div className={classes['page']} data-fills={fills || undefined}>
      {banner}
      <div className={classes['title']}>
        <div className={classes['heading']}>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {beside}
        </div>
        <div className={classes['actions']}>{actions}</div>
      </div>
      {children}
    </div>
  );
}

/** The focus is still on the link that led here. */
function isOutside(element: Element): boolean {
  return element.closest('nav') !== null || element.closest('header') !== null;
}
