import { COMPOSITES, CONTEXTS } from './composites.ts';
import { PARAMETERS } from './parameters.ts';

type ParameterType = 'token' | 'string' | 'date' | 'reference' | 'number' | 'quantity' | 'uri';

/** One way to the values: names of elements, what an element must say to count, and the type a reference must name. */
export interface ElementPath {
  readonly steps: readonly {
    readonly name: string;
    readonly any: boolean;
    readonly says?: readonly [string, string];
  }[];
  readonly only: string | undefined;
  /** The value is whether the element is there and not false. */
  readonly presence: boolean;
}

export interface SearchParameter {
  readonly code: string;
  readonly type: ParameterType;
  readonly paths: readonly ElementPath[];
  /** Types a reference may name; empty when any. */
  readonly targets: readonly string[];
}

/** Two parameters that must hold in one element: a code, and what is said under it. */
export interface CompositeParameter {
  readonly code: string;
  /** What holds both; undefined is the resource itself. */
  readonly on: readonly (ElementPath | undefined)[];
  readonly coded: ElementPath;
  readonly other: SearchParameter;
  /** In a request the other one comes before the code. */
  readonly otherFirst: boolean;
}

/** FHIR R4 search.html#all, of those that are read from the content. */
const COMMON: ReadonlyMap<string, SearchParameter> = new Map(
  ['_tag token meta.tag', '_security token meta.security', '_profile uri meta.profile', '_source uri meta.source'].map(
    (line) => [line.split(' ')[0] as string, parameterOf(line)],
  ),
);
const TABLE: ReadonlyMap<string, ReadonlyMap<string, SearchParameter>> = readTable(
  PARAMETERS,
  parameterOf,
  () => new Map(COMMON),
);
const COMPOSITE_TABLE: ReadonlyMap<string, ReadonlyMap<string, CompositeParameter>> = new Map([
  ...[...TABLE]
    .filter(([, parameters]) => parameters.has('context-type'))
    .map(
      ([type]) => [type, new Map(CONTEXTS.map((line) => [line.split(' ')[0] as string, compositeOf(line)]))] as const,
    ),
  ...readTable(COMPOSITES, compositeOf, () => new Map<string, CompositeParameter>()),
]);
const NONE: ReadonlyMap<string, CompositeParameter> = new Map();

/** The search parameters of a type, by code. */
export function parametersOf(type: string): ReadonlyMap<string, SearchParameter> {
  return TABLE.get(type) ?? COMMON;
}

/** The composite parameters of a type, by code. */
export function compositesOf(type: string): ReadonlyMap<string, CompositeParameter> {
  return COMPOSITE_TABLE.get(type) ?? NONE;
}

/** A line without indent is a type, those below it are its parameters. */
function readTable<T extends { readonly code: string }>(
  text: string,
  read: (line: string) => T,
  begin: () => Map<string, T>,
): Map<string, Map<string, T>> {
  const table = new Map<string, Map<string, T>>();
  let current = begin();
  for (const line of text.split('\n')) {
    if (line.startsWith('  ')) {
      const parameter = read(line.trim());
      current.set(parameter.code, parameter);
    } else if (line !== '') {
      current = begin();
      table.set(line, current);
    }
  }
  return table;
}

function compositeOf(line: string): CompositeParameter {
  const [code = '', on = '', coded = '', type = '', paths = '', order] = line.split(' ');
  return {
    code,
    on: on.split('|').map((each) => (each === '.' ? undefined : pathOf(each))),
    coded: pathOf(coded),
    other: parameterOf(`${code} ${type} ${paths}`),
    otherFirst: order === '~',
  };
}

function parameterOf(line: string): SearchParameter {
  const [code = '', type = '', paths = '', targets = ''] = line.split(' ');
  return {
    code,
    type: type as ParameterType, // the table has no other
    paths: paths.split('|').map(pathOf),
    targets: targets === '' ? [] : targets.split(','),
  };
}

/** A dot inside brackets belongs to a value (a URL), not to the path. */
function pathOf(text: string): ElementPath {
  const [, presence = '', path = '', only] = /^(\??)(.*?)(?:>(\w+))?$/.exec(text) ?? [];
  const steps = path.split(/\.(?![^[]*\])/).map((step) => {
    const [, name = '', says] = /^(\w+)(?:\[(.*)\])?$/.exec(step) ?? [];
    const [key = '', ...value] = (says ?? '').split('=');
    return says === undefined || says === 'x'
      ? { name, any: says === 'x' }
      : { name, any: false, says: [key, value.join('=')] as const };
  });
  return { steps, only, presence: presence === '?' };
}
