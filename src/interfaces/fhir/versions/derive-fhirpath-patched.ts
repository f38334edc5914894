import { problems } from '../problems.ts';
import { isObject, type Json, type JsonObject } from '../read-json.ts';
import { shapeOf } from '../validate/evaluate-structure.ts';
import { derivePatched } from './derive-patched.ts';

const MAX_OPERATIONS = 500;
/** Characters; reading one costs their square. */
const MAX_PATH = 1_000;
type Fail = (what: string) => Error;

/** A resource with a patch applied: a JSON Patch, or a FHIRPath Patch where it is Parameters. @throws fhir/invalid-patch */
export function deriveChanged(resource: JsonObject, patch: Json): JsonObject {
  return isObject(patch) ? deriveFhirpathPatched(resource, patch) : derivePatched(resource, patch);
}

/**
 * A resource with a FHIRPath Patch (FHIR R4 fhirpatch.html: Parameters of add, insert, delete, replace, move) applied: all of
 * its operations or none, each as a JSON Patch at the place that its path names. A path is names of elements with places in
 * their lists (`Patient.contact[0].name`), `first()`, `last()`, and `where(use = 'home' and system = 'phone')`, which must leave
 * one; other FHIRPath is refused.
 * @throws fhir/invalid-patch naming the operation
 */
function deriveFhirpathPatched(resource: JsonObject, patch: JsonObject): JsonObject {
  const given = Array.isArray(patch.parameter) ? patch.parameter : [];
  if (patch.resourceType !== 'Parameters' || given.length > MAX_OPERATIONS)
    throw problems.invalidPatch({
      detail: `Nothing was changed. A FHIRPath Patch is a Parameters resource of at most ${MAX_OPERATIONS} operations.`,
    });
  return given.reduce<JsonObject>((patched, operation, index) => applied(patched, operation, index), resource);
}

function applied(resource: JsonObject, operation: Json, index: number): JsonObject {
  const fail: Fail = (what) =>
    problems.invalidPatch({
      detail: `Nothing was changed. Operation ${index + 1} ${what}.`,
      at: `Parameters.parameter[${index}]`,
    });
  const parts = new Map<string, JsonObject>();
  if (isObject(operation) && operation.name === 'operation' && Array.isArray(operation.part))
    for (const part of operation.part.filter(isObject)) if (typeof part.name === 'string') parts.set(part.name, part);
  const text = (name: string, key: string) => {
    const value = parts.get(name)?.[key];
    return typeof value === 'string' ? value : undefined;
  };
  const number = (name: string) => {
    const value = parts.get(name)?.valueInteger;
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) throw fail(`has no ${name}`);
    return value;
  };
  const type = text('type', 'valueCode');
  const path = text('path', 'valueString');
  if (path === undefined) throw fail('has no path');
  if (path.length > MAX_PATH) throw fail(`has a path of more than ${MAX_PATH} characters`);
  const place = placeOf(resource, path, fail);
  const one = (patch: object) => derivePatched(resource, [patch as JsonObject]); // of plain values
  const namesOf = (at: readonly string[]) => at.filter((key) => !/^\d+$/.test(key));
  const valueFor = (names: readonly string[]) =>
    valueOf(parts.get('value'), { type: String(resource.resourceType), names, fail });
  const value = (at: readonly string[]) => valueFor(namesOf(at)).value;
  switch (type) {
    case 'add': {
      const name = text('name', 'valueString') ?? '';
      if (!/^_?[a-z]\w*$/.test(name)) throw fail('has no name of an element');
      const holder = single(place, fail);
      if (!isObject(holder.value)) throw fail('adds to what is no element');
      const names = [...namesOf(holder.path), name];
      const { value: added, suffix } = valueFor(names);
      const shape = shapeOf(String(resource.resourceType), names);
      const key = shape?.choice === true ? `${name}${suffix}` : name;
      const before = holder.value[key];
      const where = pointer([...holder.path, key]);
      if (before === undefined)
        return one({ op: 'add', path: where, value: shape?.repeats === true ? [added] : added });
      if (!Array.isArray(before)) throw fail(`adds ${key}, which is there and does not repeat: replace it`);
      return one({ op: 'add', path: `${where}/-`, value: added });
    }
    case 'insert': {
      const { path: at } = list(place, fail);
      return one({ op: 'add', path: pointer([...at, String(number('index'))]), value: value(at) });
    }
    case 'replace': {
      const { path: at } = single(place, fail);
      return one({ op: 'replace', path: pointer(at), value: value(at) });
    }
    case 'delete':
      // FHIR R4 fhirpatch.html: to delete what is not there is no error.
      return place === undefined ? resource : without(resource, single(place, fail).path);
    case 'move': {
      const { path: at } = list(place, fail);
      const [from, to] = [number('source'), number('destination')];
      return one({ op: 'move', from: pointer([...at, String(from)]), path: pointer([...at, String(to)]) });
    }
    default:
      throw fail('is none of add, insert, delete, replace, move');
  }
}

interface Place {
  readonly path: readonly string[];
  readonly value: Json;
}

/** What a path names; undefined where it is not there. */
function placeOf(resource: JsonObject, text: string, fail: Fail): Place | undefined {
  const [root = '', ...steps] = stepsOf(text, fail);
  if (root !== resource.resourceType)
    throw fail(`has a path that does not begin with ${String(resource.resourceType)}`);
  let place: Place | undefined = { path: [], value: resource };
  for (const step of steps) {
    const filter = filterOf(step);
    if (filter !== undefined) {
      place = place && chosen(place, filter, fail);
      continue;
    }
    const [, name, at] = /^([a-z]\w*)(?:\[(\d{1,6})\])?$/.exec(step) ?? [];
    if (name === undefined)
      throw fail('has a path that is more than names, places in lists, first(), last() and where()');
    if (place === undefined) continue;
    const holder: JsonObject | undefined = asOne(place.value);
    const here: string[] = Array.isArray(place.value) ? [...place.path, '0'] : [...place.path];
    const child: Json | undefined = holder?.[name] ?? choiceOf(holder, name)?.value;
    const key: string = holder?.[name] === undefined ? (choiceOf(holder, name)?.key ?? name) : name;
    if (child === undefined) place = undefined;
    else {
      const named: Place = { path: [...here, key], value: child };
      place = at === undefined ? named : chosen(named, { at: () => Number(at) }, fail);
    }
  }
  return place;
}

/** Parts between dots; a dot between parentheses or quotes belongs to its part. */
function stepsOf(path: string, fail: Fail): string[] {
  const steps = path.match(/(?:[^.()']|\((?:[^()']|'[^']*')*\))+/g) ?? [];
  if (steps.join('.') !== path) throw fail('has a path that cannot be read');
  return steps;
}

interface Filter {
  /** Which of so many. */
  at?(of: number): number;
  /** Which of them by what they are: element -> value as words. */
  readonly says?: readonly (readonly [string, string])[];
}

function filterOf(step: string): Filter | undefined {
  if (step === 'first()') return { at: () => 0 };
  if (step === 'last()') return { at: (of) => of - 1 };
  const inside = /^where\((.*)\)$/.exec(step)?.[1];
  if (inside === undefined) return undefined;
  const says = inside.split(/\sand\s(?=(?:[^']*'[^']*')*[^']*$)/).map((each) => {
    const [, name = '', words, plain] =
      /^\s*([a-z]\w*)\s*=\s*(?:'([^']*)'|(true|false|-?\d+(?:\.\d+)?))\s*$/.exec(each) ?? [];
    return [name, words ?? plain ?? ''] as const;
  });
  return says.some(([name]) => name === '') ? undefined : { says };
}

/** The one of a list that is meant; undefined where none is. */
function chosen({ path, value }: Place, { at, says }: Filter, fail: Fail): Place | undefined {
  const items = Array.isArray(value) ? value : [value];
  const meant = items.flatMap((item, index) =>
    (at === undefined || index === at(items.length)) &&
    (says ?? []).every(([name, words]) => isObject(item) && item[name] !== undefined && String(item[name]) === words)
      ? [{ item, index }]
      : [],
  );
  const [only] = meant;
  if (only === undefined) return undefined;
  if (meant.length > 1) throw fail('names more than one element');
  return { path: Array.isArray(value) ? [...path, String(only.index)] : path, value: only.item };
}

/** A list of one is that one. */
function asOne(value: Json): JsonObject | undefined {
  const one = Array.isArray(value) ? (value.length === 1 ? value[0] : undefined) : value;
  return isObject(one) ? one : undefined;
}

/** In FHIRPath a choice goes by its stem: `value` is valueQuantity. */
function choiceOf(holder: JsonObject | undefined, stem: string): { key: string; value: Json } | undefined {
  const found = Object.entries(holder ?? {}).filter(
    ([key]) => key.startsWith(stem) && /^[A-Z]/.test(key.slice(stem.length)),
  );
  const [only] = found;
  return found.length === 1 && only !== undefined ? { key: only[0], value: only[1] } : undefined;
}

function single(place: Place | undefined, fail: Fail): Place {
  if (place === undefined) throw fail('names a place that is not there');
  if (!Array.isArray(place.value)) return place;
  const [only] = place.value;
  if (place.value.length !== 1 || only === undefined) throw fail('names more than one element');
  return { path: [...place.path, '0'], value: only };
}

function list(place: Place | undefined, fail: Fail): Place {
  if (place === undefined || !Array.isArray(place.value)) throw fail('names no list that is there');
  return place;
}

/** What is left empty goes with its last part, since FHIR has no empty lists and elements. */
function without(resource: JsonObject, path: readonly string[]): JsonObject {
  const parts = path.map((_key, n) => n).filter((n) => n > 0);
  const whole = parts.find((n) =>
    path.slice(n).every((_key, m) => sizeOf(valueAt(resource, path.slice(0, n + m))) === 1),
  );
  return derivePatched(resource, [{ op: 'remove', path: pointer(path.slice(0, whole ?? path.length)) }]);
}

function valueAt(resource: JsonObject, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>(
    (value, key) => (Array.isArray(value) ? value[Number(key)] : isObject(value) ? value[key] : undefined),
    resource,
  );
}

function sizeOf(value: Json | undefined): number {
  return isObject(value) ? Object.keys(value).length : Array.isArray(value) ? value.length : 0;
}

/** A value of a data type (`valueCode`, whose suffix is Code), or of an element without one: its parts by their names. */
function valueOf(
  part: JsonObject | undefined,
  of: { type: string; names: readonly string[]; fail: Fail },
): { value: Json; suffix: string } {
  const given = Object.entries(part ?? {}).find(([key]) => /^value[A-Z]/.test(key));
  if (given !== undefined) return { value: given[1], suffix: given[0].slice('value'.length) };
  const parts = Array.isArray(part?.part) ? part.part.filter(isObject) : [];
  if (parts.length === 0) throw of.fail('has no value');
  const built: JsonObject = {};
  for (const each of parts) {
    const { name } = each;
    if (typeof name !== 'string' || !/^[a-z]\w*$/.test(name)) throw of.fail('has a value with a part without a name');
    const names = [...of.names, name];
    const { value, suffix } = valueOf(each, { ...of, names });
    const shape = shapeOf(of.type, names);
    const key = shape?.choice === true ? `${name}${suffix}` : name;
    const before = built[key];
    built[key] = shape?.repeats === true ? [...(Array.isArray(before) ? before : []), value] : value;
  }
  return { value: built, suffix: '' };
}

function pointer(path: readonly string[]): string {
  return path.map((each) => `/${each.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
