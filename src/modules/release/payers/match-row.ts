import type { Act } from '../../../platform/act.ts';
import { localDate } from '../../../../packages/rule-engine/index.ts';
import { listEncounters } from '../../encounters/index.ts';
import { searchPatients } from '../../patients/index.ts';
import type { ListRow } from '../lists/evaluate-list-row.ts';
import { evaluateRowMatch, hasServiceIn, type RowMatch } from './evaluate-row-match.ts';

const MOST_CANDIDATES = 25;

/**
 * Matches one row of a payer's list with the register and with the days of care. What it finds is a proposal: a person identifies
 * the patient in the case, and a row that is not matched gets no case at all.
 */
export async function matchRow(act: Act, row: ListRow, timeZone: string): Promise<RowMatch> {
  const { named, from, to } = row;
  const { patients, more } = await searchPatients(
    act,
    { names: [named.name], birthDate: named.birthDate, mrn: named.mrn },
    { order: 'mdy', limit: MOST_CANDIDATES },
  );
  const match = evaluateRowMatch(
    named,
    patients.map(({ id, name, otherNames, birthDate, mrns }) => ({
      ...{ id, birthDate, mrns },
      names: [name, ...otherNames],
    })),
    more,
  );
  if (match.patientId === null) return match;
  const day = (moment: string) => localDate(new Date(moment), timeZone);
  const stays = (await listEncounters(act, match.patientId)).flatMap(({ startedAt, endedAt, status }) =>
    startedAt === null
      ? []
      : [{ from: day(startedAt), to: endedAt === null ? null : day(endedAt), cancelled: status === 'cancelled' }],
  );
  return hasServiceIn({ from, to }, stays) ? match : { patientId: null, reason: 'match-no-service' };
}
