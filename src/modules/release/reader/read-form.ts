import { createHash } from 'node:crypto';
import { type Sign, SIGNS } from '../../../platform/reading/index.ts';
import type { Services } from '../../../platform/services.ts';
import { ruleBook } from '../../regulations/index.ts';
import { deriveKnownForm, type KnownForm } from '../payers/derive-known-form.ts';
import { deriveFormElements, type CaseFacts, type ReadForm } from './derive-form-elements.ts';
import { deriveFormPages } from './derive-form-pages.ts';
import type { FormSource, SourcePage } from './find-form-source.ts';
import type { FormPage, FormWord } from './form-page.ts';

/** Kept with every decision; a change of what is proposed raises it. */
export const READER_VERSION = '3';

export interface FormReading {
  readonly state: 'none' | 'waiting' | 'not-a-form' | 'read';
  /** Pages of the form; first pages of further ones; pages without words. */
  readonly form: readonly number[];
  readonly others: readonly number[];
  readonly unreadable: readonly number[];
  readonly read: ReadForm | null;
  /** Every page of the form was looked at for signs of alteration when it was read. */
  readonly lookedForSigns: boolean;
  /** A printed form that every custodian knows, with how long it holds. */
  readonly known: KnownForm | null;
  /** Names what was proposed: a decision on something else is refused. */
  readonly digest: string;
}

const MAX_WORDS_BYTES = 32 * 1024 * 1024;

/** Opens the words of the pages, outside every transaction, and reads the one form among them. */
export async function readForm(
  services: Pick<Services, 'blobs'>,
  source: FormSource,
  facts: CaseFacts,
): Promise<FormReading> {
  const nothing = { form: [], others: [], unreadable: [], read: null, lookedForSigns: false, known: null, digest: '' };
  if (source.kind === 'none') return { ...nothing, state: 'none' };
  // Half a form would lack what stands on the pages that are still being read.
  if (source.waiting > 0) return { ...nothing, state: 'waiting' };
  const pages: FormPage[] = [];
  for (const page of source.pages) pages.push(await openWords(services, page));
  const unreadable = pages.filter(({ words }) => words.length === 0).map(({ number }) => number);
  const { form, others } = deriveFormPages(pages);
  if (form.length === 0) return { ...nothing, unreadable, state: 'not-a-form' };
  const own = pages.filter(({ number }) => form.includes(number));
  const read = deriveFormElements(own, facts);
  const lookedForSigns = own.every(({ signs }) => signs !== undefined);
  const text = own.flatMap(({ words }) => words.map((word) => word.text)).join(' ');
  const known = deriveKnownForm(text, read.signedOn, ruleBook().rules, facts.receivedOn);
  const digest = createHash('sha256').update(JSON.stringify({ READER_VERSION, form, read })).digest('hex');
  return { state: 'read', form, others, unreadable, read, lookedForSigns, known, digest };
}

async function openWords(services: Pick<Services, 'blobs'>, page: SourcePage): Promise<FormPage> {
  const { number, signature } = page;
  if (page.words === undefined) return { number, signature, words: [] };
  const json = JSON.parse((await services.blobs.read(page.words, MAX_WORDS_BYTES)).toString('utf8')) as {
    words?: unknown;
    signs?: unknown;
  };
  return {
    ...{ number, signature, words: Array.isArray(json.words) ? json.words.filter(isWord) : [] },
    ...(Array.isArray(json.signs) ? { signs: json.signs.filter(isSign) } : {}),
  };
}

function isSign(value: unknown): value is Sign {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  const sign: Record<string, unknown> = { ...value };
  return SIGNS.some((kind) => kind === sign['kind']) && PLACE.every((key) => typeof sign[key] === 'number');
}

const PLACE = ['x', 'y', 'w', 'h'];

/** As our reader writes it; what is no word with a place is passed over. */
function isWord(value: unknown): value is FormWord {
  if (typeof value !== 'object' || value === null || !('text' in value) || typeof value.text !== 'string') return false;
  const numbers: Record<string, unknown> = { ...value };
  return [...PLACE, 'confidence', 'line'].every((key) => typeof numbers[key] === 'number');
}
