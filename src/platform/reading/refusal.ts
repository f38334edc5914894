/** Why a file, or one page of it, could not be read. */
export type RefusalReason =
  | 'empty'
  | 'truncated'
  | 'damaged'
  | 'encrypted'
  | 'polyglot'
  | 'unsupported'
  | 'too-large'
  | 'too-many-pages'
  | 'too-many-pixels'
  | 'timed-out'
  | 'out-of-memory'
  | 'crashed'
  | 'no-space'
  | 'stopped';

/** `detail` is a sentence for the desk: what is wrong with the file and what to do about it. Never content of the file. */
export interface Refusal {
  readonly reason: RefusalReason;
  readonly detail: string;
}

/** The file is not at fault: the same file may be read when the cause has passed. */
export function mayPass(refusal: Refusal): boolean {
  return refusal.reason === 'no-space' || refusal.reason === 'stopped';
}

export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(reason: RefusalReason, detail: string) {
    super(`${reason}: ${detail}`);
    this.name = 'Refused';
    this.refusal = { reason, detail };
  }
}

const count = (n: number): string => n.toLocaleString('en-US');

/** The sentences, so that each is written once. */
export const refuse = {
  empty: () => new Refused('empty', 'The file is empty (0 bytes). Scan or send it again.'),
  tooLarge: (bytes: number, most: number) =>
    new Refused(
      'too-large',
      `The file has ${count(Math.ceil(bytes / 1e6))} MB; at most ${count(Math.floor(most / 1e6))} MB are read. ` +
        'Split it, or scan it again at 300 dots an inch.',
    ),
  tooManyPages: (pages: number, most: number) =>
    new Refused(
      'too-many-pages',
      `The file has ${count(pages)} pages; at most ${count(most)} are read at once. Split it into parts.`,
    ),
  tooManyPixels: (width: number, height: number, most: number) =>
    new Refused(
      'too-many-pixels',
      `The page is ${count(width)} by ${count(height)} pixels; at most ${count(most / 1e6)} million are read. ` +
        'Scan it again at a lower resolution.',
    ),
  tooManyRows: (most: number) =>
    new Refused('too-large', `The list has more than ${count(most - 1)} rows. Split it and send the parts one by one.`),
  tooManyColumns: (most: number) =>
    new Refused('too-large', `The list has more than ${count(most)} columns. Leave away those that nobody needs.`),
  truncated: () => new Refused('truncated', 'The file ends too early: part of it is missing. Scan or send it again.'),
  damaged: (what = 'The file') =>
    new Refused('damaged', `${what} is damaged and cannot be opened. Scan or send it again.`),
  encrypted: () =>
    new Refused(
      'encrypted',
      'The file is locked with a password. Ask the sender for the password or for a copy without one.',
    ),
  polyglot: (first: string, second: string) =>
    new Refused(
      'polyglot',
      `The file is ${first} and ${second} at once, so different programs would show different content. ` +
        'Ask the sender for a plain copy.',
    ),
  unsupported: (what: string, instead = 'Save or print it as PDF and send that.') =>
    new Refused('unsupported', `The file is ${what}, which is not read here. ${instead}`),
  timedOut: (seconds: number, what = 'The file') =>
    new Refused('timed-out', `${what} took longer than ${count(seconds)} seconds to read and was stopped.`),
  outOfMemory: (bytes: number, what = 'The file') =>
    new Refused(
      'out-of-memory',
      `${what} needed more than ${count(Math.floor(bytes / 1e6))} MB of memory to read and was stopped.`,
    ),
  crashed: (what = 'The file') =>
    new Refused('crashed', `${what} stopped the reader: it is damaged, or made to do harm. Ask for another copy.`),
  noSpace: () => new Refused('no-space', 'There was no space left on the disk. The file is read again when there is.'),
  stopped: () => new Refused('stopped', 'Reading was stopped. The file is read again after the next start.'),
};
