import { composeText, type TextRequest } from './compose-text.ts';
import { dayInWords, localeOf, plainLine } from './plain-line.ts';
import { problems } from './problems.ts';
import { templateBook } from './template-folder.ts';

export interface UnkeptLetter extends Omit<TextRequest, 'facility' | 'recipient'> {
  readonly facility: TextRequest['facility'] & { readonly state: string | null; readonly fictional: boolean };
  /** Name and address, line by line. */
  readonly recipient: readonly string[];
  readonly now: Date;
}

/**
 * A letter that says a secret: set in type for whoever asks and kept nowhere, since whoever may read letters may not know it.
 * @returns PDF
 * @throws what `composeText` throws, correspondence/letter-too-long
 */
export async function setUnkeptLetter(request: UnkeptLetter): Promise<Buffer> {
  const { facility, language, recipient } = request;
  const { title, subject, blocks } = composeText({ ...request, recipient: recipient[0] ?? '' });
  // Fonts and PDF are loaded with the first letter, not at start.
  const { renderLetter } = await import('./render-letter.ts');
  const set = await renderLetter({
    ...{ wording: templateBook().wording[language], fictional: facility.fictional },
    ...{ number: request.number, title, subject, blocks, now: request.now },
    facility: {
      ...{ name: facility.name, custodian: facility.legalEntityName, country: facility.country },
      place: facility.state === null ? facility.country : `${facility.state}, ${facility.country}`,
    },
    date: dayInWords(request.day, localeOf(language, facility.country)),
    recipient: recipient.map(plainLine).filter((line) => line !== ''),
  });
  if (set === undefined)
    throw problems.letterTooLong({ detail: 'No letter was made. Shorten what it says, or send a list as a document.' });
  return set.pdf;
}
