import { Autocomplete, NativeSelect, Stack } from '@mantine/core';
import { useState } from 'react';
import { useRead } from '../../../../ui/api/reads.tsx';
import { DateField } from '../../../../ui/fields/DateField.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useMay } from '../../../../ui/session.ts';
import { contract as directory } from '../../../directory/contract.ts';
import { outside } from '../../outside/contract.ts';

export const WAYS = ['fax', 'mail', 'email', 'electronic', 'disc', 'patient', 'courier', 'other'] as const;

export interface OutsideWords {
  readonly organisation: string;
  /** YYYY-MM-DD. */
  readonly receivedOn: string;
  readonly howReceived: (typeof WAYS)[number];
  /** Empty: whoever may. */
  readonly reviewerId: string;
}

const LEAST_TYPED = 2;

/** Where a record comes from: who made it, when and how it came, who decides what is kept. */
export function OutsideFields(props: {
  /** Begins the ids of the fields. */
  readonly id: string;
  readonly words: OutsideWords;
  readonly onChange: (to: Partial<OutsideWords>) => void;
  readonly errorOf: (field: string) => string | undefined;
}) {
  const t = useTexts('documents');
  const may = useMay();
  const [now] = useState(() => new Date());
  const { id, words, onChange, errorOf } = props;
  const typed = words.organisation.trim();
  const known = useRead(
    directory.listOrganisations,
    { query: { text: typed } },
    { enabled: typed.length >= LEAST_TYPED && may('directory/read') },
  );
  const reviewers = useRead(outside.reviewers, { query: {} }, { enabled: may('documents/read') });
  const names = [...new Set(known.data?.organisations.map(({ name }) => name))];
  return (
    <Stack gap={6}>
      <Autocomplete
        id={`${id}-organisation`}
        label={t('outside.organisation')}
        required
        autoComplete="off"
        maxLength={200}
        data={names}
        value={words.organisation}
        error={errorOf(`${id}-organisation`)}
        onChange={(organisation) => onChange({ organisation })}
      />
      <DateField
        id={`${id}-received`}
        label={t('outside.receivedOn')}
        required
        lies="past"
        value={words.receivedOn}
        error={errorOf(`${id}-received`)}
        now={now}
        onChange={(receivedOn) => onChange({ receivedOn })}
        onInvalid={() => onChange({ receivedOn: '' })}
      />
      <NativeSelect
        id={`${id}-how`}
        label={t('outside.howReceived')}
        value={words.howReceived}
        data={WAYS.map((value) => ({ value, label: t(`outside.ways.${value}`) }))}
        onChange={(event) =>
          onChange({ howReceived: WAYS.find((way) => way === event.currentTarget.value) ?? words.howReceived })
        }
      />
      <NativeSelect
        id={`${id}-reviewer`}
        label={t('outside.reviewer')}
        value={words.reviewerId}
        data={[
          { value: '', label: t('outside.anybody') },
          ...(reviewers.data?.reviewers ?? []).map((person) => ({ value: person.id, label: person.name })),
        ]}
        onChange={(event) => onChange({ reviewerId: event.currentTarget.value })}
      />
    </Stack>
  );
}
