import { Stack, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { ChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { type FieldError } from '../../../ui/feedback/ErrorSummary.tsx';
import { useTexts, type Texts } from '../../../ui/i18n.ts';
import { countries, likelyZone, statesOf, timeZones } from './places.ts';

export interface FacilityWords {
  readonly name: string;
  readonly legalEntityName: string;
  readonly country: string;
  readonly state: string;
  readonly timeZone: string;
}

export const NO_FACILITY: FacilityWords = { name: '', legalEntityName: '', country: 'US', state: '', timeZone: '' };

/** What the facility is called and where it lies; shared by set-up and the facilities page. */
export function FacilityForm({
  words,
  onChange,
  errors,
}: {
  readonly words: FacilityWords;
  readonly onChange: (words: FacilityWords) => void;
  readonly errors: readonly FieldError[];
}) {
  const t = useTexts('directory');
  const lands = useMemo(() => countries('en'), []);
  const zones = useMemo(() => timeZones(), []);
  const states = statesOf(words.country);
  const errorOf = (field: string) => errors.find((each) => each.field === field)?.text;
  const place = (change: Partial<FacilityWords>) => {
    const next = { ...words, ...change };
    onChange({ ...next, timeZone: likelyZone(next.country, next.state) ?? next.timeZone });
  };
  return (
    <Stack gap="sm">
      <TextInput
        id="facility-name"
        label={t('form.name')}
        required
        autoComplete="organization"
        value={words.name}
        error={errorOf('facility-name')}
        onChange={(event) => onChange({ ...words, name: event.currentTarget.value })}
      />
      <TextInput
        id="facility-entity"
        label={t('form.legalEntity')}
        description={t('form.legalEntityHint')}
        value={words.legalEntityName}
        onChange={(event) => onChange({ ...words, legalEntityName: event.currentTarget.value })}
      />
      <ChoiceField
        id="facility-country"
        label={t('form.country')}
        required
        choices={lands}
        value={words.country}
        error={errorOf('facility-country')}
        onChange={(country) => place({ country: country ?? '', state: '' })}
      />
      {states.length > 0 && (
        <ChoiceField
          id="facility-state"
          label={t('form.state')}
          required
          choices={states}
          value={words.state}
          error={errorOf('facility-state')}
          onChange={(state) => place({ state: state ?? '' })}
        />
      )}
      <ChoiceField
        id="facility-zone"
        label={t('form.zone')}
        description={t('facilities.reaches')}
        required
        choices={zones}
        value={words.timeZone}
        error={errorOf('facility-zone')}
        onChange={(timeZone) => onChange({ ...words, timeZone: timeZone ?? '' })}
      />
    </Stack>
  );
}

/** Pure: what is missing before the facility can be saved. */
export function missingWords(words: FacilityWords, t: Texts): readonly FieldError[] {
  return [
    ...(words.name.trim() === '' ? [{ field: 'facility-name', text: t('form.nameMissing') }] : []),
    ...(words.country === '' ? [{ field: 'facility-country', text: t('form.countryMissing') }] : []),
    ...(statesOf(words.country).length > 0 && words.state === ''
      ? [{ field: 'facility-state', text: t('form.stateMissing') }]
      : []),
    ...(words.timeZone === '' ? [{ field: 'facility-zone', text: t('form.zoneMissing') }] : []),
  ];
}

/** As the contract takes them: what was left empty is left out. */
export function sentWords(words: FacilityWords) {
  return {
    name: words.name.trim(),
    timeZone: words.timeZone,
    country: words.country,
    ...(words.state === '' ? {} : { state: words.state }),
    ...(words.legalEntityName.trim() === '' ? {} : { legalEntityName: words.legalEntityName.trim() }),
  };
}
