import { isObject, type Json, type JsonObject, objects } from '../read-json.ts';
import { US_CORE_EXTENSIONS } from './us-core-extensions.ts';

const BASE = 'http://hl7.org/fhir/us/core/StructureDefinition/';

interface Part {
  /** '=': the extension itself. */
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** The elements of which one holds its value: valueCoding. */
  readonly elements: readonly string[];
  readonly codes: readonly string[] | undefined;
}
interface Definition {
  readonly once: boolean;
  /** Types in which it may stand; undefined: in any. */
  readonly places: readonly string[] | undefined;
  readonly parts: readonly Part[];
}
const DEFINITIONS = readDefinitions();

/** What is wrong with an extension of US Core; nothing is said of others. `place`: the type of element in which it stands. */
export function evaluateExtension(extension: JsonObject, place: string): string[] {
  const definition = DEFINITIONS.get(String(extension.url));
  if (definition === undefined) return [];
  const { places, parts } = definition;
  const found: string[] = [];
  if (places !== undefined && !places.includes(place))
    found.push(`does not belong in ${place}, but in ${places.join(', ')}`);
  const inner = objects(extension.extension);
  for (const part of parts) {
    const same = part.name === '=' ? [extension] : inner.filter(({ url }) => url === part.name);
    const name = part.name === '=' ? 'its value' : part.name;
    if (same.length < part.least) found.push(`lacks ${name}`);
    if (same.length > part.most) found.push(`has ${name} ${same.length} times, at most ${part.most} are allowed`);
    for (const each of same) {
      const element = part.elements.find((name) => each[name] !== undefined || each[`_${name}`] !== undefined);
      if (element === undefined) found.push(`has no ${part.elements.join(' or ')} in ${name}`);
      else if (part.codes !== undefined && !part.codes.includes(codeOf(each[element])))
        found.push(
          `has ${codeOf(each[element]).slice(0, 50) || 'no code'} in ${name}, which is none of ${part.codes.join(', ')}`,
        );
    }
  }
  return found;
}

/** Those of US Core that stand more than once where they may stand only once. */
export function repeatedOnce(extensions: readonly Json[]): string[] {
  const urls = extensions.map((each) => (isObject(each) ? String(each.url) : ''));
  return [...DEFINITIONS]
    .filter(([url, { once }]) => once && urls.indexOf(url) !== urls.lastIndexOf(url))
    .map(([url]) => url);
}

function codeOf(value: Json | undefined): string {
  const code = isObject(value) ? value.code : value;
  return typeof code === 'string' ? code : '';
}

function readDefinitions(): ReadonlyMap<string, Definition> {
  const definitions = new Map<string, Definition>();
  for (const [, name = '', often = '', places = '', parts = ''] of US_CORE_EXTENSIONS.matchAll(
    /^(\S+) (\S+) (\S+)\n((?: {2}.+\n)+)/gm,
  ))
    definitions.set(BASE + name, {
      once: often === '1',
      places: places === '*' ? undefined : places.split('|'),
      parts: parts.trimEnd().split('\n').map(partOf),
    });
  return definitions;
}

function partOf(line: string): Part {
  const [name = '', times = '', type = '', codes] = line.trim().split(' ');
  const [least, most] = times.split('..');
  return {
    name,
    least: Number(least),
    most: most === '*' ? Infinity : Number(most),
    elements: type.split('|').map((each) => `value${each.charAt(0).toUpperCase()}${each.slice(1)}`),
    codes: codes?.split('|'),
  };
}
