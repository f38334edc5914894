import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import type { BlobRef } from '../../platform/blobs/index.ts';
import type { Services } from '../../platform/services.ts';
import { facilityById } from '../directory/index.ts';
import { facilityOf } from '../patients/index.ts';
import { deriveLetter, type Facts, type LetterText } from './derive-letter.ts';
import { dayAt, dayInWords, localeOf, plainLine } from './plain-line.ts';
import { problemOf } from './problem-of-flaws.ts';
import { problems } from './problems.ts';
import { type Language, LANGUAGES, type LetterTemplate } from './template.ts';
import { findTemplate, templateBook } from './template-folder.ts';
import type { Told } from './house-templates/derive-merged.ts';
import { deriveTold } from './house-templates/derive-told.ts';
import { MOST_KIT, openKit } from './house-templates/house-template.ts';
import { findInForce, type HouseTemplate } from './house-templates/load-template.ts';
import { makeLetter } from './house-templates/make-letter.ts';
import { OWN_PREFIX } from './house-templates/own-facts.ts';
import { concernedBy } from './concerned-by.ts';

const MAX_LINES = 8;
const MAX_LINE = 200;
const MAX_BYTES = 10 * 1024 * 1024;
const MAX_ENCLOSED_BYTES = 110 * 1024 * 1024;

export interface LetterRequest {
  readonly template: string;
  readonly facts: Facts;
  readonly recipient: {
    readonly name: string;
    /** Postal address. */
    readonly lines?: readonly string[] | undefined;
    /** The patient in person: then the letter is in the language of the patient. */
    readonly isPatient?: boolean | undefined;
  };
  /** Where it is not that of the patient who gets it, or English. */
  readonly language?: Language | undefined;
  /** Any registration of the person it concerns, where known. */
  readonly patientId?: string | undefined;
  /** Whose letterhead; else the patient's facility, else that of the person at the desk. */
  readonly facilityId?: string | undefined;
  /** The case it belongs to, in the module that asks for the letter. */
  readonly case?: { readonly module: string; readonly id: string } | undefined;
  /** Puts what is enclosed behind the pages of the letter: both leave as one file, and no hand can part them. */
  readonly enclose?: ((letter: EnclosedLetter) => Promise<EnclosedLetter>) | undefined;
}

export interface EnclosedLetter {
  readonly pdf: Uint8Array;
  readonly pages: number;
}

/** A letter with its words, before it is set and stored. */
export interface ComposedLetter {
  readonly request: LetterRequest;
  readonly template: LetterTemplate;
  readonly letter: LetterText;
  /** In the words of the house, where it has its own in force that day. */
  readonly house: { readonly template: HouseTemplate; readonly told: Told } | null;
  readonly number: string;
  readonly day: string;
  readonly recipientName: string;
  readonly recipientLines: readonly string[];
  readonly patientId: string | undefined;
  readonly facility: {
    readonly id: string;
    readonly name: string;
    readonly custodian: string;
    readonly place: string;
    readonly country: string;
    readonly fictional: boolean;
  };
  readonly now: Date;
}

/** On disk, encrypted under a slot of its own; nothing names it until `draftLetter` does. */
export interface StoredLetter {
  readonly composed: ComposedLetter;
  readonly slot: string;
  readonly pdf: BlobRef;
  readonly facts: BlobRef;
  /** The same as a Word document, of a letter in the words of the house. */
  readonly workingCopy: BlobRef | null;
  readonly pages: number;
}

/**
 * Makes a letter before the transaction that needs it: `within` runs a short act of whoever asks (decided and audited like
 * any other), then the letter is set in type and stored.
 * @throws correspondence/template-unknown, correspondence/fact-missing (it names the fact), correspondence/fact-unknown,
 *   correspondence/fact-wrong, correspondence/recipient-missing, correspondence/wrong-country, correspondence/letter-too-long
 */
export async function prepareLetter(
  services: Pick<Services, 'blobs' | 'keyring'>,
  within: <T>(fn: (act: Act) => Promise<T>) => Promise<T>,
  request: LetterRequest,
): Promise<StoredLetter> {
  return storeLetter(services, await within((act) => composeLetter(act, request)));
}

async function composeLetter(act: Act, request: LetterRequest): Promise<ComposedLetter> {
  const patient = request.patientId === undefined ? undefined : await concernedBy(act, request.patientId);
  const language = request.language ?? (request.recipient.isPatient === true ? languageOf(patient?.language) : 'en');
  const facility = await facilityById(act, request.facilityId ?? patient?.facilityId ?? facilityOf(act, undefined));
  const day = dayAt(facility.timeZone, act.now);
  const { template, house } = await chooseTemplate(act, request, { language, facilityId: facility.id, day });
  if (template.country !== null && template.country !== facility.country)
    throw problems.wrongCountry({
      detail: `Nothing was made. This letter quotes the law of ${template.country}; choose one for ${facility.country}.`,
      at: 'template',
    });
  const recipientName = plainLine(request.recipient.name).slice(0, MAX_LINE);
  if (recipientName === '')
    throw problems.recipientMissing({ detail: 'Nothing was made. Say who gets the letter.', at: 'recipient.name' });
  const locale = localeOf(template.language, facility.country);
  const number = await nextNumber(act, day);
  const recipientLines = (request.recipient.lines ?? [])
    .map((line) => plainLine(line).slice(0, MAX_LINE))
    .filter((line) => line !== '')
    .slice(0, MAX_LINES);
  const place = facility.state === null ? facility.country : `${facility.state}, ${facility.country}`;
  const given = {
    facility: facility.name,
    custodian: facility.legalEntityName,
    letterDate: dayInWords(day, locale),
    letterNumber: number,
    recipient: recipientName,
  };
  const merged = deriveLetter(template, request.facts, given, locale);
  if ('flaws' in merged) throw problemOf(merged.flaws);
  const more = { ...given, recipientAddress: recipientLines.join('\n'), facilityPlace: place };
  return {
    request,
    template,
    letter: merged.letter,
    house: house === undefined ? null : { template: house, told: deriveTold(template, request.facts, more, locale) },
    number,
    day,
    recipientName,
    recipientLines,
    patientId: patient?.patientId,
    facility: {
      id: facility.id,
      name: facility.name,
      custodian: facility.legalEntityName,
      place,
      country: facility.country,
      fictional: facility.fictional,
    },
    now: act.now,
  };
}

/** The house's own in force that day, else ours. A letter that only the house has is in English where no Spanish one is asked for. */
async function chooseTemplate(
  act: Act,
  request: LetterRequest,
  of: { readonly language: Language; readonly facilityId: string; readonly day: string },
): Promise<{ template: LetterTemplate; house: HouseTemplate | undefined }> {
  const inForce = (language: Language) => findInForce(act, { ...of, template: request.template, language });
  const house = await inForce(of.language);
  if (!request.template.startsWith(OWN_PREFIX)) return { template: findTemplate(request.template, of.language), house };
  const own = house ?? (request.language === undefined ? await inForce('en') : undefined);
  if (own === undefined)
    throw problems.templateUnknown({
      detail: 'Nothing was made. This letter of the house is not in force in that language; choose another.',
      at: 'template',
    });
  const { template: id, language, version, digest, name: title, facts } = own;
  return {
    template: { id, language, version, digest, title, facts, country: null, subject: '', parts: [], must: [] },
    house: own,
  };
}

/** `es`, `es-MX` and `spa` are Spanish; what we cannot write is written in English. */
export function languageOf(code: string | undefined): Language {
  const primary = (code ?? '').toLowerCase().split(/[-_]/)[0];
  if (primary === 'spa') return 'es';
  return LANGUAGES.find((language) => language === primary) ?? 'en';
}

async function nextNumber(act: Act, day: string): Promise<string> {
  const { rows } = await sql<{ n: string }>`SELECT nextval('correspondence.letter_number')::text AS n`.execute(act.tx);
  return `L-${day.slice(0, 4)}-${(rows[0]?.n ?? '').padStart(6, '0')}`;
}

async function storeLetter(
  services: Pick<Services, 'blobs' | 'keyring'>,
  composed: ComposedLetter,
): Promise<StoredLetter> {
  const { template, facility, letter, request } = composed;
  const frame = {
    ...{ wording: templateBook().wording[template.language], fictional: facility.fictional },
    ...{ number: composed.number, title: template.title, now: composed.now },
  };
  const set = composed.house === null ? await setOurs() : await setTheirs(composed.house);
  if (set === undefined)
    throw problems.letterTooLong({ detail: 'No letter was made. Shorten what it says, or send a list as a document.' });
  const whole = request.enclose === undefined ? set : await request.enclose(set);
  const slot = services.keyring.newSlot();
  return {
    composed,
    slot,
    pages: whole.pages,
    pdf: await services.blobs.put(slot, Buffer.from(whole.pdf), {
      maxBytes: request.enclose === undefined ? MAX_BYTES : MAX_ENCLOSED_BYTES,
    }),
    facts: await services.blobs.put(slot, Buffer.from(JSON.stringify(request.facts)), { maxBytes: MAX_BYTES }),
    workingCopy: set.docx === null ? null : await services.blobs.put(slot, set.docx, { maxBytes: MAX_BYTES }),
  };

  async function setOurs() {
    // Fonts and PDF are loaded with the first letter, not at start.
    const { renderLetter } = await import('./render-letter.ts');
    const done = await renderLetter({
      ...frame,
      facility,
      date: dayInWords(composed.day, localeOf(template.language, facility.country)),
      recipient: [composed.recipientName, ...composed.recipientLines],
      subject: letter.subject,
      blocks: letter.blocks,
    });
    return done === undefined ? undefined : { ...done, docx: null };
  }

  async function setTheirs({ template: own, told }: NonNullable<ComposedLetter['house']>) {
    return makeLetter(openKit(await services.blobs.read(own.kit, MOST_KIT)), told, frame);
  }
}
