import { foldText } from '../../../../packages/linkage/index.ts';
import { isObject, type Json, type JsonObject, objects } from '../read-json.ts';
import { type Interval, readInstant } from './derive-interval.ts';
import { compositesOf, type ElementPath, parametersOf, type SearchParameter } from './parameter-table.ts';

/** What stands in the index for one resource. `key` of a token is `code|system`, of a string its folded and its own form. */
export interface SearchValues {
  readonly keys: readonly { readonly parameter: string; readonly key: string }[];
  /** Dates in milliseconds since 1970; numbers and quantities as they are, the unit as a token. */
  readonly ranges: readonly (Interval & { readonly parameter: string; readonly unit: string })[];
}

/** Letters of a key: an index row of PostgreSQL must stay below 2,704 bytes, and nobody searches for more. */
const MAX_LETTERS = 200;
/** Values of one parameter in one resource that are indexed; FHIR's lists of data may be endless. */
const MAX_VALUES = 500;
/** Of the code of a composite parameter, which stands beside its value in one index row; real ones have a tenth. */
const MAX_LETTERS_OF_CODE = 120;
const MAX_CODES = 20;
/** Between the folded form of a string and its own: sorts before every letter. */
export const THEN_AS_WRITTEN = '\u0001';

/** The values by which a resource is found, for each of its parameters. Never throws: what is malformed is found by nothing. */
export function deriveSearchValues(resource: JsonObject & { resourceType: string }): SearchValues {
  const keys = new Map<string, { parameter: string; key: string }>();
  const ranges = new Map<string, Interval & { parameter: string; unit: string }>();
  const put = (parameter: string, key: string | undefined) => {
    if (key !== undefined && key !== '|') keys.set(`${parameter}\n${key}`, { parameter, key });
  };
  /** `as`: the name under which the values stand in the index. */
  const index = (parameter: SearchParameter, holder: JsonObject, as: string) => {
    for (const value of valuesOf(holder, parameter)) {
      switch (parameter.type) {
        case 'token':
          for (const key of tokenKeys(value, parameter)) put(as, key);
          for (const words of wordsOfToken(value)) put(`${as}:text`, foldText(cut(words)));
          for (const key of keysOfType(value)) put(`${as}:of-type`, key);
          break;
        case 'string':
          for (const words of strings(value)) put(as, stringKey(words));
          break;
        case 'reference':
          put(as, referenceKey(value));
          if (isObject(value) && isObject(value.identifier))
            put(`${as}:identifier`, tokenKey(value.identifier.value, value.identifier.system));
          break;
        case 'uri':
          put(as, typeof value === 'string' ? cut(value) : undefined);
          break;
        default:
          for (const range of parameter.type === 'date' ? dateRanges(value) : quantityRanges(value))
            ranges.set(`${as}\n${range.low}\n${range.high}\n${range.unit}`, { parameter: as, ...range });
      }
    }
  };
  for (const parameter of parametersOf(resource.resourceType).values()) index(parameter, resource, parameter.code);
  for (const { code, on, coded, other } of compositesOf(resource.resourceType).values())
    for (const holder of on
      .flatMap((path) => (path === undefined ? [resource] : follow(resource, path)))
      .slice(0, MAX_VALUES)) {
      if (!isObject(holder)) continue;
      const codes = follow(holder, coded).flatMap((value) => tokenKeys(value, other));
      for (const key of codes.slice(0, MAX_CODES))
        if (key !== undefined && key.length <= MAX_LETTERS_OF_CODE) index(other, holder, compositeName(code, key));
    }
  return { keys: [...keys.values()], ranges: [...ranges.values()] };
}

/** The name of a composite parameter in the index: what is said under one code, `code|system`. */
export function compositeName(code: string, key: string): string {
  return `${code}:${key}`;
}

/** FHIR R4 search.html#of-type: an identifier by the type that it says it has, `system|code|value`. */
function keysOfType(value: Json): string[] {
  if (!isObject(value) || typeof value.value !== 'string' || !isObject(value.type)) return [];
  const { coding } = value.type;
  const number = cut(value.value);
  return objects(coding).flatMap(({ system, code }) =>
    typeof system === 'string' && typeof code === 'string' ? [`${cut(system)}|${cut(code)}|${number}`] : [],
  );
}

function valuesOf(resource: JsonObject, parameter: SearchParameter): Json[] {
  return parameter.paths.flatMap((path) => follow(resource, path)).slice(0, MAX_VALUES);
}

function follow(resource: JsonObject, path: ElementPath): Json[] {
  let found: Json[] = [resource];
  for (const { name, any, says } of path.steps) {
    found = found.flatMap((each) => {
      if (!isObject(each)) return [];
      const next = any
        ? Object.entries(each).flatMap(([key, value]) =>
            key.startsWith(name) && /^[A-Z]/.test(key.slice(name.length)) ? [value] : [],
          )
        : [each[name] ?? []];
      return next.flat();
    });
    if (says !== undefined) found = found.filter((each) => isObject(each) && each[says[0]] === says[1]);
  }
  if (path.presence) return [found.some((each) => each !== false)];
  const { only } = path;
  if (only === undefined) return found;
  return found.filter(
    (each) =>
      isObject(each) &&
      (each.type === only || (typeof each.reference === 'string' && each.reference.includes(`${only}/`))),
  );
}

/** `code|system`, so that a code of any system is the beginning of a key. */
function tokenKey(code: Json | undefined, system: Json | undefined): string | undefined {
  if (typeof code !== 'string' && typeof code !== 'boolean' && typeof code !== 'number') return undefined;
  return `${cut(String(code))}|${typeof system === 'string' ? cut(system) : ''}`;
}

function tokenKeys(value: Json, parameter: SearchParameter): (string | undefined)[] {
  if (!isObject(value)) return [tokenKey(value, undefined)];
  if (Array.isArray(value.coding))
    return value.coding.filter(isObject).map((coding) => tokenKey(coding.code, coding.system));
  if (value.code !== undefined) return [tokenKey(value.code, value.system)];
  // The system of a ContactPoint is phone, email ...: no namespace of its value (FHIR R4 search.html#token).
  const isContact = parameter.paths.some(({ steps }) => steps.some(({ name }) => name === 'telecom'));
  return [tokenKey(value.value, isContact ? undefined : value.system)];
}

function wordsOfToken(value: Json): string[] {
  if (!isObject(value)) return [];
  const codings = Array.isArray(value.coding) ? value.coding.filter(isObject) : [value];
  const type = isObject(value.type) ? value.type.text : undefined;
  return [value.text, type, ...codings.map(({ display }) => display)].filter((each) => typeof each === 'string');
}

/** HumanName and Address by each of their parts. */
function strings(value: Json): string[] {
  if (typeof value === 'string') return [value];
  if (!isObject(value)) return [];
  return ['text', 'family', 'given', 'prefix', 'suffix', 'line', 'city', 'district', 'state', 'postalCode', 'country']
    .flatMap((name) => [value[name] ?? []].flat())
    .filter((each) => typeof each === 'string');
}

function stringKey(words: string): string {
  return `${foldText(cut(words))}${THEN_AS_WRITTEN}${cut(words)}`;
}

function referenceKey(value: Json): string | undefined {
  const reference = isObject(value) ? value.reference : value;
  if (typeof reference !== 'string' || reference.startsWith('#')) return undefined;
  return cut(reference.replace(/\/_history\/.*$/, ''));
}

function dateRanges(value: Json): (Interval & { unit: string })[] {
  const unit = '';
  if (typeof value === 'string') {
    const moment = readInstant(value);
    return moment === undefined ? [] : [{ ...moment, unit }];
  }
  if (!isObject(value)) return [];
  if (value.start !== undefined || value.end !== undefined) {
    const start = typeof value.start === 'string' ? readInstant(value.start) : undefined;
    const end = typeof value.end === 'string' ? readInstant(value.end) : undefined;
    return [{ low: start?.low ?? -Infinity, high: end?.high ?? Infinity, unit }];
  }
  const repeat = isObject(value.repeat) ? value.repeat : {};
  return [...(Array.isArray(value.event) ? value.event : []), repeat.boundsPeriod ?? []].flat().flatMap(dateRanges);
}

function quantityRanges(value: Json): (Interval & { unit: string })[] {
  if (typeof value === 'number') return [{ low: value, high: value, unit: '' }];
  if (!isObject(value)) return [];
  if (isObject(value.low) || isObject(value.high)) {
    const [low] = isObject(value.low) ? quantityRanges(value.low) : [];
    const [high] = isObject(value.high) ? quantityRanges(value.high) : [];
    return [{ low: low?.low ?? -Infinity, high: high?.high ?? Infinity, unit: (low ?? high)?.unit ?? '' }];
  }
  if (typeof value.value !== 'number') return [];
  const unit = tokenKey(value.code ?? value.unit ?? value.currency, value.system) ?? '';
  // FHIR R4 datatypes.html#Quantity: with a comparator the value is a bound.
  const comparator = typeof value.comparator === 'string' ? value.comparator : '';
  return [
    {
      low: comparator.startsWith('<') ? -Infinity : value.value,
      high: comparator.startsWith('>') ? Infinity : value.value,
      unit,
    },
  ];
}

function cut(words: string): string {
  return [...words.slice(0, MAX_LETTERS * 2)].slice(0, MAX_LETTERS).join('');
}
