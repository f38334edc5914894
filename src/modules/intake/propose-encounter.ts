import { isVoid } from '../encounters/contract.ts';
import type { EncounterView } from '../encounters/index.ts';
import { numberAsRead } from './compare-as-read.ts';
import type { ReadIdentifier } from './derive-identifiers.ts';
import type { Evidence } from './evidence.ts';

export interface EncounterProposal {
  readonly encounterId: string;
  readonly confidence: number;
  readonly evidence: Evidence;
  /** The page itself or the calendar leaves no other: only then it may be taken without a person. */
  readonly certain: boolean;
}

const BY_NUMBER = 0.95;
const NUMBER_ON_ANOTHER_DAY = 0.6;
const ONLY_ONE = 0.7;
const ONE_OF_SEVERAL = 0.4;
const STEP = 0.02;
const MAX_CANDIDATES = 6;

/**
 * The encounter is never guessed. A visit or account number on the page decides; otherwise exactly one that covers the
 * date; where two or more do, all of them are told, ranked, with what speaks for each, and a person chooses.
 */
export function proposeEncounters(
  encounters: readonly EncounterView[],
  of: { date: string | undefined; timeZone: string; read: readonly ReadIdentifier[] },
): EncounterProposal[] {
  const { date, timeZone, read } = of;
  const covering = date === undefined ? [] : encountersOn(encounters, { date, timeZone });
  const numbered = byNumber(encounters, covering, read);
  if (numbered.length > 0)
    return numbered.map(({ encounter, how, zone }) => {
      const fits = date === undefined || covering.includes(encounter);
      return {
        encounterId: encounter.id,
        certain: fits && numbered.length === 1,
        confidence: numbered.length > 1 ? ONE_OF_SEVERAL : fits ? BY_NUMBER : NUMBER_ON_ANOTHER_DAY,
        evidence: { how, ...(zone === undefined ? {} : { zone }), ...(fits ? {} : { more: { otherDate: true } }) },
      };
    });
  const [only] = covering;
  if (only !== undefined && covering.length === 1)
    return [
      {
        encounterId: only.id,
        certain: true,
        confidence: ONLY_ONE,
        evidence: { how: 'the only encounter on that date' },
      },
    ];
  const edge = (encounter: EncounterView) => edgeOf(encounter, date ?? '', timeZone);
  return [...covering]
    .sort((a, b) => Number(edge(b) !== 'covers the date') - Number(edge(a) !== 'covers the date'))
    .slice(0, MAX_CANDIDATES)
    .map((encounter, rank) => ({
      encounterId: encounter.id,
      certain: false,
      confidence: Math.round((ONE_OF_SEVERAL - rank * STEP) * 100) / 100,
      evidence: { how: edge(encounter), more: { ambiguous: true, of: covering.length } },
    }));
}

/** A visit number is of one encounter; an account may hold several, of which those of the date are meant. */
function byNumber(
  encounters: readonly EncounterView[],
  covering: readonly EncounterView[],
  read: readonly ReadIdentifier[],
) {
  const found = read.flatMap((each) => {
    if (each.kind !== 'visit' && each.kind !== 'account') return [];
    const bearing = encounters.filter((encounter) => {
      if (isVoid(encounter)) return false;
      const numbers =
        each.kind === 'visit'
          ? [encounter.visitNumber, ...encounter.formerVisitNumbers]
          : [encounter.accountNumber, ...encounter.formerAccountNumbers];
      return numbers.some((number) => number !== null && numberAsRead(number) === numberAsRead(each.value));
    });
    const dated = bearing.filter((encounter) => covering.includes(encounter));
    return (bearing.length > 1 && dated.length > 0 ? dated : bearing).map((encounter) => ({
      encounter,
      how: each.kind === 'visit' ? 'visit number on the page' : 'account number on the page',
      zone: each.zone,
    }));
  });
  const visits = found.filter(({ how }) => how.startsWith('visit'));
  return [...new Map((visits.length > 0 ? visits : found).map((each) => [each.encounter.id, each])).values()];
}

function edgeOf({ startedAt, endedAt }: EncounterView, date: string, timeZone: string): string {
  if (startedAt !== null && localDay(startedAt, timeZone) === date) return 'begins on that date';
  return endedAt !== null && localDay(endedAt, timeZone) === date ? 'ends on that date' : 'covers the date';
}

export function encountersOn(
  encounters: readonly EncounterView[],
  of: { date: string; timeZone: string },
): EncounterView[] {
  return encounters.filter((encounter) => {
    if (encounter.startedAt === null || isVoid(encounter)) return false;
    const from = localDay(encounter.startedAt, of.timeZone);
    const to =
      encounter.endedAt === null
        ? encounter.status === 'open'
          ? '9999-12-31'
          : from
        : localDay(encounter.endedAt, of.timeZone);
    return from <= of.date && of.date <= to;
  });
}

function localDay(instant: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    new Date(instant),
  );
}
