import { getAllIn, getIn, type Message, type Segment } from '../../../packages/hl7/index.ts';
import type { AccountCode, ChargeFacts } from '../../modules/encounters/index.ts';
import { deriveMoment } from './derive-moment.ts';

export interface BilledSaid {
  readonly pid: Segment;
  readonly accountNumber: string | undefined;
  readonly visitNumber: string | undefined;
  readonly charges: readonly Segment[];
  readonly codes: readonly AccountCode[];
}

const MAX_NUMBER = 200;
const MAX_TEXT = 500;
const MAX_DIAGNOSES = 50;
/** As HL7 writes NM: no exponent, no thousands. */
const DECIMAL = /^[+-]?\d{1,12}(?:\.\d{0,6})?$/;

/** Each PID with what is said of it up to the next: P02 purges the accounts of several patients. */
export function deriveBilled(message: Message): BilledSaid[] {
  const groups: Segment[][] = [];
  for (const segment of message.segments) {
    if (segment.name === 'PID') groups.push([segment]);
    else groups.at(-1)?.push(segment);
  }
  return groups.map((segments) => {
    const pid = segments[0] as Segment; // the group began with it
    const named = (name: string) => segments.filter((segment) => segment.name === name);
    const pv1 = named('PV1')[0];
    return {
      pid,
      accountNumber: getIn(message, pid, 'PID-18.1')?.slice(0, MAX_NUMBER),
      visitNumber: pv1 === undefined ? undefined : getIn(message, pv1, 'PV1-19.1')?.slice(0, MAX_NUMBER),
      charges: named('FT1'),
      codes: [
        ...named('DG1').flatMap((segment) => codeOf(message, segment, 'diagnosis')),
        ...named('PR1').flatMap((segment) => codeOf(message, segment, 'procedure')),
      ],
    };
  });
}

/** The place of a number that is none, else the charge. */
export function deriveCharge(message: Message, ft1: Segment): ChargeFacts | { readonly unreadable: string } {
  const read = (path: string) => getIn(message, ft1, path);
  const text = (path: string) => read(path)?.slice(0, MAX_TEXT);
  const numbers = { quantity: read('FT1-10'), amount: read('FT1-11.1.1'), unitAmount: read('FT1-12.1.1') };
  const places = { quantity: 'FT1-10', amount: 'FT1-11', unitAmount: 'FT1-12' } as const;
  for (const [name, place] of Object.entries(places)) {
    const number = numbers[name as keyof typeof places]?.trim(); // its own keys
    if (number !== undefined && !DECIMAL.test(number)) return { unreadable: place };
  }
  return {
    line: message.segments.indexOf(ft1) + 1,
    number: read('FT1-2.1')?.slice(0, MAX_NUMBER),
    kind: (read('FT1-6.1') ?? '').slice(0, 20),
    ...{ code: text('FT1-7.1'), codeSystem: text('FT1-7.3'), codeText: text('FT1-7.2') ?? text('FT1-8') },
    ...{ quantity: plain(numbers.quantity), amount: plain(numbers.amount), unitAmount: plain(numbers.unitAmount) },
    currency: (read('FT1-11.1.2') ?? read('FT1-12.1.2'))?.slice(0, 10),
    department: text('FT1-13.2') ?? text('FT1-13.1'),
    diagnoses: getAllIn(message, ft1, 'FT1-19.1')
      .flatMap((code) => (code === undefined ? [] : [code.slice(0, MAX_TEXT)]))
      .slice(0, MAX_DIAGNOSES),
    procedure: text('FT1-25.1'),
    ...{ chargedAt: deriveMoment(read('FT1-4.1')), postedAt: deriveMoment(read('FT1-5.1')) },
  };
}

function codeOf(message: Message, segment: Segment, kind: AccountCode['kind']): AccountCode[] {
  const read = (field: string) => getIn(message, segment, `${segment.name}-${field}`)?.slice(0, MAX_TEXT);
  const code = read('3.1');
  return code === undefined
    ? []
    : [
        {
          kind,
          code,
          system: read('3.3'),
          text: read('3.2') ?? read('4'),
          at: deriveMoment(read('5.1'))?.toISOString(),
        },
      ];
}

function plain(number: string | undefined): string | undefined {
  return number?.trim().replace(/^\+|\.$/g, '');
}
