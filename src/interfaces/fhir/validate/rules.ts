import { isObject, type Json, type JsonObject, objects } from '../read-json.ts';
import { BUNDLE_ENTRY_RULES, BUNDLE_RULES } from './bundle-rules.ts';
import { DEFINITION_RULES } from './definition-rules.ts';
import { isAbsolute } from './is-absolute.ts';

/** A rule of R4 about an element or a resource that its structure does not say. */
export interface Rule {
  /** Under which it is published; undefined for what R4 says in words. */
  readonly key?: string;
  /** Of the value set issue-type; an invariant if nothing is said. */
  readonly code?: 'value' | 'structure' | 'code-invalid';
  /** What is wrong with it; undefined where the rule holds. `outer`: the resource in which it stands, not a contained one. */
  broken(value: JsonObject, outer: JsonObject): string | undefined;
}

/** By type or path, as in the table of structures. Stated as R4 4.0.1 states them. */
export const RULES: Readonly<Record<string, readonly Rule[]>> = {
  Extension: [
    {
      key: 'ext-1',
      broken: (value) =>
        hasChoice(value, 'value') === (value.extension !== undefined)
          ? 'has either a value or extensions, not both and not neither'
          : undefined,
    },
  ],
  Reference: [
    {
      key: 'ref-1',
      broken: ({ reference }, outer) =>
        typeof reference === 'string' &&
        /^#./.test(reference) &&
        !objects(outer.contained).some(({ id }) => `#${String(id)}` === reference)
          ? 'names a contained resource that is not there'
          : undefined,
    },
    {
      code: 'value',
      broken: ({ reference }) =>
        typeof reference === 'string' && /\s/.test(reference) ? 'has a reference that is no URL' : undefined,
    },
  ],
  Attachment: [
    {
      code: 'value',
      broken: ({ size, data }) => {
        if (typeof size !== 'number' || typeof data !== 'string') return undefined;
        const bytes = Buffer.from(data, 'base64').length;
        return bytes === size ? undefined : `has ${bytes} bytes and says ${size}`;
      },
    },
    {
      key: 'att-1',
      broken: (value) =>
        isThere(value, 'data') && !isThere(value, 'contentType')
          ? 'has data and does not say of which kind'
          : undefined,
    },
  ],
  Period: [
    {
      key: 'per-1',
      broken: ({ start, end }) => {
        if (typeof start !== 'string' || typeof end !== 'string') return undefined;
        const length = Math.min(start.length, end.length, 10);
        return start.slice(0, length) > end.slice(0, length) ? 'ends before it starts' : undefined;
      },
    },
  ],
  Identifier: [
    {
      code: 'value',
      broken: ({ system, value }) =>
        system === 'urn:ietf:rfc:3986' && typeof value === 'string' && !isAbsolute(value)
          ? 'is a URI by its system and has a value that is none'
          : undefined,
    },
  ],
  ContactPoint: [
    {
      key: 'cpt-2',
      broken: (value) =>
        isThere(value, 'value') && !isThere(value, 'system') ? 'has a value and does not say of which kind' : undefined,
    },
  ],
  Quantity: [
    {
      key: 'qty-3',
      broken: (value) =>
        isThere(value, 'code') && !isThere(value, 'system') ? 'has a code of a unit without its system' : undefined,
    },
  ],
  'Patient.contact': [
    {
      key: 'pat-1',
      broken: (value) =>
        ['name', 'telecom', 'address', 'organization'].some((name) => value[name] !== undefined)
          ? undefined
          : 'has neither name, telecom, address nor organization',
    },
  ],
  Organization: [
    {
      key: 'org-1',
      broken: (value) =>
        isThere(value, 'name') || value.identifier !== undefined ? undefined : 'has neither a name nor an identifier',
    },
  ],
  Observation: [
    {
      key: 'obs-6',
      broken: (value) =>
        value.dataAbsentReason !== undefined && hasChoice(value, 'value')
          ? 'has a value and a reason why it has none'
          : undefined,
    },
  ],
  Condition: [
    {
      key: 'con-4',
      broken: (value) =>
        hasChoice(value, 'abatement') && !isCoded(value.clinicalStatus, 'inactive', 'resolved', 'remission')
          ? 'has abated, and its clinicalStatus is none of inactive, resolved, remission'
          : undefined,
    },
    { key: 'con-5', broken: errorHasNoStatus },
  ],
  AllergyIntolerance: [{ key: 'ait-2', broken: errorHasNoStatus }],
  Bundle: BUNDLE_RULES,
  'Bundle.entry': BUNDLE_ENTRY_RULES,
  ...DEFINITION_RULES,
};

function errorHasNoStatus({ clinicalStatus, verificationStatus }: JsonObject): string | undefined {
  return clinicalStatus !== undefined && isCoded(verificationStatus, 'entered-in-error')
    ? 'is entered in error and has a clinicalStatus'
    : undefined;
}

function isCoded(concept: Json | undefined, ...codes: readonly string[]): boolean {
  return isObject(concept) && objects(concept.coding).some(({ code }) => codes.includes(String(code)));
}

/** Itself, or what is said of it beside a value that is not there (`_name`). */
function isThere(value: JsonObject, name: string): boolean {
  return value[name] !== undefined || value[`_${name}`] !== undefined;
}

/** A choice of any type. */
function hasChoice(value: JsonObject, name: string): boolean {
  const choice = new RegExp(`^_?${name}[A-Z]`);
  return Object.keys(value).some((key) => choice.test(key));
}
