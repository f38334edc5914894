import { textOf } from './bytes.ts';
import { type Message, parseMessage } from './message.ts';
import { get, getAllIn, getIn, segmentsNamed } from './read.ts';
import { isRefusal, type Refusal } from './refusal.ts';

/** HL7 table 0271, in the words that a report itself would use. */
const STATUS: Readonly<Record<string, string>> = {
  DI: 'Preliminary',
  IP: 'Preliminary',
  IN: 'Preliminary',
  DO: 'Preliminary',
  PA: 'Preliminary',
  AU: 'Final',
  LA: 'Final',
};
const REPLACES = /^T(09|10)$/;
/** Value types of OBX whose value is text for people. */
const TEXT = new Set(['TX', 'FT', 'ST', 'CE', 'CWE']);

/** Text for people; or what is wrong with the message; or `embedded`: there is no text, the document is inside as a file. */
export type ReportText = { readonly text: string } | { readonly embedded: true } | Refusal;

/**
 * A document that came as an HL7 message in a file: its heading out of PID, PV1 and TXA in the words of a dictated report, its text
 * out of OBX-5. What is embedded (ED) stays in the file, and the page says so.
 */
export function reportText(bytes: Uint8Array): ReportText {
  const message = parseMessage(textOf(bytes));
  if (isRefusal(message)) return message;
  const line = (label: string, value: string | undefined): string[] =>
    value === undefined || value === '' ? [] : [`${label}: ${value}`];
  const trigger = get(message, 'MSH-9.2') ?? '';
  const status = REPLACES.test(trigger) ? 'Corrected' : STATUS[get(message, 'TXA-17') ?? ''];
  const heading = [
    ...line('Patient', name(message, 'PID-5', 'family first')),
    ...line('MRN', get(message, 'PID-3.1')),
    ...line('Date of Birth', dayOf(get(message, 'PID-7'))),
    ...line('Visit No', get(message, 'PV1-19.1') ?? get(message, 'PID-18.1')),
    ...line('Report Type', get(message, 'TXA-2.2') ?? get(message, 'TXA-16') ?? get(message, 'TXA-2.1')),
    ...line('Author', name(message, 'TXA-9', 'id first') ?? name(message, 'TXA-5', 'id first')),
    ...line('Dictated', dayOf(get(message, 'TXA-6') ?? get(message, 'TXA-4'))),
    ...line('Transcribed', dayOf(get(message, 'TXA-7'))),
    ...line('Job No', get(message, 'TXA-12.1')),
    ...line('Status', status),
  ];
  const values = segmentsNamed(message, 'OBX').map((segment) => getIn(message, segment, 'OBX-2') ?? '');
  if (values.length > 0 && !values.some((kind) => TEXT.has(kind))) return { embedded: true };
  return { text: `${heading.join('\n')}\n\n${bodyOf(message)}` };
}

function bodyOf(message: Message): string {
  return segmentsNamed(message, 'OBX')
    .map((segment) => {
      const kind = getIn(message, segment, 'OBX-2') ?? '';
      if (kind === 'ED' || kind === 'RP') {
        const sort = [getIn(message, segment, 'OBX-5.2'), getIn(message, segment, 'OBX-5.3')].filter(Boolean).join(' ');
        return `[An embedded document (${sort === '' ? 'of a kind that is not said' : sort}) is in the file and not shown here.]`;
      }
      if (!TEXT.has(kind)) return '';
      return getAllIn(message, segment, kind === 'CE' || kind === 'CWE' ? 'OBX-5.2' : 'OBX-5')
        .map((value) => value ?? '')
        .join('\n');
    })
    .join('\n');
}

/** XPN puts the family name first, XCN the identifier. */
function name(message: Message, path: string, order: 'family first' | 'id first'): string | undefined {
  const at = order === 'family first' ? 1 : 2;
  const [family, given, middle] = [0, 1, 2].map((next) => get(message, `${path}.${at + next}`) ?? '');
  const rest = [given, middle].filter((part) => part !== '').join(' ');
  if (family === '' && rest === '') return undefined;
  return order === 'family first'
    ? [family, rest].filter((part) => part !== '').join(', ')
    : `${rest} ${family}`.trim();
}

/** YYYYMMDD and more, as a day; anything else as it stands. */
function dayOf(time: string | undefined): string | undefined {
  return time?.replace(/^(\d{4})(\d\d)(\d\d).*$/, '$1-$2-$3');
}
