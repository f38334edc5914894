import { ActionIcon, Burger, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link, useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode } from 'react';
import { showWarning, undoLatest } from '../feedback/notices.tsx';
import { Mark } from '../feedback/Mark.tsx';
import { useTexts } from '../i18n.ts';
import { Icon } from '../icons.tsx';
import { CommandBar, openCommandBar } from '../keys/CommandBar.tsx';
import { KeyHelp } from '../keys/KeyHelp.tsx';
import { useCommands } from '../keys/KeysProvider.tsx';
import { type Command } from '../keys/scopes.ts';
import { type WebModule } from '../module.ts';
import { useMay, useSession } from '../session.ts';
import { defineSlot, SlotPlace } from '../slots.ts';
import { navigationFor } from './navigation.ts';
import { IdleWarning } from './IdleWarning.tsx';
import { Logo } from './Logo.tsx';
import { Navigation } from './Navigation.tsx';
import { useSessionSource } from './session-source.ts';
import { UserMenu } from './UserMenu.tsx';
import classes from './shell.module.css';

/** The search in the header, filled by the module that knows whom one looks for; it owns the `/` key. */
export const headerSearch = defineSlot<Record<never, never>>('header-search');
/** Thin notices above every page (not real data, backup overdue). */
export const notices = defineSlot<Record<never, never>>('notices');

export function Shell({ modules, children }: { readonly modules: readonly WebModule[]; readonly children: ReactNode }) {
  const t = useTexts('ui');
  const session = useSession();
  const may = useMay();
  const source = useSessionSource();
  const [menuOpen, menu] = useDisclosure(false);
  const [helpAsked, setHelpAsked] = useState(0);
  const [helpOpen, help] = useDisclosure(false);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const { close } = menu;
  useEffect(() => close(), [path, close]);

  const showHelp = () => {
    setHelpAsked((count) => count + 1);
    help.open();
  };
  useShellCommands({ modules, showHelp, lock: () => void source.lock() });
  return (
    <div className={classes['shell']} data-menu={menuOpen || undefined}>
      <a className={classes['skip']} href="#main">
        {t('shell.skip')}
      </a>
      <header className={classes['header']}>
        <Burger
          className={classes['burger'] ?? ''}
          size="sm"
          opened={menuOpen}
          onClick={menu.toggle}
          aria-label={t('shell.menu')}
          aria-expanded={menuOpen}
        />
        <Link
          to={source.paths.home}
          className={classes['brand']}
          aria-label={t('shell.homeOf', { product: t('product') })}
        >
          <Logo />
          <span>{t('product')}</span>
        </Link>
        <span className={classes['facility']}>
          {session.facility.name}
          {session.facility.fictional && <Mark tone="attention">{t('shell.fictional')}</Mark>}
        </span>
        <div className={classes['search']}>
          <SlotPlace slot={headerSearch} props={{}} may={may} />
        </div>
        <Tooltip label={`${t('commands.title')} (Ctrl+K)`}>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('commands.title')} onClick={openCommandBar}>
            <Icon name="keyboard" />
          </ActionIcon>
        </Tooltip>
        <UserMenu onHelp={showHelp} />
      </header>
      <Navigation modules={modules} />
      <main id="main" tabIndex={-1} className={classes['main']}>
        <SlotPlace slot={notices} props={{}} may={may} />
        {children}
      </main>
      <KeyHelp opened={helpOpen} asked={helpAsked} onClose={help.close} />
      <CommandBar />
      <IdleWarning />
    </div>
  );
}

function useShellCommands(parts: {
  readonly modules: readonly WebModule[];
  readonly showHelp: () => void;
  readonly lock: () => void;
}): void {
  const t = useTexts('ui');
  const may = useMay();
  const navigate = useNavigate();
  const go = (to: string) => void navigate({ to });
  const places = navigationFor(parts.modules, may).flatMap(({ items }) => items);
  const commands: Command[] = [
    { id: 'shell.commands', label: t('commands.title'), keys: ['Mod+k'], run: openCommandBar, hidden: true },
    { id: 'shell.help', label: t('keys.title'), keys: ['?'], run: parts.showHelp, reversal: 'reading' },
    { id: 'shell.lock', label: t('lock.command'), keys: ['Ctrl+Shift+L'], run: parts.lock, reversal: 'reversible' },
    {
      ...{ id: 'shell.undo', label: t('undoLast'), keys: ['Mod+z'], reversal: 'reversible' as const },
      run: () => {
        if (!undoLatest()) showWarning(t('nothingToUndo'));
      },
    },
    ...places.map(({ module, to, label, keys }) => ({
      ...{ id: `go.${module}${to}`, label: t('shell.goTo', { place: label }), keys: keys === undefined ? [] : [keys] },
      ...{ group: t('shell.places'), run: () => go(to), reversal: 'reading' as const },
    })),
  ];
  useCommands(commands, { level: 'global' });
}
