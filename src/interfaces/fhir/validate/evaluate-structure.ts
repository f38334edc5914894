import { isObject, type Json, type JsonObject } from '../read-json.ts';
import { RESOURCE_TYPES } from '../resource-types.ts';
import { evaluateExtension, repeatedOnce } from './evaluate-extension.ts';
import { evaluateNarrative } from './evaluate-narrative.ts';
import { isAbsolute } from './is-absolute.ts';
import { RULES } from './rules.ts';
import { CODES, STRUCTURES } from './structures.ts';

/** FHIR R4 OperationOutcome.issue. */
export interface Issue {
  readonly severity: 'error' | 'warning';
  /** Of the value set issue-type. */
  readonly code: 'structure' | 'required' | 'value' | 'code-invalid' | 'invariant' | 'not-found';
  /** FHIRPath of the element. */
  readonly at: string;
  readonly what: string;
}

interface ElementRule {
  readonly name: string;
  readonly choice: boolean;
  readonly required: boolean;
  readonly repeats: boolean;
  readonly types: readonly string[];
  readonly valueSet: string | undefined;
}
interface Structures {
  readonly types: ReadonlyMap<string, readonly ElementRule[]>;
  readonly codes: ReadonlyMap<string, ReadonlySet<string>>;
}

/** FHIR R4 datatypes.html#primitive. */
const PRIMITIVES: Readonly<Record<string, RegExp>> = {
  // That they are in fours is counted apart: a pattern would remember every four of a large attachment.
  base64Binary: /^[0-9a-zA-Z+/=\s]*$/,
  canonical: /^\S+$/,
  code: /^[^\s]+(\s[^\s]+)*$/,
  date: /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/,
  dateTime:
    /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]((0\d|1[0-3]):[0-5]\d|14:00)))?)?)?$/,
  id: /^[A-Za-z0-9.-]{1,64}$/,
  instant:
    /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]((0\d|1[0-3]):[0-5]\d|14:00))$/,
  markdown: /\S/,
  oid: /^urn:oid:[0-2](\.(0|[1-9]\d*))+$/,
  string: /\S/,
  time: /^([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?$/,
  uri: /^\S*$/,
  url: /^\S*$/,
  uuid: /^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  xhtml: /^\s*<div[\s>/]/,
};
const INTEGERS: Readonly<Record<string, number>> = { integer: -(2 ** 31), unsignedInt: 0, positiveInt: 1 };
const OF_EVERY_RESOURCE = ['id 0 id', 'meta 0 Meta', 'implicitRules 0 uri', 'language 0 code'].map(ruleOf);
const OF_EVERY_ELEMENT = ['id 0 string', 'extension 0+ Extension'].map(ruleOf);
const OF_DOMAIN_RESOURCES = [
  'text 0 Narrative',
  'contained 0+ Resource',
  'extension 0+ Extension',
  'modifierExtension 0+ Extension',
].map(ruleOf);
const MODIFIER = ruleOf('modifierExtension 0+ Extension');
/** Resources that are no DomainResource. */
const PLAIN = new Set(['Bundle', 'Binary', 'Parameters']);
const MAX_ISSUES = 200;

let structures: Structures | undefined;

/**
 * Whether a resource has the structure of base R4: its elements, how often, their types, primitive values, codes of required
 * bindings that are published with R4, its narratives, and the rules of `rules.ts`. Profiles, other invariants, terminology and
 * what a reference outside of it points to are not judged.
 */
export function evaluateStructure(resource: JsonObject & { resourceType: string }): Issue[] {
  structures ??= readStructures();
  const check = new Check(structures);
  check.resource(resource, resource.resourceType, undefined);
  return check.issues.slice(0, MAX_ISSUES);
}

interface Shape {
  readonly repeats: boolean;
  readonly choice: boolean;
  /** As in the table of structures; '' where a choice has not been made. */
  readonly type: string;
}

/** How R4 writes an element, by its names from the resource on: `repeats` as a list, `choice` with its type after its name. */
export function shapeOf(type: string, path: readonly string[]): Shape | undefined {
  structures ??= readStructures();
  let inner = type;
  let shape: Shape | undefined;
  for (const name of path) {
    const common = PLAIN.has(inner) ? OF_EVERY_RESOURCE : [...OF_EVERY_RESOURCE, ...OF_DOMAIN_RESOURCES];
    const rules = [...(structures.types.get(inner) ?? []), ...(inner === type ? common : OF_EVERY_ELEMENT)];
    const stem = rules.find((rule) => rule.name === `${name}[x]`);
    const found = stem === undefined ? ruleFor(rules, name) : { rule: stem, type: '' };
    if (found === undefined) return undefined;
    shape = { repeats: found.rule.repeats, choice: stem !== undefined, type: found.type };
    inner = found.type === '.' ? `${inner}.${found.rule.name}` : found.type.replace('@', '');
  }
  return shape;
}

class Check {
  readonly issues: Issue[] = [];
  readonly #structures: Structures;
  constructor(known: Structures) {
    this.#structures = known;
  }

  resource(value: Json, at: string, container: JsonObject | undefined): void {
    if (!isObject(value)) return this.#say('structure', at, 'is no resource');
    const type = typeof value.resourceType === 'string' ? value.resourceType : '';
    const rules = this.#structures.types.get(type);
    if (rules === undefined) return this.#say('structure', at, 'has no resourceType of R4');
    const outer = container ?? value;
    if (container !== undefined && Array.isArray(value.contained))
      this.#say('invariant', at, 'is contained and contains others (dom-2)');
    const common = PLAIN.has(type) ? OF_EVERY_RESOURCE : [...OF_EVERY_RESOURCE, ...OF_DOMAIN_RESOURCES];
    this.#elements(value, { path: type, at, rules: [...common, ...rules], outer });
    this.#rules(type, value, { at, outer });
  }

  #elements(
    value: JsonObject,
    of: { path: string; at: string; rules: readonly ElementRule[]; outer: JsonObject },
  ): void {
    const { path, at, rules, outer } = of;
    const seen = new Map<ElementRule, string>();
    for (const key of Object.keys(value)) {
      if (key === 'resourceType' && /^[A-Z]\w+$/.test(path)) continue;
      if (key === 'fhir_comments') continue;
      const name = key.replace(/^_/, '');
      const found = ruleFor(rules, name);
      if (found === undefined) {
        this.#say('structure', `${at}.${name}`, 'is no element of this type');
        continue;
      }
      const { rule, type } = found;
      const other = seen.get(rule);
      if (other !== undefined && other !== name) this.#say('structure', at, `has both ${other} and ${name}`);
      seen.set(rule, name);
      if (key.startsWith('_'))
        this.#extras(value[key] as Json, { rule, at: `${at}.${name}`, outer, bare: value[name] === undefined });
      else this.#value(value[key] as Json, { rule, type, path: `${path}.${rule.name}`, at: `${at}.${name}`, outer });
    }
    for (const rule of rules) {
      const name = seen.get(rule);
      if (rule.required && name === undefined) this.#say('required', `${at}.${rule.name}`, 'is required and missing');
      // That a code is not known is no code of its list, whatever an extension says about it.
      if (name !== undefined && rule.valueSet !== undefined && rule.types[0] === 'code' && !isThere(value[name]))
        this.#say('code-invalid', `${at}.${name}`, `has no code, and one of ${rule.valueSet} is required`);
    }
  }

  #value(value: Json, of: { rule: ElementRule; type: string; path: string; at: string; outer: JsonObject }): void {
    const { rule, at } = of;
    if (Array.isArray(value) !== rule.repeats)
      return this.#say('structure', at, rule.repeats ? 'may repeat: it is a list' : 'does not repeat: it is no list');
    if (!Array.isArray(value)) return this.#one(value, of);
    if (value.length === 0) this.#say('structure', at, 'is an empty list');
    if (rule.name === 'extension')
      for (const url of repeatedOnce(value)) this.#say('structure', at, `has ${url} more than once`);
    for (const [index, each] of value.entries()) if (each !== null) this.#one(each, { ...of, at: `${at}[${index}]` });
  }

  #one(value: Json, of: { rule: ElementRule; type: string; path: string; at: string; outer: JsonObject }): void {
    const { rule, type, path, at, outer } = of;
    if (type === 'Resource') return this.resource(value, at, path.endsWith('.contained') ? outer : undefined);
    if (/^[a-z]/.test(type)) return this.#primitive(value, { rule, type, at, outer });
    if (!isObject(value)) return this.#say('structure', at, `is no ${type === '.' ? 'object' : type}`);
    if (Object.keys(value).length === 0) return this.#say('invariant', at, 'is empty (ele-1)');
    const inner = type === '.' ? path : type.startsWith('@') ? type.slice(1) : type;
    const rules = this.#structures.types.get(inner) ?? [];
    const backbone = inner.includes('.') ? [MODIFIER] : [];
    this.#elements(value, { path: inner, at, rules: [...OF_EVERY_ELEMENT, ...backbone, ...rules], outer });
    this.#rules(inner, value, { at, outer });
    if (inner === 'Coding') this.#coding(value, at);
    if (inner === 'Extension')
      for (const what of evaluateExtension(value, path.replace(/\.(modifierE|e)xtension$/, '')))
        this.#say('structure', at, what);
    // Only inside another extension is it named by a part of that one's definition (extensibility.html).
    if (
      inner === 'Extension' &&
      path !== 'Extension.extension' &&
      !(isAbsolute(String(value.url)) && !String(value.url).includes('|'))
    )
      this.#say('value', at, 'has a url that is no absolute one without a version');
  }

  /** A list of codes that R4 publishes whole is decided here, whatever element it stands in. */
  #coding({ system, code }: JsonObject, at: string): void {
    const [, name = ''] = /^http:\/\/hl7\.org\/fhir\/([a-z-]+)$/.exec(String(system)) ?? [];
    const codes = name === 'resource-types' ? RESOURCE_TYPES : this.#structures.codes.get(name);
    if (typeof code === 'string' && codes?.has(code) === false)
      this.#say('code-invalid', at, `has ${code.slice(0, 100)}, which ${name} does not have`);
  }

  #primitive(value: Json, of: { rule: ElementRule; type: string; at: string; outer: JsonObject }): void {
    const { rule, type, at, outer } = of;
    const least = INTEGERS[type];
    if (type === 'boolean') {
      if (typeof value !== 'boolean') this.#say('value', at, 'is neither true nor false');
    } else if (type === 'decimal' || least !== undefined) {
      if (typeof value !== 'number') this.#say('value', at, 'is no number');
      else if (least !== undefined && (!Number.isInteger(value) || value < least || value >= 2 ** 31))
        this.#say('value', at, `is no ${type}`);
    } else if (typeof value !== 'string') this.#say('value', at, 'is no string');
    else if (value === '') this.#say('value', at, 'is empty');
    else if (!isOfType(type, value)) this.#say('value', at, `is no ${type}`);
    else if (type === 'canonical' && !value.startsWith('#') && !isAbsolute(value))
      this.#say(
        'value',
        at,
        'is no absolute URL, as the canonical address of a resource is (references.html#canonical)',
      );
    else if (type === 'xhtml') {
      for (const what of evaluateNarrative(value, outer)) this.#say('invariant', at, what);
    } else if (rule.valueSet !== undefined && type === 'code') {
      const codes = this.#structures.codes.get(rule.valueSet);
      if (codes?.has(value) === false) this.#say('code-invalid', at, `is no code of ${rule.valueSet}`);
    }
  }

  /** `_name`: the id and extensions of a primitive. */
  #extras(value: Json, of: { rule: ElementRule; at: string; outer: JsonObject; bare: boolean }): void {
    const { rule, at, outer, bare } = of;
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each === null && rule.repeats) continue;
      if (!isObject(each)) this.#say('structure', at, 'has extras that are no object');
      else if (bare && each.extension === undefined)
        this.#say('invariant', at, 'has neither a value nor extensions (ele-1)');
      else this.#elements(each, { path: 'Element', at, rules: OF_EVERY_ELEMENT, outer });
    }
  }

  #rules(type: string, value: JsonObject, { at, outer }: { at: string; outer: JsonObject }): void {
    for (const rule of RULES[type] ?? []) {
      const what = rule.broken(value, outer);
      if (what !== undefined)
        this.#say(rule.code ?? 'invariant', at, rule.key === undefined ? what : `${what} (${rule.key})`);
    }
  }

  #say(code: Issue['code'], at: string, what: string): void {
    this.issues.push({ severity: 'error', code, at, what });
  }
}

const DAYS = new Set(['date', 'dateTime', 'instant']);
const ADDRESSES = new Set(['uri', 'url', 'canonical']);

function isOfType(type: string, value: string): boolean {
  if (PRIMITIVES[type]?.test(value) === false || (DAYS.has(type) && !isDay(value))) return false;
  if (type === 'base64Binary') return value.replace(/\s+/g, '').length % 4 === 0;
  // Whatever names a thing by its UUID or OID names one (datatypes.html#uri).
  if (ADDRESSES.has(type) && value.startsWith('urn:uuid:')) return PRIMITIVES.uuid?.test(value) === true;
  return true;
}

function isDay(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)/.exec(text) ?? [];
  if (day === undefined) return true;
  return new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() === Number(day);
}

function isThere(value: Json | undefined): boolean {
  return Array.isArray(value) ? value.some((each) => each !== null) : value !== undefined && value !== null;
}

/** The rule of a name, and which type it has by it: valueQuantity is value[x] of type Quantity. */
function ruleFor(rules: readonly ElementRule[], name: string): { rule: ElementRule; type: string } | undefined {
  for (const rule of rules) {
    if (!rule.choice) {
      if (rule.name === name) return { rule, type: rule.types[0] ?? '' };
      continue;
    }
    const stem = rule.name.slice(0, -3);
    if (!name.startsWith(stem) || name.length === stem.length) continue;
    const type = typesOf(rule).find((each) => name === `${stem}${each.charAt(0).toUpperCase()}${each.slice(1)}`);
    if (type !== undefined) return { rule, type };
  }
  return undefined;
}

/** FHIR R4 datatypes.html#open: what `*` stands for. */
const OPEN =
  `base64Binary boolean canonical code date dateTime decimal id instant integer markdown oid positiveInt string time unsignedInt uri
  url uuid Address Age Annotation Attachment CodeableConcept Coding ContactPoint Count Distance Duration HumanName Identifier Money
  Period Quantity Range Ratio Reference SampledData Signature Timing ContactDetail Contributor DataRequirement Expression
  ParameterDefinition RelatedArtifact TriggerDefinition UsageContext Dosage Meta`.split(/\s+/);

function typesOf(rule: ElementRule): readonly string[] {
  return rule.types[0] === '*' ? OPEN : rule.types;
}

function ruleOf(line: string): ElementRule {
  const [name = '', times = '', types = '', valueSet] = line.trim().split(' ');
  return {
    name,
    choice: name.endsWith('[x]'),
    required: times.startsWith('1'),
    repeats: times.endsWith('+'),
    types: types.split('|'),
    valueSet,
  };
}

function readStructures(): Structures {
  const types = new Map<string, ElementRule[]>();
  let current: ElementRule[] = [];
  for (const line of STRUCTURES.split('\n')) {
    if (line.startsWith('  ')) current.push(ruleOf(line));
    else if (line !== '') types.set(line, (current = []));
  }
  const codes = CODES.trim()
    .split('\n')
    .map((line): [string, ReadonlySet<string>] => {
      const [name = '', ...list] = line.split(' ');
      return [name, new Set(list)];
    });
  return { types, codes: new Map(codes) };
}
