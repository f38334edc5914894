import type { Act } from '../../../platform/act.ts';
import type { DocumentType } from '../../documents/index.ts';
import { listEncounters } from '../../encounters/index.ts';
import { encountersOn } from '../propose-encounter.ts';
import type { RowFound } from './decide-row.ts';
import type { RowFacts } from './evaluate-row.ts';

/** By visit or account number; without one only where a single visit covers the date. It is never guessed. */
export async function findEncounter(
  act: Act,
  patientId: string | undefined,
  facts: Pick<RowFacts, 'visit' | 'date'>,
  of: { type: DocumentType | undefined; timeZone: string },
): Promise<{ state: RowFound['encounter']; id: string | undefined }> {
  if (patientId === undefined || of.type === undefined || of.type.level === 'patient')
    return { state: 'not-needed', id: undefined };
  const encounters = await listEncounters(act, patientId);
  if (facts.visit !== undefined) {
    const named = encounters.filter((each) => each.visitNumber === facts.visit || each.accountNumber === facts.visit);
    if (named.length === 1) return { state: 'found', id: named[0]?.id };
    return {
      state: named.length > 1 ? 'several' : encounters.length === 0 ? 'not-needed' : 'unknown-number',
      id: undefined,
    };
  }
  if (encounters.length === 0) return { state: 'not-needed', id: undefined };
  if (facts.date === undefined) return { state: 'several', id: undefined };
  const covering = encountersOn(encounters, { date: facts.date, timeZone: of.timeZone });
  if (covering.length > 1) return { state: 'several', id: undefined };
  return covering.length === 1 ? { state: 'found', id: covering[0]?.id } : { state: 'none-known', id: undefined };
}
