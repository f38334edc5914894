import { isObject, type Json, type JsonObject } from '../read-json.ts';
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
 * bindings that are published with R4, and the invariants that every resource meets (ele-1, ext-1, dom-2, ref-1, per-1, txt-1).
 * Profiles, other invariants, terminology and what a reference points to are not judged.
 */
export function evaluateStructure(resource: JsonObject & { resourceType: string }): Issue[] {
  structures ??= readStructures();
  const check = new Check(structures);
  check.resource(resource, resource.resourceType, undefined);
  return check.issues.slice(0, MAX_ISSUES);
}

/** How R4 writes an element, by its names from the resource on: `repeats` as a list, `choice` with its type after its name. */
export function shapeOf(type: string, path: readonly string[]): { repeats: boolean; choice: boolean } | undefined {
  structures ??= readStructures();
  let inner = type;
  let shape: { repeats: boolean; choice: boolean } | undefined;
  for (const name of path) {
    const common = PLAIN.has(inner) ? OF_EVERY_RESOURCE : [...OF_EVERY_RESOURCE, ...OF_DOMAIN_RESOURCES];
    const rules = [...(structures.types.get(inner) ?? []), ...(inner === type ? common : OF_EVERY_ELEMENT)];
    const stem = rules.find((rule) => rule.name === `${name}[x]`);
    const found = stem === undefined ? ruleFor(rules, name) : { rule: stem, type: '' };
    if (found === undefined) return undefined;
    shape = { repeats: found.rule.repeats, choice: stem !== undefined };
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
    if (type === 'Bundle') this.#links(value, at);
  }

  /** FHIR R4 bundle.html: a page has one address, and one before and after it. */
  #links(bundle: JsonObject, at: string): void {
    const relations = (Array.isArray(bundle.link) ? bundle.link.filter(isObject) : []).map(({ relation }) => relation);
    for (const each of new Set(relations))
      if (relations.filter((other) => other === each).length > 1)
        this.#say('value', `${at}.link`, `has ${String(each)} more than once`);
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
      if (key.startsWith('_')) this.#extras(value[key] as Json, { rule, at: `${at}.${name}`, outer });
      else this.#value(value[key] as Json, { rule, type, path: `${path}.${rule.name}`, at: `${at}.${name}`, outer });
    }
    for (const rule of rules)
      if (rule.required && !seen.has(rule)) this.#say('required', `${at}.${rule.name}`, 'is required and missing');
  }

  #value(value: Json, of: { rule: ElementRule; type: string; path: string; at: string; outer: JsonObject }): void {
    const { rule, at } = of;
    if (Array.isArray(value) !== rule.repeats)
      return this.#say('structure', at, rule.repeats ? 'may repeat: it is a list' : 'does not repeat: it is no list');
    if (!Array.isArray(value)) return this.#one(value, of);
    if (value.length === 0) this.#say('structure', at, 'is an empty list');
    for (const [index, each] of value.entries()) if (each !== null) this.#one(each, { ...of, at: `${at}[${index}]` });
  }

  #one(value: Json, of: { rule: ElementRule; type: string; path: string; at: string; outer: JsonObject }): void {
    const { rule, type, path, at, outer } = of;
    if (type === 'Resource') return this.resource(value, at, path.endsWith('.contained') ? outer : undefined);
    if (/^[a-z]/.test(type)) return this.#primitive(value, { rule, type, at });
    if (!isObject(value)) return this.#say('structure', at, `is no ${type === '.' ? 'object' : type}`);
    if (Object.keys(value).length === 0) return this.#say('invariant', at, 'is empty (ele-1)');
    const inner = type === '.' ? path : type.startsWith('@') ? type.slice(1) : type;
    const rules = this.#structures.types.get(inner) ?? [];
    const backbone = inner.includes('.') ? [MODIFIER] : [];
    this.#elements(value, { path: inner, at, rules: [...OF_EVERY_ELEMENT, ...backbone, ...rules], outer });
    this.#invariants(value, { type: inner, at, outer });
  }

  #primitive(value: Json, { rule, type, at }: { rule: ElementRule; type: string; at: string }): void {
    const least = INTEGERS[type];
    if (type === 'boolean') {
      if (typeof value !== 'boolean') this.#say('value', at, 'is neither true nor false');
    } else if (type === 'decimal' || least !== undefined) {
      if (typeof value !== 'number') this.#say('value', at, 'is no number');
      else if (least !== undefined && (!Number.isInteger(value) || value < least || value >= 2 ** 31))
        this.#say('value', at, `is no ${type}`);
    } else if (typeof value !== 'string') this.#say('value', at, 'is no string');
    else if (value === '') this.#say('value', at, 'is empty');
    else if (
      PRIMITIVES[type]?.test(value) === false ||
      (DAYS.has(type) && !isDay(value)) ||
      (type === 'base64Binary' && value.replace(/\s+/g, '').length % 4 !== 0)
    )
      this.#say('value', at, `is no ${type}`);
    else if (type === 'xhtml') {
      const what = notNarrative(value);
      if (what !== undefined) this.#say('invariant', at, `has ${what}, which is no part of a narrative (txt-1)`);
    } else if (rule.valueSet !== undefined && type === 'code') {
      const codes = this.#structures.codes.get(rule.valueSet);
      if (codes?.has(value) === false) this.#say('code-invalid', at, `is no code of ${rule.valueSet}`);
    }
  }

  /** `_name`: the id and extensions of a primitive. */
  #extras(value: Json, { rule, at, outer }: { rule: ElementRule; at: string; outer: JsonObject }): void {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each === null && rule.repeats) continue;
      if (!isObject(each)) this.#say('structure', at, 'has extras that are no object');
      else this.#elements(each, { path: 'Element', at, rules: OF_EVERY_ELEMENT, outer });
    }
  }

  #invariants(value: JsonObject, { type, at, outer }: { type: string; at: string; outer: JsonObject }): void {
    if (type === 'Extension') {
      const hasValue = Object.keys(value).some((key) => /^_?value[A-Z]/.test(key));
      if (hasValue === (value.extension !== undefined))
        this.#say('invariant', at, 'has either a value or extensions, not both and not neither (ext-1)');
    }
    if (type === 'Reference' && typeof value.reference === 'string' && /^#./.test(value.reference)) {
      const contained = Array.isArray(outer.contained) ? outer.contained.filter(isObject) : [];
      if (!contained.some(({ id }) => `#${String(id)}` === value.reference))
        this.#say('invariant', at, 'names a contained resource that is not there (ref-1)');
    }
    if (type === 'Attachment' && typeof value.size === 'number' && typeof value.data === 'string') {
      const bytes = Buffer.from(value.data, 'base64').length;
      if (bytes !== value.size) this.#say('value', at, `has ${bytes} bytes and says ${value.size}`);
    }
    if (type === 'Bundle.entry' && typeof value.fullUrl === 'string' && !/^[a-z][a-z0-9+.-]*:/i.test(value.fullUrl))
      this.#say('value', `${at}.fullUrl`, 'is no absolute URL');
    if (type === 'Period' && typeof value.start === 'string' && typeof value.end === 'string') {
      const length = Math.min(value.start.length, value.end.length, 10);
      if (value.start.slice(0, length) > value.end.slice(0, length))
        this.#say('invariant', at, 'ends before it starts (per-1)');
    }
  }

  #say(code: Issue['code'], at: string, what: string): void {
    this.issues.push({ severity: 'error', code, at, what });
  }
}

/** FHIR R4 narrative.html#xhtml. */
const TAGS = new Set(
  `a abbr acronym b big blockquote br caption cite code col colgroup dd del dfn div dl dt em h1 h2 h3 h4 h5 h6 hr i img ins li ol p pre q
  samp small span strong sub sup table tbody td tfoot th thead tr tt ul var`.split(/\s+/),
);
const ATTRIBUTES = new Set(
  `abbr accesskey align alt axis bgcolor border cellhalign cellpadding cellspacing cellvalign char charoff charset cite class colspan
  compact coords dir frame headers height href hreflang hspace id lang longdesc name nowrap rel rev rowspan rules scope shape span src
  start style summary tabindex title type valign value vspace width xml:lang xmlns xmlns:xsi`.split(/\s+/),
);

/** The first element or attribute that a narrative may not have. */
function notNarrative(div: string): string | undefined {
  for (const [, tag = '', rest = ''] of div.matchAll(/<([A-Za-z][\w:-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>/g)) {
    if (!TAGS.has(tag)) return tag;
    const attribute = [...rest.replace(/"[^"]*"|'[^']*'/g, '').matchAll(/([\w:-]+)\s*=/g)].find(
      ([, name = '']) => !ATTRIBUTES.has(name),
    );
    if (attribute?.[1] !== undefined) return attribute[1];
  }
  return undefined;
}

const DAYS = new Set(['date', 'dateTime', 'instant']);

function isDay(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)/.exec(text) ?? [];
  if (day === undefined) return true;
  return new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() === Number(day);
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
