import type { LabelPattern } from './label-pattern.ts';

const MOST_TEXTS = 12;
const LONGEST_FIXED = 30;
const LONGEST_NUMBER = 80;
/** Shorter numbers without any fixed text stand in every code of every trade. */
const LEAST_BARE = 4;

export interface PatternFault {
  readonly at: string;
  readonly detail: string;
}

/** What is wrong with a pattern, as sentences; empty when nothing is. */
export function decideLabelPattern(pattern: Omit<LabelPattern, 'id'>): PatternFault[] {
  const { before, after, means, form, shortest, longest, check } = pattern;
  const bare = before.length === 0 && after === '';
  const named = means === 'patient' || means === 'visit' || means === 'account';
  const faults: [boolean, PatternFault][] = [
    [pattern.name.trim() === '', { at: 'name', detail: 'Give it a name that people at the desk know.' }],
    [
      before.length > MOST_TEXTS || [...before, after].some((text) => text.length > LONGEST_FIXED),
      { at: 'before', detail: `At most ${MOST_TEXTS} fixed texts of ${LONGEST_FIXED} characters.` },
    ],
    [before.some((text) => text.trim() === ''), { at: 'before', detail: 'A fixed text is empty.' }],
    [
      !Number.isInteger(shortest) || !Number.isInteger(longest) || shortest < 0 || longest > LONGEST_NUMBER,
      { at: 'longest', detail: `A number has up to ${LONGEST_NUMBER} characters.` },
    ],
    [shortest > longest, { at: 'shortest', detail: 'The shortest number is longer than the longest.' }],
    [
      named && shortest < 1,
      { at: 'shortest', detail: 'A number of a patient, visit or account has at least one character.' },
    ],
    [named && form === 'anything', { at: 'form', detail: 'Say whether the number is of digits or of letters.' }],
    [
      bare && shortest < LEAST_BARE,
      {
        at: 'shortest',
        detail: `Without fixed text before or behind it, a number has at least ${LEAST_BARE} characters: shorter ones stand in any code.`,
      },
    ],
    [bare && form === 'anything', { at: 'before', detail: 'Without any fixed text it would mean every code.' }],
    [
      check !== 'none' && shortest < 2,
      { at: 'shortest', detail: 'With a check character a number has at least two characters.' },
    ],
    [
      (means === 'type') !== (pattern.typeCode !== null),
      { at: 'typeCode', detail: 'Choose the document type that it means, and only then.' },
    ],
  ];
  return faults.filter(([wrong]) => wrong).map(([, fault]) => fault);
}
