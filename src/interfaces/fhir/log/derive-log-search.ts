import type { EntriesWanted } from '../../../modules/audit/index.ts';
import { isId } from '../../../platform/ids.ts';
import { problems } from '../problems.ts';
import { readInstant } from '../search/derive-interval.ts';
import { ACTION_WORDS, OUTCOMES } from './derive-audit-event.ts';

/** What AuditEvent is searched by, with the type of each (FHIR R4 auditevent.html#search). */
export const LOG_PARAMETERS: Readonly<Record<string, string>> = {
  _id: 'token',
  action: 'token',
  agent: 'reference',
  altid: 'token',
  date: 'date',
  entity: 'reference',
  outcome: 'token',
  patient: 'reference',
  subtype: 'token',
  type: 'token',
};
/** One of these leads through an index; the others are asked of what it finds. */
const LEADING = ['_id', 'agent', 'altid', 'date', 'patient', 'subtype'];
const DEFAULT_COUNT = 50;
const MAX_COUNT = 200;

/** @throws fhir/invalid-search for what the log is not searched by: a filter left out would answer with more than was asked for */
export function deriveLogSearch(pairs: readonly (readonly [string, string])[]): EntriesWanted {
  let wanted: EntriesWanted = { limit: DEFAULT_COUNT };
  for (const [name, value] of pairs) {
    if (value.includes(',')) throw invalid(name, 'has several values; the log is asked for one at a time');
    wanted = { ...wanted, ...readParameter(name, value, wanted) };
  }
  if (!pairs.some(([name]) => LEADING.includes(name)))
    throw invalid('patient', `or one of ${LEADING.join(', ')} is needed: the log is not read from end to end`);
  return wanted;
}

function readParameter(name: string, value: string, wanted: EntriesWanted): Partial<EntriesWanted> {
  switch (name) {
    case '_id':
      return { id: idOf(name, value) };
    case 'patient':
      return { patientId: idOf(name, value, 'Patient') };
    case 'entity':
      return { subjectId: idOf(name, value) };
    case 'agent':
    case 'altid':
    case 'agent:identifier':
      return { actorId: value.replace(/^(.*\||[A-Za-z]+\/)/, '') };
    case 'subtype':
      return { verb: tokenOf(value) };
    case 'action':
      return { words: wordsOf(tokenOf(value)) };
    case 'type':
      return moduleOf(tokenOf(value));
    case 'outcome':
      return { outcome: outcomeOf(tokenOf(value)) };
    case 'date':
      return rangeOf(value, wanted);
    case '_count':
      return { limit: Math.min(Math.max(1, Number(value) || DEFAULT_COUNT), MAX_COUNT) };
    case '_cursor':
      return { before: placeOf(value) };
    case '_sort':
      if (value === '-date') return {};
      throw invalid(name, 'can only be -date: the log is read from its newest entry');
    default:
      throw invalid(name, 'is nothing that the log is searched by');
  }
}

function idOf(name: string, value: string, type?: string): string {
  const [, of, id = ''] = /^(?:.*\/)?(?:([A-Za-z]+)\/)?([^/]+)$/.exec(value) ?? [];
  if (!isId(id) || (type !== undefined && of !== undefined && of !== type)) throw invalid(name, 'is no id of ours');
  return id;
}

function tokenOf(value: string): string {
  return value.slice(value.lastIndexOf('|') + 1);
}

function wordsOf(action: string): NonNullable<EntriesWanted['words']> {
  if (action === 'E') return { among: Object.values(ACTION_WORDS).flat(), not: true };
  const among = ACTION_WORDS[action as keyof typeof ACTION_WORDS] as readonly string[] | undefined; // checked below
  if (among === undefined) throw invalid('action', 'is none of C, R, U, D, E');
  return { among, not: false };
}

/** Types that a module stands for; the other two are a matter of whether a patient was concerned, for which `patient` is asked. */
function moduleOf(code: string): Partial<EntriesWanted> {
  if (code === 'rest') return { module: 'fhir' };
  if (code === '110114') return { words: { among: ['sign'], not: false }, module: 'accounts' };
  throw invalid('type', 'can only be rest or 110114 (User Authentication); use patient or subtype');
}

function outcomeOf(code: string): NonNullable<EntriesWanted['outcome']> {
  if (code === OUTCOMES.done) return 'done';
  if (code === OUTCOMES.failed) return 'failed';
  if (code === 'denied' || code === 'refused') return code;
  throw invalid('outcome', 'can only be 0, 8, or for what has the code 4: denied (by access) or refused (by a rule)');
}

function rangeOf(value: string, wanted: EntriesWanted): Partial<EntriesWanted> {
  const [, prefix = '', text = ''] = /^(eq|ge|gt|sa|le|lt|eb)?(.*)$/.exec(value) ?? [];
  const moment = readInstant(text);
  if (moment === undefined)
    throw invalid('date', 'is no date, or has a prefix that is not eq, ge, gt, sa, le, lt or eb');
  const from = { le: undefined, lt: undefined, eb: undefined, gt: moment.high + 1, sa: moment.high + 1 };
  const to = { ge: undefined, gt: undefined, sa: undefined, lt: moment.low - 1, eb: moment.low - 1 };
  const first = iso(prefix in from ? from[prefix as keyof typeof from] : moment.low);
  const last = iso(prefix in to ? to[prefix as keyof typeof to] : moment.high);
  // Of two bounds the narrower one: ISO 8601 in UTC sorts as it is written.
  return {
    ...(first === undefined || (wanted.from ?? '') > first ? {} : { from: first }),
    ...(last === undefined || (wanted.to ?? last) < last ? {} : { to: last }),
  };
}

function iso(at: number | undefined): string | undefined {
  return at === undefined ? undefined : new Date(at).toISOString();
}

export function printPlace(entry: { at: Date; id: string }): string {
  return Buffer.from(JSON.stringify({ at: entry.at.toISOString(), id: entry.id })).toString('base64url');
}

function placeOf(text: string): { at: string; id: string } {
  try {
    const { at, id } = JSON.parse(Buffer.from(text, 'base64url').toString()) as { at?: string; id?: string }; // checked below
    if (typeof at === 'string' && !Number.isNaN(Date.parse(at)) && isId(id ?? '')) return { at, id: id ?? '' };
  } catch {
    // Refused with the rest.
  }
  throw invalid('_cursor', 'is not one of ours; begin again');
}

function invalid(name: string, what: string) {
  return problems.invalidSearch({ detail: `Nothing was read. ${name} ${what}.`, at: name });
}
