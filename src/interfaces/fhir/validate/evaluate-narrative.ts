import { isObject, type Json, type JsonObject } from '../read-json.ts';

/** FHIR R4 narrative.html#xhtml. */
const TAGS = new Set(
  `a abbr acronym b big blockquote br caption cite code col colgroup dd del dfn div dl dt em h1 h2 h3 h4 h5 h6 hr i img ins li ol p pre q
  samp small span strong sub sup table tbody td tfoot th thead tr tt ul var`.split(/\s+/),
);
const ATTRIBUTES = new Set(
  `abbr accesskey align alt axis bgcolor border cellhalign cellpadding cellspacing cellvalign char charoff charset cite class colspan
  compact coords dir frame headers height href hreflang hspace id lang longdesc name nowrap rel rev rowspan rules scope shape span src
  start style summary tabindex title type valign value vspace width xml:lang xmlns xmlns:xsi`.split(/\s+/),
);
const MAX_LINKS = 1_000;

/** What is wrong with a narrative: txt-1, txt-2, and links that lead nowhere. `outer`: the resource, with what it contains. */
export function evaluateNarrative(div: string, outer: JsonObject): string[] {
  const foreign = foreignIn(div);
  const found = foreign === undefined ? [] : [`has ${foreign}, which is no part of a narrative (txt-1)`];
  if (!/<img[\s/>]/.test(div) && div.replace(/<[^<>]*>|&(nbsp|#160|#xa0);/gi, '').trim() === '')
    found.push('has nothing to read (txt-2)');
  const link = deadLinkIn(div, outer);
  if (link !== undefined)
    found.push(`has a link to ${link.slice(0, 100)}, which leads nowhere (narrative.html#linking)`);
  return found;
}

/** The first element or attribute that a narrative may not have. */
function foreignIn(div: string): string | undefined {
  for (const [, tag = '', rest = ''] of div.matchAll(/<([A-Za-z][\w:-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>/g)) {
    if (!TAGS.has(tag)) return tag;
    const attribute = [...rest.replace(/"[^"]*"|'[^']*'/g, '').matchAll(/([\w:-]+)\s*=/g)].find(
      ([, name = '']) => !ATTRIBUTES.has(name),
    );
    if (attribute?.[1] !== undefined) return attribute[1];
  }
  return undefined;
}

/** A fragment that neither the text nor the resource has, or a name (urn:) that no program opens. */
function deadLinkIn(div: string, outer: JsonObject): string | undefined {
  const links = [...div.matchAll(/<a\s[^<>]*?href\s*=\s*(?:"([^"]*)"|'([^']*)')/g)]
    .slice(0, MAX_LINKS)
    .map(([, one, other]) => one ?? other ?? '');
  if (links.length === 0) return undefined;
  const named = new Set([...div.matchAll(/\s(?:id|name)\s*=\s*["']([^"']+)["']/g)].map(([, name]) => `#${name}`));
  const isThere = (fragment: string) => named.has(fragment) || idsOf(outer).has(fragment);
  return links.find((link) => /^urn:/i.test(link) || (/^#./.test(link) && !isThere(link)));
}

/** Read once for each resource, since many narratives may stand in it. */
const KNOWN = new WeakMap<JsonObject, Set<string>>();

function idsOf(resource: JsonObject): Set<string> {
  const known = KNOWN.get(resource);
  if (known !== undefined) return known;
  const ids = new Set<string>();
  const open: Json[] = [resource];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (Array.isArray(next)) for (const each of next) open.push(each);
    else if (isObject(next)) {
      if (typeof next.id === 'string') ids.add(`#${next.id}`);
      for (const each of Object.values(next)) open.push(each);
    }
  }
  KNOWN.set(resource, ids);
  return ids;
}
