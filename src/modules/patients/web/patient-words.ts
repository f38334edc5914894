import { type BodyOf } from '../../../platform/http/contract.ts';
import { type FieldError } from '../../../ui/feedback/ErrorSummary.tsx';
import { type Texts } from '../../../ui/i18n.ts';
import { type contract } from '../contract.ts';
import { type Patient } from './PersonPart.tsx';

export type Facts = Omit<BodyOf<typeof contract.register>, 'facilityId'>;

/** The form as it stands on the screen; converted on submit. */
export interface PatientWords {
  readonly given: string;
  readonly family: string;
  readonly birthDate: string;
  readonly sex: string;
  readonly phone: string;
  readonly street: string;
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
}

export const SEXES = ['female', 'male', 'other', 'unknown'] as const;

export const NO_PATIENT: PatientWords = {
  ...{ given: '', family: '', birthDate: '', sex: '', phone: '', street: '', city: '', state: '', postalCode: '' },
};

export function wordsOf(patient: Patient): PatientWords {
  const name = mainName(patient);
  const phone = patient.contacts.find(({ kind }) => kind === 'phone');
  const address = patient.contacts.find(({ kind }) => kind === 'address');
  return {
    given: name?.given.join(' ') ?? '',
    family: name?.family ?? '',
    birthDate: patient.birthDate ?? '',
    sex: patient.sex,
    phone: phone?.value ?? '',
    street: address?.lines?.join(', ') ?? '',
    city: address?.city ?? '',
    state: address?.state ?? '',
    postalCode: address?.postalCode ?? '',
  };
}

function mainName({ names }: Pick<Patient, 'names'>) {
  return names.find(({ use, to }) => use === 'legal' && to === undefined) ?? names[0];
}

export function missingPatientWords(words: PatientWords, t: Texts): readonly FieldError[] {
  return [
    ...(words.given.trim() === '' && words.family.trim() === ''
      ? [{ field: 'patient-family', text: t('form.nameMissing') }]
      : []),
    ...(words.sex === '' ? [{ field: 'patient-sex', text: t('form.sexMissing') }] : []),
  ];
}

/**
 * What the form says, laid over what the register said before: a correction replaces the whole, so everything the form
 * does not show (other names, numbers, mail addresses) goes along unchanged.
 */
export function factsOf(words: PatientWords, before?: Patient): Facts {
  const name = before === undefined ? undefined : mainName(before);
  const family = words.family.trim();
  const given = words.given.trim() === '' ? [] : words.given.trim().split(/\s+/);
  const others = before?.names.filter((each) => each !== name) ?? [];
  const sameName =
    name !== undefined &&
    name.family === (family === '' ? undefined : family) &&
    name.given.join(' ') === given.join(' ');
  const present = sameName ? name : { use: 'legal' as const, given, ...(family === '' ? {} : { family }) };
  return {
    sex: SEXES.find((each) => each === words.sex) ?? 'unknown',
    names: [present, ...others],
    identifiers: before?.identifiers ?? [],
    contacts: contactsOf(words, before),
    ...(words.birthDate === ''
      ? {}
      : {
          birthDate: words.birthDate,
          birthDatePrecision: before?.birthDate === words.birthDate ? (before.birthDatePrecision ?? 'day') : 'day',
        }),
    ...(before?.language === undefined ? {} : { language: before.language }),
    ...(before?.death === undefined ? {} : { death: before.death }),
  };
}

/** What the register says, as it stands: for a correction of one thing beside the form. */
export function standingFacts(patient: Patient): Facts {
  return {
    sex: patient.sex,
    names: patient.names,
    identifiers: patient.identifiers,
    contacts: patient.contacts,
    ...(patient.birthDate === undefined ? {} : { birthDate: patient.birthDate }),
    ...(patient.birthDatePrecision === undefined ? {} : { birthDatePrecision: patient.birthDatePrecision }),
    ...(patient.language === undefined ? {} : { language: patient.language }),
    ...(patient.death === undefined ? {} : { death: patient.death }),
  };
}

function contactsOf(words: PatientWords, before: Patient | undefined): Facts['contacts'] {
  const shownPhone = before?.contacts.find(({ kind }) => kind === 'phone');
  const shownAddress = before?.contacts.find(({ kind }) => kind === 'address');
  const rest = before?.contacts.filter((contact) => contact !== shownPhone && contact !== shownAddress) ?? [];
  const phone = words.phone.trim();
  const lines = words.street.trim() === '' ? {} : { lines: words.street.split(',').map((line) => line.trim()) };
  const part = (key: 'city' | 'state' | 'postalCode') => (words[key].trim() === '' ? {} : { [key]: words[key].trim() });
  const address = { ...lines, ...part('city'), ...part('state'), ...part('postalCode') };
  return [
    ...(phone === '' ? [] : [{ ...(shownPhone ?? { kind: 'phone' as const }), value: phone }]),
    ...(Object.keys(address).length === 0
      ? []
      : [
          {
            kind: 'address' as const,
            ...(shownAddress?.use === undefined ? {} : { use: shownAddress.use }),
            ...address,
          },
        ]),
    ...rest,
  ];
}
