import { Button, Group, SegmentedControl, Text } from '@mantine/core';
import { useTexts } from '../../../../ui/i18n.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { type ReleaseCase } from '../case.ts';
import { type PlaceOnPage } from './ReadingDesk.tsx';
import { type Draft, type ReadCheck, type Reading } from './reading.ts';
import classes from './reader.module.css';

export interface CheckRowsProps {
  readonly open: ReleaseCase;
  readonly reading: Reading;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly onShow: (place: PlaceOnPage | null) => void;
}

const ANSWERS = ['agrees', 'differs', 'unclear'] as const;

/** Whom the form names beside whom the case names. */
export function CheckRows({ open, reading, draft, onChange, onShow }: CheckRowsProps) {
  const t = useTexts('release');
  const dates = useDates();
  const ofCase: Record<ReadCheck['check'], string> = {
    patient: open.patient?.name ?? '',
    'birth-date': open.patient?.birthDate == null ? '' : dates.day(open.patient.birthDate),
    custodian: '',
    recipient: [open.requester?.name, open.requester?.organisation].filter((each) => each !== undefined).join(', '),
  };
  return (
    <section aria-label={t('reading.comparison')}>
      <Text fw={600} size="sm" mb={4}>
        {t('reading.comparison')}
      </Text>
      <ul className={classes['rows']}>
        {reading.checks.map(({ check, place, words, result }) => {
          const state = draft.checks[check] ?? result;
          return (
            <li key={check} data-state={state} onFocus={() => onShow(place)}>
              <Text size="sm">
                {t(`reading.checks.${check}`)}: {words === '' ? t('reading.nowhere') : <q>{words}</q>}
                {ofCase[check] !== '' && <Text span c="dimmed">{` · ${ofCase[check]}`}</Text>}
              </Text>
              <Group justify="space-between" gap="xs" mt={4}>
                <Group gap="xs">
                  <Text size="sm">{t(`reading.asks.${check}`)}</Text>
                  <SegmentedControl
                    size="xs"
                    aria-label={t(`reading.asks.${check}`)}
                    value={state === 'missing' ? 'unclear' : state}
                    data={ANSWERS.map((value) => ({ value, label: t(`reading.answers.${value}`) }))}
                    onChange={(value) =>
                      onChange({
                        ...draft,
                        checks: { ...draft.checks, [check]: ANSWERS.find((each) => each === value) ?? 'unclear' },
                      })
                    }
                  />
                </Group>
                {place !== null && (
                  <Button
                    size="compact-xs"
                    variant="default"
                    onClick={() => onShow(place)}
                    aria-label={`${t(`reading.checks.${check}`)}: ${t('reading.show', { page: place.page })}`}
                  >
                    {t('reading.show', { page: place.page })}
                  </Button>
                )}
              </Group>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
