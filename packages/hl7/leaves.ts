import { cut } from './charset.ts';
import type { Message, Segment } from './message.ts';
import { getIn, isHeader } from './read.ts';

/** The smallest pieces of a message, each with the path under which it is read and edited. */
export interface Leaf {
  /** `PID-3[2].4` */
  readonly path: string;
  readonly field: number;
  readonly value: string;
}

/** Of one segment, in the order in which they stand; empty ones are left out. `which`: the how manieth of its name, from 1. */
export function leavesOf(message: Message, segment: Segment, which: number): Leaf[] {
  const { field, component, repetition, subcomponent } = message.delimiters;
  const header = isHeader(segment.name);
  const pieces = (text: string, delimiter: string | undefined) =>
    delimiter === undefined ? [text] : cut(text, delimiter, message.charset);
  const leaves: Leaf[] = [];
  const root = which === 1 ? segment.name : `${segment.name}[${which}]`;
  for (const [at, raw] of pieces(segment.raw, field).entries()) {
    const number = header ? at + 1 : at;
    if (raw === '' || at === 0) continue;
    const whole = header && number <= 2;
    const repetitions = whole ? [raw] : pieces(raw, repetition);
    for (const [r, repeated] of repetitions.entries()) {
      const place = `${root}-${number}${r === 0 ? '' : `[${r + 1}]`}`;
      const components = whole ? [repeated] : pieces(repeated, component);
      for (const [c, one] of components.entries()) {
        const subs = whole ? [one] : pieces(one, subcomponent);
        for (const [s, sub] of subs.entries()) {
          if (sub === '') continue;
          const path = `${place}${components.length === 1 && subs.length === 1 ? '' : `.${c + 1}`}${subs.length === 1 ? '' : `.${s + 1}`}`;
          leaves.push({ path, field: number, value: sub === '""' ? '""' : (getIn(message, segment, path) ?? '') });
        }
      }
    }
  }
  return leaves;
}
