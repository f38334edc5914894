import { Link } from '@tanstack/react-router';
import { useTexts } from '../i18n.ts';
import { Icon } from '../icons.tsx';
import { Shortcut } from '../keys/Shortcut.tsx';
import { type WebModule } from '../module.ts';
import { useMay } from '../session.ts';
import { navigationFor } from './navigation.ts';
import classes from './shell.module.css';

export function Navigation({ modules }: { readonly modules: readonly WebModule[] }) {
  const t = useTexts('ui');
  const may = useMay();
  return (
    <nav className={classes['nav']} aria-label={t('shell.main')}>
      {navigationFor(modules, may).map(({ group, items }) => (
        <section key={group}>
          <h2>{t(`shell.groups.${group}`)}</h2>
          <ul>
            {items.map(({ to, label, icon, keys }) => (
              <li key={to}>
                <Link to={to} activeProps={{ 'aria-current': 'page' }} activeOptions={{ exact: to === '/' }}>
                  <Icon name={icon} />
                  <span>{label}</span>
                  {keys !== undefined && <Shortcut keys={keys} />}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}
