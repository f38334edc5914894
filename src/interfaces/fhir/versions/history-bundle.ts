import type { Door } from '../door.ts';
import { problems } from '../problems.ts';
import type { VersionOf } from './read-changes.ts';

const MAX_VERSIONS = 200;

/** FHIR R4 http.html#history: `_count` and `_since`. @throws fhir/invalid-search */
export function readSince(query: URLSearchParams): { limit: number; since: Date | undefined } {
  const limit = Math.min(Math.max(1, Number(query.get('_count') ?? 50) || 50), MAX_VERSIONS);
  const since = query.get('_since');
  if (since !== null && Number.isNaN(Date.parse(since)))
    throw problems.invalidSearch({ detail: 'Nothing was read. _since is no instant.', at: '_since' });
  return { limit, since: since === null ? undefined : new Date(since) };
}

/** A history Bundle as text; `next` is the cursor of the next page. */
export function historyBundle(
  { base }: Pick<Door, 'base'>,
  shown: readonly VersionOf[],
  of: { path: string; query: URLSearchParams; next: string | undefined },
): string {
  const link = [{ relation: 'self', url: `${base}${of.path}` }];
  if (of.next !== undefined) {
    const next = new URLSearchParams(of.query);
    next.set('_cursor', of.next);
    link.push({ relation: 'next', url: `${base}${of.path}?${next.toString()}` });
  }
  const head = JSON.stringify({ resourceType: 'Bundle', type: 'history', link }).slice(0, -1);
  return `${head},"entry":[${shown.map((each) => historyEntry(base, each)).join(',')}]}`;
}

function historyEntry(base: string, each: VersionOf): string {
  const { type, id } = each;
  const method = each.deleted ? 'DELETE' : each.version === 1 ? 'POST' : 'PUT';
  const request = JSON.stringify({ method, url: method === 'POST' ? type : `${type}/${id}` });
  const response = JSON.stringify({
    status: each.deleted ? '204' : each.version === 1 ? '201' : '200',
    etag: `W/"${each.version}"`,
    lastModified: each.at.toISOString(),
  });
  const resource = each.deleted ? '' : `"resource":${each.content},`;
  return `{"fullUrl":"${base}/${type}/${id}",${resource}"request":${request},"response":${response}}`;
}
