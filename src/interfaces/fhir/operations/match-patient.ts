import { sql } from 'kysely';
import { comparePeople } from '../../../../packages/linkage/index.ts';
import type { Act } from '../../../platform/act.ts';
import { personOf, readPatient, searchPatients } from '../../../modules/patients/index.ts';
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

/** Candidates that are compared field by field. */
const MOST_CANDIDATES = 30;
/** 0.5 is the line of linkage (packages/linkage); nobody acts alone on less than certain. */
const GRADES: readonly (readonly [number, MatchGrade])[] = [
  [0.99, 'certain'],
  [0.5, 'probable'],
  [0.05, 'possible'],
];

/**
 * FHIR R4 Patient $match: people found as the desk finds them, each compared with who is asked for by linkage. With
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
  const queries = [
    { names: words, birthDate: person.birthDate },
    ...(person.mrns ?? []).slice(0, 3).map((mrn) => ({ mrn })),
    ...(person.phones ?? []).slice(0, 2).map((phone) => ({ phone, names: words.slice(-1) })),
  ].filter((query) =>
    Object.values(query).some((value) => (Array.isArray(value) ? value.length > 0 : value !== undefined)),
  );
  const ids = new Set<string>();
  for (const query of queries) {
    const { patients } = await searchPatients(act, query, { order: 'mdy', limit: MOST_CANDIDATES });
    for (const { id } of patients) ids.add(id);
  }
  const matched: MatchedPatient[] = [];
  for (const id of [...ids].slice(0, MOST_CANDIDATES)) {
    const score = comparePeople(person, personOf(await readPatient(act, id))).probability;
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
