import { get, getAllIn, getIn, type Message, type Segment, segmentsNamed } from '../../../packages/hl7/index.ts';
import { findType, typeForHeading, typeForLoinc } from '../../modules/documents/index.ts';
import { deriveDay, deriveMoment } from './derive-moment.ts';
import { personAt } from './derive-xcn.ts';
import type { Mapping } from './mapping.ts';

export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  /** OBX-5 of type ED; what it claims to be decides nothing. */
  | { readonly kind: 'file'; readonly data: string; readonly encoding: string };

/** What a message wants done with one document of its sender. */
export interface DocumentSaid {
  readonly act: 'original' | 'status' | 'addendum' | 'edit' | 'replacement' | 'cancel' | 'result' | 'strike';
  /** Its number at the sender, and of what it adds to or replaces. */
  readonly number: string;
  readonly parent: string | undefined;
  readonly typeCode: string;
  readonly title: string | undefined;
  readonly date: string | undefined;
  readonly author: string | undefined;
  readonly signature: { readonly name: string; readonly at: Date } | undefined;
  readonly restricted: boolean;
  readonly reason: string | undefined;
  readonly wrongPatient: boolean;
  readonly pieces: readonly Piece[];
}

const UNRECOGNISED = 'outside-records';
const LABORATORY = 'laboratory-report';
const MDM_ACTS: Readonly<Record<string, DocumentSaid['act']>> = {
  T02: 'original',
  T03: 'status',
  T04: 'status',
  T06: 'addendum',
  T08: 'edit',
  T10: 'replacement',
  T11: 'cancel',
};
const SIGNED = new Set(['AU', 'LA']);
const MAX_TITLE = 300;

export function deriveMdm(message: Message, event: string, mapping: Mapping): DocumentSaid | undefined {
  const txa = segmentsNamed(message, 'TXA')[0];
  const what = MDM_ACTS[event];
  const number = txa === undefined ? undefined : entity(message, txa, 'TXA-12');
  if (txa === undefined || what === undefined || number === undefined) return undefined;
  const at = (path: string) => getIn(message, txa, path);
  const cancelled = at('TXA-19') === 'CA';
  const signer =
    personAt(message, txa, 'TXA-22') ?? personAt(message, txa, 'TXA-10') ?? personAt(message, txa, 'TXA-9');
  const signedAt =
    deriveMoment(at('TXA-22.15')) ??
    deriveMoment(at('TXA-8.1')) ??
    deriveMoment(at('TXA-7.1')) ??
    deriveMoment(at('TXA-6.1'));
  return {
    act: cancelled && what !== 'addendum' && what !== 'replacement' ? 'cancel' : what,
    number: `TXA ${number}`,
    parent: prefixed('TXA ', entity(message, txa, 'TXA-13')),
    typeCode: typeOf(message, txa, 'TXA-2', mapping) ?? UNRECOGNISED,
    title: (at('TXA-25') ?? at('TXA-2.2'))?.slice(0, MAX_TITLE),
    date: (deriveDay(at('TXA-4.1')) ?? deriveDay(at('TXA-6.1')) ?? deriveDay(at('TXA-7.1')))?.day,
    author: personAt(message, txa, 'TXA-9') ?? personAt(message, txa, 'TXA-5'),
    signature:
      SIGNED.has(at('TXA-17') ?? '') && signer !== undefined && signedAt !== undefined
        ? { name: signer, at: signedAt }
        : undefined,
    restricted: ['R', 'RE', 'V', 'VR'].includes(at('TXA-18') ?? ''),
    reason: at('TXA-21')?.slice(0, MAX_TITLE),
    wrongPatient: false,
    pieces: piecesOf(message, segmentsNamed(message, 'OBX')),
  };
}

/** One document for each OBR. Results in numbers are written as lines of text beside what is text already. */
export function deriveOru(message: Message, mapping: Mapping): DocumentSaid[] {
  const groups: { obr: Segment; observations: Segment[] }[] = [];
  for (const segment of message.segments) {
    if (segment.name === 'OBR') groups.push({ obr: segment, observations: [] });
    if (segment.name === 'OBX') groups.at(-1)?.observations.push(segment);
  }
  return groups.flatMap(({ obr, observations }, place) => {
    const at = (path: string) => getIn(message, obr, path);
    const order =
      entity(message, obr, 'OBR-3') ??
      entity(message, obr, 'OBR-2') ??
      `message ${get(message, 'MSH-10') ?? ''} ${place}`;
    const states = observations.map((obx) => getIn(message, obx, 'OBX-11') ?? '');
    const status = states.includes('W') ? 'W' : (at('OBR-25') ?? worst(states));
    const strike =
      status === 'W' || status === 'X' || status === 'D' || states.every((each) => each === 'X' || each === 'D');
    const struck = observations.length === 0 ? status === 'X' : strike;
    const pieces = piecesOf(message, observations);
    if (pieces.length === 0 && !struck) return [];
    const reader = personAt(message, obr, 'OBR-32');
    const day = deriveDay(at('OBR-7.1')) ?? deriveDay(at('OBR-22.1'));
    const signedAt = deriveMoment(at('OBR-22.1')) ?? deriveMoment(at('OBR-7.1'));
    const final = ['F', 'C', 'A'].includes(status);
    return [
      {
        act: struck ? 'strike' : 'result',
        number: `OBR ${order} ${at('OBR-4.1') ?? ''}`,
        parent: undefined,
        typeCode:
          typeOf(message, obr, 'OBR-4', mapping) ??
          observations.map((obx) => typeOf(message, obx, 'OBX-3', mapping)).find((each) => each !== undefined) ??
          (at('OBR-24') === 'RAD' ? 'imaging-report' : LABORATORY),
        title: (at('OBR-4.2') ?? at('OBR-4.1'))?.slice(0, MAX_TITLE),
        date: day?.day,
        author: reader,
        signature: final && reader !== undefined && signedAt !== undefined ? { name: reader, at: signedAt } : undefined,
        restricted: false,
        reason: status === 'C' || status === 'A' ? 'Corrected by its source.' : undefined,
        wrongPatient: status === 'W',
        pieces,
      } satisfies DocumentSaid,
    ];
  });
}

/** Preliminary as long as one observation is. */
function worst(states: readonly string[]): string {
  return ['P', 'C', 'A', 'F'].find((each) => states.includes(each)) ?? 'F';
}

function piecesOf(message: Message, observations: readonly Segment[]): Piece[] {
  const pieces: Piece[] = [];
  let lines: string[] = [];
  const flush = () => {
    if (lines.some((line) => line.trim() !== '')) pieces.push({ kind: 'text', text: lines.join('\n') });
    lines = [];
  };
  for (const obx of observations) {
    const type = getIn(message, obx, 'OBX-2') ?? '';
    const data = getIn(message, obx, 'OBX-5.5');
    if (type === 'ED' && data !== undefined) {
      flush();
      pieces.push({ kind: 'file', data, encoding: getIn(message, obx, 'OBX-5.4') ?? '' });
    } else if (type !== 'RP' && type !== 'ED') lines.push(...linesOf(message, obx, type));
  }
  flush();
  return pieces;
}

function linesOf(message: Message, obx: Segment, type: string): string[] {
  const values = getAllIn(message, obx, 'OBX-5').map((each) => each ?? '');
  if (type === 'TX' || type === 'FT') return values;
  const coded = getIn(message, obx, 'OBX-5.2');
  const value = ['CE', 'CWE', 'CF'].includes(type) && coded !== undefined ? coded : values.join(', ');
  const name = getIn(message, obx, 'OBX-3.2') ?? getIn(message, obx, 'OBX-3.1');
  const range = getIn(message, obx, 'OBX-7');
  const flag = getIn(message, obx, 'OBX-8.1');
  const words = [
    value,
    getIn(message, obx, 'OBX-6.1'),
    range === undefined ? undefined : `(${range})`,
    flag === undefined || flag === 'N' ? undefined : flag,
  ].filter((each) => each !== undefined && each !== '');
  if (words.length === 0) return [];
  return [name === undefined ? words.join(' ') : `${name}: ${words.join(' ')}`];
}

/** The site's own words first, then LOINC, our codes, and what the type is called. */
function typeOf(message: Message, segment: Segment, field: string, mapping: Mapping): string | undefined {
  const at = (component: number) => getIn(message, segment, `${field}.${component}`);
  const mapped = [at(1), at(4), at(2)]
    .map((code) => mapping.meant('document-type', code))
    .find((each) => each !== undefined);
  if (mapped !== undefined) return mapped;
  const loinc = [1, 4].map((component) => (at(component + 2) === 'LN' ? typeForLoinc(at(component) ?? '') : undefined));
  return (
    loinc.find((each) => each !== undefined) ??
    findType(at(1) ?? '') ??
    typeForHeading(at(2) ?? '') ??
    typeForHeading(at(5) ?? '')
  )?.code;
}

function entity(message: Message, segment: Segment, field: string): string | undefined {
  const value = getIn(message, segment, `${field}.1`) ?? getIn(message, segment, `${field}.3`);
  return value?.trim() === '' ? undefined : value?.trim().slice(0, 200);
}

function prefixed(prefix: string, value: string | undefined): string | undefined {
  return value === undefined ? undefined : prefix + value;
}
