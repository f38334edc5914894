import type { Act } from '../../platform/act.ts';
import type { BlobRef } from '../../platform/blobs/index.ts';
import type { RequestContext } from '../../platform/http/route.ts';
import type { JobContext } from '../../platform/module.ts';
import type { Services } from '../../platform/services.ts';
import {
  addVersion,
  type FileDocument,
  fileDocument,
  findType,
  findUnitSlot,
  type NewPage,
  type HowReceived,
  type NewRendition,
  type OutsideOrigin,
  type ReceivedVia,
  type VersionStatus,
  wantSearchable,
} from '../documents/index.ts';
import { takeItem } from '../worklist/index.ts';
import { checkIdentity, encounterMustBeImpossible } from './check-identity.ts';
import { type Chosen, choosePages, type PagesWanted } from './choose-pages.ts';
import type { PageText } from './evidence.ts';
import { findVersionTarget } from './find-version-target.ts';
import { keepDecisions } from './keep-decisions.ts';
import type { Item } from './load-item.ts';
import { findOutsidePreset } from './outside/find-outside-preset.ts';
import { findPageRefs, type PageRefs, readPageText } from './page-texts.ts';
import { problems } from './problems.ts';
import { keyOf, type PageKey } from './separation/layout.ts';
import { findEarlierVersion, findTranscript } from './transcription/record-transcript.ts';
import { settlePages } from './settle-pages.ts';
import { turnPicture, turnWords } from './turning/turn-page.ts';

export type FileItem = PagesWanted & {
  readonly patientId: string;
  readonly encounterId?: string | undefined;
  readonly typeCode: string;
  /** YYYY-MM-DD. */
  readonly date?: string | undefined;
  readonly title?: string | undefined;
  readonly author?: string | undefined;
  /** Another organisation made it; what is left out follows from how the file arrived. */
  readonly outside?: FiledOutside | undefined;
  /** Given when the page names somebody else and the person at the desk knows why. */
  readonly mismatchReason?: string | undefined;
  /** The document whose next version these pages are. */
  readonly versionOf?: string | undefined;
  /** What the pages are, as they say: a preliminary report, its final or corrected one. */
  readonly versionStatus?: VersionStatus | undefined;
  /** The source that numbered it, where that is not intake. */
  readonly origin?: { readonly name: string; readonly id: string } | undefined;
  /** Its visit is not known here, and somebody said beforehand that such papers go into the chart all the same. */
  readonly withoutVisit?: boolean | undefined;
  /** Of an old archive: never late for its encounter. */
  readonly isHistory?: boolean | undefined;
};

export interface FiledOutside {
  readonly organisation: string;
  readonly receivedOn?: string | undefined;
  readonly howReceived?: HowReceived | undefined;
  readonly reviewerId?: string | undefined;
}

export interface PreparedFiling {
  /** The document that an earlier report with the same job number became: this is its next version. */
  readonly versionOf?: { readonly documentId: string; readonly patientId: string };
  readonly slot: string;
  readonly pages: readonly NewPage[];
  readonly keys: readonly PageKey[];
  readonly renditions: readonly NewRendition[];
  readonly texts: readonly PageText[];
}

const MAX_BYTES = 256 * 1024 * 1024;
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  tiff: 'image/tiff',
  png: 'image/png',
  jpeg: 'image/jpeg',
  text: 'text/plain',
  html: 'text/html',
  cda: 'application/xml',
  rtf: 'application/rtf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

/**
 * Outside the transaction: the pages' own copies, encrypted under a slot of the new document, so that the document and the
 * batch it came in can be kept and destroyed apart. The original goes along when the whole file becomes one document; a
 * part of a batch carries its page images, since the original holds other people's pages.
 */
export function prepareFiling(
  { services, request }: Pick<RequestContext, 'services' | 'request'>,
  input: FileItem,
): Promise<PreparedFiling> {
  return prepareFilingBy(services, input, (what, fn) =>
    services.acting.act(request.actContext, { ...what, permission: 'intake/index' }, fn),
  );
}

/** The same for whoever acts: a job files under its own name. */
export async function prepareFilingBy(
  services: Services,
  input: FileItem,
  acting: JobContext['act'],
): Promise<PreparedFiling> {
  const { chosen, refs, earlier } = await acting(
    { verb: 'intake.prepare-filing', subject: subjectOf(input) },
    async (act) => {
      const chosen = await choosePages(act, input);
      if (chosen.item.readAt === null)
        throw problems.notRead({
          detail: 'Nothing was changed. The item is still being read; it appears in the index queue in a moment.',
        });
      const { patientId, typeCode } = input;
      const versionOf =
        input.versionOf === undefined
          ? await findEarlierVersion(act, { itemId: chosen.item.id, patientId, typeCode })
          : await findVersionTarget(act, { documentId: input.versionOf, patientId, typeCode });
      const earlier =
        versionOf === undefined ? undefined : { versionOf, slot: await findUnitSlot(act, { ...versionOf }) };
      return { chosen, refs: await findPageRefs(act, chosen.pages), earlier };
    },
  );
  const copied = await copyPages(services, chosen, refs, earlier?.slot ?? services.keyring.newSlot());
  return earlier === undefined ? copied : { ...copied, versionOf: earlier.versionOf };
}

const subjectOf = (wanted: PagesWanted) =>
  'itemId' in wanted ? { kind: 'item', id: wanted.itemId } : { kind: 'part', id: wanted.partId };

async function copyPages(
  services: Services,
  chosen: Chosen,
  refs: readonly PageRefs[],
  slot: string,
): Promise<PreparedFiling> {
  const copy = (blob: BlobRef) => services.blobs.put(slot, services.blobs.open(blob), { maxBytes: MAX_BYTES });
  const turns = new Map(chosen.pages.map((page) => [keyOf(page), page.turn]));
  const pages: NewPage[] = [];
  const texts: PageText[] = [];
  for (const ref of refs) {
    const renditions: NewRendition[] = [];
    const add = async (
      kind: 'page-image' | 'thumbnail' | 'text' | 'words',
      mediaType: string,
      blob: BlobRef | undefined,
    ) => {
      if (blob !== undefined) renditions.push({ kind, mediaType, blob: await copy(blob) });
    };
    const text = await readPageText(services, ref, texts.length + 1);
    texts.push(text);
    await add('text', 'text/plain', ref.text);
    const turn = turns.get(keyOf(ref)) ?? 0;
    const across = turn === 90 || turn === 270;
    if (turn === 0) {
      await add('page-image', 'image/webp', ref.image);
      await add('thumbnail', 'image/webp', ref.thumbnail);
      await add('words', 'application/json', ref.words);
    } else {
      const write = async (kind: NewRendition['kind'], mediaType: string, bytes: Buffer) => {
        renditions.push({ kind, mediaType, blob: await services.blobs.put(slot, bytes, { maxBytes: MAX_BYTES }) });
      };
      const picture = async (kind: 'page-image' | 'thumbnail', blob: BlobRef | undefined) => {
        if (blob !== undefined)
          await write(kind, 'image/webp', await turnPicture(await services.blobs.read(blob, MAX_BYTES), turn));
      };
      await picture('page-image', ref.image);
      await picture('thumbnail', ref.thumbnail);
      await write('words', 'application/json', Buffer.from(JSON.stringify(turnWords(text, turn))));
    }
    pages.push({
      renditions,
      ...(text.text === '' ? {} : { text: text.text }),
      ...sidesOf(across ? { width: ref.height, height: ref.width } : ref),
      ...(ref.confidence === null ? {} : { confidence: ref.confidence }),
    });
  }
  const { item } = chosen;
  const original: NewRendition[] = chosen.wholeFile
    ? [
        {
          kind: 'original',
          mediaType: MEDIA_TYPES[item.mediaKind ?? ''] ?? 'application/octet-stream',
          blob: await copy(item.original),
          fileName: item.fileName,
        },
      ]
    : [];
  return { slot, pages, keys: refs.map(({ itemId, number }) => ({ itemId, number })), renditions: original, texts };
}

const sidesOf = ({ width, height }: { width: number | null; height: number | null }) => ({
  ...(width === null ? {} : { width }),
  ...(height === null ? {} : { height }),
});

/**
 * Files pages of an item as one document of one patient: document, outcome of each page, the person's decisions beside
 * the proposals, in one transaction. The patient was chosen by a positive act; a page that names somebody else is
 * refused until a reason is given.
 * @throws intake/not-found, intake/pages-settled, intake/patient-mismatch, intake/encounter-missing and all of fileDocument
 */
export async function fileItem(
  act: Act,
  input: FileItem,
  prepared: PreparedFiling,
  how: 'by-hand' | 'auto' = 'by-hand',
): Promise<{ documentId: string; patientId: string; openPages: number }> {
  const chosen = await choosePages(act, input, { lock: true });
  const { item } = chosen;
  if (chosen.partId !== null) await takeItem(act, { kind: 'intake.to-index', subjectId: chosen.partId });
  const open = new Set(chosen.pages.map(keyOf));
  if (!prepared.keys.every((key) => open.has(keyOf(key))))
    throw problems.pagesSettled({
      detail: 'Nothing was filed. A colleague settled some of these pages; reload to see what is left.',
    });
  const type = findType(input.typeCode);
  if (
    type !== undefined &&
    type.level !== 'patient' &&
    type.notPartOfRecord === undefined &&
    input.encounterId === undefined &&
    input.mismatchReason === undefined &&
    // The visit that it tells of was elsewhere.
    input.outside === undefined &&
    input.withoutVisit !== true
  )
    await encounterMustBeImpossible(act, input.patientId);
  await checkIdentity(act, chosen, input, prepared.texts);
  if (input.versionOf !== undefined && input.outside !== undefined)
    throw problems.outsideVersion({
      detail: 'Nothing was filed. A next version has the origin of its document: correct that there.',
      at: 'outside',
    });
  const transcript = await findTranscript(act, item.id);
  const author = input.author ?? transcript?.author ?? undefined;
  const filed = await fileOrAdd(
    act,
    prepared,
    {
      patientId: input.patientId,
      ...(input.encounterId === undefined ? {} : { encounterId: input.encounterId }),
      facilityId: item.facilityId,
      typeCode: input.typeCode,
      ...(input.date === undefined ? {} : { date: input.date }),
      ...(input.title === undefined ? {} : { title: input.title }),
      ...(author === undefined ? {} : { author: { name: author } }),
      keySlot: prepared.slot,
      pages: prepared.pages,
      renditions: prepared.renditions,
      receivedVia: transcript === undefined ? viaOf(item.source) : 'dictation',
      origin: input.origin?.name ?? 'intake',
      originId: input.origin?.id ?? item.id,
      ...saidOf(input.versionStatus, transcript?.versionStatus ?? null),
      ...(input.isHistory === true ? { isHistory: true } : {}),
      ...(input.outside === undefined ? {} : { outside: await originOf(act, item, input.outside) }),
    },
    input.versionOf !== undefined,
  );
  const left = await settlePages(act, chosen, {
    kind: 'filed',
    documentId: filed.documentId,
    filedPatientId: filed.patientId,
  });
  await keepDecisions(act, chosen, input, how);
  if (await anyRecognised(act, prepared.keys)) wantSearchable(act, filed);
  act.note({
    patientIds: [filed.patientId],
    subjectIds: [item.id, filed.documentId],
    detail: { pages: prepared.keys.length },
  });
  act.emit('intake.filed', { itemId: item.id, documentId: filed.documentId, patientId: filed.patientId });
  return { documentId: filed.documentId, patientId: filed.patientId, openPages: left };
}

/** A better copy, or a report that was sent again, is the next version of its document; nobody's signature goes along. */
async function fileOrAdd(
  act: Act,
  prepared: PreparedFiling,
  document: FileDocument,
  byPerson: boolean,
): Promise<{ documentId: string; patientId: string }> {
  if (prepared.versionOf === undefined) return fileDocument(act, document);
  await addVersion(act, {
    ...prepared.versionOf,
    pages: prepared.pages,
    renditions: prepared.renditions,
    reason: byPerson
      ? 'Filed at the desk as the next version.'
      : 'The report was sent again under the same job number.',
    ...(document.originId === undefined ? {} : { originId: document.originId }),
    ...(document.said === undefined ? {} : { said: document.said }),
    ...(document.isHistory === undefined ? {} : { isHistory: document.isHistory }),
  });
  return prepared.versionOf;
}

/** The person's word stands over what the heading of a report says of itself. */
function saidOf(byPerson: VersionStatus | undefined, byHeading: VersionStatus | null): Pick<FileDocument, 'said'> {
  if (byPerson !== undefined) return { said: { status: byPerson, basis: 'person' } };
  return byHeading === null ? {} : { said: { status: byHeading, basis: 'source' } };
}

/** What the desk need not say: the day of the receipt date-stamp, and how it came. */
async function originOf(act: Act, item: Item, said: FiledOutside): Promise<OutsideOrigin> {
  const preset = await findOutsidePreset(act, item.id);
  return {
    organisation: said.organisation,
    receivedOn: said.receivedOn ?? preset.receivedOn,
    howReceived: said.howReceived ?? preset.howReceived,
    reviewerId: said.reviewerId,
  };
}

function viaOf(source: string): ReceivedVia {
  switch (source) {
    case 'folder':
    case 'mail':
    case 'fax':
    case 'demo':
      return source;
    case 'legacy':
      return 'upload';
    default:
      return 'scan';
  }
}

/** Words read from a picture are not in the original: then a searchable copy is made beside it. */
async function anyRecognised(act: Act, keys: readonly PageKey[]): Promise<boolean> {
  const wanted = new Set(keys.map(keyOf));
  const recognised = await act.tx
    .selectFrom('intake.page')
    .select(['item_id', 'number'])
    .where('item_id', 'in', [...new Set(keys.map((key) => key.itemId))])
    .where('text_source', '=', 'ocr')
    .execute();
  return recognised.some((row) => wanted.has(keyOf({ itemId: row.item_id, number: row.number })));
}
