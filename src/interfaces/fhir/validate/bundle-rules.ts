import { isObject, type Json, type JsonObject, objects } from '../read-json.ts';
import { RESOURCE_TYPES } from '../resource-types.ts';
import { isAbsolute } from './is-absolute.ts';
import type { Rule } from './rules.ts';

const REQUESTS = new Set(['batch', 'transaction']);
const RESPONSES = new Set(['batch-response', 'transaction-response']);
/** `Type/id` at the end of an address: where a server would have it. */
const RESTFUL = /^https?:\/\/.+\/([A-Z][A-Za-z]+)\/([A-Za-z0-9.-]{1,64})$/;
const RELATIVE = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9.-]{1,64})$/;
const MAX_LINKS = 100;
const MAX_PLACES = 100_000;

/** FHIR R4 bundle.html and documents.html. */
export const BUNDLE_RULES: readonly Rule[] = [
  {
    code: 'value',
    broken: ({ link }) => {
      const relations = objects(link)
        .slice(0, MAX_LINKS)
        .map(({ relation }) => relation);
      const twice = relations.find((each, index) => relations.indexOf(each) !== index);
      return twice === undefined ? undefined : `has the link ${String(twice)} more than once`;
    },
  },
  {
    key: 'bdl-3, bdl-4',
    broken: ({ type, entry }) => {
      const entries = objects(entry);
      if (REQUESTS.has(String(type)) && entries.some(({ request }) => request === undefined))
        return 'has an entry without the request of it';
      if (!REQUESTS.has(String(type)) && type !== 'history' && entries.some(({ request }) => request !== undefined))
        return 'has a request, and is no batch, transaction or history';
      return !RESPONSES.has(String(type)) &&
        type !== 'history' &&
        entries.some(({ response }) => response !== undefined)
        ? 'has a response, and answers nothing'
        : undefined;
    },
  },
  {
    key: 'bdl-7',
    broken: ({ type, entry }) => {
      if (type === 'history') return undefined;
      const seen = new Set<string>();
      for (const { fullUrl, resource } of objects(entry)) {
        if (typeof fullUrl !== 'string') continue;
        const version = isObject(resource) && isObject(resource.meta) ? String(resource.meta.versionId ?? '') : '';
        if (seen.has(`${fullUrl} ${version}`)) return `has ${fullUrl.slice(0, 200)} twice`;
        seen.add(`${fullUrl} ${version}`);
      }
      return undefined;
    },
  },
  {
    key: 'bdl-9, bdl-10, bdl-11, bdl-12',
    broken: ({ type, entry, identifier, timestamp }) => {
      const [first] = objects(entry);
      const firstType = isObject(first?.resource) ? first.resource.resourceType : undefined;
      if (type === 'message')
        return firstType === 'MessageHeader' ? undefined : 'is a message that does not begin with a MessageHeader';
      if (type !== 'document') return undefined;
      if (!isObject(identifier) || identifier.system === undefined || identifier.value === undefined)
        return 'is a document without an identifier of system and value';
      if (timestamp === undefined) return 'is a document without a timestamp';
      return firstType === 'Composition' ? undefined : 'is a document that does not begin with a Composition';
    },
  },
  {
    code: 'structure',
    broken: ({ type, entry }) =>
      !REQUESTS.has(String(type)) &&
      !RESPONSES.has(String(type)) &&
      objects(entry).some(
        ({ fullUrl, resource }) => fullUrl === undefined && isObject(resource) && !isOutcome(resource),
      )
        ? 'has an entry without fullUrl, which only requests and the answers to them may lack'
        : undefined,
  },
  { code: 'structure', broken: unlikeTarget },
];

export const BUNDLE_ENTRY_RULES: readonly Rule[] = [
  {
    key: 'bdl-5',
    broken: ({ resource, request, response }) =>
      resource === undefined && request === undefined && response === undefined
        ? 'has neither a resource, a request nor a response'
        : undefined,
  },
  {
    key: 'bdl-8',
    broken: ({ fullUrl }) =>
      typeof fullUrl === 'string' && fullUrl.includes('/_history/') ? 'has a fullUrl of one version' : undefined,
  },
  {
    code: 'value',
    broken: ({ fullUrl, resource }) => {
      if (typeof fullUrl !== 'string') return undefined;
      if (!isAbsolute(fullUrl)) return 'has a fullUrl that is no absolute URL';
      const [, type = '', id] = RESTFUL.exec(fullUrl) ?? [];
      if (!RESOURCE_TYPES.has(type) || !isObject(resource)) return undefined;
      return resource.resourceType === type && resource.id === id
        ? undefined
        : `has a fullUrl that ends in ${type}/${id}, and another resource`;
    },
  },
];

/**
 * Relative references are read beside the fullUrl of the entry in which they stand (bundle.html#references). One whose only
 * candidate here is of another type, or is at another address though of that id, points to nothing.
 */
function unlikeTarget({ type, entry }: JsonObject): string | undefined {
  if (REQUESTS.has(String(type)) || RESPONSES.has(String(type))) return undefined;
  const entries = objects(entry);
  const urls = new Set(entries.map(({ fullUrl }) => fullUrl));
  // A UUID means one thing wherever it stands; a number may be that of a patient and of an organization.
  const named = new Map(
    entries.flatMap(({ fullUrl, resource }): [string, string][] => {
      const uuid = /^urn:uuid:(.+)$/.exec(String(fullUrl))?.[1];
      return uuid !== undefined && isObject(resource) ? [[uuid, String(resource.resourceType)]] : [];
    }),
  );
  const held = new Set(
    entries.map(({ resource }) =>
      isObject(resource) ? `${String(resource.resourceType)}/${String(resource.id)}` : '',
    ),
  );
  const whole = type === 'document' || type === 'message';
  for (const [index, { fullUrl, resource }] of entries.entries()) {
    const base = /^(https?:\/\/.+)\/[A-Z][A-Za-z]+\/[^/]+$/.exec(String(fullUrl))?.[1];
    for (const reference of referencesIn(resource ?? null)) {
      const [, wanted = '', id = ''] = RELATIVE.exec(reference) ?? [];
      if (id === '' || (base !== undefined && urls.has(`${base}/${reference}`))) continue;
      const other = named.get(id);
      if (other !== undefined && other !== wanted)
        return `has ${reference} in its entry ${index}, which is a ${other} here`;
      if (whole && index === 0 && held.has(reference))
        return `has ${reference} in its entry ${index}, and that resource under an address that is not meant by it`;
    }
  }
  return undefined;
}

function referencesIn(value: Json): string[] {
  const found: string[] = [];
  const open: Json[] = [value];
  for (let place = 0; open.length > 0 && place < MAX_PLACES; place++) {
    const next = open.pop();
    if (Array.isArray(next)) for (const each of next) open.push(each);
    else if (isObject(next)) {
      if (typeof next.reference === 'string') found.push(next.reference);
      for (const each of Object.values(next)) open.push(each);
    }
  }
  return found;
}

/** It has no identity, and so no address. */
function isOutcome({ resourceType }: JsonObject): boolean {
  return resourceType === 'OperationOutcome';
}
