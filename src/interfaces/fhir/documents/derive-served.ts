import { isObject, type Json, type JsonObject } from '../read-json.ts';
import { filedAddress } from './derive-attachments.ts';
import type { PreparedFile } from './prepare-documents.ts';

/** On a Binary whose content is a file of the record now: which one. */
export const FILED_AS = 'urn:chartkeeper:filed-as';

interface Filed {
  readonly documentId: string;
  readonly number: number;
  readonly files: readonly PreparedFile[];
}

/**
 * A filed DocumentReference as it is stored and served: everything its source said, but the content. That is an encrypted
 * file of the document, under the address where those who may see the document can read it.
 */
export function deriveServedReference(resource: JsonObject, filed: Filed): JsonObject {
  const content = Array.isArray(resource.content) ? resource.content : [];
  return {
    ...resource,
    content: content.map((each, index): Json => {
      const n = filed.files.findIndex((file) => file.index === index);
      const file = filed.files[n];
      if (file === undefined || !isObject(each) || !isObject(each.attachment)) return each;
      const { data: _data, url: _url, ...said } = each.attachment;
      return {
        ...each,
        attachment: {
          contentType: file.mediaType,
          ...said,
          url: filedAddress(filed.documentId, filed.number, n),
          size: file.bytes,
          ...(file.sha1 === undefined ? {} : { hash: file.sha1 }),
        },
      };
    }),
  };
}

/** Of a document that the record has already, or had: no second copy of its content in the clear. */
export function withoutData(resource: JsonObject): JsonObject {
  const content = Array.isArray(resource.content) ? resource.content : [];
  return {
    ...resource,
    content: content.map((each): Json => {
      if (!isObject(each) || !isObject(each.attachment)) return each;
      const { data: _data, ...said } = each.attachment;
      return { ...each, attachment: said };
    }),
  };
}

/** A Binary whose content was filed: the bytes are read from the record. */
export function deriveServedBinary(resource: JsonObject, filed: Filed, n: number): JsonObject {
  return tagFiled(resource, filedAddress(filed.documentId, filed.number, n));
}

/** `address`: of the file of the record that it is now. */
export function tagFiled(resource: JsonObject, address: string): JsonObject {
  const { data: _data, meta, ...rest } = resource;
  const own = isObject(meta) ? meta : {};
  const tags = Array.isArray(own.tag) ? own.tag : [];
  const code = address.slice('Binary/'.length);
  return { ...rest, meta: { ...own, tag: [...tags, { system: FILED_AS, code }] } };
}
