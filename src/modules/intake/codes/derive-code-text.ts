import { deriveCheckCharacter, isChecked } from './derive-check-character.ts';

/** What our own sheets and labels say. Numbers and codes of types only: never a name, never a diagnosis. */
export type OwnCode =
  | { readonly kind: 'separator' }
  | { readonly kind: 'type'; readonly typeCode: string }
  | { readonly kind: 'cover'; readonly mrn: string; readonly visit?: string; readonly typeCode?: string }
  | { readonly kind: 'patient'; readonly mrn: string }
  | { readonly kind: 'visit'; readonly number: string }
  | { readonly kind: 'account'; readonly number: string }
  | { readonly kind: 'box' | 'volume' | 'batch'; readonly number: string }
  | { readonly kind: 'object'; readonly number: string }
  | { readonly kind: 'request'; readonly number: string }
  /** A test page of a source: never filed. */
  | { readonly kind: 'test'; readonly number: string };

/** `CK`, the version of the grammar, one letter for the kind, the values, the check character: `CK1P007311908`. */
const PREFIX = 'CK1';
const OURS = /^CK\d/;
/** Between values; so no value holds two hyphens together. */
const BETWEEN = '--';
const LETTERS = {
  separator: 'S',
  type: 'T',
  cover: 'C',
  patient: 'P',
  visit: 'V',
  account: 'A',
  box: 'B',
  volume: 'U',
  batch: 'H',
  object: 'O',
  request: 'R',
  test: 'Q',
} as const satisfies Record<OwnCode['kind'], string>;
const KINDS = new Map(Object.entries(LETTERS).map(([kind, letter]) => [letter as string, kind as OwnCode['kind']]));
const VALUE = /^[0-9A-Z]+(?:-[0-9A-Z]+)*$/;
/** A longer bar code outgrows the sheet. */
const LONGEST_VALUE = 40;

/** The text to print, the same in bars and in a square; undefined where a value cannot be written in the alphabet. */
export function deriveCodeText(code: OwnCode): string | undefined {
  const values = valuesOf(code).map((value) => value.toUpperCase());
  if (values.some((value, at) => value.length > LONGEST_VALUE || !(VALUE.test(value) || (value === '' && at > 0))))
    return undefined;
  const body = `${PREFIX}${LETTERS[code.kind]}${values.join(BETWEEN)}`;
  const check = deriveCheckCharacter(body);
  return check === undefined ? undefined : body + check;
}

/** Our own code, `damaged` where it begins like one and does not hold together, undefined where it is somebody else's. */
export function readOwnCode(text: string): OwnCode | 'damaged' | undefined {
  const written = text.trim().toUpperCase();
  if (!OURS.test(written)) return undefined;
  const kind = KINDS.get(written.charAt(PREFIX.length));
  if (!written.startsWith(PREFIX) || kind === undefined || !isChecked(written)) return 'damaged';
  const content = written.slice(PREFIX.length + 1, -1);
  return codeOf(kind, content === '' ? [] : content.split(BETWEEN)) ?? 'damaged';
}

function valuesOf(code: OwnCode): string[] {
  switch (code.kind) {
    case 'separator':
      return [];
    case 'type':
      return [code.typeCode];
    case 'cover':
      return [code.mrn, code.visit ?? '', code.typeCode ?? ''];
    case 'patient':
      return [code.mrn];
    default:
      return [code.number];
  }
}

function codeOf(kind: OwnCode['kind'], values: readonly string[]): OwnCode | undefined {
  const [first, second, third, ...more] = values;
  if (more.length > 0 || values.some((value, at) => !(VALUE.test(value) || (value === '' && at > 0)))) return undefined;
  if (kind === 'separator') return values.length === 0 ? { kind } : undefined;
  if (first === undefined) return undefined;
  if (kind === 'cover')
    return values.length !== 3
      ? undefined
      : {
          kind,
          mrn: first,
          ...(second === undefined || second === '' ? {} : { visit: second }),
          ...(third === undefined || third === '' ? {} : { typeCode: third.toLowerCase() }),
        };
  if (second !== undefined) return undefined;
  if (kind === 'type') return { kind, typeCode: first.toLowerCase() };
  if (kind === 'patient') return { kind, mrn: first };
  return { kind, number: first };
}
