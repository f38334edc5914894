import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { problems } from './problems.ts';
import { readTemplates } from './read-templates.ts';
import type { Language, LetterTemplate, TemplateBook } from './template.ts';

let book: TemplateBook | undefined;

/** The templates that ship with the product, read at first use. Beside this file in the sources, beside the bundle when built. */
export function templateBook(): TemplateBook {
  if (book !== undefined) return book;
  const here = fileURLToPath(new URL('.', import.meta.url));
  const folder = [join(here, 'correspondence-templates'), join(here, 'templates')].find((candidate) =>
    existsSync(candidate),
  );
  if (folder === undefined) throw new Error('The folder of letter templates is missing beside the program.');
  book = readTemplates(folder);
  return book;
}

/** @throws correspondence/template-unknown */
export function findTemplate(id: string, language: Language): LetterTemplate {
  const found = templateBook().templates.get(id);
  if (found === undefined)
    throw problems.templateUnknown({ detail: 'Nothing was made. Choose a template from the list.', at: 'template' });
  return found[language];
}
