import { type Charset, ownBytes } from './charset.ts';
import type { Delimiters } from './delimiters.ts';

const MAX_REPEATED = 200;

/** Escapes resolved, still bytes as text. What is unknown or not closed stays as written. */
export function unescape(text: string, delimiters: Delimiters, charset: Charset): string {
  const { escape } = delimiters;
  if (escape === undefined || !text.includes(escape)) return text;
  const marks: number[] = [];
  for (const at of ownBytes(text, charset)) if (text[at] === escape) marks.push(at);
  let plain = '';
  let from = 0;
  for (let mark = 0; mark + 1 < marks.length; mark++) {
    const open = marks[mark] as number;
    const close = marks[mark + 1] as number;
    const meant = meaningOf(text.slice(open + 1, close), delimiters);
    if (meant === undefined) continue;
    plain += text.slice(from, open) + meant;
    from = close + 1;
    mark++;
  }
  return plain + text.slice(from);
}

function meaningOf(sequence: string, delimiters: Delimiters): string | undefined {
  switch (sequence) {
    case 'F':
      return delimiters.field;
    case 'S':
      return delimiters.component;
    case 'T':
      return delimiters.subcomponent;
    case 'R':
      return delimiters.repetition;
    case 'E':
      return delimiters.escape;
    case 'P':
      return delimiters.truncation ?? '#';
    // Highlighting has no meaning in plain text.
    case 'H':
    case 'N':
      return '';
  }
  if (/^X(?:[0-9A-Fa-f]{2})+$/.test(sequence)) return Buffer.from(sequence.slice(1), 'hex').toString('latin1');
  return formatting(sequence);
}

/** Commands of formatted text (FT): lines and spaces; indents and filling say nothing in plain text. */
function formatting(sequence: string): string | undefined {
  const match = /^\.(br|sp|sk|ce|in|ti|fi|nf) ?([+-]?\d{1,4})?$/.exec(sequence);
  if (match === null) return undefined;
  const count = Math.min(Math.max(Number(match[2] ?? 1), 0), MAX_REPEATED);
  switch (match[1]) {
    case 'br':
    case 'ce':
      return '\n';
    case 'sp':
      return '\n'.repeat(count);
    case 'sk':
      return ' '.repeat(count);
    default:
      return '';
  }
}

/** For a value that is to be written: delimiters and line ends as escapes. `text` is characters, before encoding. */
export function escapeText(text: string, delimiters: Delimiters): string {
  const { escape } = delimiters;
  if (escape === undefined) return text;
  const names = new Map<string, string>();
  const add = (character: string | undefined, name: string) => {
    if (character !== undefined) names.set(character, `${escape}${name}${escape}`);
  };
  add(delimiters.field, 'F');
  add(delimiters.component, 'S');
  add(delimiters.subcomponent, 'T');
  add(delimiters.repetition, 'R');
  add(escape, 'E');
  add(delimiters.truncation, 'P');
  let written = '';
  for (const character of text.replace(/\r\n?/g, '\n'))
    written += character === '\n' ? `${escape}.br${escape}` : (names.get(character) ?? character);
  return written;
}
