import { deriveLetter, type Facts, type LetterText } from './derive-letter.ts';
import { dayInWords, localeOf, plainLine } from './plain-line.ts';
import { problemOf } from './problem-of-flaws.ts';
import { problems } from './problems.ts';
import type { Language } from './template.ts';
import { findTemplate } from './template-folder.ts';

export interface TextRequest {
  readonly template: string;
  readonly language: Language;
  readonly facts: Facts;
  readonly facility: { readonly name: string; readonly legalEntityName: string; readonly country: string };
  readonly recipient: string;
  /** As it stands where a letter has its own number. */
  readonly number: string;
  /** `YYYY-MM-DD` */
  readonly day: string;
}

/**
 * The words of a template where they are no letter of their own: a page of a packet.
 * @throws correspondence/template-unknown, correspondence/wrong-country, correspondence/fact-missing, correspondence/fact-wrong
 */
export function composeText(request: TextRequest): LetterText & { readonly title: string } {
  const { facility, facts, language } = request;
  const template = findTemplate(request.template, language);
  if (template.country !== null && template.country !== facility.country)
    throw problems.wrongCountry({
      detail: `Nothing was made. These words quote the law of ${template.country}; choose others for ${facility.country}.`,
    });
  const locale = localeOf(language, facility.country);
  const merged = deriveLetter(
    template,
    facts,
    {
      facility: facility.name,
      custodian: facility.legalEntityName,
      letterDate: dayInWords(request.day, locale),
      letterNumber: request.number,
      recipient: plainLine(request.recipient) || request.number,
    },
    locale,
  );
  if ('flaws' in merged) throw problemOf(merged.flaws);
  return { ...merged.letter, title: template.title };
}
