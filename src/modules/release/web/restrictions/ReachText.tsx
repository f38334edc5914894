import { Text } from '@mantine/core';
import { useTexts } from '../../../../ui/i18n.ts';
import { type Restriction } from './restriction.ts';

/** How the patient wants to be reached, in one line. */
export function ReachText({ wish }: { readonly wish: Restriction }) {
  const t = useTexts('release');
  const place = wish.reachTo?.split('\n').join(', ');
  const told = wish.means?.replaceAll('\n', ', ');
  const parts = [
    told === undefined || told === place ? undefined : t('restriction.reachedBy', { means: told }),
    wish.reachBy === null ? undefined : [t(`reach.ways.${wish.reachBy}`), place].filter(Boolean).join(': '),
  ];
  return <Text size="sm">{parts.filter((each) => each !== undefined).join(' · ')}</Text>;
}
