import type { Act, ActContext } from '../../../platform/act.ts';
import { isId } from '../../../platform/ids.ts';
import { namesOfPeople } from '../../../modules/accounts/index.ts';
import { decideGrant } from '../decide-grant.ts';
import type { Door } from '../door.ts';
import { problems } from '../problems.ts';
import type { JsonObject } from '../read-json.ts';
import { readInstant } from '../search/derive-interval.ts';
import { deriveSearch, type Search } from '../search/derive-search.ts';
import { printBundle } from '../search/print-bundle.ts';
import { type Found, type FoundResource, MAX_INCLUDED, searchResources } from '../search/search-resources.ts';
import { type Deed, deriveProvenance } from './derive-provenance.ts';
import { type DeedsWanted, findDeeds } from './find-deeds.ts';

const OF_DEED = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([vcs]\d{1,6})$/;
/** Before the address of a page of the record; the pages of what others sent have the cursor of every search. */
const IN_RECORD = 'record.';
const ASKED_BY = ['patient', 'target', 'recorded', '_count', '_cursor'];

/** Whether an id is that of something done to a document here. */
export function isDeed(id: string): boolean {
  return OF_DEED.test(id);
}

/** @throws fhir/not-found */
export async function readDeed(door: Door, context: ActContext, id: string): Promise<JsonObject> {
  return door.perform(context, 'fhir.read', 'fhir/read', async (act) => {
    const [, documentId = '', mark = ''] = OF_DEED.exec(id) ?? [];
    const [provenance] = await printed(act, await findDeeds(act, { documentIds: [documentId], mark, limit: 1 }));
    if (provenance === undefined)
      throw problems.notFound({ detail: 'Nothing is stored under that address, or not for you to see.' });
    return provenance;
  });
}

/**
 * What was done to documents of the record, by patient or target and by the time of its recording; then what others sent as
 * Provenance. Asked by anything else, only what others sent is searched, and the answer says so.
 */
export async function searchProvenance(
  door: Door,
  context: ActContext,
  asked: { query: URLSearchParams; lenient: boolean },
): Promise<string> {
  const { query, lenient } = asked;
  const { found, search } = await door.perform(context, 'fhir.search', 'fhir/read', async (act) => {
    const cursor = query.get('_cursor');
    const inRecord = cursor?.startsWith(IN_RECORD) === true;
    const wanted = deriveSearch(
      'Provenance',
      [...query].filter(([name]) => name !== '_cursor' || !inRecord),
      {
        lenient,
        now: act.now,
      },
    );
    for (const each of wanted.types) door.granted(context, each, 's');
    const deeds = cursor !== null && !inRecord ? undefined : deedsOf(query, wanted);
    if (deeds === undefined) {
      const ofOthers = await searchResources(act, wanted, (each) => decideGrant(context.actor, each, 'r'));
      const partly = cursor === null && !isOfNoDocument(query);
      return { found: partly ? { ...ofOthers, remark: UNSEARCHED } : ofOthers, search: wanted };
    }
    const rows = await findDeeds(act, deeds);
    const shown = rows.slice(0, wanted.count);
    const last = shown.at(-1);
    const page = await resourcesOf(act, shown);
    if (rows.length > shown.length && last !== undefined)
      return { found: { ...NONE, matches: page, next: `${IN_RECORD}${last.documentId}.${last.mark}` }, search: wanted };
    // What is left of the page is for what others sent.
    const left = wanted.count - page.length;
    const more = await searchResources(act, { ...wanted, count: Math.max(left, 1) }, (each) =>
      decideGrant(context.actor, each, 'r'),
    );
    const merged: Found =
      left > 0
        ? { ...more, matches: [...page, ...more.matches], total: undefined }
        : {
            ...NONE,
            matches: page,
            next:
              more.matches.length > 0 && last !== undefined ? `${IN_RECORD}${last.documentId}.${last.mark}` : undefined,
          };
    return { found: merged, search: wanted };
  });
  return printBundle(found, search, { base: door.base, query });
}

/** `_revinclude=Provenance:target`: with the documents found goes what was done to them here. */
export async function withDeeds(act: Act, found: Found): Promise<Found> {
  const documentIds = found.matches.flatMap(({ type, id }) => (type === 'DocumentReference' ? [id] : []));
  if (documentIds.length === 0) return found;
  const deeds = await findDeeds(act, { documentIds, limit: MAX_INCLUDED + 1 });
  const included = [...found.included, ...(await resourcesOf(act, deeds))];
  return {
    ...found,
    included: included.slice(0, MAX_INCLUDED),
    cut: found.cut || included.length > MAX_INCLUDED,
  };
}

async function resourcesOf(act: Act, deeds: readonly Deed[]): Promise<FoundResource[]> {
  return (await printed(act, deeds)).map((provenance, index) => ({
    type: 'Provenance',
    id: String(provenance.id),
    patientId: deeds[index]?.patientId ?? '',
    content: JSON.stringify(provenance),
  }));
}

const NONE: Found = { matches: [], included: [], next: undefined, total: undefined, cut: false };
const UNSEARCHED =
  'Only what others sent as Provenance was searched: what was done to documents here is found by patient or target, with or without recorded.';

/** Of a target that is no document nothing was done to documents. */
function isOfNoDocument(query: URLSearchParams): boolean {
  return query.has('_id') || /^(?!DocumentReference\/)[A-Z]/.test(query.get('target') ?? '');
}

/** Undefined where the record cannot be asked so. @throws fhir/invalid-search */
function deedsOf(query: URLSearchParams, search: Search): DeedsWanted | undefined {
  const names = [...query.keys()];
  if (names.some((name) => !ASKED_BY.includes(name)) || new Set(names).size !== names.length) return undefined;
  const id = (name: string, type: string) => {
    const [, of = type, value = ''] = /^(?:.*\/)?(?:([A-Z]\w+)\/)?([^/]+)$/.exec(query.get(name) ?? '') ?? [];
    return of === type && isId(value) ? value : undefined;
  };
  const patientId = id('patient', 'Patient');
  const documentId = id('target', 'DocumentReference');
  if ((query.has('patient') && patientId === undefined) || (query.has('target') && documentId === undefined))
    return undefined;
  if (patientId === undefined && documentId === undefined) return undefined;
  const recorded = query.has('recorded') ? readRecorded(query.get('recorded') ?? '') : undefined;
  if (query.has('recorded') && recorded === undefined) return undefined;
  const [, afterDocument, afterMark] = OF_DEED.exec((query.get('_cursor') ?? '').slice(IN_RECORD.length)) ?? [];
  return {
    ...(patientId === undefined ? {} : { patientId }),
    ...(documentId === undefined ? {} : { documentIds: [documentId] }),
    ...(recorded === undefined ? {} : { recorded }),
    ...(afterDocument === undefined || afterMark === undefined
      ? {}
      : { after: { documentId: afterDocument, mark: afterMark } }),
    limit: search.count + 1,
  };
}

const EVER = 8_000_000_000_000_000;

function readRecorded(value: string): DeedsWanted['recorded'] {
  const [, prefix = '', text = ''] = /^(eq|ge|gt|sa|le|lt|eb)?(.*)$/.exec(value) ?? [];
  const moment = readInstant(text);
  if (moment === undefined) return undefined;
  if (prefix === 'ge') return { low: moment.low, high: EVER };
  if (prefix === 'gt' || prefix === 'sa') return { low: moment.high + 1, high: EVER };
  if (prefix === 'le') return { low: 0, high: moment.high };
  if (prefix === 'lt' || prefix === 'eb') return { low: 0, high: moment.low - 1 };
  return moment;
}

async function printed(act: Act, deeds: readonly Deed[]): Promise<JsonObject[]> {
  const names = await namesOfPeople(
    act,
    deeds.map(({ enteredBy }) => enteredBy),
  );
  act.note({
    count: deeds.length,
    subjectIds: [...new Set(deeds.map(({ documentId }) => documentId))],
    patientIds: [...new Set(deeds.map(({ patientId }) => patientId))],
  });
  return deeds.map((deed) => deriveProvenance(deed, names));
}
