import { useTexts } from '../../../../ui/i18n.ts';
import { type Column } from '../../../../ui/table/RecordsTable.tsx';
import { useActorWord } from '../../../../ui/use-actor-word.ts';
import { useDates } from '../../../../ui/use-dates.ts';

export interface SetRow {
  readonly reason: string;
  readonly setAt: string;
  readonly setBy: string;
}

/** Who set a rule, when and why: the last columns of every list of rules. */
export function useSetColumns<Row extends SetRow>(people: Readonly<Record<string, string>> | undefined): Column<Row>[] {
  const t = useTexts('intake');
  const dates = useDates();
  const who = useActorWord();
  return [
    { ...{ key: 'reason', header: t('siteRules.reason') }, cell: ({ reason }) => reason },
    {
      ...{ key: 'set', header: t('siteRules.set') },
      cell: ({ setAt, setBy }) =>
        setBy === 'seed'
          ? t('siteRules.seed')
          : t('siteRules.setBy', { who: who(setBy, people?.[setBy]), at: dates.instant(setAt) }),
    },
  ];
}
