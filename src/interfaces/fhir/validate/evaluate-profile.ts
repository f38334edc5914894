import { isObject, type Json, type JsonObject } from '../read-json.ts';
import type { Issue } from './evaluate-structure.ts';
import { US_CORE } from './us-core.ts';

const BASE = 'http://hl7.org/fhir/us/core/StructureDefinition/';

interface Demand {
  readonly path: readonly string[];
  readonly codes: readonly string[];
  /** Versions of US Core before this one. */
  readonly before: number;
}
interface Profile {
  readonly type: string;
  readonly demands: readonly Demand[];
}
const PROFILES: ReadonlyMap<string, Profile> = new Map(
  [...US_CORE.matchAll(/^(\S+) (\S+)\n {2}(.+)$/gm)].map(([, name = '', type = '', demands = '']) => [
    name,
    {
      type,
      demands: demands.split(' ').map((demand) => {
        const [, path = '', before, codes] = /^([\w.]+)(?:<(\d+))?(?:=(.+))?$/.exec(demand) ?? [];
        return { path: path.split('.'), before: Number(before ?? Infinity), codes: codes?.split('|') ?? [] };
      }),
    },
  ]),
);

/** Whether a resource has what a profile demands; undefined for a profile that is not judged here. Without a version in its URL (`|9.0.0`) it is that of US Core 6.1.0. */
export function evaluateProfile(resource: JsonObject & { resourceType: string }, url: string): Issue[] | undefined {
  const [canonical = '', version = '6.1.0'] = url.split('|');
  const profile = canonical.startsWith(BASE) ? PROFILES.get(canonical.slice(BASE.length)) : undefined;
  if (profile === undefined) return undefined;
  const type = resource.resourceType;
  if (profile.type !== type)
    return [
      { severity: 'error', code: 'structure', at: type, what: `is no ${profile.type}, for which the profile is` },
    ];
  return profile.demands.flatMap(({ path, codes, before }): Issue[] => {
    if (Number(version.split('.')[0]) >= before) return [];
    const missing = missingIn(resource, path, type);
    if (missing !== undefined)
      return [{ severity: 'error', code: 'required', at: missing, what: `is required by ${url} and missing` }];
    const [element = ''] = path;
    if (codes.length === 0 || codesOf(resource[element]).some((code) => codes.includes(code))) return [];
    const what = `has none of ${codes.join(', ')}, which ${url} requires`;
    return [{ severity: 'error', code: 'code-invalid', at: `${type}.${element}`, what }];
  });
}

/** Where the first one is missing. What holds a deeper element need not be there itself. */
function missingIn(value: JsonObject, path: readonly string[], at: string): string | undefined {
  const [name = '', ...deeper] = path;
  const here = `${at}.${name}`;
  const child = value[name];
  if (deeper.length === 0) return isThere(child) || isThere(value[`_${name}`]) ? undefined : here;
  const list = Array.isArray(child) ? child : child === undefined ? [] : [child];
  for (const [index, each] of list.entries()) {
    const missing = isObject(each)
      ? missingIn(each, deeper, Array.isArray(child) ? `${here}[${index}]` : here)
      : undefined;
    if (missing !== undefined) return missing;
  }
  return undefined;
}

function isThere(value: Json | undefined): boolean {
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
}

function codesOf(value: Json | undefined): string[] {
  return (Array.isArray(value) ? value : [value])
    .filter(isObject)
    .flatMap(({ coding }) => (Array.isArray(coding) ? coding.filter(isObject) : []))
    .flatMap(({ code }) => (typeof code === 'string' ? [code] : []));
}
