import { isObject, type Json, type JsonObject, objects } from '../read-json.ts';
import { INVARIANTS } from './evaluate-invariants.ts';
import type { Issue } from './evaluate-structure.ts';
import { R4_VITAL_SIGNS, US_CORE } from './us-core.ts';

/** No profiles: what those of one measure share. */
const SHARED = ['us-core-measured', 'measured'];
const US_CORE_BASE = 'http://hl7.org/fhir/us/core/StructureDefinition/';
const R4_BASE = 'http://hl7.org/fhir/StructureDefinition/';
const LOINC = 'http://loinc.org';
/** What the table calls the systems of codes. */
const SYSTEMS: Readonly<Record<string, string>> = {
  lab: 'http://terminology.hl7.org/CodeSystem/v2-0074',
  loinc: LOINC,
  obs: 'http://terminology.hl7.org/CodeSystem/observation-category',
  plan: 'http://hl7.org/fhir/us/core/CodeSystem/careplan-category',
};

interface Demand {
  /** What is demanded of `path`: that it is there, has one of `of`, is one of them, is of one of their types, or refers to one of them. */
  readonly kind: 'there' | 'has' | 'among' | 'typed' | 'refers' | 'rule';
  readonly path: readonly string[];
  readonly of: readonly string[];
  /** Versions of US Core before this one. */
  readonly before: number;
  readonly verified: boolean;
}
interface Profile {
  readonly type: string;
  readonly demands: readonly Demand[];
  /** The code of LOINC under which it holds unasked. */
  readonly unasked: string | undefined;
}
const KINDS: Readonly<Record<string, Demand['kind']>> = { '=': 'has', '~': 'among', ':': 'typed', '>': 'refers' };
const PROFILES: ReadonlyMap<string, Profile> = new Map([
  ...readProfiles(US_CORE_BASE, US_CORE),
  ...readProfiles(R4_BASE, R4_VITAL_SIGNS),
]);

/** Profiles of US Core that are judged, by the last part of their URL. */
export const JUDGED: readonly string[] = [...PROFILES.keys()]
  .filter((url) => url.startsWith(US_CORE_BASE))
  .map((url) => url.slice(US_CORE_BASE.length));

/** Profiles of base R4 that an observation must meet because of its code, whatever it claims. */
export function profilesUnasked(resource: JsonObject): string[] {
  if (resource.resourceType !== 'Observation') return [];
  const codes = new Set(
    codingsOf(resource.code)
      .filter(({ system }) => system === LOINC)
      .map(({ code }) => code),
  );
  return [...PROFILES].filter(([, { unasked }]) => unasked !== undefined && codes.has(unasked)).map(([url]) => url);
}

/** Whether a resource has what a profile demands; undefined for a profile that is not judged here. Without a version in its URL (`|9.0.0`) it is that of US Core 6.1.0. */
export function evaluateProfile(resource: JsonObject & { resourceType: string }, url: string): Issue[] | undefined {
  const [canonical = '', version = '6.1.0'] = url.split('|');
  const profile = PROFILES.get(canonical);
  if (profile === undefined) return undefined;
  const type = resource.resourceType;
  if (profile.type !== type)
    return [
      { severity: 'error', code: 'structure', at: type, what: `is no ${profile.type}, for which the profile is` },
    ];
  return profile.demands.flatMap((demand): Issue[] => {
    if (Number(version.split('.')[0]) >= demand.before) return [];
    const found = unmet(resource, demand, url);
    return found === undefined ? [] : [{ severity: demand.verified ? 'error' : 'warning', ...found }];
  });
}

function unmet(
  resource: JsonObject & { resourceType: string },
  { kind, path, of }: Demand,
  url: string,
): Omit<Issue, 'severity'> | undefined {
  const type = resource.resourceType;
  if (kind === 'rule') {
    const [key = ''] = of;
    const rule = INVARIANTS[key];
    if (rule === undefined || rule.holds(resource)) return undefined;
    return { code: 'invariant', at: `${type}.${rule.at}`, what: `${rule.what} (${key} of ${url})` };
  }
  if (kind === 'there' || kind === 'has') {
    const missing = missingIn(resource, path, type);
    if (missing !== undefined) return { code: 'required', at: missing, what: `is required by ${url} and missing` };
  }
  const values = valuesAt(resource, path, type);
  switch (kind) {
    case 'there':
      return undefined;
    case 'has':
      return values.some(({ value }) => codingsOf(value).some((coding) => of.some((code) => isCode(coding, code))))
        ? undefined
        : {
            code: 'code-invalid',
            at: `${type}.${path.join('.')}`,
            what: `has none of ${of.map(named).join(', ')}, which ${url} requires`,
          };
    case 'among': {
      const other = values.find(({ value }) => !isAmong(value, of));
      return (
        other && { code: 'code-invalid', at: other.at, what: `is none of ${of.join(', ')}, which ${url} requires` }
      );
    }
    case 'typed': {
      const [name = ''] = path;
      const choice = new RegExp(`^${name}[A-Z]`);
      const keys = Object.keys(resource).filter((key) => choice.test(key));
      const other = keys.find((key) => !of.some((each) => key.toLowerCase() === `${name}${each}`.toLowerCase()));
      return other === undefined
        ? undefined
        : { code: 'structure', at: `${type}.${other}`, what: `is none of ${of.join(', ')}, as ${url} requires` };
    }
    case 'refers': {
      const other = values.find(({ value }) => !refersToOne(value, of, resource));
      return (
        other && { code: 'structure', at: other.at, what: `refers to none of ${of.join(', ')}, as ${url} requires` }
      );
    }
  }
}

/** Where the first one is missing. What holds a deeper element need not be there itself. */
function missingIn(value: JsonObject, path: readonly string[], at: string): string | undefined {
  const [name = '', ...deeper] = path;
  const here = childrenOf(value, name, at);
  if (deeper.length === 0) {
    const [plain = ''] = name.split('[');
    return here.some((each) => isThere(each.value)) || isThere(value[`_${plain}`]) ? undefined : `${at}.${name}`;
  }
  for (const each of here) {
    const missing = isObject(each.value) ? missingIn(each.value, deeper, each.at) : undefined;
    if (missing !== undefined) return missing;
  }
  return undefined;
}

interface Place {
  readonly value: Json;
  readonly at: string;
}

function valuesAt(value: JsonObject, path: readonly string[], at: string): Place[] {
  return path.reduce<Place[]>(
    (found, name) => found.flatMap((each) => (isObject(each.value) ? childrenOf(each.value, name, each.at) : [])),
    [{ value, at }],
  );
}

/** `name`, `name*` for a choice of any type, `name[code]` for those with that code. */
function childrenOf(value: JsonObject, step: string, at: string): Place[] {
  const [, name = '', code, choice] = /^(\w+)(?:\[(.+)\])?(\*)?$/.exec(step) ?? [];
  const keys =
    choice === undefined
      ? [name]
      : Object.keys(value).filter((key) => key.startsWith(name) && /^[A-Z]/.test(key.slice(name.length)));
  const all = keys.flatMap((key): Place[] => {
    const child = value[key];
    if (Array.isArray(child)) return child.map((each, index) => ({ value: each, at: `${at}.${key}[${index}]` }));
    return child === undefined ? [] : [{ value: child, at: `${at}.${key}` }];
  });
  if (code === undefined) return all;
  return all.filter(
    (each) => isObject(each.value) && codingsOf(each.value.code).some((coding) => coding.code === code),
  );
}

function isThere(value: Json | undefined): boolean {
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
}

function codingsOf(value: Json | undefined): JsonObject[] {
  return (Array.isArray(value) ? value : [value]).filter(isObject).flatMap(({ coding }) => objects(coding));
}

function isCode(coding: JsonObject, wanted: string): boolean {
  const { system, code } = splitCode(wanted);
  return coding.code === code && (system === undefined || coding.system === system);
}

function splitCode(wanted: string): { system: string | undefined; code: string } {
  const [prefix = '', code] = wanted.split(':');
  const system = code === undefined ? undefined : SYSTEMS[prefix];
  return system === undefined ? { system, code: wanted } : { system, code: code ?? '' };
}

function named(wanted: string): string {
  return splitCode(wanted).code;
}

/** A concept without any code is not judged: what it means is in its words. */
function isAmong(value: Json, of: readonly string[]): boolean {
  if (typeof value === 'string') return of.includes(value);
  const codings = codingsOf(value);
  return codings.length === 0 || codings.some(({ code }) => typeof code === 'string' && of.includes(code));
}

/** Where the type is known: of a relative or absolute address, of a contained resource, or said in `type`. */
function refersToOne(value: Json, types: readonly string[], resource: JsonObject): boolean {
  if (!isObject(value)) return true;
  const reference = typeof value.reference === 'string' ? value.reference : '';
  const contained = objects(resource.contained);
  const type = reference.startsWith('#')
    ? contained.find(({ id }) => `#${String(id)}` === reference)?.resourceType
    : (/(?:^|\/)([A-Z][A-Za-z]+)\/[A-Za-z0-9.-]{1,64}(?:\/_history\/.*)?$/.exec(reference)?.[1] ?? value.type);
  return typeof type !== 'string' || types.includes(type);
}

function readProfiles(address: string, table: string): Map<string, Profile> {
  const profiles = new Map<string, Profile>();
  for (const [, name = '', type = '', base = '', unasked, demands = ''] of table.matchAll(
    /^(\S+) (\S+)(?: \+(\S+))?(?: @(\S+))?\n {2}(.+)$/gm,
  ))
    profiles.set(address + name, {
      type,
      demands: [...(profiles.get(address + base)?.demands ?? []), ...demands.split(' ').map(demandOf)],
      unasked,
    });
  for (const shared of SHARED) profiles.delete(address + shared);
  return profiles;
}

function demandOf(text: string): Demand {
  const verified = !text.endsWith('?');
  if (text.startsWith('!')) return { kind: 'rule', path: [], of: [text.slice(1)], before: Infinity, verified };
  const [, path = '', before, sign = '', of = ''] = /^([\w.*[\]-]+)(?:<(\d+))?(?:([=~:>])(.+?))?\??$/.exec(text) ?? [];
  return {
    kind: KINDS[sign] ?? 'there',
    path: path.split('.'),
    of: of === '' ? [] : of.split('|'),
    before: Number(before ?? Infinity),
    verified,
  };
}
