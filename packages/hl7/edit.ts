import { cut, encode } from './charset.ts';
import { escapeText } from './escapes.ts';
import type { Message, Segment } from './message.ts';
import { parsePath, type Path } from './path.ts';
import { isHeader } from './read.ts';
import { isRefusal, refuse, type Refusal } from './refusal.ts';

/** The message with another value at one place; every other byte stays. `null` writes `""`: delete the value. */
export function set(message: Message, path: string, value: string | null): Message | Refusal {
  const parsed = parsePath(path);
  if (parsed === undefined || (isHeader(parsed.segment) && parsed.field <= 2))
    return refuse('path', 'This is not a place that can be written.');
  let left = parsed.which;
  const at = message.segments.findIndex((segment) => segment.name === parsed.segment && --left === 0);
  const segment = message.segments[at];
  if (segment === undefined) return refuse('no-segment', 'The message has no such segment.');
  const written = value === null ? '""' : encode(escapeText(value, message.delimiters), message.charset);
  if (written === undefined) return refuse('charset', 'The character set of the message cannot write this value.');
  const raw = rewritten(message, segment, parsed, written);
  return isRefusal(raw) ? raw : { ...message, segments: message.segments.with(at, { ...segment, raw: raw.text }) };
}

function rewritten(message: Message, segment: Segment, path: Path, value: string): { text: string } | Refusal {
  const { field, repetition, component, subcomponent } = message.delimiters;
  const levels: { delimiter: string | undefined; at: number }[] = [
    { delimiter: field, at: isHeader(segment.name) ? path.field - 1 : path.field },
    { delimiter: repetition, at: path.repetition - 1 },
  ];
  if (path.component !== undefined) levels.push({ delimiter: component, at: path.component - 1 });
  if (path.subcomponent !== undefined) levels.push({ delimiter: subcomponent, at: path.subcomponent - 1 });
  if (levels.some(({ delimiter, at }) => delimiter === undefined && at > 0))
    return refuse('path', 'The message has no delimiter for that place.');
  const write = (text: string, depth: number): string => {
    const level = levels[depth];
    if (level === undefined) return value;
    if (level.delimiter === undefined) return write(text, depth + 1);
    const pieces = cut(text, level.delimiter, message.charset);
    while (pieces.length <= level.at) pieces.push('');
    pieces[level.at] = write(pieces[level.at] ?? '', depth + 1);
    return pieces.join(level.delimiter);
  };
  return { text: write(segment.raw, 0) };
}
