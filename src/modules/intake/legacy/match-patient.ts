import type { Act } from '../../../platform/act.ts';
import { personOf, readPatient, searchPatients } from '../../patients/index.ts';
import { decideMismatch } from '../decide-mismatch.ts';
import type { ReadIdentifier } from '../derive-identifiers.ts';
import { findCandidates } from '../find-candidates.ts';
import { proposePatient } from '../propose-patient.ts';
import type { PatientMatch } from './decide-row.ts';
import type { RowFacts } from './evaluate-row.ts';

export interface LegacyCandidate {
  readonly patientId: string;
  readonly confidence: number;
}

export interface Matched {
  readonly match: PatientMatch;
  /** Set where the match is certain. */
  readonly patientId: string | undefined;
  /** To propose to a person, best first. */
  readonly candidates: readonly LegacyCandidate[];
}

const LOOKED_AT = 5;

/**
 * Whose row it is: certain only where the record number is one person's and the name or the birth date says the same and
 * neither says otherwise. Everybody else found is a candidate for a person to look at.
 */
export async function matchPatient(
  act: Act,
  facts: Pick<RowFacts, 'mrn' | 'names' | 'birthDate'>,
  options: { order: 'mdy' | 'dmy' },
): Promise<Matched> {
  const said: ReadIdentifier[] = [
    ...(facts.names.length === 0
      ? []
      : [{ kind: 'name' as const, value: facts.names.join(' '), from: 'label' as const, page: 1 }]),
    ...(facts.birthDate === undefined
      ? []
      : [{ kind: 'birthDate' as const, value: facts.birthDate, from: 'label' as const, page: 1 }]),
  ];
  if (facts.mrn === undefined && said.length === 0) return { match: 'not-named', patientId: undefined, candidates: [] };
  const owners = facts.mrn === undefined ? [] : await ownersOf(act, facts.mrn, options);
  const candidates = await candidatesOf(act, facts, said, options);
  const [owner] = owners;
  if (owner === undefined) {
    const match = candidates.length > 0 ? 'ambiguous' : 'unknown';
    return { match, patientId: undefined, candidates };
  }
  if (owners.length > 1) return { match: 'ambiguous', patientId: undefined, candidates };
  const person = personOf(await readPatient(act, owner));
  const mismatches = decideMismatch(said, person, { today: act.now.toISOString().slice(0, 10), order: options.order });
  if (mismatches.length > 0) return { match: 'contradicted', patientId: undefined, candidates };
  // A birth date that we do not know agrees with nothing.
  const agreeing = said.filter((each) => each.kind === 'name' || person.birthDate !== undefined);
  return agreeing.length === 0
    ? { match: 'one-identifier', patientId: undefined, candidates }
    : { match: 'matched', patientId: owner, candidates };
}

/** People of whom the number is, whole and letter by letter (leading zeros and case aside). */
async function ownersOf(act: Act, mrn: string, options: { order: 'mdy' | 'dmy' }): Promise<string[]> {
  const { patients } = await searchPatients(act, { mrn }, { order: options.order, limit: LOOKED_AT });
  const plain = (text: string) =>
    text
      .replace(/[^\p{L}\p{N}]/gu, '')
      .replace(/^0+/, '')
      .toLowerCase();
  return [
    ...new Set(
      patients.filter((each) => each.mrns.some((own) => plain(own) === plain(mrn))).map((patient) => patient.id),
    ),
  ];
}

async function candidatesOf(
  act: Act,
  facts: Pick<RowFacts, 'mrn'>,
  said: readonly ReadIdentifier[],
  options: { order: 'mdy' | 'dmy' },
): Promise<LegacyCandidate[]> {
  const read: ReadIdentifier[] = [
    ...(facts.mrn === undefined ? [] : [{ kind: 'mrn' as const, value: facts.mrn, from: 'label' as const, page: 1 }]),
    ...said,
  ];
  const habit = { today: act.now.toISOString().slice(0, 10), order: options.order };
  return proposePatient(read, await findCandidates(act, read, options.order), habit).map(
    ({ patientId, confidence }) => ({ patientId, confidence }),
  );
}
