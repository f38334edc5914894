import { Checkbox, Select, SimpleGrid, TextInput } from '@mantine/core';
import { useState } from 'react';
import { DateField } from '../../../../ui/fields/DateField.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { type Draft } from './reading.ts';

const SIGNERS = ['individual', 'representative'] as const;

/** The days of the form and who signed it, as read; the person may correct each. */
export function FormFields({ draft, onChange }: { readonly draft: Draft; readonly onChange: (draft: Draft) => void }) {
  const t = useTexts('release');
  const [now] = useState(() => new Date());
  const { form } = draft;
  const change = (part: Partial<Draft['form']>) => onChange({ ...draft, form: { ...form, ...part } });
  const day = (text: string) => (text === '' ? null : text);
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
      <DateField
        id="reading-signed"
        label={t('authority.signedOn')}
        value={form.signedOn ?? ''}
        onChange={(value) => change({ signedOn: day(value) })}
        lies="any"
        now={now}
      />
      <Select
        label={t('authority.signedBy')}
        allowDeselect={false}
        value={form.signedBy}
        onChange={(value) => change({ signedBy: SIGNERS.find((each) => each === value) ?? 'individual' })}
        data={SIGNERS.map((value) => ({ value, label: t(`authority.signers.${value}`) }))}
      />
      <DateField
        id="reading-expires"
        label={t('authority.expiresOn')}
        value={form.expiresOn ?? ''}
        onChange={(value) => change({ expiresOn: day(value) })}
        lies="any"
        now={now}
      />
      <TextInput
        label={t('authority.expiresWhen')}
        maxLength={2000}
        value={form.expiresWhen ?? ''}
        onChange={(event) => change({ expiresWhen: event.currentTarget.value })}
      />
      <DateField
        id="reading-revoked"
        label={t('authority.revokedOn')}
        hint={t('authority.revokedHint')}
        value={form.revokedOn ?? ''}
        onChange={(value) => change({ revokedOn: day(value) })}
        now={now}
      />
      <Checkbox
        mt={28}
        label={t('authority.alsoPart2')}
        checked={draft.alsoPart2}
        onChange={(event) => onChange({ ...draft, alsoPart2: event.currentTarget.checked })}
      />
    </SimpleGrid>
  );
}
