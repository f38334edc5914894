import type { DateText } from '../../../../packages/rule-engine/index.ts';
import type { Sign } from '../../../platform/reading/index.ts';
import type { Expiry } from './derive-expiry.ts';
import type { FieldValue } from './derive-fields.ts';
import { deriveFormDates } from './derive-form-dates.ts';
import { chosenOf, deriveMenu } from './derive-menu.ts';
import type { SeenStatement } from './derive-statements.ts';
import { deriveWrittenOver } from './derive-written-over.ts';
import { type Place, placeOf, type Stream, type StreamWord } from './form-page.ts';

export type DefectKind =
  | Sign['kind']
  | 'expired'
  | 'revoked'
  | 'combined-with-other'
  | 'psychotherapy-with-other'
  | 'wrongly-conditioned'
  | 'signed-in-the-future'
  | 'signed-after-receipt'
  | 'expired-before-signed'
  | 'written-over';

/** Something that would spoil the form. Seen by the reader, judged by a person. */
export interface Defect {
  readonly kind: DefectKind;
  readonly confidence: number;
  /** The day it bears, where it bears one. */
  readonly on: DateText | null;
  readonly place: Place | null;
  readonly words: string;
}

export interface Suspects {
  readonly stream: Stream;
  readonly statements: readonly SeenStatement[];
  readonly fields: readonly FieldValue[];
  readonly signedOn: DateText | null;
  readonly expiry: Expiry;
  readonly today: DateText;
  readonly receivedOn: DateText;
}

const STAMP = /^(?:revoked|revocad[oa]|revocation received|void|voided|anulad[oa]|cancell?ed|cancelad[oa])[.:!*]*$/;
/** Headings of papers that are no authorization. */
const OTHER_PAPER =
  /^(?:(?:general |informed )?consent (?:to|for) (?:medical )?(?:treatment|care|surgery|anesthesia)|assignment of benefits|financial (?:responsibility|agreement|policy)|conditions of admission|fee agreement|retainer agreement|contingen\w* fee|power of attorney|release of (?:all )?(?:claims|liability)|waiver of liability|membership agreement|consentimiento (?:general )?para (?:el )?tratamiento|asignacion de beneficios|responsabilidad financiera|acuerdo de honorarios)/;

export function deriveDefects(suspects: Suspects): Defect[] {
  const { signedOn, expiry, today, receivedOn } = suspects;
  const at = (
    kind: DefectKind,
    words: readonly StreamWord[],
    confidence: number,
    on: DateText | null = null,
  ): Defect => ({
    ...{ kind, confidence, on, place: placeOf(words) },
    words: words
      .map(({ text }) => text)
      .join(' ')
      .slice(0, 300),
  });
  const signed = suspects.fields.find(
    ({ field, words }) => field === 'signature-date' && deriveFormDates(textOf(words)).length > 0,
  );
  const signedWords = signed?.words ?? [];
  const defects: Defect[] = [];
  if (expiry.on !== null && expiry.on < today) defects.push(at('expired', expiry.words, 0.9, expiry.on));
  if (signedOn !== null && expiry.on !== null && expiry.on < signedOn)
    defects.push(at('expired-before-signed', expiry.words, 0.9, expiry.on));
  if (signedOn !== null && signedOn > today) defects.push(at('signed-in-the-future', signedWords, 0.9, signedOn));
  else if (signedOn !== null && signedOn > receivedOn)
    defects.push(at('signed-after-receipt', signedWords, 0.9, signedOn));
  const stamp = findStamp(suspects.stream);
  if (stamp !== undefined) defects.push(at('revoked', stamp.words, 0.8, stamp.on));
  const heading = linesOf(suspects.stream).find(
    (line) =>
      OTHER_PAPER.test(foldedOf(line).replace(/^[\d.)\s]+|^(?:section|part|seccion|parte) \w+[.:]? /, '')) &&
      line.length <= 10,
  );
  if (heading !== undefined) defects.push(at('combined-with-other', heading, 0.6));
  const notes = psychotherapy(suspects.fields);
  if (notes !== undefined) defects.push(at('psychotherapy-with-other', notes, 0.7));
  const condition = suspects.statements.find(({ depends }) => depends === true);
  if (condition !== undefined)
    defects.push({
      kind: 'wrongly-conditioned',
      confidence: 0.6,
      on: null,
      place: condition.place,
      words: condition.words.slice(0, 300),
    });
  const over = deriveWrittenOver(suspects.stream.words);
  if (over.length > 0) defects.push(at('written-over', over, 0.7));
  return defects;
}

/** Alone on its line, or in capitals beside print: a stamp, not a word of a sentence. */
function findStamp(stream: Stream): { words: readonly StreamWord[]; on: DateText | null } | undefined {
  for (const line of linesOf(stream)) {
    const at = line.findIndex(({ folded }) => STAMP.test(folded));
    const word = line[at];
    if (word === undefined) continue;
    const capitals = word.text === word.text.toUpperCase();
    const alone = line.filter(({ folded }) => /[a-z]{3}/.test(folded)).length <= 2;
    const large = word.h > 1.5 * middle(stream.words.map(({ h }) => h));
    if (!(capitals && (alone || large)) && !(alone && at === 0 && large)) continue;
    const [date] = deriveFormDates(textOf(line));
    return { words: line, on: date?.on ?? null };
  }
  return undefined;
}

/** 45 CFR 164.508(b)(3)(ii): psychotherapy notes are authorized alone. */
function psychotherapy(fields: readonly FieldValue[]): readonly StreamWord[] | undefined {
  for (const { field, state, words } of fields) {
    if (field !== 'description') continue;
    const isNotes = (text: string) => /psychotherapy notes|notas de psicoterapia/i.test(text);
    if (state === 'menu') {
      const chosen = chosenOf(deriveMenu(words));
      const notes = chosen.find(({ text }) => isNotes(text));
      if (notes !== undefined && chosen.length > 1) return notes.words;
    } else if (
      isNotes(textOf(words)) &&
      /,|\band\b|\by\b/.test(textOf(words)) &&
      !/\b(?:except|excluding|not|excepto|salvo)\b/i.test(textOf(words))
    )
      return words;
  }
  return undefined;
}

function linesOf(stream: Stream): StreamWord[][] {
  const lines = new Map<string, StreamWord[]>();
  for (const word of stream.words) {
    const key = `${word.page}:${word.line}`;
    lines.set(key, [...(lines.get(key) ?? []), word]);
  }
  return [...lines.values()];
}

const textOf = (words: readonly StreamWord[]) => words.map(({ text }) => text.replace(/_+/g, ' ')).join(' ');
const foldedOf = (words: readonly StreamWord[]) => words.map(({ folded }) => folded).join(' ');

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}
