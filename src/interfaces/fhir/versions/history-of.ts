import type { ActContext } from '../../../platform/act.ts';
import { isId } from '../../../platform/ids.ts';
import { decideGrant } from '../decide-grant.ts';
import type { Door } from '../door.ts';
import type { Answer } from '../interactions.ts';
import { problems } from '../problems.ts';
import { RESOURCE_TYPES } from '../resource-types.ts';
import { type Moment, readChanges, type VersionOf } from './read-changes.ts';
import { historyBundle, readSince } from './history-bundle.ts';

/** FHIR R4 http.html#history of a type, or of all (`undefined`): the newest version first. Pages by a cursor. */
export async function historyOf(
  door: Door,
  context: ActContext,
  type: string | undefined,
  query: URLSearchParams,
): Promise<Answer> {
  if (type !== undefined) door.granted(context, type, 'r');
  if (type === 'AuditEvent')
    throw problems.notSupported({ detail: 'Nothing was read. The log has no versions: search it.' });
  const types =
    type === undefined ? [...RESOURCE_TYPES].filter((each) => decideGrant(context.actor, each, 'r')) : [type];
  if (types.length === 0)
    throw problems.outOfScope({ detail: 'Nothing was read. The scopes of the token include no type.' });
  const { limit, since } = readSince(query);
  const after = readCursor(query.get('_cursor'));
  const found = await door.perform(context, 'fhir.history', 'fhir/read', async (act) => {
    const rows = await readChanges(act, types, { limit: limit + 1, since, after });
    const shown = rows.slice(0, limit);
    act.note({
      count: shown.length,
      patientIds: [...new Set(shown.map(({ patientId }) => patientId))],
      detail: { of: type ?? 'all' },
    });
    return rows;
  });
  const shown = found.slice(0, limit);
  const last = found.length > limit ? shown.at(-1) : undefined;
  const path = type === undefined ? '/_history' : `/${type}/_history`;
  return { status: 200, body: historyBundle(door, shown, { path, query, next: last && printCursor(last) }) };
}

function printCursor({ at, type, id, version }: VersionOf): string {
  return Buffer.from(JSON.stringify({ at: at.toISOString(), type, id, version })).toString('base64url');
}

function readCursor(text: string | null): Moment | undefined {
  if (text === null) return undefined;
  try {
    const value = JSON.parse(Buffer.from(text, 'base64url').toString()) as Record<string, unknown>; // narrowed below
    const { at, type, id, version } = value;
    if (typeof at === 'string' && typeof type === 'string' && typeof id === 'string' && typeof version === 'number')
      if (!Number.isNaN(Date.parse(at)) && RESOURCE_TYPES.has(type) && isId(id) && Number.isInteger(version))
        return { at: new Date(at), type, id, version };
  } catch {
    // Refused with the rest.
  }
  throw problems.invalidSearch({
    detail: 'Nothing was read. _cursor is not one of ours; begin the history again.',
    at: '_cursor',
  });
}
