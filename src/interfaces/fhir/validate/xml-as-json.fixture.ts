import { SaxesParser, type SaxesTagNS } from 'saxes';
import type { Json, JsonObject } from '../read-json.ts';
import { shapeOf } from './evaluate-structure.ts';

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  words: string;
  /** Its text with all tags, for a narrative. */
  raw: string;
}

const NUMBERS = new Set(['decimal', 'integer', 'unsignedInt', 'positiveInt']);

/**
 * A published case in XML as the JSON that says the same (FHIR R4 json.html), so that the same rules judge it. What R4 does not
 * know keeps its name, so that it is found.
 */
export function xmlAsJson(text: string): JsonObject {
  return resourceOf(read(text));
}

function resourceOf(element: Element): JsonObject {
  return { resourceType: element.name, ...contentOf(element, { type: element.name, path: [] }) };
}

function contentOf(element: Element, at: { type: string; path: readonly string[] }): JsonObject {
  const found: JsonObject = {};
  for (const [name, value] of Object.entries(element.attributes)) if (name !== 'value') found[name] = value;
  if (element.words.trim() !== '') found.words = element.words.trim();
  for (const name of new Set(element.children.map((each) => each.name))) {
    const same = element.children.filter((each) => each.name === name);
    const path = [...at.path, name];
    const shape = shapeOf(at.type, path);
    const values = same.map((each) => valueOf(each, { ...at, path }, shape?.type));
    const extras = same.map((each) =>
      isPrimitive(shape?.type) && name !== 'div' ? contentOf(each, { ...at, path }) : {},
    );
    const one = shape?.repeats !== true && same.length === 1;
    const [value] = values;
    if (values.some((each) => each !== undefined)) {
      if (one && value !== undefined) found[name] = value;
      else found[name] = values.map((each) => each ?? null);
    }
    if (extras.some((each) => Object.keys(each).length > 0)) found[`_${name}`] = one ? (extras[0] ?? null) : extras;
  }
  return found;
}

function valueOf(
  element: Element,
  at: { type: string; path: readonly string[] },
  type: string | undefined,
): Json | undefined {
  const { value } = element.attributes;
  if (element.name === 'div') return element.raw;
  if (type === 'Resource') return element.children[0] === undefined ? {} : resourceOf(element.children[0]);
  if (!isPrimitive(type) && (type !== undefined || value === undefined)) return contentOf(element, at);
  if (value === undefined) return undefined;
  if (type === 'boolean' && /^(true|false)$/.test(value)) return value === 'true';
  return type !== undefined && NUMBERS.has(type) && value.trim() !== '' && Number.isFinite(Number(value))
    ? Number(value)
    : value;
}

function isPrimitive(type: string | undefined): boolean {
  return type !== undefined && /^[a-z]/.test(type);
}

function read(text: string): Element {
  const parser = new SaxesParser({ xmlns: true });
  const top: Element = { name: '', attributes: {}, children: [], words: '', raw: '' };
  const open = [top];
  let from: number | undefined;
  let depth = 0;
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag: SaxesTagNS) => {
    if (from !== undefined) {
      depth += 1;
      return;
    }
    const element: Element = {
      name: tag.local,
      attributes: Object.fromEntries(
        Object.values(tag.attributes)
          .filter(({ prefix, name }) => prefix !== 'xmlns' && name !== 'xmlns')
          .map(({ name, value }) => [name, value]),
      ),
      children: [],
      words: '',
      raw: '',
    };
    open.at(-1)?.children.push(element);
    open.push(element);
    if (tag.local === 'div' && tag.uri.endsWith('xhtml')) from = text.lastIndexOf('<', parser.position - 1);
  });
  parser.on('text', (words) => {
    const last = open.at(-1);
    if (from === undefined && last !== undefined) last.words += words;
  });
  parser.on('closetag', () => {
    if (from !== undefined && depth > 0) {
      depth -= 1;
      return;
    }
    const closed = open.pop();
    if (from !== undefined && closed !== undefined) closed.raw = text.slice(from, parser.position);
    from = undefined;
  });
  parser.write(text).close();
  const [root] = top.children;
  if (root === undefined) throw new Error('no element');
  return root;
}
