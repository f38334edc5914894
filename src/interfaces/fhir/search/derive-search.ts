import { foldText } from '../../../../packages/linkage/index.ts';
import { isId } from '../../../platform/ids.ts';
import { problems } from '../problems.ts';
import { RESOURCE_TYPES } from '../resource-types.ts';
import { type Interval, readInstant, readNumber } from './derive-interval.ts';
import { compositeName, THEN_AS_WRITTEN } from './derive-search-values.ts';
import { type CompositeParameter, compositesOf, parametersOf, type SearchParameter } from './parameter-table.ts';

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
/** Of a composite parameter, whose code is part of the name: the whole name, or its beginning where no system was said. */
type CompositeName = 'whole' | 'beginning';
/** One parameter of a search; its tests are alternatives. */
export type Filter =
  | { readonly kind: 'ids'; readonly ids: readonly string[] }
  | { readonly kind: 'updated'; readonly tests: readonly RangeTest[] }
  | {
      readonly kind: 'key';
      readonly parameter: string;
      readonly rank: number;
      readonly not: boolean;
      readonly tests: readonly KeyTest[];
      readonly composite?: CompositeName;
    }
  | {
      readonly kind: 'range';
      readonly parameter: string;
      readonly tests: readonly RangeTest[];
      readonly composite?: CompositeName;
    }
  | { readonly kind: 'any'; readonly filters: readonly Filter[] }
  | {
      readonly kind: 'missing';
      readonly table: 'search_key' | 'search_range';
      readonly parameter: string;
      readonly missing: boolean;
    }
  | {
      readonly kind: 'chain';
      readonly parameter: string;
      readonly through: readonly { readonly type: string; readonly filter: Filter }[];
    }
  | { readonly kind: 'has'; readonly type: string; readonly parameter: string; readonly filter: Filter };

export interface Include {
  /** The type whose parameter it is. */
  readonly type: string;
  readonly parameter: string;
  readonly target: string | undefined;
  readonly reverse: boolean;
}
export interface SortBy {
  readonly by: '_id' | '_lastUpdated' | SearchParameter;
  readonly descending: boolean;
}
export interface Search {
  readonly type: string;
  readonly filters: readonly Filter[];
  readonly sort: readonly SortBy[];
  readonly count: number;
  readonly elements: readonly string[] | undefined;
  readonly summary: 'true' | 'text' | 'data' | 'count' | 'false';
  readonly total: boolean;
  readonly includes: readonly Include[];
  /** Where the page before ended: an id, or how many were shown of a sorted list. */
  readonly after: { readonly id: string } | { readonly shown: number } | undefined;
  /** Types the search looks into, whose scopes it needs. */
  readonly types: ReadonlySet<string>;
  /** Parameters that were left out, since the client asked for that (Prefer: handling=lenient). */
  readonly ignored: readonly string[];
}

const DEFAULT_COUNT = 20;
const MAX_COUNT = 500;
const MAX_SHOWN = 20_000;
const MAX_PARAMETERS = 40;
const MAX_ALTERNATIVES = 100;
const MAX_INCLUDES = 10;
const PREFIXES: ReadonlySet<string> = new Set(['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap']);
const SUMMARIES = ['true', 'text', 'data', 'count', 'false'] as const;

type Pairs = readonly (readonly [string, string])[];
interface Reading {
  readonly type: string;
  readonly now: Date;
  readonly types: Set<string>;
}

/**
 * A search request as plain data. What is not understood is refused, since leaving out a filter answers with more records
 * than were asked for; with `lenient` (Prefer: handling=lenient) it is left out and named.
 * @throws fhir/not-supported (400) for what we do not search by, fhir/invalid-search for a value that is none
 */
export function deriveSearch(type: string, pairs: Pairs, options: { lenient: boolean; now: Date }): Search {
  if (pairs.length > MAX_PARAMETERS)
    throw invalid('_count', `has more than ${MAX_PARAMETERS} parameters; ask in several searches`);
  const reading: Reading = { type, now: options.now, types: new Set([type]) };
  const filters: Filter[] = [];
  const includes: Include[] = [];
  const ignored: string[] = [];
  const results = new Map<string, string>();
  for (const [name, value] of pairs) {
    if (RESULT_PARAMETERS.has(name)) {
      results.set(name, value);
      continue;
    }
    if (value === '') continue;
    try {
      if (name === '_include' || name === '_revinclude') includes.push(readInclude(name, value, reading));
      else filters.push(readFilter(name, value, reading));
    } catch (error) {
      if (!options.lenient || !(error instanceof Unsupported))
        throw error instanceof Unsupported ? unsupported(name, error.why) : error;
      ignored.push(name);
    }
  }
  if (includes.length > MAX_INCLUDES) throw invalid('_include', `is given more than ${MAX_INCLUDES} times`);
  return { type, filters, includes, ignored, types: reading.types, ...readResults(results, reading) };
}

const RESULT_PARAMETERS = new Set([
  '_sort',
  '_count',
  '_elements',
  '_summary',
  '_total',
  '_format',
  '_pretty',
  '_cursor',
]);

/** Not something we search by; becomes a refusal or a remark. */
class Unsupported extends Error {
  constructor(readonly why?: string) {
    super(why);
  }
}

function readResults(given: ReadonlyMap<string, string>, reading: Reading) {
  const count = given.get('_count');
  if (count !== undefined && !/^\d{1,9}$/.test(count)) throw invalid('_count', 'is no number');
  const summary = count === '0' ? 'count' : (given.get('_summary') ?? 'false');
  if (!isSummary(summary)) throw invalid('_summary', `is none of ${SUMMARIES.join(', ')}`);
  const elements = given.get('_elements');
  return {
    sort: (given.get('_sort') ?? '')
      .split(',')
      .filter((each) => each !== '')
      .map((each) => readSort(each, reading)),
    count: Math.min(Math.max(1, Number(count ?? DEFAULT_COUNT)), MAX_COUNT),
    elements: elements === undefined ? undefined : elements.split(',').map((each) => each.trim()),
    summary,
    total: ['accurate', 'estimate'].includes(given.get('_total') ?? 'none'),
    after: readCursor(given.get('_cursor')),
  };
}

function isSummary(text: string): text is (typeof SUMMARIES)[number] {
  return (SUMMARIES as readonly string[]).includes(text);
}

function readSort(text: string, { type }: Reading): SortBy {
  const descending = text.startsWith('-');
  const code = descending ? text.slice(1) : text;
  if (code === '_id' || code === '_lastUpdated') return { by: code, descending };
  const by = parametersOf(type).get(code);
  if (by === undefined) throw invalid('_sort', `names ${code}, by which ${type} is not sorted`);
  return { by, descending };
}

export function printCursor(after: NonNullable<Search['after']>): string {
  return Buffer.from(JSON.stringify(after)).toString('base64url');
}

function readCursor(text: string | undefined): Search['after'] {
  if (text === undefined) return undefined;
  try {
    const value = JSON.parse(Buffer.from(text, 'base64url').toString()) as Record<string, unknown>; // narrowed below
    if (typeof value.id === 'string' && isId(value.id)) return { id: value.id };
    if (Number.isInteger(value.shown) && Number(value.shown) > 0 && Number(value.shown) <= MAX_SHOWN)
      return { shown: Number(value.shown) };
  } catch {
    // Refused with the rest.
  }
  throw invalid('_cursor', 'is not one of ours, or beyond the last page; begin the search again');
}

function readInclude(name: string, value: string, { types }: Reading): Include {
  const [type = '', code = '', target] = value.split(':');
  const parameter = RESOURCE_TYPES.has(type) ? parametersOf(type).get(code) : undefined;
  if (parameter?.type !== 'reference') throw new Unsupported();
  const reverse = name === '_revinclude';
  if (reverse) types.add(type);
  return { type, parameter: code, target, reverse };
}

function readFilter(name: string, value: string, reading: Reading): Filter {
  if (name.startsWith('_has:')) return readHas(name, value, reading);
  const dot = name.indexOf('.');
  if (dot !== -1) return readChain(name.slice(0, dot), name.slice(dot + 1), value, reading);
  const [code = '', modifier] = name.split(':');
  const alternatives = splitAlternatives(value);
  if (alternatives.length > MAX_ALTERNATIVES) throw invalid(name, `has more than ${MAX_ALTERNATIVES} values`);
  if (code === '_id' && modifier === undefined) return { kind: 'ids', ids: alternatives.map(unescape).filter(isId) };
  if (code === '_lastUpdated' && modifier === undefined)
    return { kind: 'updated', tests: alternatives.map((each) => dateTest(name, each, reading)) };
  const composite = compositesOf(reading.type).get(code);
  if (composite !== undefined && modifier === undefined)
    return { kind: 'any', filters: alternatives.map((each) => readComposite(composite, each, reading)) };
  const parameter = parametersOf(reading.type).get(code);
  if (parameter === undefined) throw new Unsupported();
  if (modifier === 'missing') {
    if (value !== 'true' && value !== 'false') throw invalid(name, 'is neither true nor false');
    return { kind: 'missing', table: tableOf(parameter), parameter: code, missing: value === 'true' };
  }
  return readValues(parameter, modifier, alternatives, reading);
}

function readValues(
  parameter: SearchParameter,
  modifier: string | undefined,
  alternatives: readonly string[],
  reading: Reading,
): Filter {
  const { code } = parameter;
  const keys = (tests: readonly KeyTest[], more: { not?: boolean; parameter?: string } = {}): Filter => ({
    kind: 'key',
    parameter: more.parameter ?? code,
    rank: rankOf(parameter),
    not: more.not ?? false,
    tests,
  });
  const of = (make: (value: string) => KeyTest | readonly KeyTest[], more?: { not?: boolean; parameter?: string }) =>
    keys(alternatives.flatMap(make), more);
  const kind = `${parameter.type}${modifier === undefined ? '' : `:${modifier}`}`;
  switch (kind) {
    case 'token':
      return of(tokenTest);
    case 'token:not':
      return of(tokenTest, { not: true });
    case 'token:text':
      return of((value) => ({ how: 'contains', value: foldText(unescape(value)) }), { parameter: `${code}:text` });
    case 'token:of-type':
      return of((each) => ofTypeTest(code, each), { parameter: `${code}:of-type` });
    case 'token:in':
    case 'token:not-in':
    case 'token:above':
    case 'token:below':
      throw new Unsupported(
        'asks for the codes of a terminology, which are not here; name them, with commas between them',
      );
    case 'string':
      return of((value) => ({ how: 'begins', value: foldText(unescape(value)) }));
    case 'string:exact':
      return of((value) => ({
        how: 'equals',
        value: `${foldText(unescape(value))}${THEN_AS_WRITTEN}${unescape(value)}`,
      }));
    case 'string:contains':
      return of((value) => ({ how: 'contains', value: foldText(unescape(value)) }));
    case 'uri':
      return of((value) => ({ how: 'equals', value: unescape(value) }));
    case 'uri:above':
      return of((value) => addressesAbove(unescape(value)).map((each) => ({ how: 'equals', value: each })));
    case 'uri:below':
      return of((value) => ({ how: 'begins', value: unescape(value) }));
    case 'reference':
      return of((value) => referenceTests(unescape(value), parameter.targets));
    case 'reference:identifier':
      return of(tokenTest, { parameter: `${code}:identifier` });
    case 'date':
      return { kind: 'range', parameter: code, tests: alternatives.map((each) => dateTest(code, each, reading)) };
    case 'number':
    case 'quantity':
      return { kind: 'range', parameter: code, tests: alternatives.map((each) => quantityTest(code, each)) };
    default:
      if (parameter.type === 'reference' && modifier !== undefined && RESOURCE_TYPES.has(modifier))
        return of((value) => referenceTests(unescape(value), [modifier]));
      throw new Unsupported();
  }
}

/** FHIR R4 search.html#composite: `code$value`, both in one element. */
function readComposite(composite: CompositeParameter, value: string, reading: Reading): Filter {
  const { code, other, otherFirst } = composite;
  const parts = value.split(/(?<!\\)\$/);
  const [coded = '', said = ''] = otherFirst ? parts.toReversed() : parts;
  const token = tokenTest(coded);
  if (parts.length !== 2 || coded === '' || said === '' || token.how === 'ends')
    throw invalid(code, `is a code and a value with $ between them (${otherFirst ? 'value$code' : 'code$value'})`);
  const filter = readValues(other, undefined, [said], reading);
  if (filter.kind !== 'key' && filter.kind !== 'range') throw new Unsupported();
  return {
    ...filter,
    parameter: compositeName(code, token.value),
    composite: token.how === 'equals' ? 'whole' : 'beginning',
  };
}

/** `subject.name`, `subject:Patient.name`: one level. */
function readChain(link: string, rest: string, value: string, reading: Reading): Filter {
  const [code = '', only] = link.split(':');
  const parameter = parametersOf(reading.type).get(code);
  if (parameter?.type !== 'reference' || rest.includes('.')) throw new Unsupported();
  const targets = only === undefined ? parameter.targets : [only];
  const through = targets.flatMap((type) => {
    const [first = ''] = rest.split(':');
    if (!RESOURCE_TYPES.has(type) || (first !== '_id' && !parametersOf(type).has(first))) return [];
    reading.types.add(type);
    return [{ type, filter: readFilter(rest, value, { ...reading, type }) }];
  });
  if (through.length === 0) throw new Unsupported();
  return { kind: 'chain', parameter: code, through };
}

/** `_has:Observation:patient:code`. */
function readHas(name: string, value: string, reading: Reading): Filter {
  const [, type = '', parameter = '', ...rest] = name.split(':');
  const link = RESOURCE_TYPES.has(type) ? parametersOf(type).get(parameter) : undefined;
  if (link?.type !== 'reference' || rest.length === 0 || rest[0] === '_has') throw new Unsupported();
  reading.types.add(type);
  return { kind: 'has', type, parameter, filter: readFilter(rest.join(':'), value, { ...reading, type }) };
}

function tokenTest(value: string): KeyTest {
  const bar = /(?<!\\)\|/.exec(value)?.index;
  if (bar === undefined) return { how: 'begins', value: `${unescape(value)}|` };
  const system = unescape(value.slice(0, bar));
  const code = unescape(value.slice(bar + 1));
  return code === '' ? { how: 'ends', value: `|${system}` } : { how: 'equals', value: `${code}|${system}` };
}

/** FHIR R4 search.html#of-type: `system|code|value`, all three. */
function ofTypeTest(name: string, value: string): KeyTest {
  const parts = value.split(/(?<!\\)\|/).map(unescape);
  if (parts.length !== 3 || parts.includes('')) throw invalid(name, 'with :of-type is system|code|value');
  return { how: 'equals', value: parts.join('|') };
}

/** FHIR R4 search.html#above, of a URL: itself, and each that holds it by its path. */
function addressesAbove(url: string): string[] {
  const parts = url.split('/');
  const above = parts.map((_part, n) => parts.slice(0, n + 1).join('/')).slice(url.includes('://') ? 2 : 0);
  return [...new Set([url, ...above.flatMap((each) => [each, `${each}/`])])].slice(0, MAX_ALTERNATIVES);
}

function referenceTests(value: string, targets: readonly string[]): KeyTest[] {
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

function dateTest(name: string, text: string, { now }: Reading): RangeTest {
  const { prefix, value } = splitPrefix(text);
  const range = readInstant(value);
  if (range === undefined) throw invalid(name, 'is no date; write YYYY, YYYY-MM, YYYY-MM-DD or a dateTime');
  if (prefix !== 'ap') return { prefix, ...range, unit: undefined };
  // FHIR R4 search.html#prefix: 10 % of the gap between now and the date.
  const more = Math.abs(now.getTime() - range.low) / 10;
  return { prefix, low: range.low - more, high: range.high + more, unit: undefined };
}

function quantityTest(name: string, text: string): RangeTest {
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

function splitAlternatives(value: string): string[] {
  return value.split(/(?<!\\),/).filter((each) => each !== '');
}

function unescape(value: string): string {
  return value.replace(/\\([,|$\\])/g, '$1');
}

export function tableOf(parameter: SearchParameter): 'search_key' | 'search_range' {
  return ['date', 'number', 'quantity'].includes(parameter.type) ? 'search_range' : 'search_key';
}

/** How little a parameter tends to find, the least first: it leads, and the rest is asked of what it finds. */
function rankOf(parameter: SearchParameter): number {
  if (parameter.code === 'identifier' || parameter.type === 'reference') return 1;
  if (parameter.type === 'string' || parameter.type === 'uri') return 2;
  return /^(code|type|.*-code)$/.test(parameter.code) ? 3 : 5;
}

function unsupported(name: string, why = 'is no parameter that is searched by here') {
  return problems.notSupported({
    detail: `Nothing was searched. ${name} ${why}; leave it out, or send Prefer: handling=lenient.`,
    at: name,
    status: 400,
  });
}

function invalid(name: string, what: string) {
  return problems.invalidSearch({ detail: `Nothing was searched. ${name} ${what}.`, at: name });
}
