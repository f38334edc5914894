import type { PersonQuery } from '../../../packages/linkage/index.ts';
import type { Act } from '../../platform/act.ts';
import { Problem } from '../../platform/problem.ts';
import { bearersOfNumbers, listEncounters } from '../encounters/index.ts';
import { personOf, readPatient, searchPatients } from '../patients/index.ts';
import { numberAsRead } from './compare-as-read.ts';
import type { IdentifierKind, ReadIdentifier } from './derive-identifiers.ts';
import type { PatientCandidate } from './propose-patient.ts';

const MAX_QUERIES = 10;
const FOUND_A_QUERY = 8;
const MAX_CANDIDATES = 16;

/**
 * Everybody whom the page may mean: found by each number, by name with birth date, by name alone (a namesake), by name and
 * home; each with all that their registrations, merged ones included, ever said. More than are likely: a rival that was
 * not looked for is not seen.
 */
export async function findCandidates(
  act: Act,
  read: readonly ReadIdentifier[],
  order: 'mdy' | 'dmy',
): Promise<PatientCandidate[]> {
  const scores = new Map<string, number>();
  for (const query of queriesOf(read).slice(0, MAX_QUERIES)) {
    const { patients } = await searchPatients(act, query, { order, limit: FOUND_A_QUERY });
    for (const { id, score } of patients) scores.set(id, (scores.get(id) ?? 0) + score);
  }
  for (const id of await bearersOfVisits(act, read)) scores.set(id, (scores.get(id) ?? 0) + 1);
  const ids = [...scores].sort(([, a], [, b]) => b - a).map(([id]) => id);
  const candidates: PatientCandidate[] = [];
  for (const id of ids.slice(0, MAX_CANDIDATES)) {
    const candidate = await loadCandidate(act, id);
    if (candidate !== undefined) candidates.push(candidate);
  }
  return candidates;
}

function queriesOf(read: readonly ReadIdentifier[]): PersonQuery[] {
  const of = (kind: IdentifierKind) => [
    ...new Set(read.filter((each) => each.kind === kind).map(({ value }) => value)),
  ];
  const [births, addresses] = [of('birthDate').slice(0, 2), of('address').slice(0, 1)];
  const numbers = new Set(of('mrn').flatMap((value) => [value, numberAsRead(value)]));
  const names = of('name')
    .slice(0, 2)
    .map((name) => name.split(/[\s,]+/).filter((part) => part !== ''));
  return [
    ...[...numbers].slice(0, 4).map((mrn) => ({ mrn })),
    ...names.flatMap((parts) => [
      ...births.map((birthDate) => ({ names: parts, birthDate })),
      { names: parts },
      ...addresses.map((address) => ({ names: parts, address })),
    ]),
    // Name lost or of another: everybody born that day who lives there.
    ...births.flatMap((birthDate) => addresses.map((address) => ({ birthDate, address }))),
  ];
}

/** Visit numbers of the page, with those whose they are; both as written and as they may have been misread. */
async function bearersOfVisits(act: Act, read: readonly ReadIdentifier[]): Promise<string[]> {
  const values = read.filter(({ kind }) => kind === 'visit').flatMap(({ value }) => [value, numberAsRead(value)]);
  return bearersOfNumbers(act, 'visit', values, FOUND_A_QUERY);
}

async function loadCandidate(act: Act, id: string): Promise<PatientCandidate | undefined> {
  const person = await loadPerson(act, id);
  if (person === undefined) return undefined;
  const encounters = await listEncounters(act, id);
  const texts = (values: readonly (string | null)[]) => values.filter((value) => value !== null);
  return {
    ...{ patientId: id, person },
    visitNumbers: texts(encounters.flatMap((each) => [each.visitNumber, ...each.formerVisitNumbers])),
    accountNumbers: texts(encounters.flatMap((each) => [each.accountNumber, ...each.formerAccountNumbers])),
  };
}

/** What all registrations of a person ever said: a page may bear the number or the name of a retired one. */
export async function loadPerson(act: Act, id: string): Promise<PatientCandidate['person'] | undefined> {
  const chosen = await readable(act, id);
  if (chosen === undefined) return undefined;
  const others = [];
  for (const memberId of chosen.memberIds.filter((member) => member !== id)) {
    const member = await readable(act, memberId);
    if (member !== undefined) others.push(member);
  }
  const people = [chosen, ...others].map(personOf);
  return {
    ...people[0],
    names: people.flatMap(({ names }) => names),
    birthDate: people[0]?.birthDate ?? people.find(({ birthDate }) => birthDate !== undefined)?.birthDate,
    mrns: people.flatMap(({ mrns }) => mrns ?? []),
    phones: people.flatMap(({ phones }) => phones ?? []),
    addresses: people.flatMap(({ addresses }) => addresses ?? []),
  };
}

/** A person the actor may not see is nobody here, as everywhere. */
async function readable(act: Act, id: string) {
  return readPatient(act, id).catch((error: unknown) => {
    if (error instanceof Problem && error.kind === 'not-found') return undefined;
    throw error;
  });
}
