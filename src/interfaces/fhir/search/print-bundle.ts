import { type Json, type JsonObject } from '../read-json.ts';
import type { Search } from './derive-search.ts';
import type { Found, FoundResource } from './search-resources.ts';
import { SUMMARY_ELEMENTS } from './summary-elements.ts';

const SUMMARIES: ReadonlyMap<string, readonly { name: string; mandatory: boolean }[]> = new Map(
  SUMMARY_ELEMENTS.trim()
    .split('\n')
    .map((line) => {
      const [type = '', ...elements] = line.split(' ');
      return [type, elements.map((each) => ({ name: each.replace('!', ''), mandatory: each.endsWith('!') }))];
    }),
);
/** FHIR R4 search.html#summary: what is not whole says so, so that nobody writes it back. */
const SUBSETTED: JsonObject = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue',
  code: 'SUBSETTED',
};

/** A searchset as text. Resources go out as they lie: nothing is parsed on the way, unless less than the whole is asked for. */
export function printBundle(found: Found, search: Search, options: { base: string; query: URLSearchParams }): string {
  const { base } = options;
  const entry = (each: FoundResource, mode: string) =>
    `{"fullUrl":"${base}/${each.type}/${each.id}","resource":${reduced(each, search)},"search":{"mode":"${mode}"}}`;
  const entries = [
    ...found.matches.map((each) => entry(each, 'match')),
    ...found.included.map((each) => entry(each, 'include')),
    ...remarksOf(found, search).map((remark) => JSON.stringify({ resource: remark, search: { mode: 'outcome' } })),
  ];
  const links = [
    link('self', search.type, options),
    ...(found.next === undefined ? [] : [link('next', search.type, options, found.next)]),
  ];
  const head = {
    resourceType: 'Bundle',
    type: 'searchset',
    ...(found.total === undefined ? {} : { total: found.total }),
    link: links,
  };
  return `${JSON.stringify(head).slice(0, -1)}${entries.length === 0 ? '' : `,"entry":[${entries.join(',')}]`}}`;
}

function link(
  relation: string,
  type: string,
  { base, query }: { base: string; query: URLSearchParams },
  cursor?: string,
) {
  const parameters = new URLSearchParams(query);
  if (cursor !== undefined) parameters.set('_cursor', cursor);
  const text = parameters.toString();
  return { relation, url: `${base}/${type}${text === '' ? '' : `?${text}`}` };
}

/** The part of a resource that was asked for. */
function reduced({ type, content }: FoundResource, { elements, summary }: Search): string {
  const keep = kept(type, { elements, summary });
  if (keep === undefined) return content;
  const resource = JSON.parse(content) as JsonObject; // we wrote it
  const meta = (resource.meta ?? {}) as JsonObject; // ours
  const tags = Array.isArray(meta.tag) ? meta.tag : [];
  const part: [string, Json][] = Object.entries(resource).filter(([name]) => keep(name.replace(/^_/, '')));
  return JSON.stringify({
    resourceType: type,
    id: resource.id,
    meta: { ...meta, tag: [...tags, SUBSETTED] },
    ...Object.fromEntries(part),
  });
}

function kept(
  type: string,
  { elements, summary }: Pick<Search, 'elements' | 'summary'>,
): ((name: string) => boolean) | undefined {
  if (elements === undefined && (summary === 'false' || summary === 'count')) return undefined;
  const known = SUMMARIES.get(type) ?? [];
  const is = (name: string, list: readonly string[]) =>
    // valueQuantity is value[x].
    list.some((each) => each === name || (each.endsWith('[x]') && name.startsWith(each.slice(0, -3))));
  const mandatory = known.filter((each) => each.mandatory).map((each) => each.name);
  const outer = (name: string) => !['resourceType', 'id', 'meta'].includes(name);
  if (elements !== undefined) return (name) => outer(name) && (is(name, mandatory) || elements.includes(name));
  if (summary === 'data') return (name) => outer(name) && name !== 'text';
  if (summary === 'text') return (name) => outer(name) && (name === 'text' || is(name, mandatory));
  const inSummary = known.map((each) => each.name);
  return (name) => outer(name) && is(name, inSummary);
}

function remarksOf(found: Found, search: Search): object[] {
  const issues = [
    ...search.ignored.map((name) => ({
      severity: 'warning',
      code: 'not-supported',
      diagnostics: `${name} is no parameter that is searched by here, and was left out.`,
    })),
    ...(found.remark === undefined ? [] : [{ severity: 'warning', code: 'incomplete', diagnostics: found.remark }]),
    ...(found.cut
      ? [
          {
            severity: 'warning',
            code: 'incomplete',
            diagnostics: 'Not everything that was to be included is here; ask for smaller pages.',
          },
        ]
      : []),
  ];
  return issues.length === 0 ? [] : [{ resourceType: 'OperationOutcome', issue: issues }];
}
