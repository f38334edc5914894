import type { Act, ActContext } from '../../../platform/act.ts';
import { isId } from '../../../platform/ids.ts';
import { namesOfPeople } from '../../../modules/accounts/index.ts';
import { findEntries, type LogEntry } from '../../../modules/audit/index.ts';
import type { Door } from '../door.ts';
import { problems } from '../problems.ts';
import type { JsonObject } from '../read-json.ts';
import { deriveAuditEvent } from './derive-audit-event.ts';
import { deriveLogSearch, printPlace } from './derive-log-search.ts';

/** One entry of the log, for those who may read it. @throws fhir/not-found */
export async function readLogEntry(door: Door, context: ActContext, id: string): Promise<JsonObject> {
  return door.perform(context, 'fhir.read-log', 'fhir/read-log', async (act) => {
    const [event] = isId(id) ? await printed(act, await findEntries(act, { id, limit: 1 })) : [];
    if (event === undefined) throw problems.notFound({ detail: 'The log has no such entry.' });
    return event;
  });
}

/** A searchset of the log, newest first. @throws fhir/invalid-search */
export async function searchLog(door: Door, context: ActContext, query: URLSearchParams): Promise<string> {
  const { events, next } = await door.perform(context, 'fhir.read-log', 'fhir/read-log', async (act) => {
    const wanted = deriveLogSearch([...query]);
    const found = await findEntries(act, wanted);
    const shown = found.slice(0, wanted.limit);
    const last = shown.at(-1);
    return { events: await printed(act, shown), next: found.length > shown.length ? last : undefined };
  });
  const address = (more: Record<string, string>) => {
    const parameters = new URLSearchParams(query);
    for (const [name, value] of Object.entries(more)) parameters.set(name, value);
    return `${door.base}/AuditEvent?${parameters.toString()}`;
  };
  return JSON.stringify({
    resourceType: 'Bundle',
    type: 'searchset',
    link: [
      { relation: 'self', url: address({}) },
      ...(next === undefined ? [] : [{ relation: 'next', url: address({ _cursor: printPlace(next) }) }]),
    ],
    ...(events.length === 0
      ? {}
      : {
          entry: events.map((resource) => ({
            fullUrl: `${door.base}/AuditEvent/${String(resource.id)}`,
            resource,
            search: { mode: 'match' },
          })),
        }),
  });
}

async function printed(act: Act, entries: readonly LogEntry[]): Promise<JsonObject[]> {
  const ids = entries.flatMap((entry) => [
    entry.actor_id,
    ...(entry.on_behalf_of === null ? [] : [entry.on_behalf_of]),
  ]);
  const names = await namesOfPeople(act, ids);
  return entries.map((entry) => deriveAuditEvent(entry, names));
}
