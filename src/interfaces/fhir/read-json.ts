import { problems } from './problems.ts';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

const MAX_DEPTH = 64;
/** Longest single string: attachments above this belong in files, not in JSON. */
export const MAX_STRING = 20 * 1024 * 1024;

/**
 * Parses strictly. JSON.parse keeps the last of two equal keys and says nothing, so a sender and we could read two
 * different resources from one text: a quick scan refuses that, and depth and length beyond the limits, first.
 * @throws fhir/not-json, fhir/duplicate-key, fhir/too-deep, fhir/value-too-large, fhir/invalid-element
 */
export function readJson(text: string): Json {
  scan(text);
  if (namesNul(text))
    throw problems.invalidElement({
      detail:
        'Nothing was stored. A string holds the character NUL, which FHIR does not allow; ask the sender to correct it.',
    });
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw problems.notJson(
      { detail: 'Nothing was stored. The text breaks off or is no JSON; ask the sender for the whole file.' },
      error,
    );
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Those of a list that are objects; none where it is no list. */
export function objects(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** One pass over the text: keys of each open object, depth, string length. Syntax beyond that is JSON.parse's affair. */
function scan(text: string): void {
  const open: (Set<string> | undefined)[] = [];
  let expectKey = false;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 0x7b: // {
        open.push(new Set());
        expectKey = true;
        break;
      case 0x5b: // [
        open.push(undefined);
        expectKey = false;
        break;
      case 0x7d: // }
      case 0x5d: // ]
        open.pop();
        expectKey = false;
        break;
      case 0x2c: // ,
        expectKey = open.at(-1) !== undefined;
        break;
      case 0x3a: // :
        expectKey = false;
        break;
      case 0x22: {
        const end = closingQuote(text, at);
        if (end - at > MAX_STRING)
          throw problems.valueTooLarge({
            detail: `Nothing was stored. A value is longer than ${MAX_STRING / 1024 / 1024} MB; send attachments as files.`,
          });
        const keys = open.at(-1);
        if (expectKey && keys !== undefined) {
          const key = text.slice(at + 1, end);
          if (keys.has(key))
            throw problems.duplicateKey({
              detail:
                'Nothing was stored. One object names the same key twice, so it could be read two ways; ask the sender to correct it.',
            });
          if (key === '__proto__')
            throw problems.notAResource({ detail: 'Nothing was stored. A key is not one of FHIR.' });
          keys.add(key);
        }
        at = end;
        break;
      }
      default:
    }
    if (open.length > MAX_DEPTH)
      throw problems.tooDeep({ detail: `Nothing was stored. The JSON is nested deeper than ${MAX_DEPTH} levels.` });
  }
}

/** FHIR R4 datatypes.html#string; PostgreSQL takes none either. Written as it is, it is no JSON. */
function namesNul(text: string): boolean {
  for (let at = text.indexOf('\\u0000'); at !== -1; at = text.indexOf('\\u0000', at + 1)) {
    let slashes = 0;
    for (let back = at - 1; text.charCodeAt(back) === 0x5c; back--) slashes++;
    if (slashes % 2 === 0) return true;
  }
  return false;
}

function closingQuote(text: string, from: number): number {
  let end = text.indexOf('"', from + 1);
  while (end !== -1) {
    let slashes = 0;
    for (let back = end - 1; text.charCodeAt(back) === 0x5c; back--) slashes++;
    if (slashes % 2 === 0) return end;
    end = text.indexOf('"', end + 1);
  }
  return text.length;
}
