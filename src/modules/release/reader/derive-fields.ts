import { LABELS, SENTENCES, type Field } from './form-phrases.ts';
import { type Stream, type StreamWord, wordAt } from './form-page.ts';

/** One place where the form asks for something, and what stands there. */
export interface FieldValue {
  readonly field: Field;
  /** The words that ask. */
  readonly asked: readonly StreamWord[];
  readonly words: readonly StreamWord[];
  readonly text: string;
  /** blank: it asks, and nothing was written. menu: things to tick, see `ticked`. */
  readonly state: 'filled' | 'blank' | 'menu';
  readonly how: 'right' | 'below' | 'above' | 'sentence';
  /** False where the words may belong to another label. */
  readonly sure: boolean;
}

interface Label {
  readonly field: Field;
  /** First and one past the last word. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** A value goes on over so many lines at most. */
const MOST_LINES = 14;
const NEAR = 2.4;
/** Heights of a letter between a label and what answers it. */
const CLOSE = 1.2;

/** Every label with what stands beside, below or above it, and the blanks within sentences. */
export function deriveFields(stream: Stream): FieldValue[] {
  const labels = nameTheirParty(stream, findLabels(stream));
  const around = { stream, labels, rows: rowsOf(stream.words) };
  const asking = labels.filter(({ field }) => field !== 'other');
  const side = sideOf(asking, around);
  return [...asking.map((label) => valueOf(label, { ...around, side })), ...sentenceValues(stream)];
}

interface Around {
  readonly stream: Stream;
  readonly labels: readonly Label[];
  readonly rows: ReadonlyMap<string, readonly number[]>;
  /** Where this form writes what does not fit beside a label; null where it does not show. */
  readonly side?: 'above' | 'below' | null;
}

function findLabels(stream: Stream): Label[] {
  const found = LABELS.flatMap(({ field, pattern }) =>
    [...stream.text.matchAll(pattern)].map((match) => {
      const text = match[0].trimEnd();
      const from = wordAt(stream, match.index);
      return { field, from, to: wordAt(stream, match.index + text.length - 1) + 1, text };
    }),
  );
  const kept: Label[] = [];
  // The longest first: `signature of witness` is no signature.
  for (const label of found.toSorted(
    (a, b) => Number(a.field === 'other') - Number(b.field === 'other') || b.text.length - a.text.length,
  ))
    if (!kept.some((other) => label.from < other.to && other.from < label.to)) kept.push(label);
  return kept.sort((a, b) => a.from - b.from);
}

/** `Name:` below a heading that asks for the recipient is the name of the recipient, not of the patient. */
function nameTheirParty({ words }: Stream, labels: readonly Label[]): Label[] {
  return labels.map((label, at) => {
    const before = labels[at - 1];
    const isBare = label.field === 'patient-name' && /^(?:name|nombre)\b(?!.*(?:patient|paciente))/.test(label.text);
    if (!isBare || before === undefined || !['discloser', 'recipient'].includes(before.field)) return label;
    const between = words.slice(before.to, label.from).some(({ folded }) => /[a-z0-9]{3}/.test(folded));
    return between ? label : { ...label, field: before.field };
  });
}

function rowsOf(words: readonly StreamWord[]): ReadonlyMap<string, number[]> {
  const rows = new Map<string, number[]>();
  for (const [at, word] of words.entries()) {
    const key = rowKey(word);
    const row = rows.get(key);
    if (row === undefined) rows.set(key, [at]);
    else row.push(at);
  }
  return rows;
}

const rowKey = ({ page, line }: StreamWord) => `${page}:${line}`;

interface Beside {
  readonly asked: readonly StreamWord[];
  readonly last: StreamWord;
  readonly words: readonly StreamWord[];
  readonly column: { readonly left: number; readonly right: number };
}

/** What stands on the line of a label up to the next one, and the column that is its own. */
function besideOf(label: Label, { stream, labels, rows }: Around): Beside | undefined {
  const asked = stream.words.slice(label.from, label.to);
  const last = asked.at(-1);
  if (last === undefined) return undefined;
  const next = labels.find((other) => other.from >= label.to && sameRow(stream.words[other.from], last));
  const end = next?.from ?? Math.max(...(rows.get(rowKey(last)) ?? [label.to - 1])) + 1;
  const beside = glued(last, label, stream);
  const words = untilUnknownLabel([...(beside === undefined ? [] : [beside]), ...stream.words.slice(label.to, end)]);
  const column = { left: (asked[0]?.x ?? 0) - 0.04, right: stream.words[next?.from ?? -1]?.x ?? 1.01 };
  return { asked, last, words: words.some((word) => !isCaption(word, words)) ? words : [], column };
}

/** `______  Foo:` asks for something that is not known here: what follows is not this label's. */
function untilUnknownLabel(words: readonly StreamWord[]): StreamWord[] {
  const colon = words.findIndex((word, at) => at > 0 && /[a-z)]:$/.test(word.folded));
  if (colon === -1) return [...words];
  let start = colon;
  while (start > 0) {
    const [before, word] = [words[start - 1], words[start]];
    if (before === undefined || word === undefined) break;
    if (/_$/.test(before.text) || isMark(before) || word.x - before.x - before.w > 0.0125) break;
    start--;
  }
  // `[X] Other: ...` belongs to what is ticked.
  const before = words[start - 1];
  return start === 0 || (before !== undefined && isMark(before)) ? [...words] : words.slice(0, start);
}

/**
 * Some forms print the label below the line, others above it. Which of them this is shows where words stand close to labels
 * that have nothing beside them; then an empty place is not answered by its neighbour's words.
 */
function sideOf(asking: readonly Label[], around: Around): 'above' | 'below' | null {
  let [above, below] = [0, 0];
  for (const label of asking) {
    const beside = besideOf(label, around);
    const [first] = beside?.asked ?? [];
    if (beside === undefined || first === undefined || beside.words.length > 0) continue;
    const up = lineAbove(label, around, beside.column)[0];
    const down = linesFrom(label, around, beside.column)[0];
    const gapUp = up === undefined ? Infinity : first.y - up.y - up.h;
    const gapDown = down === undefined ? Infinity : down.y - beside.last.y - beside.last.h;
    if (Math.min(gapUp, gapDown) > CLOSE * first.h) continue;
    if (gapUp < gapDown) above++;
    else below++;
  }
  if (above >= 2 && above >= 3 * below) return 'above';
  return below >= 2 && below >= 3 * above ? 'below' : null;
}

function valueOf(label: Label, around: Around): FieldValue {
  const beside = besideOf(label, around);
  if (beside === undefined) return { ...nothing(label, []), how: 'right' };
  const { asked, last, words, column } = beside;
  if (words.length > 0) {
    const more = isBlank(words) && !words.some(isMark) ? menuBelow(label, around) : goesOn(label, around, words);
    return valued(label, asked, [...words, ...more], 'right', true);
  }
  const below = around.side === 'above' ? [] : linesFrom(label, around, column);
  const asksWithMark = /[:?]$/.test(last.folded) || label.text.endsWith('?');
  const isSure = around.side !== undefined && around.side !== null;
  if (below.length > 0) return valued(label, asked, below, 'below', isSure || asksWithMark || below.some(isMark));
  const above = around.side === 'below' ? [] : lineAbove(label, around, column);
  return above.length > 0 ? valued(label, asked, above, 'above', isSure) : { ...nothing(label, asked), how: 'right' };
}

/** What is glued to the last word of the label: `Name:Maria`. */
function glued(last: StreamWord, label: Label, { text }: Stream): StreamWord | undefined {
  const ends =
    text.indexOf(label.text.split(/[\s|]/).at(-1) ?? '', last.at) + (label.text.split(/[\s|]/).at(-1) ?? '').length;
  const rest = last.folded.slice(Math.max(0, ends - last.at));
  return /[a-z0-9_]/.test(rest) ? { ...last, text: last.text.slice(-rest.length), folded: rest } : undefined;
}

/** The lines below in the column of the label, until another label begins there or the lines end. */
function linesFrom(label: Label, { stream, labels }: Around, column: { left: number; right: number }): StreamWord[] {
  const last = stream.words[label.to - 1];
  if (last === undefined) return [];
  const taken: StreamWord[] = [];
  let foot = last.y + last.h;
  let line: number | undefined;
  let lines = 0;
  for (let at = label.to; at < stream.words.length; at++) {
    const word = stream.words[at];
    if (word === undefined || word.page !== last.page || sameRow(word, last)) continue;
    if (word.line < last.line || word.x < column.left || word.x >= column.right) continue;
    const isNumber = /^\(?(?:\d{1,2}|[a-z])[.)]$/.test(word.folded);
    if (labels.some(({ from }) => from === at || (isNumber && from === at + 1))) break;
    if (word.line !== line) {
      // A line that asks for something itself, in words that are not known here.
      const row = rowFrom(stream, at, column);
      if (row.some(({ folded }) => /[a-z)]:$/.test(folded)) && !row.some(isMark)) break;
      const isMenu = taken.some(isMark);
      if (++lines > (isMenu ? MOST_LINES : 2) || word.y - foot > NEAR * last.h) break;
      line = word.line;
    }
    taken.push(word);
    foot = Math.max(foot, word.y + word.h);
  }
  return taken;
}

function rowFrom({ words }: Stream, from: number, column: { left: number; right: number }): StreamWord[] {
  const first = words[from];
  return words
    .slice(from, from + 30)
    .filter((word) => first !== undefined && sameRow(word, first) && word.x >= column.left && word.x < column.right);
}

/** Things to tick that stand below a label whose own line is empty or a blank. */
function menuBelow(label: Label, around: Around): StreamWord[] {
  const below = linesFrom(label, around, { left: 0, right: 1.01 });
  return below.slice(0, 6).some(isMark) ? below : [];
}

/** What was begun beside a label goes on below: things to tick, or a sentence. */
function goesOn(label: Label, around: Around, first: readonly StreamWord[]): StreamWord[] {
  if (first.some(isMark)) return linesFrom(label, around, { left: 0, right: 1.01 });
  return menuBelow(label, around);
}

/** Forms that write the label under a line: the words right above it, if no other label claims them. */
function lineAbove(
  label: Label,
  { stream, labels, rows }: Around,
  column: { left: number; right: number },
): StreamWord[] {
  const first = stream.words[label.from];
  if (first === undefined) return [];
  const above = rows.get(`${first.page}:${first.line - 1}`) ?? [];
  const own = above.filter((at) => {
    const word = stream.words[at];
    return (
      word !== undefined && word.x >= column.left && word.x < column.right && first.y - word.y - word.h < NEAR * first.h
    );
  });
  if (own.some((at) => labels.some(({ from, to }) => at >= from && at < to))) return [];
  // A label further left on that line would be the one that is answered.
  if (above.length > own.length && labels.some(({ from }) => above.includes(from))) return [];
  return own.flatMap((at) => stream.words[at] ?? []);
}

function sentenceValues(stream: Stream): FieldValue[] {
  return SENTENCES.flatMap(({ field, pattern }) =>
    [...stream.text.matchAll(pattern)].flatMap((match): FieldValue[] => {
      const inner = match[1] ?? '';
      const start = match.index + match[0].lastIndexOf(inner);
      if (isPointer(inner)) return [];
      const words = stream.words.slice(wordAt(stream, start), wordAt(stream, start + inner.length - 1) + 1);
      const asked = stream.words.slice(wordAt(stream, match.index), wordAt(stream, start));
      return [{ ...valued({ field, from: 0, to: 0, text: '' }, asked, words, 'sentence', true) }];
    }),
  );
}

/** `the person named below`: says where to look, not who. */
function isPointer(text: string): boolean {
  return /\b(?:below|above|here|continuacion|following|described|listed|named|identified|on this form|this form|undersigned|the (?:use|disclosure|release)|abajo|arriba|siguientes?|descrit[oa]s?|indicad[oa]s?|mencionad[oa]s?|el uso|la divulgacion)\b|^(?:my|the|his|her) (?:use|disclosure|release|information to)\b/.test(
    text.replace(/[|\n]/g, ' '),
  );
}

function valued(
  label: Label,
  asked: readonly StreamWord[],
  words: readonly StreamWord[],
  how: FieldValue['how'],
  sure: boolean,
): FieldValue {
  const state = words.some(isMark) ? 'menu' : isBlank(words) ? 'blank' : 'filled';
  return { field: label.field, asked, words, text: textOf(words), state, how, sure };
}

function nothing(label: Label, asked: readonly StreamWord[]) {
  return { field: label.field, asked, words: [], text: '', state: 'blank', sure: true } as const;
}

const sameRow = (a: StreamWord | undefined, b: StreamWord) => a !== undefined && a.page === b.page && a.line === b.line;

/** A box to tick, ticked or not. */
export function isMark({ text }: { readonly text: string }): boolean {
  return isTick(text) || isEmptyBox(text);
}

export function isTick(text: string): boolean {
  return /^(?:[[(]_*[x✓✔√]_*[\])]|[☒☑✓✔]|_+x_+)/i.test(text) || /^x$/i.test(text);
}

function isEmptyBox(text: string): boolean {
  return /^(?:[[(] ?[\])]|[☐□]|\[_*\]?|\(_+\))/.test(text);
}

/** Written without ink: blanks, captions in parentheses, what shows how to fill in. */
export function isBlank(words: readonly StreamWord[]): boolean {
  const text = textOf(words)
    .toLowerCase()
    .replace(/\([^)]*\)?/g, ' ')
    .replace(
      /\b(?:mm|dd|yy(?:yy)?|aaaa|n\/a|none given|print|please print|required|optional|specify|describe|especifique|obligatorio|first|last|middle)\b/g,
      ' ',
    )
    .replace(/\b(?:date|or|event|name|fecha|o|evento|nombre)\b/g, ' ');
  return !/[\p{L}\p{N}]{2}|[\p{N}]/u.test(text);
}

function isCaption(word: StreamWord, words: readonly StreamWord[]): boolean {
  if (/^[:.]+$/.test(word.text)) return true;
  // Within parentheses that this row opens and closes.
  const at = words.indexOf(word);
  const open = words.slice(0, at + 1).some(({ text }) => text.startsWith('('));
  const close = words.slice(at).some(({ text }) => /\)[:.]?$/.test(text));
  return open && close && !isMark(word);
}

export function textOf(words: readonly StreamWord[]): string {
  return words
    .map(({ text }) => text.replace(/_+/g, ' ').trim())
    .filter((text) => text !== '')
    .join(' ');
}
