import { dayIn } from '../../../ui/dates.ts';
import { isVoid } from '../../encounters/contract.ts';

export interface EncounterTimes {
  readonly id: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly status: string;
}

/** Pure: whether an encounter covers a day at the facility. One that is still open covers every day since it began. */
export function coversDay(encounter: EncounterTimes, day: string, zone: string): boolean {
  if (encounter.startedAt === null || isVoid(encounter)) return false;
  const from = dayIn(zone, new Date(encounter.startedAt));
  const until = encounter.endedAt === null ? undefined : dayIn(zone, new Date(encounter.endedAt));
  return from <= day && day <= (until ?? (encounter.status === 'open' ? day : from));
}

/** The one encounter that covers the day; two or more, or none: a person chooses. */
export function onlyEncounterOn(encounters: readonly EncounterTimes[], day: string, zone: string): string | undefined {
  const covering = day === '' ? [] : encounters.filter((each) => coversDay(each, day, zone));
  return covering.length === 1 ? covering[0]?.id : undefined;
}
