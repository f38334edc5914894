import { Select, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useRead } from '../../../../ui/api/reads.tsx';
import { dayIn } from '../../../../ui/dates.ts';
import { DateField } from '../../../../ui/fields/DateField.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useCalendar } from '../../../../ui/session.ts';
import { useEncounterChoices } from '../../../encounters/web/index.tsx';
import { basisContract } from '../../basis/contract.ts';
import { type ReleaseCase } from '../case.ts';
import { Reasons } from '../Reasons.tsx';

export interface Width {
  readonly encounterId?: string;
  readonly injuryOn?: string;
  readonly whyWider?: string;
}

/** Where only the minimum may go: what is usual for the purpose, and why more is asked for. Nothing where no limit applies. */
export function WidthFields(props: {
  readonly open: ReleaseCase;
  readonly value: Width;
  readonly onChange: (width: Width) => void;
  /** The days of the encounter or injury just chosen. */
  readonly onDays: (from: string, to: string) => void;
}) {
  const { open, value, onChange } = props;
  const t = useTexts('release');
  const { zone } = useCalendar();
  const [now] = useState(() => new Date());
  const read = useRead(basisContract.basis, { params: { id: open.id } });
  const { choices } = useEncounterChoices(open.patient?.id ?? '');
  const usual = read.data?.usual;
  if (usual == null) return null;
  const chooseEncounter = (id: string | null) => {
    const chosen = choices.find((each) => each.value === id);
    const { encounterId: _former, ...rest } = value;
    onChange(chosen === undefined ? rest : { ...rest, encounterId: chosen.value });
    if (chosen?.from != null)
      props.onDays(dayIn(zone, new Date(chosen.from)), chosen.to === null ? '' : dayIn(zone, new Date(chosen.to)));
  };
  const setText = (key: 'injuryOn' | 'whyWider', text: string) => {
    const { [key]: _former, ...rest } = value;
    onChange(text === '' ? rest : { ...rest, [key]: text });
  };
  return (
    <>
      <div>
        <Text size="sm" fw={600}>
          {t(`basis.usual.${usual.limit}`)}
        </Text>
        <Reasons reasons={[usual.reason]} />
      </div>
      {usual.limit === 'encounter' && (
        <Select
          label={t('basis.encounter')}
          searchable
          clearable
          value={value.encounterId ?? null}
          onChange={chooseEncounter}
          data={choices.map((each) => ({ value: each.value, label: each.label }))}
        />
      )}
      {usual.limit === 'injury' && (
        <DateField
          id="scope-injury"
          label={t('basis.injuryOn')}
          lies="past"
          value={value.injuryOn ?? ''}
          onChange={(day) => {
            setText('injuryOn', day);
            if (day !== '') props.onDays(day, '');
          }}
          now={now}
        />
      )}
      <Textarea
        label={t('basis.whyWider')}
        description={t('basis.whyWiderHint')}
        autosize
        maxLength={2000}
        value={value.whyWider ?? ''}
        onChange={(event) => setText('whyWider', event.currentTarget.value)}
      />
    </>
  );
}
