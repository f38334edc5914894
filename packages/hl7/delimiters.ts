import { refuse, type Refusal } from './refusal.ts';

export interface Delimiters {
  readonly field: string;
  readonly component: string | undefined;
  readonly repetition: string | undefined;
  readonly escape: string | undefined;
  readonly subcomponent: string | undefined;
  /** Version 2.7 and later. */
  readonly truncation: string | undefined;
}

export const USUAL: Delimiters = {
  field: '|',
  component: '^',
  repetition: '~',
  escape: '\\',
  subcomponent: '&',
  truncation: undefined,
};

const MAX_ENCODING_CHARACTERS = 5;

/** From the bytes of a header segment (MSH, FHS, BHS): the fourth byte, and those up to its next appearance. */
export function delimitersOf(header: string): Delimiters | Refusal {
  const field = header[3];
  if (field === undefined) return refuse('short-msh', 'The header segment ends before it says its field separator.');
  const end = header.indexOf(field, 4);
  const encoding = header.slice(4, end === -1 ? undefined : end);
  if (encoding === '') return refuse('short-msh', 'The header segment names no encoding characters.');
  if (encoding.length > MAX_ENCODING_CHARACTERS)
    return refuse('delimiters', 'The header segment names more than five encoding characters.');
  const all = [field, ...encoding];
  if (new Set(all).size !== all.length) return refuse('delimiters', 'Two delimiters are the same character.');
  if (all.some((each) => /[A-Za-z0-9\r\n]/.test(each)))
    return refuse('delimiters', 'A delimiter is a letter, a digit or the end of a line.');
  return {
    field,
    component: encoding[0],
    repetition: encoding[1],
    escape: encoding[2],
    subcomponent: encoding[3],
    truncation: encoding[4],
  };
}
