import type { Act } from '../../../platform/act.ts';
import { maskOf } from '../../access/index.ts';
import { readPatient } from '../../patients/index.ts';
import type { RowMatch } from './evaluate-row-match.ts';

/** What is kept of a match: the person, seen by whoever may see that person, and the facts that agreed. */
export async function matchedColumns(act: Act, match: RowMatch | undefined) {
  if (match === undefined || match.patientId === null) return {};
  const { labels } = await readPatient(act, match.patientId);
  return { patient_id: match.patientId, matched_on: [...match.matchedOn], labels: maskOf(labels) };
}
