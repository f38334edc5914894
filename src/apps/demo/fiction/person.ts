import type { FlagKind, PatientFacts, RepresentativeFacts } from '../../../modules/patients/index.ts';
import { CLINICIANS, type Clinician } from './hospital.ts';
import { type Condition, CONDITIONS } from './conditions.ts';
import { ageOn, dayPlus } from './days.ts';
import { FAMILY_NAMES, MEN, STREETS, TOWNS, WOMEN } from './names.ts';
import type { Random } from './random.ts';

export interface Visit {
  /** Visit number; the account number is the same with another first letter. */
  readonly number: string;
  readonly condition: Condition;
  /** `YYYY-MM-DD`; the same day where nobody stays the night. */
  readonly from: string;
  readonly to: string;
  readonly clinician: Clinician;
}

export interface Person {
  /** How the demonstration and the tests speak of the person. */
  readonly key: string;
  readonly mrn: string;
  /** As registered, without the record number: its system is the facility's own. */
  readonly facts: PatientFacts;
  /** Why somebody would look at this chart; plain people have none. */
  readonly story?: string;
  readonly flags: readonly { readonly kind: FlagKind; readonly reason: string }[];
  readonly representatives: readonly RepresentativeFacts[];
  /** Key of the person this second registration is. */
  readonly mergedInto?: string;
  /** A dispute that stops destruction of this person's records. */
  readonly litigation?: string;
  readonly visits: readonly Visit[];
}

/** `Family, Given Middle`, as face sheets print it. */
export function nameOf(person: Person): string {
  const [name] = person.facts.names;
  return `${name?.family ?? ''}, ${name?.given.join(' ') ?? ''}`;
}

export function givenFirst(person: Person): string {
  const [name] = person.facts.names;
  return `${name?.given.join(' ') ?? ''} ${name?.family ?? ''}`;
}

export function birthDateOf(person: Person): string {
  return person.facts.birthDate ?? '';
}

export function addressOf(person: Person): string {
  const address = person.facts.contacts.find((contact) => contact.kind === 'address');
  return `${address?.lines?.join(', ') ?? ''}, ${address?.city ?? ''}, ${address?.state ?? ''} ${address?.postalCode ?? ''}`;
}

export function phoneOf(person: Person): string {
  return person.facts.contacts.find((contact) => contact.kind === 'phone')?.value ?? '';
}

/** Home, and a number of the range that North American networks keep for fiction (555-0100 to 555-0199). */
export function inventContacts(random: Random): PatientFacts['contacts'] {
  const town = random.pick(TOWNS);
  return [
    {
      kind: 'address',
      use: 'home',
      lines: [`${random.whole(2, 989)} ${random.pick(STREETS)}`],
      city: town.city,
      state: 'OH',
      postalCode: town.postalCode,
      country: 'US',
    },
    { kind: 'phone', use: 'home', value: `555-555-${random.whole(100, 199).toString().padStart(4, '0')}` },
  ];
}

export function inventVisit(random: Random, number: string, condition: Condition, from: string): Visit {
  const own = CLINICIANS.filter((clinician) => clinician.service === condition.service);
  return {
    number,
    condition,
    from,
    to: dayPlus(from, random.whole(...condition.days)),
    clinician: random.pick(own.length === 0 ? CLINICIANS : own),
  };
}

/** Somebody with an ordinary chart: one to four visits over the last three years. */
export function inventPerson(random: Random, index: number, today: string): Person {
  const sex = random.chance(0.53) ? 'female' : 'male';
  // The old are in hospital more often than the young.
  const age = random.chance(0.2) ? random.whole(1, 17) : Math.round(random.between(18, 58) + random.between(0, 36));
  const birthDate = dayPlus(today, -(age * 365 + random.whole(20, 360)));
  const given = random.some(sex === 'female' ? WOMEN : MEN, random.chance(0.55) ? 2 : 1);
  const family = random.pick(FAMILY_NAMES);
  const names: PatientFacts['names'] = [
    { use: 'legal', family, given },
    ...(sex === 'female' && age > 30 && random.chance(0.25)
      ? [{ use: 'maiden' as const, family: random.pick(FAMILY_NAMES), given }]
      : []),
  ];
  return {
    key: `plain-${index}`,
    mrn: String(40_100_000 + index * 37),
    facts: {
      birthDate,
      sex,
      language: random.chance(0.12) ? 'es' : 'en',
      names,
      identifiers: [],
      contacts: inventContacts(random),
    },
    flags: [],
    representatives: [],
    visits: inventVisits(random, index, { birthDate, sex }, today),
  };
}

function inventVisits(
  random: Random,
  index: number,
  person: { birthDate: string; sex: 'female' | 'male' },
  today: string,
): Visit[] {
  const days = Array.from({ length: random.chance(0.25) ? 2 : 1 }, () => -random.whole(12, 1_050)).sort(
    (a, b) => a - b,
  );
  return days.flatMap((ago, n) => {
    const from = dayPlus(today, ago);
    const age = ageOn(person.birthDate, from);
    const fitting = CONDITIONS.filter(
      ({ ages, sex }) => ages[0] <= age && age <= ages[1] && (sex === undefined || sex === person.sex),
    );
    const roll = random.next();
    const setting = roll < 0.64 ? 'clinic' : roll < 0.82 ? 'emergency' : 'inpatient';
    const wanted = fitting.filter((condition) => condition.setting === setting);
    if (fitting.length === 0) return [];
    return [
      inventVisit(random, `V${10_000 + index}-${n + 1}`, random.pick(wanted.length > 0 ? wanted : fitting), from),
    ];
  });
}
