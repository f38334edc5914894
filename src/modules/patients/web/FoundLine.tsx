import { Group, Text } from '@mantine/core';
import { dayIn } from '../../../ui/dates.ts';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useCalendar } from '../../../ui/session.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { bornText, flagLook, whyFound } from './describe-found.ts';
import { type Found } from './use-found.ts';

/** One candidate in two lines: name, birth date and number together, since a name alone tells nobody apart. */
export function FoundLine({ found }: { readonly found: Found }) {
  const t = useTexts('patients');
  const dates = useDates();
  const { zone } = useCalendar();
  return (
    <div>
      <Group gap={8}>
        <Text size="sm" fw={600}>
          {found.name}
        </Text>
        <FoundFlags found={found} />
      </Group>
      <Text size="xs" c="dimmed">
        {bornText(found.birthDate, dayIn(zone, new Date()), dates.day, t)} ·{' '}
        {t(`sex.${found.sex}`, { defaultValue: found.sex })} · {t('record.mrn')} {found.mrns.join(', ')} ·{' '}
        {whyFound(found, t)}
      </Text>
    </div>
  );
}

export function FoundFlags({ found }: { readonly found: Found }) {
  const t = useTexts('patients');
  return (
    <>
      {found.deceased && <Mark>{t('flag.deceased')}</Mark>}
      {found.flags.map((kind) => (
        <Mark key={kind} {...flagLook(kind)}>
          {t(`flag.${kind}`, { defaultValue: kind })}
        </Mark>
      ))}
    </>
  );
}
