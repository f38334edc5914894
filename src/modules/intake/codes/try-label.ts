import type { Act } from '../../../platform/act.ts';
import { bearersOfNumbers } from '../../encounters/index.ts';
import { nameOfPatients, type NamedPatient } from '../../patients/index.ts';
import { meaningOf } from './derive-code-facts.ts';
import { type CodeMeaning, fittingPatterns } from './derive-code-meaning.ts';
import type { LabelPattern } from './label-pattern.ts';
import { labelPatternsInForce } from './label-patterns.ts';

const MOST_FOUND = 5;

export interface LabelTrial {
  readonly meaning: CodeMeaning;
  /** Every pattern that the code is written like, the one that tells most first. */
  readonly fits: readonly {
    readonly id: string;
    readonly name: string;
    readonly means: LabelPattern['means'];
    readonly number: string;
    readonly holds: boolean;
  }[];
  /** Whose number it is, of those that the person may see. */
  readonly found: readonly NamedPatient[];
}

/** What a code would mean by the patterns in force and one that is not saved yet. Nothing is written. */
export async function tryLabel(
  act: Act,
  input: { facilityId: string; text: string; format: string; draft?: LabelPattern | undefined },
): Promise<LabelTrial> {
  const { draft } = input;
  const inForce = await labelPatternsInForce(act, input.facilityId);
  const patterns = draft === undefined ? inForce : [...inForce.filter(({ id }) => id !== draft.id), draft];
  const meaning = meaningOf(input, patterns);
  const found = [...(await nameOfPatients(act, await bearersOf(act, meaning))).values()];
  act.note({ count: found.length, patientIds: found.map(({ id }) => id), detail: { means: meaning.kind } });
  return {
    meaning,
    fits: fittingPatterns(input, patterns).map(({ pattern: { id, name, means }, number, holds }) => ({
      ...{ id, name, means, number, holds },
    })),
    found,
  };
}

/** The people with exactly that number; merged registrations stand for the one that survives. */
async function bearersOf(act: Act, meaning: CodeMeaning): Promise<string[]> {
  if (meaning.kind === 'patient' || meaning.kind === 'cover') {
    const rows = await act.tx
      .selectFrom('patients.identifier as i')
      .innerJoin('patients.member as m', 'm.patient_id', 'i.patient_id')
      .select('m.survivor_id')
      .distinct()
      .where('i.kind', '=', 'mrn')
      .where('i.value', '=', meaning.mrn)
      .limit(MOST_FOUND)
      .execute();
    return rows.map((row) => row.survivor_id);
  }
  if (meaning.kind !== 'visit' && meaning.kind !== 'account') return [];
  return bearersOfNumbers(act, meaning.kind, [meaning.number], MOST_FOUND);
}
