import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { type BlobRef, nameBlobs } from '../../../platform/blobs/index.ts';
import type { RequestContext } from '../../../platform/http/route.ts';
import { newId } from '../../../platform/ids.ts';
import { READING_LIMITS } from '../../../platform/reading/index.ts';
import { plainLine } from '../plain-line.ts';
import type { Language } from '../template.ts';
import { typefacesOf } from './derive-layout.ts';
import { evaluateTemplate, type Finding } from './evaluate-template.ts';
import { type KeptFacts, MOST_KIT, packKit } from './house-template.ts';
import { isFree, OWN_PREFIX, ownIdOf } from './own-facts.ts';
import { houseProblems } from './problems.ts';
import { builtIn, ownVocabulary, vocabularyOf } from './vocabulary.ts';

export interface WantedTemplate {
  /** One of our letters, or `own` with a name. */
  readonly template: string;
  readonly name?: string | undefined;
  readonly language: Language;
}

export interface ReadTemplate {
  readonly template: string;
  readonly name: string;
  readonly language: Language;
  readonly fileName: string;
  readonly digest: string;
  readonly findings: readonly Finding[];
  readonly facts: KeptFacts;
  /** Nothing is stored of what cannot be used. */
  readonly stored: { readonly slot: string; readonly file: BlobRef; readonly kit: BlobRef } | null;
}

const MOST_NAME = 120;
const OUR_TYPEFACE = /^dejavu/i;

/**
 * Outside the transaction: a confined reader opens the document, it is held against what the letter may and must say, and
 * only if a letter can be made from it is it stored. @throws correspondence/template-unreadable, correspondence/template-unknown
 */
export async function readTemplate(context: RequestContext, wanted: WantedTemplate): Promise<ReadTemplate> {
  const { services } = context;
  const { id, name } = letterOf(wanted);
  const { bytes, fileName } = await receive(context);
  const word = await opened(services, bytes);
  const known = builtIn(id, wanted.language);
  const vocabulary = known === undefined ? ownVocabulary(word) : vocabularyOf(known);
  const { findings, used, optional } = evaluateTemplate(word, word.leftAway, vocabulary);
  const foreign = [word.document, word.header, word.footer, word.styles]
    .flatMap(typefacesOf)
    .filter((font) => !OUR_TYPEFACE.test(font));
  const all: Finding[] = [
    ...findings,
    ...[...new Set(foreign)].slice(0, 3).map((font) => ({
      ...({ weight: 'look', kind: 'typeface', hint: null, cite: null } as const),
      name: plainLine(font).slice(0, 60),
    })),
  ];
  const facts = [...vocabulary.facts].filter(([fact]) => known !== undefined || used.includes(fact));
  const common = {
    ...{ template: id, name: known?.title ?? name, language: wanted.language, fileName, findings: all },
    digest: createHash('sha256').update(bytes).digest('hex'),
    facts: Object.fromEntries(
      facts.map(([fact, needed]) => [
        fact,
        known === undefined ? { ...needed, optional: optional.includes(fact) } : needed,
      ]),
    ),
  };
  if (all.some(({ weight }) => weight === 'stop')) return { ...common, stored: null };
  const slot = services.keyring.newSlot();
  const { pictures, leftAway: _left, ...trees } = word;
  return {
    ...common,
    stored: {
      slot,
      file: await services.blobs.put(slot, bytes, { maxBytes: READING_LIMITS.wordFileBytes }),
      kit: await services.blobs.put(slot, packKit({ trees, pictures }), { maxBytes: MOST_KIT }),
    },
  };
}

function letterOf({ template, name, language }: WantedTemplate): { id: string; name: string } {
  if (builtIn(template, language) !== undefined) return { id: template, name: '' };
  const words = plainLine(name ?? '').slice(0, MOST_NAME);
  const id = template.startsWith(OWN_PREFIX) ? template : ownIdOf(words);
  if (id === undefined || words === '')
    throw houseProblems.ownNameMissing({ detail: 'Nothing was taken in. Say what this letter is called.', at: 'name' });
  return { id, name: words };
}

async function receive({ request }: RequestContext): Promise<{ bytes: Buffer; fileName: string }> {
  const file = request.isMultipart()
    ? await request.file({ limits: { fileSize: READING_LIMITS.wordFileBytes } })
    : undefined;
  if (file === undefined) throw unreadable('Choose the Word document.');
  const bytes = await file.toBuffer().catch(() => {
    throw unreadable('It is larger than any letter.');
  });
  return { bytes, fileName: plainLine(file.filename).slice(-200) || 'letter.docx' };
}

async function opened({ settings, reader }: RequestContext['services'], bytes: Buffer) {
  const folder = join(settings.data, 'scratch', `letter-template-${newId()}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    const path = join(folder, 'template.docx');
    await writeFile(path, bytes, { mode: 0o600 });
    const outcome = await reader.readWord(path);
    if (!outcome.ok) throw unreadable(outcome.detail);
    return outcome.value;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const unreadable = (detail: string) => houseProblems.templateUnreadable({ detail: `Nothing was taken in. ${detail}` });

export interface UploadedTemplate {
  readonly id: string | null;
  readonly template: string;
  readonly version: number | null;
  readonly findings: readonly Finding[];
  readonly freeTexts: readonly string[];
}

/** Keeps a version that letters can be made from; of another only what is wrong with it is said. */
export async function uploadTemplate(
  act: Act,
  input: { read: ReadTemplate; facilityId: string },
): Promise<UploadedTemplate> {
  const { read, facilityId } = input;
  const said = { template: read.template, findings: read.findings, freeTexts: Object.keys(read.facts).filter(isFree) };
  act.note({
    detail: { template: read.template, language: read.language, taken: read.stored === null ? 'no' : 'yes' },
  });
  if (read.stored === null) return { ...said, id: null, version: null };
  // Two uploads at once count one after the other.
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`letter ${facilityId} ${read.template} ${read.language}`}, 0))`.execute(
    act.tx,
  );
  const { last } = await act.tx
    .selectFrom('correspondence.house_template')
    .select(({ fn }) => fn.max('version').as('last'))
    .where('facility_id', '=', facilityId)
    .where('template', '=', read.template)
    .where('language', '=', read.language)
    .executeTakeFirstOrThrow();
  await nameBlobs(act, [read.stored.file, read.stored.kit]);
  const id = newId();
  const version = (last ?? 0) + 1;
  await act.tx
    .insertInto('correspondence.house_template')
    .values({
      ...{ id, facility_id: facilityId, template: read.template, language: read.language, version, name: read.name },
      ...{ file_name: read.fileName, digest: read.digest, key_slot: read.stored.slot },
      ...{ file_address: read.stored.file.address, kit_address: read.stored.kit.address },
      ...{ facts: JSON.stringify(read.facts), findings: JSON.stringify(read.findings) },
      ...{ uploaded_at: act.now, uploaded_by: act.actor.id },
    })
    .execute();
  act.note({ subjectIds: [id] });
  act.emit('correspondence.templates-changed', { templateId: id, facilityId });
  return { ...said, id, version };
}
