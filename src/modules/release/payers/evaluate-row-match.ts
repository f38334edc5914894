import { compareDates } from '../../../../packages/linkage/index.ts';
import type { RowReason } from '../lists/evaluate-list-row.ts';

/** Whom a row of a payer's list names. */
export interface NamedInRow {
  readonly name: string;
  readonly birthDate: string | undefined;
  readonly mrn: string | undefined;
}

export interface Candidate {
  readonly id: string;
  readonly names: readonly string[];
  readonly birthDate: string | null;
  readonly mrns: readonly string[];
}

export type MatchReason = Extract<RowReason, `match-${string}`>;

export type RowMatch =
  | { readonly patientId: string; readonly matchedOn: readonly string[] }
  | { readonly patientId: null; readonly reason: MatchReason };

/**
 * Whether the facts of a row agree with one person and no other. The name and a second fact must agree, and none may differ: two
 * people of one name and birth date are ambiguous, however likely one of them is.
 */
export function evaluateRowMatch(row: NamedInRow, candidates: readonly Candidate[], more: boolean): RowMatch {
  const judged = candidates.map((candidate) => ({ candidate, ...compare(row, candidate) }));
  const agreeing = judged.filter(({ agrees, differs }) => agrees.includes('name') && agrees.length >= 2 && !differs);
  const [first, second] = agreeing;
  if (second !== undefined || (first !== undefined && more && row.mrn === undefined))
    return { patientId: null, reason: 'match-ambiguous' };
  if (first !== undefined) return { patientId: first.candidate.id, matchedOn: first.agrees };
  // A record number of somebody else, a name with another birth date: one of the facts is wrong, and nobody here knows which.
  const near = judged.some(({ agrees }) => agrees.includes('mrn') || agrees.length >= 2);
  return { patientId: null, reason: near || more ? 'match-differs' : nearByDate(row, candidates) };
}

function nearByDate(row: NamedInRow, candidates: readonly Candidate[]): MatchReason {
  const { birthDate } = row;
  const alike = candidates.some(
    (candidate) =>
      nameAgrees(row.name, candidate.names) &&
      birthDate !== undefined &&
      candidate.birthDate !== null &&
      compareDates(birthDate, candidate.birthDate) !== undefined,
  );
  return alike ? 'match-differs' : 'match-not-found';
}

function compare(row: NamedInRow, candidate: Candidate): { agrees: string[]; differs: boolean } {
  const agrees: string[] = [];
  let differs = false;
  if (nameAgrees(row.name, candidate.names)) agrees.push('name');
  else differs = true;
  if (row.birthDate !== undefined) {
    if (row.birthDate === candidate.birthDate) agrees.push('birth-date');
    else differs = true;
  }
  if (row.mrn !== undefined) {
    if (candidate.mrns.some((mrn) => plainNumber(mrn) === plainNumber(row.mrn ?? ''))) agrees.push('mrn');
    else differs = true;
  }
  return { agrees, differs };
}

/** Every word of the row stands in one name of the person, family and given name at least. */
function nameAgrees(written: string, names: readonly string[]): boolean {
  const words = wordsOf(written);
  return (
    words.length >= 2 &&
    names.some((name) => {
      const known = wordsOf(name);
      return words.every((word) => known.includes(word) || (word.length === 1 && known.some((k) => k[0] === word)));
    })
  );
}

function wordsOf(name: string): string[] {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

function plainNumber(number: string): string {
  return number
    .replace(/[^A-Za-z0-9]/g, '')
    .toLowerCase()
    .replace(/^0+/, '');
}

/** Whether the person was here within the days of the row; a row without days asks for none in particular. */
export function hasServiceIn(
  days: { readonly from: string | undefined; readonly to: string | undefined },
  stays: readonly { readonly from: string; readonly to: string | null; readonly cancelled: boolean }[],
): boolean {
  const { from, to } = days;
  if (from === undefined && to === undefined) return true;
  return stays.some(
    (stay) =>
      !stay.cancelled &&
      (to === undefined || stay.from <= to) &&
      (from === undefined || stay.to === null || stay.to >= from),
  );
}
