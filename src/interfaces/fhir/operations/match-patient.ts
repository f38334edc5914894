import { sql } from 'kysely';
import { comparePeople } from '../../../../packages/linkage/index.ts';
import type { Act } from '../../../platform/act.ts';
import { findAlikePerson, personOf, readComparable, searchPatients } from '../../../modules/patients/index.ts';
import { derivePatientFacts } from '../derive-patient-facts.ts';
import type { JsonObject } from '../read-json.ts';

type MatchGrade = 'certain' | 'probable' | 'possible';

interface MatchedPatient {
  readonly id: string;
  readonly content: string;
  /** 0 to 1: the probability that it is the same person. */
  readonly score: number;
  readonly grade: MatchGrade;
}

/** Candidates of each way that are compared field by field. */
const MOST_CANDIDATES = 30;
/** 0.5 is the line of linkage (packages/linkage); nobody acts alone on less than certain. */
const GRADES: readonly (readonly [number, MatchGrade])[] = [
  [0.99, 'certain'],
  [0.5, 'probable'],
  [0.05, 'possible'],
];

/**
 * FHIR R4 Patient $match: people who share a number, a date or two parts of the name, and whom
 * the desk finds by name and birth date, each compared with who is asked for by linkage. With
 * `onlyCertain` the one who is certain, or nobody: two that are certain are a duplicate, and not for a program to choose of.
 */
export async function matchPatient(
  act: Act,
  asked: JsonObject,
  options: { count: number; onlyCertain: boolean },
): Promise<MatchedPatient[]> {
  const facts = derivePatientFacts(asked);
  const person = personOf(facts);
  const name = person.names[0];
  const words = name === undefined ? [] : [...name.given, name.family].filter((each) => each !== '');
  const asDesk = { names: words, birthDate: person.birthDate };
  const alike = await findAlikePerson(act, person, MOST_CANDIDATES);
  const met = new Set(alike.map(({ found }) => found.id));
  const { patients } =
    words.length === 0 && person.birthDate === undefined
      ? { patients: [] }
      : await searchPatients(act, asDesk, { order: 'mdy', limit: MOST_CANDIDATES });
  const found = await readComparable(
    act,
    patients.map(({ id }) => id).filter((id) => !met.has(id)),
  );
  const best = new Map<string, number>();
  for (const candidate of [...alike, ...found]) {
    const { probability } = comparePeople(person, candidate.person);
    best.set(candidate.survivorId, Math.max(probability, best.get(candidate.survivorId) ?? 0));
  }
  const matched: MatchedPatient[] = [];
  for (const [id, score] of best) {
    const grade = GRADES.find(([least]) => score >= least)?.[1];
    const content = grade === undefined ? undefined : await contentOf(act, id);
    if (grade !== undefined && content !== undefined) matched.push({ id, score, grade, content });
  }
  const ranked = matched.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  const certain = ranked.filter(({ grade }) => grade === 'certain');
  const shown = options.onlyCertain ? (certain.length === 1 ? certain : []) : ranked.slice(0, options.count);
  act.note({ count: shown.length, patientIds: shown.map(({ id }) => id) });
  return shown;
}

async function contentOf(act: Act, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ content: string }>`SELECT r.content FROM fhir.resource r
    WHERE r.patient_id = ${id}::uuid AND r.type = 'Patient' AND r.id = ${id}::uuid`.execute(act.tx);
  return rows[0]?.content;
}
