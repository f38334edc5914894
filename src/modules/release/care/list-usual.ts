import type { Act } from '../../../platform/act.ts';
import { ruleBook } from '../../regulations/index.ts';
import type { DisclosureBasis } from '../decide-accountable.ts';
import { listWords } from '../list-words.ts';
import { USUAL_BASES, USUAL_TO, USUAL_WHAT } from './usual-disclosures.ts';

const LAST_LOOKED_AT = 40;
const LAST_SHOWN = 5;

export interface LastUsed {
  readonly what: string;
  readonly to: string;
  readonly basis: string;
  readonly channel: string;
}

/**
 * The choices of a quick disclosure: the usual ones, and what this person recorded last. Of the last only words from the
 * list come back: whatever was written freely may name somebody of another patient.
 */
export async function listUsual(act: Act) {
  ruleBook();
  const { bases } = await listWords(act);
  const rows = await act.tx
    .selectFrom('release.disclosure')
    .select(['description as what', 'recipient_name as to', 'basis', 'channel'])
    .where('recorded_by', '=', act.actor.id)
    .where('request_id', 'is', null)
    .orderBy('recorded_at', 'desc')
    .limit(LAST_LOOKED_AT)
    .execute();
  const last = new Map<string, LastUsed>();
  for (const row of rows)
    if (USUAL_WHAT.includes(row.what) && USUAL_TO.some(({ to }) => to === row.to))
      last.set(JSON.stringify(row), last.get(JSON.stringify(row)) ?? row);
  const rest = bases.map(({ basis }) => basis).filter((basis) => !USUAL_BASES.includes(basis as DisclosureBasis));
  return {
    what: [...USUAL_WHAT],
    to: USUAL_TO.map(({ to, basis }) => ({ to, basis })),
    bases: [...USUAL_BASES, ...rest],
    last: [...last.values()].slice(0, LAST_SHOWN),
  };
}
