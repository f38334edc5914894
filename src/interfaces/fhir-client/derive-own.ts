import { isObject, type JsonObject, rewriteReferences } from '../fhir/index.ts';

type Resource = JsonObject & { resourceType: string };

const LOCAL = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9.-]{1,64})(?:\/_history\/.+)?$/;

/** `Type/id` of a reference that the server means of itself, with or without its base; undefined for all others. */
export function localName(reference: string, baseUrl: string): { type: string; id: string } | undefined {
  const short = reference.startsWith(`${baseUrl}/`) ? reference.slice(baseUrl.length + 1) : reference;
  const match = LOCAL.exec(short);
  return match === null ? undefined : { type: match[1] as string, id: match[2] as string };
}

/** Everything of its own that a resource names. */
export function namedBy(resource: Resource, baseUrl: string): { type: string; id: string }[] {
  const names: { type: string; id: string }[] = [];
  rewriteReferences(resource, (reference) => {
    const name = localName(reference, baseUrl);
    if (name !== undefined) names.push(name);
    return reference;
  });
  return names;
}

/** The resource as it is taken in: what it names that we have, by the source's id; what we have not, by its whole address. */
export function deriveOwn(resource: Resource, baseUrl: string, known: ReadonlyMap<string, string>): Resource {
  return rewriteReferences(resource, (reference) => {
    const name = localName(reference, baseUrl);
    if (name === undefined) return reference;
    const short = `${name.type}/${name.id}`;
    return known.has(short) ? short : `${baseUrl}/${short}`;
  });
}

/** Id there of the patient whom an encounter or a document is about. */
export function patientNamed(resource: Resource, baseUrl: string): string | undefined {
  const reference = isObject(resource.subject) ? resource.subject.reference : undefined;
  const name = typeof reference === 'string' ? localName(reference, baseUrl) : undefined;
  return name?.type === 'Patient' ? name.id : undefined;
}
