import { Paper } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTexts } from '../i18n.ts';
import { Logo } from './Logo.tsx';
import classes from './shell.module.css';

/** A page before anybody is signed in: one column, one question at a time. */
export function OpenPage({
  title,
  text,
  wide = false,
  children,
}: {
  readonly title: string;
  readonly text?: string;
  readonly wide?: boolean;
  readonly children: ReactNode;
}) {
  const t = useTexts('ui');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${t('product')}`;
    if (document.activeElement === null || document.activeElement === document.body) heading.current?.focus();
  }, [title, t]);
  return (
    <main className={classes['open']} data-wide={wide || undefined}>
      <span className={classes['openBrand']}>
        <Logo />
        {t('product')}
      </span>
      <Paper p="lg" radius="md">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {text !== undefined && <p className={classes['lead']}>{text}</p>}
        {children}
      </Paper>
    </main>
  );
}
