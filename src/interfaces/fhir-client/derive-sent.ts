import { isObject, type Json, type JsonObject, objects } from '../fhir/index.ts';

/** What names a document of ours to other servers; the address of this house makes it nobody else's. */
export const sentSystem = (publicUrl: string) => `${publicUrl}/fhir/R4/DocumentReference`;

/** Whether a resource of another server is one that we wrote there: it never comes back as a document of theirs. */
export function isOurs(resource: JsonObject, publicUrl: string): boolean {
  const identifiers = objects(resource.identifier);
  return identifiers.some(({ system }) => system === sentSystem(publicUrl));
}

interface Sent {
  readonly publicUrl: string;
  readonly documentId: string;
  /** Id there of the patient. */
  readonly patient: string;
  /** Content in the order of the resource's attachments. */
  readonly files: readonly { readonly contentType: string; readonly data: string }[];
}

/**
 * Our DocumentReference as the other server is given it: its patient by their id, content inline (as Epic and Cerner take
 * it), known by an identifier of ours. What it names of ours besides (visit, authors, organisation) stays out: these ids
 * mean nothing there.
 */
export function deriveSent(resource: JsonObject, sent: Sent): JsonObject {
  const { type, category, date, description, docStatus } = resource;
  const content = objects(resource.content);
  const known = { type, category, date, description, docStatus };
  return {
    resourceType: 'DocumentReference',
    status: 'current',
    identifier: [{ system: sentSystem(sent.publicUrl), value: sent.documentId }],
    ...Object.fromEntries(Object.entries(known).filter((each): each is [string, Json] => each[1] !== undefined)),
    subject: { reference: `Patient/${sent.patient}` },
    content: sent.files.map(({ contentType, data }, index): Json => {
      const attachment = content[index]?.attachment;
      const title = isObject(attachment) && typeof attachment.title === 'string' ? { title: attachment.title } : {};
      return { attachment: { ...title, contentType, data } };
    }),
  };
}

/** Ids of the files that the attachments name, as `Binary/<id>`; undefined where one lies elsewhere. */
export function filesNamed(resource: JsonObject): readonly string[] | undefined {
  const content = objects(resource.content);
  const ids = content.map(({ attachment }) => {
    const url = isObject(attachment) ? attachment.url : undefined;
    return typeof url === 'string' ? /^Binary\/(.+)$/.exec(url)?.[1] : undefined;
  });
  return ids.length > 0 && ids.every((id) => id !== undefined) ? ids : undefined;
}
