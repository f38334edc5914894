import { problems } from '../problems.ts';
import { isObject, type Json, type JsonObject } from '../read-json.ts';
import { deriveAttachments, MAX_ATTACHMENTS } from './derive-attachments.ts';
import { decodeBase64, evaluateAttachment } from './evaluate-attachment.ts';

/**
 * Content that is not what it claims is refused before anything is put to disk: a document that half arrived must not
 * look like one that arrived.
 * @throws fhir/invalid-element, fhir/attachment-mismatch
 */
export function checkAttachments(resource: JsonObject & { resourceType: string }, at: string): void {
  if (resource.resourceType === 'Binary') {
    const { data, contentType } = resource;
    if (data === undefined) return;
    if (typeof data !== 'string') throw notText(`${at}.data`);
    evaluateAttachment(decodeBase64(data, `${at}.data`), typeof contentType === 'string' ? contentType : undefined, at);
    return;
  }
  if (resource.resourceType !== 'DocumentReference') return;
  if (!Array.isArray(resource.content) || resource.content.length > MAX_ATTACHMENTS)
    throw problems.invalidElement({
      detail: `Nothing of it was stored. ${at}.content is not a list of at most ${MAX_ATTACHMENTS} attachments.`,
      at: `${at}.content`,
    });
  for (const [index, each] of resource.content.entries()) {
    const attachment = attachmentOf(each);
    if (attachment === undefined)
      throw problems.invalidElement({
        detail: `Nothing of it was stored. ${at}.content[${index}] has no attachment.`,
        at: `${at}.content[${index}].attachment`,
      });
    if (attachment.data !== undefined && typeof attachment.data !== 'string')
      throw notText(`${at}.content[${index}].attachment.data`);
  }
  for (const { at: path, contentType, source } of deriveAttachments(resource))
    if (source.kind === 'inline')
      evaluateAttachment(decodeBase64(source.data, `${at}.${path}.data`), contentType, `${at}.${path}`);
}

function attachmentOf(content: Json): JsonObject | undefined {
  return isObject(content) && isObject(content.attachment) ? content.attachment : undefined;
}

function notText(at: string) {
  return problems.invalidElement({ detail: `Nothing of it was stored. ${at} is not base64.`, at });
}
