import { deriveDay, type Patient } from '../../../packages/cda/index.ts';

/** Somebody who has one of the numbers that the document names. */
export interface Candidate {
  readonly patientId: string;
  readonly survivorId: string;
  /** The number is of the authority that the document names; else only a record number of ours is written the same. */
  readonly sameAuthority: boolean;
  readonly birthDate: string | null;
  readonly names: readonly { readonly family: string | null; readonly given: readonly string[] }[];
}

export type PatientDecision =
  { readonly found: Candidate } | { readonly undecided: 'unknown-number' | 'other-person' | 'several' };

/**
 * Whose record a document goes to without a person: one who has its number and whose birth date and name are the same. A
 * number of an authority that was never heard of counts only when the given name agrees too. Everything else, a person
 * decides at the index desk: name and birth date alone are shared by too many.
 */
export function decidePatient(patient: Patient, candidates: readonly Candidate[]): PatientDecision {
  if (candidates.length === 0) return { undecided: 'unknown-number' };
  const agreeing = candidates.filter((each) => agrees(patient, each));
  const people = new Set(agreeing.map(({ survivorId }) => survivorId));
  const [found] = agreeing;
  if (found === undefined) return { undecided: 'other-person' };
  return people.size > 1 ? { undecided: 'several' } : { found };
}

function agrees(patient: Patient, candidate: Candidate): boolean {
  const born = deriveDay(patient.birthTime);
  if (born === undefined || born !== candidate.birthDate) return false;
  return patient.names.some((said) =>
    candidate.names.some(
      (known) =>
        key(said.family) !== '' &&
        key(said.family) === key(known.family) &&
        (candidate.sameAuthority || (key(said.given[0]) !== '' && key(said.given[0]) === key(known.given[0]))),
    ),
  );
}

function key(name: string | null | undefined): string {
  return (name ?? '')
    .normalize('NFKD')
    .replace(/[^\p{L}]/gu, '')
    .toLowerCase();
}
