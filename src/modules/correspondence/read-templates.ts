// A template with a flaw refuses all of them: a test reads them, so that a letter that cannot be made is found out by us.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import {
  type FactKind,
  GIVEN,
  type Language,
  LANGUAGES,
  type LetterTemplate,
  type MustSay,
  type NeededFact,
  type Part,
  placesIn,
  type TemplateBook,
  type Terms,
  type Wording,
} from './template.ts';

const MAX_BYTES = 64 * 1024;
const WORDING_FILE = 'wording';
const NAME = /^[a-z][A-Za-z0-9]*$/;

/** Reads `<id>.<language>.yaml` of a folder. Throws an Error that lists every flaw of every file. */
export function readTemplates(folder: string): TemplateBook {
  const flaws: string[] = [];
  const templates = new Map<string, Partial<Record<Language, LetterTemplate>>>();
  const wording: Partial<Record<Language, Wording>> = {};
  for (const file of readdirSync(folder).sort()) {
    const [id = '', language, ending] = file.split('.');
    const flaw = (message: string) => void flaws.push(`${file}: ${message}`);
    if (ending !== 'yaml' || !isLanguage(language)) {
      flaw('is not named <id>.<language>.yaml');
      continue;
    }
    const bytes = readFileSync(join(folder, file));
    if (bytes.length > MAX_BYTES) {
      flaw(`is longer than ${MAX_BYTES} bytes`);
      continue;
    }
    const content = mapping(parse(bytes.toString('utf8'), { maxAliasCount: 0 }), flaw);
    if (id === WORDING_FILE) wording[language] = readWording(content, language, flaw);
    else
      templates.set(id, {
        ...templates.get(id),
        [language]: readTemplate({ content, id, language, digest: sha256(bytes) }, flaw),
      });
  }
  for (const [id, languages] of templates) flaws.push(...unlike(id, languages));
  for (const language of LANGUAGES)
    if (wording[language] === undefined) flaws.push(`${WORDING_FILE}.${language}.yaml is missing`);
  if (templates.size === 0) flaws.push(`no template was found in ${folder}`);
  if (flaws.length > 0) throw new Error(`The letter templates cannot be read:\n  ${flaws.join('\n  ')}`);
  return {
    templates: templates as ReadonlyMap<string, Record<Language, LetterTemplate>>, // `unlike` saw every language
    wording: wording as Record<Language, Wording>, // and each wording was looked for
  };
}

type Flaw = (message: string) => void;

function readTemplate(
  from: { content: Record<string, unknown>; id: string; language: Language; digest: string },
  flaw: Flaw,
): LetterTemplate {
  const { content, id, language, digest } = from;
  onlyKeys(content, ['title', 'version', 'country', 'facts', 'must', 'subject', 'body'], 'a template', flaw);
  const version = content['version'];
  if (!Number.isInteger(version) || Number(version) < 1) flaw('version must be a whole number from 1');
  const country = content['country'];
  if (country !== undefined && !/^[A-Z]{2}$/.test(String(country))) flaw('country must be two capital letters');
  const facts = readFacts(mapping(content['facts'] ?? {}, flaw), flaw);
  const body = content['body'];
  if (!Array.isArray(body) || body.length === 0) flaw('body must be a list of parts');
  const template: LetterTemplate = {
    id,
    language,
    version: Number(version),
    digest,
    title: text(content['title'], 'title', flaw),
    country: country === undefined ? null : String(country),
    facts,
    subject: text(content['subject'], 'subject', flaw),
    parts: (Array.isArray(body) ? body : []).map((part, index) => readPart(part, `body[${index}]`, flaw)),
    must: readMust(content['must'] ?? [], flaw),
  };
  checkPlaces(template, flaw);
  return template;
}

/** `name: text`, `name?: date`, `name: [field, field]`. */
function readFacts(content: Record<string, unknown>, flaw: Flaw): Map<string, NeededFact> {
  return new Map(
    Object.entries(content).map(([key, value]) => {
      const optional = key.endsWith('?');
      const name = optional ? key.slice(0, -1) : key;
      if (!NAME.test(name)) flaw(`"${name}" is no name for a fact`);
      if ((GIVEN as readonly string[]).includes(name)) flaw(`"${name}" is given to every letter and not declared`);
      return [name, { kind: readKind(value, name, flaw), optional }];
    }),
  );
}

function readKind(value: unknown, name: string, flaw: Flaw): FactKind {
  if (value === 'text' || value === 'date' || value === 'count') return value;
  if (Array.isArray(value) && value.length > 0 && value.every((field) => NAME.test(String(field))))
    return { rows: value.map(String) };
  flaw(`"${name}" must be text, date, count or a list of fields`);
  return 'text';
}

function readPart(value: unknown, at: string, flaw: Flaw): Part {
  if (typeof value === 'string') return { kind: 'paragraph', text: value, when: null, name: null };
  const content = mapping(value, flaw);
  onlyKeys(content, ['paragraph', 'heading', 'list', 'item', 'terms', 'when', 'name', 'as'], at, flaw);
  const when = content['when'] === undefined ? null : String(content['when']);
  if (content['list'] !== undefined)
    return {
      kind: 'list',
      of: String(content['list']),
      item: text(content['item'], `${at}.item`, flaw),
      plain: content['as'] === 'paragraphs',
      terms: readTerms(content['terms'], flaw),
      when,
      name: null,
    };
  const kind = content['heading'] === undefined ? 'paragraph' : 'heading';
  const name = content['name'] === undefined ? null : text(content['name'], `${at}.name`, flaw);
  if (name !== null && !NAME.test(name)) flaw(`"${name}" is no name for a part`);
  return { kind, text: text(content[kind], `${at}.${kind}`, flaw), when, name };
}

function readMust(value: unknown, flaw: Flaw): MustSay[] {
  if (!Array.isArray(value)) {
    flaw('must is a list of what the letter cannot go without');
    return [];
  }
  return value.map((each: unknown) => {
    const content = mapping(each, flaw);
    onlyKeys(content, ['needs', 'what', 'cite'], 'must', flaw);
    const needs = content['needs'];
    if (!Array.isArray(needs) || needs.length === 0) flaw('must.needs is a list of facts and parts');
    return {
      needs: (Array.isArray(needs) ? needs : []).map(String),
      what: text(content['what'], 'must.what', flaw),
      cite: text(content['cite'], 'must.cite', flaw),
    };
  });
}

function readTerms(value: unknown, flaw: Flaw): Terms | null {
  if (value === undefined) return null;
  const content = mapping(value, flaw);
  onlyKeys(content, ['by', 'for', 'words'], 'terms', flaw);
  return {
    by: text(content['by'], 'terms.by', flaw),
    for: text(content['for'], 'terms.for', flaw),
    words: new Map(
      Object.entries(mapping(content['words'], flaw)).map(([code, words]) => [
        code,
        text(words, `words.${code}`, flaw),
      ]),
    ),
  };
}

/** Every `{name}` is a fact that is there for certain: needed, given, or the one that `when` asks for. */
function checkPlaces(template: LetterTemplate, flaw: Flaw): void {
  const check = (places: readonly string[], when: string | null) => {
    for (const name of places) {
      if ((GIVEN as readonly string[]).includes(name)) continue;
      const fact = template.facts.get(name);
      if (fact === undefined) flaw(`{${name}} is not declared under facts`);
      else if (typeof fact.kind === 'object') flaw(`{${name}} is a list and cannot stand in a sentence`);
      else if (fact.optional && when !== name) flaw(`{${name}} is optional and stands without "when: ${name}"`);
    }
  };
  check(placesIn(template.subject), null);
  const used = new Set<string>(placesIn(template.subject));
  for (const part of template.parts) {
    if (part.when !== null && template.facts.get(part.when)?.optional !== true)
      flaw(`"when: ${part.when}" does not name an optional fact`);
    if (part.when !== null) used.add(part.when);
    if (part.kind !== 'list') {
      check(placesIn(part.text), part.when);
      for (const name of placesIn(part.text)) used.add(name);
      continue;
    }
    used.add(part.of);
    const fact = template.facts.get(part.of);
    if (fact === undefined || typeof fact.kind !== 'object') flaw(`list "${part.of}" is not declared as a list`);
    else {
      if (fact.optional && part.when !== part.of) flaw(`list "${part.of}" is optional and needs "when: ${part.of}"`);
      const { rows } = fact.kind;
      for (const field of [...placesIn(part.item), ...(part.terms === null ? [] : [part.terms.by, part.terms.for])])
        if (!rows.includes(field)) flaw(`{${field}} is not a field of "${part.of}"`);
    }
  }
  const parts = template.parts.flatMap(({ name }) => (name === null ? [] : [name]));
  for (const name of parts)
    if (template.facts.has(name) || (GIVEN as readonly string[]).includes(name))
      flaw(`part "${name}" has the name of a fact`);
  for (const name of template.must.flatMap(({ needs }) => needs))
    if (!template.facts.has(name) && !parts.includes(name)) flaw(`must: "${name}" is neither a fact nor a named part`);
  for (const name of template.facts.keys()) if (!used.has(name)) flaw(`fact "${name}" is declared and never used`);
}

/** The languages of one letter say the same: equal version, country and facts. */
function unlike(id: string, languages: Partial<Record<Language, LetterTemplate>>): string[] {
  const missing = LANGUAGES.filter((language) => languages[language] === undefined);
  if (missing.length > 0) return missing.map((language) => `${id}.${language}.yaml is missing`);
  const shape = (template: LetterTemplate | undefined) =>
    JSON.stringify([
      template?.version,
      template?.country,
      [...(template?.facts ?? [])].sort(),
      (template?.parts ?? []).flatMap(({ name, when }) => (name === null ? [] : [[name, when]])),
      template?.must,
    ]);
  return LANGUAGES.filter((language) => shape(languages[language]) !== shape(languages.en)).map(
    (language) =>
      `${id}.${language}.yaml has another version, country, other facts, named parts or duties than ${id}.en.yaml`,
  );
}

function readWording(content: Record<string, unknown>, language: Language, flaw: Flaw): Wording {
  onlyKeys(content, ['fictional', 'workingCopy', 'page', 'reference', 'closing', 'desk', 'mail'], 'the wording', flaw);
  const mail = mapping(content['mail'], flaw);
  const words = (key: string) => text(content[key], key, flaw);
  const sentences = (key: string) => {
    const value = mail[key];
    if (!Array.isArray(value) || value.length === 0) flaw(`mail.${key} must be a list of paragraphs`);
    return Array.isArray(value) ? value.map((each) => text(each, `mail.${key}`, flaw)) : [];
  };
  return {
    language,
    fictional: words('fictional'),
    workingCopy: words('workingCopy'),
    page: words('page'),
    reference: words('reference'),
    closing: words('closing'),
    desk: words('desk'),
    mail: {
      subject: text(mail['subject'], 'mail.subject', flaw),
      letter: sentences('letter'),
      link: sentences('link'),
      notice: sentences('notice'),
    },
  };
}

function mapping(value: unknown, flaw: Flaw): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  flaw('a mapping of names to values is expected');
  return {};
}

function onlyKeys(content: Record<string, unknown>, known: readonly string[], what: string, flaw: Flaw): void {
  for (const key of Object.keys(content)) if (!known.includes(key)) flaw(`${what} has no "${key}"`);
}

function text(value: unknown, at: string, flaw: Flaw): string {
  if (typeof value === 'string' && value.trim() !== '') return value.trim();
  flaw(`${at} must be a text`);
  return '';
}

function isLanguage(word: string | undefined): word is Language {
  return (LANGUAGES as readonly (string | undefined)[]).includes(word);
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
