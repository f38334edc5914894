import { textOf } from './bytes.ts';
import { USUAL } from './delimiters.ts';
import { escapeText } from './escapes.ts';

const DELIMITERS = { ...USUAL, truncation: undefined };

/** A value of one component, escaped and in UTF-8. */
export function written(value: string | undefined): string {
  return value === undefined || value === '' ? '' : textOf(Buffer.from(escapeText(value, DELIMITERS), 'utf8'));
}

/** Components of a field; empty ones at the end are left out. Each is escaped. */
export function components(...values: readonly (string | undefined)[]): string {
  return values.map(written).join('^').replace(/\^+$/, '');
}

/** A segment from its fields by number, each already written. */
export function composeSegment(name: string, fields: Readonly<Record<number, string | readonly string[]>>): string {
  const most = Math.max(0, ...Object.keys(fields).map(Number));
  const row = Array.from({ length: most }, (_, at) => {
    const field = fields[at + 1] ?? '';
    return typeof field === 'string' ? field : field.filter((each) => each !== '').join('~');
  });
  return `${[name, ...row].join('|').replace(/\|+$/, '')}\r`;
}

export interface Header {
  readonly from: { readonly application: string; readonly facility: string };
  readonly to: { readonly application: string; readonly facility: string };
  /** `20261128110000+0000` */
  readonly at: string;
  /** `ADT^A31^ADT_A05` */
  readonly type: string;
  /** MSH-10, at most 20 characters so that receivers of old versions keep it whole. */
  readonly controlId: string;
}

/** MSH of version 2.5.1, in UTF-8, original acknowledgement mode. */
export function composeHeader({ from, to, at, type, controlId }: Header): string {
  const rest = composeSegment('', {
    1: written(from.application),
    2: written(from.facility),
    3: written(to.application),
    4: written(to.facility),
    5: at,
    7: type,
    8: written(controlId),
    9: 'P',
    10: '2.5.1',
    16: 'UNICODE UTF-8',
  });
  return `MSH|^~\\&${rest}`;
}
