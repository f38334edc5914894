import { isObject, type JsonObject } from '../read-json.ts';

/** Where the bytes of one attachment are. */
export type Source =
  | { readonly kind: 'inline'; readonly data: string }
  /** `Binary/<id>` of ours: an entry of the same bundle, or stored before. */
  | { readonly kind: 'binary'; readonly id: string }
  /** Content that stands in the record already, as we serve it: `Binary/<document>.<version>.<n>`. */
  | { readonly kind: 'filed'; readonly documentId: string; readonly version: number; readonly n: number }
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'none' };

export interface Attachment {
  /** FHIRPath below the resource. */
  readonly at: string;
  readonly index: number;
  readonly contentType: string | undefined;
  readonly title: string | undefined;
  readonly creation: string | undefined;
  readonly source: Source;
}

/** A document in forty formats is a mistake of its sender. */
export const MAX_ATTACHMENTS = 40;
const FILED = /^Binary\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(\d{1,6})\.(\d{1,3})$/;
const BINARY = /^Binary\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The attachments of a DocumentReference whose references are ours already, in the order of `content`. */
export function deriveAttachments(resource: JsonObject): Attachment[] {
  const content = Array.isArray(resource.content) ? resource.content : [];
  return content.flatMap((each, index) => {
    const attachment = isObject(each) && isObject(each.attachment) ? each.attachment : undefined;
    if (attachment === undefined) return [];
    return [
      {
        at: `content[${index}].attachment`,
        index,
        contentType: words(attachment.contentType),
        title: words(attachment.title),
        creation: words(attachment.creation),
        source: sourceOf(attachment),
      },
    ];
  });
}

/** The address under which one filed file is served. */
export function filedAddress(documentId: string, version: number, n: number): string {
  return `Binary/${documentId}.${version}.${n}`;
}

/** The parts of such an address, from what stands after `Binary/`. */
export function parseFiled(id: string): { documentId: string; version: number; n: number } | undefined {
  const match = FILED.exec(`Binary/${id}`);
  return match === null
    ? undefined
    : { documentId: match[1] as string, version: Number(match[2]), n: Number(match[3]) };
}

function sourceOf(attachment: JsonObject): Source {
  if (typeof attachment.data === 'string' && attachment.data !== '') return { kind: 'inline', data: attachment.data };
  if (typeof attachment.url !== 'string' || attachment.url === '') return { kind: 'none' };
  const filed = parseFiled(attachment.url.replace(/^Binary\//, ''));
  if (filed !== undefined) return { kind: 'filed', ...filed };
  const id = BINARY.exec(attachment.url)?.[1];
  return id === undefined ? { kind: 'elsewhere' } : { kind: 'binary', id };
}

function words(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
