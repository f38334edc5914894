import { fill } from './derive-letter.ts';
import type { Wording } from './template.ts';

export interface MailText {
  readonly subject: string;
  readonly text: string;
}

/** Subject and body of a mail: who writes and which letter, nothing about anybody's health and no name of a person. */
export function deriveMail(
  wording: Wording,
  carries: 'letter' | 'link' | 'notice',
  words: {
    readonly facility: string;
    readonly letterNumber: string;
    readonly fictional: boolean;
    readonly link?: string;
  },
): MailText {
  const places = new Map([
    ['facility', words.facility],
    ['letterNumber', words.letterNumber],
    ...(words.link === undefined ? [] : [['link', words.link] as const]),
  ]);
  const paragraphs = wording.mail[carries].map((paragraph) => fill(paragraph, places));
  return {
    subject: fill(wording.mail.subject, places),
    text: [...(words.fictional ? [wording.fictional] : []), ...paragraphs].join('\n\n') + '\n',
  };
}
