import { foldText } from '../../../../packages/linkage/index.ts';
import { isId } from '../../../platform/ids.ts';
import { problems } from '../problems.ts';
import { RESOURCE_TYPES } from '../resource-types.ts';
import { compositeName, THEN_AS_WRITTEN } from './derive-search-values.ts';
import {
  addressesAbove,
  dateTest,
  invalid,
  type KeyTest,
  MAX_ALTERNATIVES,
  ofTypeTest,
  quantityTest,
  type RangeTest,
  referenceTests,
  splitAlternatives,
  tokenTest,
  unescape,
} from './derive-value-tests.ts';
import { type CompositeParameter, compositesOf, parametersOf, type SearchParameter } from './parameter-table.ts';

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
  /** `wide`: so many meet it that it is asked of each row, and leads to none. */
  | { readonly kind: 'any'; readonly filters: readonly Filter[]; readonly wide?: boolean }
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
const MAX_INCLUDES = 10;
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
    return { kind: 'updated', tests: alternatives.map((each) => dateTest(name, each, reading.now)) };
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
      return { kind: 'range', parameter: code, tests: alternatives.map((each) => dateTest(code, each, reading.now)) };
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
