import { isId } from '../../../platform/ids.ts';
import { problems } from '../problems.ts';
import { RESOURCE_TYPES } from '../resource-types.ts';
import { type Interval, readInstant, readNumber } from './derive-interval.ts';

// What the values of a search ask of the index, type by type (FHIR R4 search.html#ptypes).

/** A key that is this, begins so, ends so, has it in its folded words, or is a reference to that patient or one merged with it. */
export interface KeyTest {
  readonly how: 'equals' | 'begins' | 'ends' | 'contains' | 'patient';
  readonly value: string;
}
type Prefix = 'eq' | 'ne' | 'gt' | 'lt' | 'ge' | 'le' | 'sa' | 'eb' | 'ap';
export interface RangeTest extends Interval {
  readonly prefix: Prefix;
  readonly unit: KeyTest | undefined;
}

export const MAX_ALTERNATIVES = 100;
const PREFIXES: ReadonlySet<string> = new Set(['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap']);

export function tokenTest(value: string): KeyTest {
  const bar = /(?<!\\)\|/.exec(value)?.index;
  if (bar === undefined) return { how: 'begins', value: `${unescape(value)}|` };
  const system = unescape(value.slice(0, bar));
  const code = unescape(value.slice(bar + 1));
  return code === '' ? { how: 'ends', value: `|${system}` } : { how: 'equals', value: `${code}|${system}` };
}

/** FHIR R4 search.html#of-type: `system|code|value`, all three. */
export function ofTypeTest(name: string, value: string): KeyTest {
  const parts = value.split(/(?<!\\)\|/).map(unescape);
  if (parts.length !== 3 || parts.includes('')) throw invalid(name, 'with :of-type is system|code|value');
  return { how: 'equals', value: parts.join('|') };
}

/** FHIR R4 search.html#above, of a URL: itself, and each that holds it by its path. */
export function addressesAbove(url: string): string[] {
  const parts = url.split('/');
  const above = parts.map((_part, n) => parts.slice(0, n + 1).join('/')).slice(url.includes('://') ? 2 : 0);
  return [...new Set([url, ...above.flatMap((each) => [each, `${each}/`])])].slice(0, MAX_ALTERNATIVES);
}

export function referenceTests(value: string, targets: readonly string[]): KeyTest[] {
  const named = /^(?:.*\/)?([A-Z][A-Za-z]+)\/([A-Za-z0-9.-]+)$/.exec(value);
  if (named !== null && !value.includes(':')) return [referenceTest(named[1] as string, named[2] as string)];
  // By address: ours is stored as Type/id, another's as it was written.
  if (named !== null) return [{ how: 'equals', value }, referenceTest(named[1] as string, named[2] as string)];
  if (value.includes(':') || value.includes('/')) return [{ how: 'equals', value }];
  const types = targets.length > 0 ? targets : [...RESOURCE_TYPES];
  return types.map((type) => referenceTest(type, value));
}

function referenceTest(type: string, id: string): KeyTest {
  return type === 'Patient' && isId(id) ? { how: 'patient', value: id } : { how: 'equals', value: `${type}/${id}` };
}

export function dateTest(name: string, text: string, now: Date): RangeTest {
  const { prefix, value } = splitPrefix(text);
  const range = readInstant(value);
  if (range === undefined) throw invalid(name, 'is no date; write YYYY, YYYY-MM, YYYY-MM-DD or a dateTime');
  if (prefix !== 'ap') return { prefix, ...range, unit: undefined };
  // FHIR R4 search.html#prefix: 10 % of the gap between now and the date.
  const more = Math.abs(now.getTime() - range.low) / 10;
  return { prefix, low: range.low - more, high: range.high + more, unit: undefined };
}

export function quantityTest(name: string, text: string): RangeTest {
  const [number = '', system = '', code = ''] = text.split('|').map(unescape);
  const { prefix, value } = splitPrefix(number);
  const range = readNumber(value);
  if (range === undefined) throw invalid(name, 'is no number');
  const unit: KeyTest | undefined =
    code === ''
      ? undefined
      : system === ''
        ? { how: 'begins', value: `${code}|` }
        : { how: 'equals', value: `${code}|${system}` };
  if (prefix === 'eq' || prefix === 'ne') return { prefix, ...range, unit };
  const exact = Number(value);
  const more = prefix === 'ap' ? Math.abs(exact) / 10 : 0;
  return { prefix, low: exact - more, high: exact + more, unit };
}

function splitPrefix(text: string): { prefix: Prefix; value: string } {
  const prefix = text.slice(0, 2);
  return PREFIXES.has(prefix) ? { prefix: prefix as Prefix, value: text.slice(2) } : { prefix: 'eq', value: text };
}

export function splitAlternatives(value: string): string[] {
  return value.split(/(?<!\\),/).filter((each) => each !== '');
}

export function unescape(value: string): string {
  return value.replace(/\\([,|$\\])/g, '$1');
}

/** @returns fhir/invalid-search */
export function invalid(name: string, what: string) {
  return problems.invalidSearch({ detail: `Nothing was searched. ${name} ${what}.`, at: name });
}
