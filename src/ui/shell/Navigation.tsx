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
  const groups = navigationFor(modules, may);
  const places = groups.flatMap(({ items }) => items.map(({ to }) => to));
  return (
    <nav className={classes['nav']} aria-label={t('shell.main')}>
      {groups.map(({ group, items }) => (
        <section key={group}>
          <h2>{t(`shell.groups.${group}`)}</h2>
          <ul>
            {items.map(({ to, label, icon, keys }) => (
              <li key={to}>
                <Link to={to} activeProps={{ 'aria-current': 'page' }} activeOptions={{ exact: isAbove(to, places) }}>
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

/** With another place below it (Intake above Index), only its own page counts, or both would be marked as where one is. */
function isAbove(to: string, places: readonly string[]): boolean {
  return to === '/' || places.some((place) => place.startsWith(`${to}/`));
}
