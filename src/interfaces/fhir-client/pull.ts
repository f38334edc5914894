import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import type { JobContext } from '../../platform/module.ts';
import { Problem } from '../../platform/problem.ts';
import { isObject, type JsonObject, objects } from '../fhir/index.ts';
import { type Filing, fileResource } from './file-resource.ts';
import { algorithmOf } from './keys.ts';
import { openRemote, type Remote, type RemoteServer } from './open-remote.ts';
import { problems } from './problems.ts';

/** In the order in which they need each other. */
const TYPES = ['Patient', 'Encounter', 'DocumentReference'] as const;
const VERB = { verb: 'fhir-client.pull' };
/** What is done again after a crash. */
const PAGE = 20;
/** Pages of one run; it ends in time for a stop of the server, and the rest is the next run's. */
const A_RUN = 200;
const MOST_AGAIN = 500;
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 60 * 60_000;
const MOST_PATIENTS = 10_000;

interface Server extends RemoteServer {
  readonly whose: string;
  readonly failures: number;
}

interface Progress {
  readonly type: string;
  readonly patient: string;
  readonly since: string | null;
  readonly next: string | null;
  readonly highest: string | null;
}

type Page = { readonly resources: (JsonObject & { resourceType: string })[]; readonly next: string | null };

export function enqueuePull(act: Act, serverId: string, runAt?: Date): void {
  act.enqueue(
    'fhir-client.pull',
    { serverId, ...(runAt === undefined ? {} : { at: runAt.toISOString() }) },
    {
      key: `fhir-client.pull ${serverId}${runAt === undefined ? '' : ' later'}`,
      queue: `fhir-client ${serverId}`,
      ...(runAt === undefined ? {} : { runAt }),
    },
  );
}

/** Everything that is due: by the clock, after a pause, after a crash. */
export async function pullDue(act: Act): Promise<void> {
  const rows = await act.tx
    .selectFrom('fhir_client.server')
    .select('id')
    .where('stopped_at', 'is', null)
    .where((or) => or.or([or('not_before', 'is', null), or('not_before', '<=', act.now)]))
    .orderBy('id')
    .execute();
  for (const { id } of rows) enqueuePull(act, id);
}

/**
 * Reads what changed on one server since the last time, page by page; how far it came is written after each page, so that
 * a run after a crash goes on there and does again at most one page, which changes nothing.
 */
export async function pullServer(context: JobContext, serverId: string): Promise<void> {
  const server = await context.act(VERB, (act) => dueServer(act, serverId));
  if (server === undefined) return;
  const remote = openRemote(context.services, server);
  const filing: Filing = { context, server, remote };
  try {
    await takeAgain(filing);
    let pages = 0;
    for (const type of TYPES)
      for (const patient of await whose(context, server))
        for (let more = true; more;) {
          if (++pages > A_RUN) return await context.act(VERB, async (act) => enqueuePull(act, serverId));
          more = await pullPage(filing, type, patient);
        }
    await context.act(VERB, (act) => wentOn(act, serverId));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    await context.act(VERB, (act) => paused(act, server, error));
  }
}

/** @returns whether there is another page. */
async function pullPage(filing: Filing, type: string, patient: string): Promise<boolean> {
  const { context, server, remote } = filing;
  const from = await context.act(VERB, (act) => progressOf(act, server.id, type, patient));
  const page = await readPage(remote, type, from.next ?? firstAddress(from));
  let highest = from.highest;
  for (const resource of page.resources) {
    if (resource.resourceType !== type) continue;
    await fileResource(filing, resource, { again: false });
    const changed = isObject(resource.meta) ? resource.meta.lastUpdated : undefined;
    if (typeof changed === 'string' && later(changed, highest)) highest = changed;
  }
  if (page.next !== null && page.next === from.next)
    throw problems.cannotGoOn({ detail: 'Its next page is the same page again. What was read is kept.' });
  await context.act(VERB, async (act) => {
    await keepProgress(
      act,
      server.id,
      page.next === null
        ? { ...from, since: highest ?? from.since, next: null, highest: null }
        : { ...from, next: page.next, highest },
    );
    act.note({ count: page.resources.length, detail: { type } });
  });
  return page.next !== null;
}

/** FHIR R4 search.html: everything since, the instant itself included; what was filed then is known by its version. */
function firstAddress({ type, patient, since }: Progress): string {
  const query = new URLSearchParams({ _count: String(PAGE) });
  if (patient !== '') query.set(type === 'Patient' ? '_id' : 'patient', patient);
  if (since !== null) query.set('_lastUpdated', `ge${since}`);
  return `${type}?${query.toString()}`;
}

async function readPage(remote: Remote, type: string, address: string): Promise<Page> {
  const bundle = await remote.get(address);
  if (bundle.resourceType !== 'Bundle')
    throw problems.cannotGoOn({ detail: `It answered a search of ${type} with something else than a Bundle.` });
  const next = objects(bundle.link).find(({ relation }) => relation === 'next')?.url;
  const resources = objects(bundle.entry).flatMap(({ resource }) =>
    isObject(resource) && typeof resource.resourceType === 'string'
      ? [resource as JsonObject & { resourceType: string }]
      : [],
  );
  return { resources, next: typeof next === 'string' ? next : null };
}

/** What a person sent again is fetched anew: nothing of its content was kept. */
async function takeAgain(filing: Filing): Promise<void> {
  const { context, server, remote } = filing;
  const rows = await context.act(VERB, (act) =>
    act.tx
      .selectFrom('fhir_client.item')
      .select(['id', 'type', 'source_id'])
      .where('server_id', '=', server.id)
      .where('state', '=', 'again')
      // Patient sorts after the others and must come first.
      .orderBy(sql`type <> 'Patient'`)
      .orderBy('type', 'desc')
      .orderBy('id')
      .limit(MOST_AGAIN)
      .execute(),
  );
  for (const { id, type, source_id: sourceId } of rows) {
    try {
      const resource = await remote.get(`${type}/${sourceId}`);
      if (resource.resourceType === type)
        await fileResource(filing, resource as JsonObject & { resourceType: string }, { again: true });
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== problems.refused.code) throw error;
      await context.act(VERB, async (act) => {
        await act.tx
          .updateTable('fhir_client.item')
          .set({ state: 'failed', reason: `${error.title}. ${error.detail}`, at: act.now })
          .where('id', '=', id)
          .execute();
      });
    }
  }
}

async function dueServer(act: Act, serverId: string): Promise<Server | undefined> {
  const row = await act.tx
    .selectFrom('fhir_client.server')
    .select(['id', 'base_url', 'client_id', 'scope', 'algorithm', 'whose', 'failures', 'not_before', 'stopped_at'])
    .where('id', '=', serverId)
    .executeTakeFirst();
  if (row === undefined || row.stopped_at !== null) return undefined;
  if (row.not_before !== null && row.not_before > act.now) return undefined;
  return {
    ...{ id: row.id, baseUrl: row.base_url, clientId: row.client_id, scope: row.scope },
    algorithm: algorithmOf(row.algorithm),
    ...{ whose: row.whose, failures: row.failures },
  };
}

/** Ids of the patients that are asked for; one empty word: all. */
async function whose(context: JobContext, server: Server): Promise<readonly string[]> {
  if (server.whose === 'all') return [''];
  const rows = await context.act(VERB, (act) =>
    act.tx
      .selectFrom('fhir_client.chosen_patient')
      .select('source_id')
      .where('server_id', '=', server.id)
      .orderBy('source_id')
      .limit(MOST_PATIENTS)
      .execute(),
  );
  return rows.map((row) => row.source_id);
}

async function progressOf(act: Act, serverId: string, type: string, patient: string): Promise<Progress> {
  const row = await act.tx
    .selectFrom('fhir_client.progress')
    .select(['since', 'next_url', 'highest'])
    .where('server_id', '=', serverId)
    .where('type', '=', type)
    .where('patient', '=', patient)
    .executeTakeFirst();
  return { type, patient, since: row?.since ?? null, next: row?.next_url ?? null, highest: row?.highest ?? null };
}

async function keepProgress(act: Act, serverId: string, progress: Progress): Promise<void> {
  const row = { since: progress.since, next_url: progress.next, highest: progress.highest, at: act.now };
  await act.tx
    .insertInto('fhir_client.progress')
    .values({ server_id: serverId, type: progress.type, patient: progress.patient, ...row })
    .onConflict((is) => is.columns(['server_id', 'type', 'patient']).doUpdateSet(row))
    .execute();
}

async function wentOn(act: Act, serverId: string): Promise<void> {
  await act.tx
    .updateTable('fhir_client.server')
    .set({ pulled_at: act.now, not_before: null, failures: 0, trouble: null })
    .where('id', '=', serverId)
    .execute();
}

/** It is asked again when it said, else after pauses that double. A search whose page was lost begins anew next time. */
async function paused(act: Act, server: Server, problem: Problem): Promise<void> {
  const pause =
    problem.retryAfter === undefined
      ? Math.min(FIRST_PAUSE_MS * 2 ** server.failures, LONGEST_PAUSE_MS)
      : problem.retryAfter * 1_000;
  const runAt = new Date(act.now.getTime() + pause);
  await act.tx
    .updateTable('fhir_client.server')
    .set({ not_before: runAt, failures: Math.min(server.failures + 1, 20), trouble: problem.detail.slice(0, 500) })
    .where('id', '=', server.id)
    .execute();
  // A cursor of theirs may be dead: what the page was refused for is then not refused again.
  if (problem.code === problems.refused.code)
    await act.tx
      .updateTable('fhir_client.progress')
      .set({ next_url: null, highest: null })
      .where('server_id', '=', server.id)
      .where('next_url', 'is not', null)
      .execute();
  act.note({ detail: { paused: pause, code: problem.code } });
  enqueuePull(act, server.id, runAt);
}

function later(instant: string, than: string | null): boolean {
  return than === null || Date.parse(instant) > Date.parse(than);
}
