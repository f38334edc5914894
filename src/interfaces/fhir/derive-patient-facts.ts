import type {
  ContactFacts,
  IdentifierFacts,
  IdentifierKind,
  NameFacts,
  NameUse,
  PatientFacts,
} from '../../modules/patients/index.ts';
import { deriveDay } from './derive-day.ts';
import { isObject, type Json, type JsonObject, objects } from './read-json.ts';

const USES: Readonly<Record<string, NameUse>> = {
  official: 'legal',
  usual: 'name-used',
  nickname: 'alias',
  anonymous: 'alias',
  old: 'previous',
  maiden: 'maiden',
  temp: 'unknown-placeholder',
};
/** HL7 table 0203. */
const KINDS: Readonly<Record<string, IdentifierKind>> = {
  MR: 'mrn',
  SS: 'ssn',
  DL: 'drivers-licence',
  PPN: 'passport',
  MB: 'insurance',
  MC: 'insurance',
  NI: 'national',
  NH: 'national',
};

/** What a FHIR Patient says in our words. What has no column of ours stays in the stored resource. */
export function derivePatientFacts(patient: JsonObject): PatientFacts {
  const birth = text(patient.birthDate);
  return {
    birthDate: birth === undefined ? undefined : `${birth}-01-01`.slice(0, 10),
    birthDatePrecision:
      birth === undefined ? undefined : birth.length === 4 ? 'year' : birth.length === 7 ? 'month' : 'day',
    sex: sexOf(text(patient.gender)),
    language: languageOf(patient),
    names: objects(patient.name).map(nameOf).filter(saysSomething),
    identifiers: objects(patient.identifier).flatMap(identifierOf),
    contacts: [...objects(patient.telecom).flatMap(telecomOf), ...objects(patient.address).map(addressOf)],
    death: deathOf(patient),
  };
}

function nameOf(name: JsonObject): NameFacts {
  const period = isObject(name.period) ? name.period : {};
  const to = deriveDay(period.end);
  const use = USES[text(name.use) ?? 'official'] ?? 'legal';
  const words = text(name.text)?.split(/\s+/) ?? [];
  const family = text(name.family) ?? (name.given === undefined ? words.at(-1) : undefined);
  return {
    use: use === 'legal' && to !== undefined ? 'previous' : use,
    family,
    given: name.given === undefined && text(name.family) === undefined ? words.slice(0, -1) : texts(name.given),
    prefix: texts(name.prefix),
    suffix: texts(name.suffix),
    from: deriveDay(period.start),
    to,
  };
}

function saysSomething(name: NameFacts): boolean {
  return (name.family ?? '') !== '' || name.given.some((part) => part !== '');
}

function identifierOf(identifier: JsonObject): IdentifierFacts[] {
  const value = text(identifier.value);
  if (value === undefined || value === '') return [];
  const coding = isObject(identifier.type) ? objects(identifier.type.coding)[0] : undefined;
  return [
    {
      system: text(identifier.system) ?? 'urn:chartkeeper:unnamed',
      value,
      kind: KINDS[text(coding?.code) ?? ''] ?? 'other',
    },
  ];
}

function telecomOf(telecom: JsonObject): ContactFacts[] {
  const value = text(telecom.value);
  const system = text(telecom.system);
  if (value === undefined || (system !== 'phone' && system !== 'sms' && system !== 'email')) return [];
  return [{ kind: system === 'email' ? 'email' : 'phone', use: text(telecom.use), value }];
}

function addressOf(address: JsonObject): ContactFacts {
  return {
    kind: 'address',
    use: text(address.use),
    lines: texts(address.line),
    city: text(address.city),
    state: text(address.state),
    postalCode: text(address.postalCode),
    country: text(address.country),
  };
}

function deathOf(patient: JsonObject): PatientFacts['death'] {
  const at = text(patient.deceasedDateTime);
  const on = deriveDay(at);
  if (at !== undefined) return on === undefined ? {} : { on };
  return patient.deceasedBoolean === true ? {} : undefined;
}

function languageOf(patient: JsonObject): string | undefined {
  const first = objects(patient.communication)[0];
  return first !== undefined && isObject(first.language) ? text(objects(first.language.coding)[0]?.code) : undefined;
}

function sexOf(gender: string | undefined): PatientFacts['sex'] {
  return gender === 'male' || gender === 'female' || gender === 'other' ? gender : 'unknown';
}

function text(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function texts(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
}
