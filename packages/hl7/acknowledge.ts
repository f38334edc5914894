import { encode } from './charset.ts';
import { USUAL } from './delimiters.ts';
import { escapeText } from './escapes.ts';
import type { Message } from './message.ts';
import { get } from './read.ts';

/** HL7 table 0008: original mode (and the application's answer), and the commit of enhanced mode. */
export type AcknowledgementCode = 'AA' | 'AE' | 'AR' | 'CA' | 'CE' | 'CR';

/** HL7 table 0357. */
export const ERROR_CODES = {
  100: 'Segment sequence error',
  101: 'Required field missing',
  102: 'Data type error',
  103: 'Table value not found',
  200: 'Unsupported message type',
  201: 'Unsupported event code',
  202: 'Unsupported processing id',
  203: 'Unsupported version id',
  204: 'Unknown key identifier',
  205: 'Duplicate key identifier',
  206: 'Application record locked',
  207: 'Application internal error',
} as const;

export interface AcknowledgedError {
  readonly code: keyof typeof ERROR_CODES;
  /** Segment, which of its kind, and field. */
  readonly at?: { readonly segment: string; readonly which?: number; readonly field?: number };
  /** Words for the person at the other end. */
  readonly words: string;
}

export interface Acknowledgement {
  readonly code: AcknowledgementCode;
  /** MSH-10 of the answer. */
  readonly controlId: string;
  /** MSH-7, already in HL7's form. */
  readonly at: string;
  readonly error?: AcknowledgedError;
  /** MSH-15 and MSH-16 of the answer, HL7 table 0155: one that is a message of its own may be answered itself. */
  readonly asks?: { readonly accept: string; readonly application: string };
}

/** The answer, in the delimiters, version and character set of what is answered; undefined: what came could not be read. */
export function acknowledge(message: Message | undefined, answer: Acknowledgement): string {
  const d = message?.delimiters ?? USUAL;
  const c = d.component ?? '^';
  const said = (path: string) => (message === undefined ? undefined : get(message, path)) ?? '';
  const text = (value: string) => {
    const escaped = escapeText(value, d);
    return (
      (message === undefined ? undefined : encode(escaped, message.charset)) ?? escaped.replace(/[^\x20-\x7e]/g, '?')
    );
  };
  const echoed = (field: number) => [1, 2, 3].map((component) => text(said(`MSH-${field}.${component}`)));
  const whole = (field: number) => trimmed(echoed(field), c);
  const version = said('MSH-12.1') || '2.5.1';
  const event = said('MSH-9.2');
  const type = trimmed(['ACK', text(event), event !== '' && isFrom(version, 2, 4) ? 'ACK' : ''], c);
  const encoding = [d.component, d.repetition, d.escape, d.subcomponent, d.truncation].join('');
  const header = [`MSH`, encoding, whole(5), whole(6), whole(3), whole(4), text(answer.at), '', type].concat([
    text(answer.controlId),
    text(said('MSH-11.1')) || 'P',
    text(version),
    ...['', '', answer.asks?.accept ?? '', answer.asks?.application ?? '', ''],
    text(said('MSH-18')),
  ]);
  const words = answer.error === undefined ? '' : text(answer.error.words);
  const msa = ['MSA', answer.code, text(said('MSH-10')), words];
  const lines = [header, msa, ...(answer.error === undefined ? [] : [errorSegment(answer.error, version, c, d, text)])];
  return lines.map((fields) => `${trimmed(fields, d.field)}\r`).join('');
}

function errorSegment(
  error: AcknowledgedError,
  version: string,
  c: string,
  d: { subcomponent: string | undefined },
  text: (value: string) => string,
): string[] {
  const meaning = ERROR_CODES[error.code];
  const { segment = '', which = 1, field } = error.at ?? {};
  const place = segment === '' ? ['', '', ''] : [segment, String(which), field === undefined ? '' : String(field)];
  // Until 2.4 there is one field: place, and in its fourth component the code.
  if (!isFrom(version, 2, 5))
    return ['ERR', [...place, [String(error.code), meaning, 'HL70357'].join(d.subcomponent ?? ' ')].join(c)];
  const code = [String(error.code), meaning, 'HL70357'].join(c);
  return ['ERR', '', trimmed(place, c), code, 'E', '', '', '', text(error.words)];
}

export function isFrom(version: string, major: number, minor: number): boolean {
  const [a = 0, b = 0] = version.split('.').map(Number);
  return a > major || (a === major && b >= minor);
}

function trimmed(parts: readonly string[], delimiter: string): string {
  let end = parts.length;
  while (end > 0 && parts[end - 1] === '') end--;
  return parts.slice(0, end).join(delimiter);
}
