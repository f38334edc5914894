import { type Agreement, compareIdentifier, type Known, type ReadingHabit } from './compare-identifiers.ts';
import type { IdentifierKind, ReadIdentifier } from './derive-identifiers.ts';
import type { Evidence, Zone } from './evidence.ts';

/** A person that a search for what was read found, with all names and numbers of all their registrations. */
export interface PatientCandidate extends Known {
  readonly patientId: string;
}

/**
 * A fact that stands for itself. A number in a code and the same number printed beside it are one label: one unit. What a
 * cover sheet says is one unit, however much it says.
 */
export type Unit = 'cover' | 'barcode' | 'number' | 'visit' | 'name' | 'birthDate' | 'home';

export interface PatientProposal {
  readonly patientId: string;
  readonly confidence: number;
  readonly evidence: Evidence;
  /** What agrees, each independent of the others. */
  readonly agreeing: readonly Unit[];
  /** What was read anywhere and is another person's. */
  readonly contradicting: readonly IdentifierKind[];
  /** Somebody else fits too well: twins, siblings, namesakes, swapped dates. */
  readonly rival: boolean;
}

const MAX_CANDIDATES = 5;
const WEIGHTS: Readonly<Record<Unit, number>> = {
  cover: 3,
  barcode: 3,
  number: 3,
  visit: 3,
  name: 2,
  birthDate: 2,
  home: 1,
};
const NEAR = 0.4;
const AGAINST = 2;
/** Two units must tell the first from every other: one alone may be a slip. */
const TELLING_UNITS = 2;
const AMBIGUOUS = 0.5;
const MOST = 0.99;

interface Judged {
  readonly patientId: string;
  readonly agreeing: ReadonlySet<Unit>;
  /** Agrees or nearly so: it does not tell this one from somebody with whom it agrees. */
  readonly possible: ReadonlySet<Unit>;
  readonly contradicting: readonly IdentifierKind[];
  readonly score: number;
  readonly zone: Zone | undefined;
}

/**
 * Ranks the people a search found by how many independent facts of the page agree with them. Who shares facts with a twin,
 * a parent or a namesake is marked ambiguous; who contradicts the page anywhere, contradicted.
 */
export function proposePatient(
  read: readonly ReadIdentifier[],
  candidates: readonly PatientCandidate[],
  habit: ReadingHabit & { coverPages?: ReadonlySet<number> },
): PatientProposal[] {
  const judged = candidates
    .map((candidate) => judge(read, candidate, habit))
    .filter(({ possible, score }) => possible.size > 0 && score > 0)
    .sort((a, b) => b.score - a.score || a.patientId.localeCompare(b.patientId));
  return judged.slice(0, MAX_CANDIDATES).map((one, rank) => {
    const rival = judged.some((other) => other !== one && telling(one, other) < TELLING_UNITS);
    const sure = 1 - 0.5 ** one.score;
    const contradicted = one.contradicting.length > 0 ? 0.5 : 1;
    const confidence = Math.min(rival || rank > 0 ? AMBIGUOUS : MOST, sure * contradicted);
    return {
      patientId: one.patientId,
      confidence: Math.round(confidence * 100) / 100,
      agreeing: [...one.agreeing],
      contradicting: one.contradicting,
      rival,
      evidence: {
        how: howOf(one),
        ...(one.zone === undefined ? {} : { zone: one.zone }),
        more: {
          barcode: one.agreeing.has('barcode') || one.agreeing.has('cover'),
          identifiers: one.agreeing.size,
          ...(rival ? { ambiguous: true } : {}),
          ...(one.contradicting.length > 0 ? { contradicts: one.contradicting.join(' and ') } : {}),
        },
      },
    };
  });
}

/** How many facts agree with the one and cannot be the other's. */
function telling(one: Judged, other: Judged): number {
  return [...one.agreeing].filter((unit) => !other.possible.has(unit)).length;
}

function judge(
  read: readonly ReadIdentifier[],
  candidate: PatientCandidate,
  habit: ReadingHabit & { coverPages?: ReadonlySet<number> },
): Judged {
  const compared = read.map((each) => ({ each, level: compareIdentifier(each, candidate, habit) }));
  const agreeing = new Set<Unit>();
  const possible = new Set<Unit>();
  let score = 0;
  let zone: Zone | undefined;
  for (const [unit, levels] of unitsOf(compared, habit.coverPages ?? new Set())) {
    if (levels.some(({ level }) => level === 'agrees')) {
      agreeing.add(unit);
      possible.add(unit);
      score += WEIGHTS[unit];
      zone ??= levels.find(({ level, each }) => level === 'agrees' && each.zone !== undefined)?.each.zone;
    } else if (levels.some(({ level }) => level === 'near')) {
      possible.add(unit);
      score += WEIGHTS[unit] * NEAR;
    }
  }
  const contradicting = [
    ...new Set(
      compared.flatMap(({ each, level }) =>
        level === 'differs' || (level === 'near' && each.kind === 'birthDate') ? [each.kind] : [],
      ),
    ),
  ];
  return {
    patientId: candidate.patientId,
    agreeing,
    possible,
    contradicting,
    zone,
    score: score - AGAINST * contradicting.length * 0.5,
  };
}

type Compared = { readonly each: ReadIdentifier; readonly level: Agreement };

function unitsOf(compared: readonly Compared[], covers: ReadonlySet<number>): Map<Unit, Compared[]> {
  const units = new Map<Unit, Compared[]>();
  const codes = compared.filter(({ each }) => each.kind === 'mrn' && each.from === 'barcode');
  for (const one of compared) {
    const unit = unitOf(one, covers, codes);
    if (unit !== undefined) units.set(unit, [...(units.get(unit) ?? []), one]);
  }
  return units;
}

function unitOf({ each }: Compared, covers: ReadonlySet<number>, codes: readonly Compared[]): Unit | undefined {
  if (covers.has(each.page)) return each.kind === 'mrn' || each.kind === 'visit' ? 'cover' : undefined;
  switch (each.kind) {
    case 'mrn':
      if (each.from === 'barcode') return 'barcode';
      return codes.some((code) => ofOneLabel(code.each, each)) ? 'barcode' : 'number';
    case 'visit':
    case 'account':
      return 'visit';
    case 'name':
      return 'name';
    case 'birthDate':
      return 'birthDate';
    case 'phone':
    case 'address':
      return 'home';
    case 'sex':
    case 'form':
    case 'author':
      return undefined;
  }
}

const LABEL_HEIGHT = 0.12;

/** A number printed beside its code came off the same printer; where its place is unknown it is taken for such. */
function ofOneLabel(code: ReadIdentifier, text: ReadIdentifier): boolean {
  if (code.page !== text.page) return false;
  if (code.zone === undefined || text.zone === undefined) return true;
  const [top, bottom] = [code.zone.y - LABEL_HEIGHT, code.zone.y + code.zone.h + LABEL_HEIGHT];
  return text.zone.y + text.zone.h >= top && text.zone.y <= bottom;
}

const WORDS: Readonly<Record<Unit, string>> = {
  cover: 'cover sheet',
  barcode: 'mrn',
  number: 'mrn',
  visit: 'visit number',
  name: 'name',
  birthDate: 'birthDate',
  home: 'address',
};

function howOf({ agreeing, possible }: Judged): string {
  const units = agreeing.size > 0 ? agreeing : possible;
  return [...new Set([...units].map((unit) => WORDS[unit]))].sort().join(' and ');
}
