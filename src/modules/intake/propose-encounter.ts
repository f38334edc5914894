import type { EncounterView } from '../encounters/index.ts';
import type { Evidence } from './evidence.ts';

export interface EncounterProposal {
  readonly encounterId: string;
  readonly confidence: number;
  readonly evidence: Evidence;
}

const ONLY_ONE = 0.7;

/** The encounter is never guessed: only where exactly one covers the date is it proposed. Two or more: a person chooses. */
export function proposeEncounter(
  encounters: readonly EncounterView[],
  of: { date: string; timeZone: string },
): EncounterProposal | undefined {
  const covering = encountersOn(encounters, of);
  const only = covering[0];
  if (only === undefined || covering.length > 1) return undefined;
  return { encounterId: only.id, confidence: ONLY_ONE, evidence: { how: 'the only encounter on that date' } };
}

export function encountersOn(
  encounters: readonly EncounterView[],
  of: { date: string; timeZone: string },
): EncounterView[] {
  return encounters.filter((encounter) => {
    if (encounter.startedAt === null || encounter.status === 'cancelled') return false;
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
