import type { Act } from '../../../platform/act.ts';
import type { Language } from '../../correspondence/index.ts';
import { listDisclosures } from '../list-disclosures.ts';
import { problems as releaseProblems } from '../problems.ts';
import { loadRights, mustBeNext } from './load-rights.ts';
import { type Context, keepRightsLetter, prepareRightsLetter, type PreparedLetter } from './rights-letter.ts';
import { summariseDisclosures } from './summarise-disclosures.ts';
import { leaveOutSuspended, suspensionsOf } from './suspensions.ts';
import { writeStep } from './write-step.ts';

/** As many lines as one letter holds. */
const MOST_LINES = 300;

export interface GiveAccounting {
  readonly id: string;
  readonly language?: Language | undefined;
}

export function prepareAccounting(context: Context, input: GiveAccounting): Promise<PreparedLetter> {
  return prepareRightsLetter(context, (act) => workOut(act, input));
}

/**
 * The accounting as a letter: the accountable disclosures of the period, without what an agency had suspended. It answers the
 * clock when it has left.
 * @throws release/rights-not-now, release/record-too-large, release/changed-meanwhile
 */
export async function giveAccounting(
  act: Act,
  input: GiveAccounting,
  prepared: PreparedLetter,
): Promise<{ letterId: string; letterNumber: string }> {
  const { rights, letter, rows, suspended } = await workOut(act, input, true);
  const kept = await keepRightsLetter(act, prepared, letter);
  const { period_from: from, period_to: to } = rights.row;
  await writeStep(act, rights, {
    kind: 'accounted',
    facts: { from: from ?? '', to: to ?? '', rows, suspended },
    letterId: kept.letterId,
  });
  act.note({ count: rows });
  return kept;
}

async function workOut(act: Act, input: GiveAccounting, lock = false) {
  const rights = await loadRights(act, input.id, lock);
  mustBeNext(rights, 'account');
  const from = rights.row.period_from ?? '';
  const to = rights.row.period_to ?? '';
  const all = await listDisclosures(act, { patientId: rights.patientId, from, to, accountable: true });
  const told = leaveOutSuspended(all.disclosures, await suspensionsOf(act, rights.patientId), rights.today);
  const { single, repeated } = summariseDisclosures(told);
  if (all.more || single.length > MOST_LINES || repeated.length > MOST_LINES)
    throw releaseProblems.recordTooLarge({
      detail: 'Nothing was saved. The period holds more than one letter can list: ask for it in two periods.',
    });
  const rowsOf = (lines: readonly object[]) => lines.map((line) => ({ ...line }) as Record<string, string>);
  return {
    rights,
    rows: told.length,
    suspended: all.disclosures.length - told.length,
    letter: {
      template: 'accounting',
      facts: {
        requestNumber: rights.number,
        receivedOn: rights.row.received_on,
        from,
        to,
        ...(single.length === 0 ? {} : { single: rowsOf(single) }),
        ...(repeated.length === 0 ? {} : { repeated: rowsOf(repeated) }),
        ...(told.length === 0 ? { none: '0' } : {}),
      },
      language: input.language,
    },
  };
}
