import { problems } from '../problems.ts';
import { isObject, type Json, type JsonObject } from '../read-json.ts';

const MAX_OPERATIONS = 500;
/** Of an object itself: never a key of a resource. */
const NEVER = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * A resource with a JSON Patch (RFC 6902) applied: all of its operations or none.
 * @throws fhir/invalid-patch naming the operation
 */
export function derivePatched(resource: JsonObject, patch: Json): JsonObject {
  if (!Array.isArray(patch) || patch.length > MAX_OPERATIONS)
    throw problems.invalidPatch({
      detail: `Nothing was changed. A JSON Patch is a list of at most ${MAX_OPERATIONS} operations.`,
    });
  let document: Json = structuredClone(resource);
  for (const [index, operation] of patch.entries()) document = applied(document, operation, index);
  if (!isObject(document)) throw problems.invalidPatch({ detail: 'Nothing was changed. No resource was left.' });
  return document;
}

function applied(document: Json, operation: Json, index: number): Json {
  const fail = (what: string) =>
    problems.invalidPatch({ detail: `Nothing was changed. Operation ${index + 1} ${what}.`, at: `[${index}]` });
  if (!isObject(operation) || typeof operation.path !== 'string') throw fail('has no path');
  const { op, value } = operation;
  const path = pointer(operation.path, fail);
  const from = typeof operation.from === 'string' ? pointer(operation.from, fail) : undefined;
  switch (op) {
    case 'add':
      return put(document, path, given(value, fail), { insert: true, fail });
    case 'replace':
      get(document, path, fail);
      return put(document, path, given(value, fail), { insert: false, fail });
    case 'remove':
      get(document, path, fail);
      return without(document, path, fail);
    case 'test':
      if (!equal(get(document, path, fail), given(value, fail))) throw fail('tests for a value that is not there');
      return document;
    case 'copy':
    case 'move': {
      if (from === undefined) throw fail('does not say from where');
      const moved = structuredClone(get(document, from, fail));
      return put(op === 'move' ? without(document, from, fail) : document, path, moved, { insert: true, fail });
    }
    default:
      throw fail('is none of add, remove, replace, move, copy, test');
  }
}

type Fail = (what: string) => Error;

function pointer(text: string, fail: Fail): string[] {
  if (text === '') return [];
  if (!text.startsWith('/')) throw fail('has a path that does not begin with a slash');
  const keys = text
    .slice(1)
    .split('/')
    .map((each) => each.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (keys.some((each) => NEVER.has(each))) throw fail('names what is no element');
  return keys;
}

function given(value: Json | undefined, fail: Fail): Json {
  if (value === undefined) throw fail('has no value');
  return value;
}

function get(document: Json, path: readonly string[], fail: Fail): Json {
  let current = document;
  for (const key of path) {
    const next = Array.isArray(current)
      ? current[placeIn(current, key, fail)]
      : isObject(current)
        ? current[key]
        : undefined;
    if (next === undefined) throw fail('names a place that is not there');
    current = next;
  }
  return current;
}

function put(
  document: Json,
  path: readonly string[],
  value: Json,
  { insert, fail }: { insert: boolean; fail: Fail },
): Json {
  const key = path.at(-1);
  if (key === undefined) return value;
  const parent = get(document, path.slice(0, -1), fail);
  if (Array.isArray(parent))
    parent.splice(key === '-' ? parent.length : placeIn(parent, key, fail), insert ? 0 : 1, value);
  else if (isObject(parent)) parent[key] = value;
  else throw fail('names a place inside a value');
  return document;
}

function without(document: Json, path: readonly string[], fail: Fail): Json {
  const key = path.at(-1);
  if (key === undefined) throw fail('removes the whole resource');
  const parent = get(document, path.slice(0, -1), fail);
  if (Array.isArray(parent)) parent.splice(placeIn(parent, key, fail), 1);
  else if (isObject(parent)) delete parent[key];
  return document;
}

function placeIn(list: readonly Json[], key: string, fail: Fail): number {
  const place = /^(0|[1-9]\d*)$/.test(key) ? Number(key) : -1;
  if (place < 0 || place > list.length) throw fail('names a place that is not there');
  return place;
}

function equal(a: Json, b: Json): boolean {
  if (Array.isArray(a) || Array.isArray(b))
    return (
      Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((each, n) => equal(each, b[n] as Json))
    );
  if (!isObject(a) || !isObject(b)) return a === b;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => name in b && equal(a[name] as Json, b[name] as Json))
  );
}
