import { isObject, type Json, type JsonObject } from './read-json.ts';

/** Elements by which a resource belongs to a patient's compartment, in the order they are asked. */
const PATIENT_ELEMENTS = ['subject', 'patient', 'beneficiary', 'individual', 'for'];

/** A copy in which every reference is what `resolve` makes of it. Contained (`#x`) and absolute ones of others stay. */
export function rewriteReferences<T extends Json>(
  value: T,
  resolve: (reference: string, at: string) => string,
  at = '',
): T {
  if (Array.isArray(value)) return value.map((each, index) => rewriteReferences(each, resolve, `${at}[${index}]`)) as T;
  if (!isObject(value)) return value;
  const copy: JsonObject = {};
  for (const [key, child] of Object.entries(value)) {
    const path = at === '' ? key : `${at}.${key}`;
    copy[key] =
      key === 'reference' && typeof child === 'string' && !child.startsWith('#')
        ? resolve(child, path)
        : rewriteReferences(child, resolve, path);
  }
  return copy as T;
}

/** Id of the patient a resource is about, read from its own references; undefined for what belongs to nobody. */
export function patientIdOf(resource: JsonObject & { resourceType: string }): string | undefined {
  if (resource.resourceType === 'Patient') return typeof resource.id === 'string' ? resource.id : undefined;
  for (const element of PATIENT_ELEMENTS) {
    const target = resource[element];
    const reference = isObject(target) ? target.reference : undefined;
    const id = typeof reference === 'string' ? /^Patient\/([^/]+)$/.exec(reference)?.[1] : undefined;
    if (id !== undefined) return id;
  }
  return undefined;
}
