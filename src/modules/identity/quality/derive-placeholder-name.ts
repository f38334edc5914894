import { foldText } from '../../../../packages/linkage/index.ts';
import { isTestName } from '../derive-standing.ts';
import type { Why } from './rules.ts';

export interface WrittenName {
  readonly use: string;
  readonly family: string;
  readonly given: readonly string[];
}

/** A newborn has a name of its own by then, and who came unknown was asked: after this a placeholder is forgotten, not waiting. */
const NEWBORN_DAYS = 60;
const UNKNOWN_DAYS = 30;

/** Whole names, folded, that stand for nobody. One such word alone may be a family name, so the words stand together. */
const NOBODY = new Set(['john doe', 'jane doe', 'doe john', 'doe jane', 'no name', 'name unknown', 'unknown name']);
/** Words that are no part of any name. */
const UNKNOWN_WORDS = new Set(['unknown', 'unk', 'fnu', 'lnu', 'nfn', 'nln', 'null', 'unidentified', 'anonymous']);
const DO_NOT_USE = /\b(do not use|dont use|duplicate|delete|deleted|merged|error|obsolete)\b/;
const NEWBORN =
  /\b(baby ?(boy|girl|male|female)|newborn|infant (boy|girl|male|female)|bb of|bg of|twin [ab]|boy [ab]|girl [ab])\b/;

/**
 * What shows that this is nobody's name. A name said to be a placeholder (by its use) is right for a while; `days` are
 * those since the registration. Names that only look unusual are left alone: *Test*, *Doe* and *Baby* are names of people.
 */
export function derivePlaceholderName({ use, family, given }: WrittenName, days: number): Why | undefined {
  if (use === 'newborn-placeholder') return days > NEWBORN_DAYS ? 'waits-too-long' : undefined;
  if (use === 'unknown-placeholder') return days > UNKNOWN_DAYS ? 'waits-too-long' : undefined;
  const written = [...given, family].filter((part) => part.trim() !== '');
  const whole = foldText(written.join(' '));
  const words = whole.split(' ');
  if (DO_NOT_USE.test(whole)) return 'do-not-use';
  if (isTestName({ given, family })) return 'test';
  if (NEWBORN.test(whole)) return days > NEWBORN_DAYS ? 'waits-too-long' : 'newborn';
  if (NOBODY.has(whole) || words.some((word) => UNKNOWN_WORDS.has(word))) return 'unknown';
  if (written.some((part) => !/\p{L}/u.test(part))) return /\p{N}/u.test(written.join('')) ? 'digits' : 'no-letters';
  if (words.some((word) => /^(\p{L})\1{2,}$/u.test(word) && word !== 'iii')) return 'repeated';
  return written.some((part) => /\p{N}/u.test(part)) ? 'digits' : undefined;
}
