import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { BlobRef } from '../../../platform/blobs/index.ts';
import type { Services } from '../../../platform/services.ts';
import type { NewPage, NewRendition } from '../../../modules/documents/index.ts';
import type { Incoming } from '../write-resource.ts';
import { type Attachment, deriveAttachments, MAX_ATTACHMENTS } from './derive-attachments.ts';
import { charsetOf, deriveTextPages } from './derive-plain-text.ts';
import { type ContentKind, decodeBase64, evaluateAttachment } from './evaluate-attachment.ts';
import type { DocumentPlan, DocumentPlans } from './plan-documents.ts';
import { readPictures } from './read-pictures.ts';

/** One file of a document as it will be served: the attachment it came as, and its place among the originals. */
export interface PreparedFile {
  readonly index: number;
  readonly binaryId: string | undefined;
  readonly mediaType: string;
  readonly bytes: number;
  /** FHIR R4 Attachment.hash: SHA-1 of the content, base64. No proof of anything, only what readers expect there. */
  readonly sha1: string | undefined;
}

export interface PreparedDocument {
  /** For which plan it was put, and onto which version of a document that stands. */
  readonly kind: DocumentPlan['kind'];
  readonly basis: string | undefined;
  readonly keySlot: string;
  readonly files: readonly PreparedFile[];
  /** The content is the one that stands: nothing was put. */
  readonly same: boolean;
  readonly pages: readonly NewPage[];
  readonly renditions: readonly NewRendition[];
  /** Why its pages cannot be shown, where they cannot. */
  readonly unread: string | undefined;
}

interface Content {
  readonly attachment: Attachment;
  readonly bytes: Buffer | undefined;
  readonly kind: ContentKind;
  readonly mediaType: string;
  readonly digest: string;
  readonly blob: BlobRef | undefined;
}

/** While one document is synced to disk the next is encrypted. */
const HANDS = 8;
const MAX_BYTES = 64 * 1024 * 1024;
const TEXT = 'text/plain; charset=utf-8';

/**
 * Outside the transaction: the content of every DocumentReference that becomes a document, encrypted, synced and on disk
 * when it returns. Nothing names it yet; a bundle that is refused afterwards leaves it to the sweep.
 */
export async function prepareDocuments(
  services: Pick<Services, 'blobs' | 'keyring' | 'reader' | 'settings'>,
  incoming: readonly Incoming[],
  plans: DocumentPlans,
): Promise<Map<string, PreparedDocument>> {
  const prepared = new Map<string, PreparedDocument>();
  const slots = new Map<string, string>();
  for (const [id, plan] of plans.byId) if (plan.kind === 'new') slots.set(id, services.keyring.newSlot());
  const waiting = incoming.filter((each) => (plans.byId.get(each.id)?.kind ?? 'kept') !== 'kept');
  const work = async () => {
    for (let each = waiting.shift(); each !== undefined; each = waiting.shift()) {
      const plan = plans.byId.get(each.id) as Exclude<DocumentPlan, { kind: 'kept' }>; // filtered above
      const slot =
        plan.kind === 'of-standing'
          ? plan.standing.keySlot
          : slots.get(plan.kind === 'of-entry' ? plan.rootId : each.id);
      if (slot === undefined) throw new Error('A document that stands has no key slot.');
      prepared.set(each.id, await prepareOne(services, each, plan, plans, slot));
    }
  };
  await Promise.all(Array.from({ length: HANDS }, work));
  return prepared;
}

async function prepareOne(
  services: Pick<Services, 'blobs' | 'keyring' | 'reader' | 'settings'>,
  incoming: Incoming,
  plan: Exclude<DocumentPlan, { kind: 'kept' }>,
  plans: DocumentPlans,
  keySlot: string,
): Promise<PreparedDocument> {
  const contents: Content[] = [];
  for (const attachment of deriveAttachments(incoming.resource).slice(0, MAX_ATTACHMENTS)) {
    const content = await contentOf(services, { ...attachment, at: `${incoming.at}.${attachment.at}` }, plan, plans);
    if (content !== undefined) contents.push(content);
  }
  const files = contents.map(fileOf);
  const { kind } = plan;
  const basis = plan.kind === 'of-standing' ? plan.standing.versionId : undefined;
  const standing = plan.kind === 'of-standing' ? plan.standing.originals : [];
  const same =
    contents.length === 0 ||
    (plan.kind === 'of-standing' &&
      contents.length === standing.length &&
      contents.every(({ digest }, at) => digest === standing[at]?.blob.digest));
  const common = { kind, basis, keySlot, files, same };
  if (same) return { ...common, pages: [], renditions: [], unread: undefined };

  const put = (bytes: Uint8Array) => services.blobs.put(keySlot, bytes, { maxBytes: MAX_BYTES });
  const renditions: NewRendition[] = [];
  for (const content of contents)
    renditions.push({
      kind: 'original',
      mediaType: content.kind === 'text' ? withCharset(content) : content.mediaType,
      blob: content.blob ?? (await put(content.bytes ?? Buffer.alloc(0))),
      ...(content.attachment.title === undefined ? {} : { fileName: content.attachment.title.slice(0, 255) }),
    });
  let unread: string | undefined;
  for (const [at, content] of contents.entries()) {
    const shown = await pagesOf(services, content, renditions[at] as NewRendition, put);
    if (shown === undefined) continue;
    if ('pages' in shown)
      return { ...common, pages: shown.pages, renditions: [...renditions, ...shown.more], unread: undefined };
    unread = shown.unread;
  }
  return { ...common, pages: [], renditions, unread };
}

async function contentOf(
  services: Pick<Services, 'keyring'>,
  attachment: Attachment,
  plan: Exclude<DocumentPlan, { kind: 'kept' }>,
  plans: DocumentPlans,
): Promise<Content | undefined> {
  const { source } = attachment;
  if (source.kind === 'filed') {
    // The client sent back the address under which it read the file: that file, if it is of this document.
    const original =
      plan.kind === 'of-standing' &&
      plan.standing.documentId === source.documentId &&
      plan.standing.number === source.version
        ? plan.standing.originals[source.n]
        : undefined;
    if (original === undefined) return undefined;
    const { mediaType, blob } = original;
    return { attachment, bytes: undefined, kind: 'other', mediaType, digest: blob.digest, blob };
  }
  const binary = source.kind === 'binary' ? plans.binaries.get(source.id) : undefined;
  const data = source.kind === 'inline' ? source.data : binary?.data;
  if (typeof data !== 'string') return undefined;
  const claimed = attachment.contentType ?? (typeof binary?.contentType === 'string' ? binary.contentType : undefined);
  const bytes = decodeBase64(data, `${attachment.at}.data`);
  const digest = await services.keyring.digest(bytes);
  return {
    attachment: { ...attachment, contentType: claimed },
    bytes,
    ...evaluateAttachment(bytes, claimed, attachment.at),
    digest,
    blob: undefined,
  };
}

type Shown = { readonly pages: NewPage[]; readonly more: NewRendition[] } | { readonly unread: string };

/** The pages by which one attachment can be read on the screen and found by its words; undefined where it has none. */
async function pagesOf(
  services: Pick<Services, 'blobs' | 'reader' | 'settings'>,
  content: Content,
  original: NewRendition,
  put: (bytes: Uint8Array) => Promise<BlobRef>,
): Promise<Shown | undefined> {
  const { bytes, kind } = content;
  if (bytes === undefined) return undefined;
  if (kind === 'pdf' || kind === 'tiff' || kind === 'png' || kind === 'jpeg') return readPictures(services, bytes, put);
  const texts = deriveTextPages(bytes, kind, charsetOf(content.attachment.contentType));
  if (texts === undefined) return undefined;
  const pages: NewPage[] = [];
  for (const text of texts) {
    const page = Buffer.from(text, 'utf8');
    // Most notes are one page of UTF-8: the page is the file but for white space, and is kept once.
    const whole = kind === 'text' && texts.length === 1 && bytes.toString('utf8').replaceAll('\r', '').trim() === text;
    const blob = whole ? original.blob : await put(page);
    pages.push({ text, renditions: [{ kind: 'text', mediaType: TEXT, blob }] });
  }
  if (kind === 'text' && isUtf8(bytes)) return { pages, more: [] };
  // Markup and old code pages are never shown or printed as they came: a packet prints these words.
  const [only] = pages;
  const blob = pages.length === 1 ? only?.renditions[0]?.blob : await put(Buffer.from(texts.join('\f'), 'utf8'));
  return { pages, more: blob === undefined ? [] : [{ kind: 'searchable', mediaType: TEXT, blob }] };
}

function fileOf(content: Content): PreparedFile {
  const { attachment, bytes, mediaType } = content;
  return {
    index: attachment.index,
    binaryId: attachment.source.kind === 'binary' ? attachment.source.id : undefined,
    mediaType,
    bytes: bytes?.length ?? content.blob?.bytes ?? 0,
    sha1: bytes === undefined ? undefined : createHash('sha1').update(bytes).digest('base64'),
  };
}

function withCharset(content: Content): string {
  const charset = charsetOf(content.attachment.contentType);
  return charset === undefined ? content.mediaType : `${content.mediaType}; charset=${charset.toLowerCase()}`;
}
