import { Kbd } from '@mantine/core';
import { Fragment } from 'react';
import { usePreferences } from '../preferences.ts';
import { isSingleKey, parseShortcut, printShortcut } from './chord.ts';
import { IS_MAC } from './KeysProvider.tsx';
import classes from './keys.module.css';

/** The shortcut as key caps; nothing where the person has switched it off. */
export function Shortcut({ keys }: { readonly keys: string }) {
  const { singleKeys } = usePreferences();
  if (singleKeys === 'off' && parseShortcut(keys).some(isSingleKey)) return null;
  return (
    <span className={classes['shortcut']}>
      {printShortcut(keys, singleKeys, IS_MAC).map((caps, step) => (
        <Fragment key={step}>
          {caps.map((cap, index) => (
            <Kbd key={index} size="xs">
              {cap}
            </Kbd>
          ))}
        </Fragment>
      ))}
    </span>
  );
}
