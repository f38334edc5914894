import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { nameOfPatients } from '../../modules/patients/index.ts';
import { nameSource } from '../fhir/index.ts';
import { decideAddress } from './decide-address.ts';
import { originOf } from './file-resource.ts';
import { type Algorithm, algorithmOf } from './keys.ts';
import { problems } from './problems.ts';
import { enqueuePull } from './pull.ts';

interface ServerFacts {
  readonly name: string;
  readonly baseUrl: string;
  readonly clientId: string;
  readonly scope: string;
  readonly algorithm: Algorithm;
  /** Ids there of the patients that are read; null: all. */
  readonly patients: readonly string[] | null;
  readonly stopped: boolean;
}

const MAX_LISTED = 200;

/** Each server with how it goes: last run, why it waits, what is filed, what a person must look at. */
export async function listServers(act: Act) {
  const { rows } = await sql<{
    id: string;
    name: string;
    base_url: string;
    client_id: string;
    scope: string;
    algorithm: string;
    whose: string;
    patients: string[];
    stopped_at: Date | null;
    not_before: Date | null;
    trouble: string | null;
    pulled_at: Date | null;
    open: string;
  }>`
    SELECT s.id, s.name, s.base_url, s.client_id, s.scope, s.algorithm, s.whose, s.stopped_at, s.not_before, s.trouble, s.pulled_at,
      ARRAY(SELECT p.source_id FROM fhir_client.chosen_patient p WHERE p.server_id = s.id ORDER BY p.source_id LIMIT ${MAX_LISTED}) AS patients,
      (SELECT count(*) FROM fhir_client.item i WHERE i.server_id = s.id AND i.state IN ('failed', 'asks', 'again')) AS open
    FROM fhir_client.server s ORDER BY s.name LIMIT ${MAX_LISTED}`.execute(act.tx);
  act.note({ count: rows.length });
  return rows.map((row) => ({
    ...{ id: row.id, name: row.name, baseUrl: row.base_url, clientId: row.client_id, scope: row.scope },
    ...{
      algorithm: algorithmOf(row.algorithm),
      patients: row.whose === 'all' ? null : row.patients,
      stopped: row.stopped_at !== null,
    },
    ...{ notBefore: row.not_before?.toISOString() ?? null, trouble: row.trouble },
    ...{ pulledAt: row.pulled_at?.toISOString() ?? null, open: Number(row.open) },
  }));
}

/** @returns its id. @throws fhir-client/not-allowed, fhir-client/server-known, fhir-client/no-server */
export async function saveServer(
  act: Act,
  id: string | undefined,
  facts: ServerFacts,
  hosts: readonly string[],
): Promise<string> {
  const baseUrl = facts.baseUrl.replace(/\/+$/, '');
  const decided = decideAddress(baseUrl, hosts);
  if ('why' in decided) throw problems.notAllowed({ detail: `Nothing was saved. ${decided.why}`, at: 'baseUrl' });
  const savedId = id ?? newId();
  const twin = await act.tx
    .selectFrom('fhir_client.server')
    .select('id')
    .where('name', '=', facts.name)
    .where('id', '<>', savedId)
    .executeTakeFirst();
  if (twin !== undefined) throw problems.serverKnown({ detail: 'Nothing was saved. Choose another name.', at: 'name' });
  const row = {
    ...{ name: facts.name, base_url: baseUrl, client_id: facts.clientId, scope: facts.scope },
    ...{
      algorithm: facts.algorithm,
      whose: facts.patients === null ? 'all' : 'chosen',
      stopped_at: facts.stopped ? act.now : null,
    },
    ...{ set_at: act.now, set_by: act.actor.id, not_before: null, failures: 0 },
  };
  if (id === undefined)
    await act.tx
      .insertInto('fhir_client.server')
      .values({ id: savedId, ...row })
      .execute();
  else {
    const changed = await act.tx.updateTable('fhir_client.server').set(row).where('id', '=', id).executeTakeFirst();
    if (changed.numUpdatedRows === 0n)
      throw problems.noServer({ detail: 'Nothing was saved. Reload the list of servers.' });
  }
  await choosePatients(act, savedId, facts.patients ?? []);
  act.note({
    subjectIds: [savedId],
    detail: { host: decided.url.host, whose: row.whose, algorithm: facts.algorithm, stopped: facts.stopped },
  });
  if (!facts.stopped) enqueuePull(act, savedId);
  return savedId;
}

/** The list as it is now: whom it leaves out is no longer asked for, what was read of them stays. */
async function choosePatients(act: Act, serverId: string, patients: readonly string[]): Promise<void> {
  await sql`DELETE FROM fhir_client.chosen_patient WHERE server_id = ${serverId} AND source_id <> ALL (${[...patients]}::text[])`.execute(
    act.tx,
  );
  await sql`INSERT INTO fhir_client.chosen_patient (server_id, source_id, chosen_at, chosen_by)
    SELECT ${serverId}::uuid, p, ${act.now}, ${act.actor.id} FROM unnest(${[...patients]}::text[]) p ON CONFLICT DO NOTHING`.execute(
    act.tx,
  );
}

/** @throws fhir-client/no-server */
export async function pullNow(act: Act, id: string): Promise<void> {
  const row = await act.tx
    .updateTable('fhir_client.server')
    .set({ not_before: null })
    .where('id', '=', id)
    .where('stopped_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (row === undefined)
    throw problems.noServer({ detail: 'Nothing was started. There is no such server, or it is stopped.' });
  act.note({ subjectIds: [id] });
  enqueuePull(act, id);
}

/** What a person must look at, latest first. */
export async function listOpenItems(act: Act) {
  const rows = await act.tx
    .selectFrom('fhir_client.item as i')
    .innerJoin('fhir_client.server as s', 's.id', 'i.server_id')
    .select(['i.id', 'i.type', 'i.source_id', 'i.state', 'i.reason', 'i.candidates', 'i.attempts', 'i.at', 's.name'])
    .where('i.state', 'in', ['failed', 'asks', 'again'])
    .orderBy('i.at', 'desc')
    .limit(MAX_LISTED)
    .execute();
  const people = await nameOfPatients(
    act,
    rows.flatMap(({ candidates }) => candidates),
  );
  act.note({ count: rows.length, patientIds: [...people.keys()] });
  return rows.map((row) => ({
    ...{ id: row.id, server: row.name, type: row.type, sourceId: row.source_id, state: row.state },
    ...{ reason: row.reason ?? '', attempts: row.attempts, at: row.at.toISOString() },
    // Whom the actor may not see is left to somebody who may.
    candidates: row.candidates.flatMap((id) => people.get(id) ?? []),
  }));
}

/** Fetched and tried again with the next run, which begins now. @throws fhir-client/not-found */
export async function takeItemAgain(act: Act, id: string): Promise<void> {
  const row = await act.tx
    .updateTable('fhir_client.item')
    .set({ state: 'again', decided_at: act.now, decided_by: act.actor.id })
    .where('id', '=', id)
    .where('state', 'in', ['failed', 'asks', 'again'])
    .returning('server_id')
    .executeTakeFirst();
  if (row === undefined) throw gone();
  act.note({ subjectIds: [id] });
  enqueuePull(act, row.server_id);
}

/** A person says that it is not filed; a later version of it is. @throws fhir-client/not-found */
export async function setItemAside(act: Act, id: string, reason: string): Promise<void> {
  const changed = await act.tx
    .updateTable('fhir_client.item')
    .set({ state: 'set-aside', reason, decided_at: act.now, decided_by: act.actor.id })
    .where('id', '=', id)
    .where('state', 'in', ['failed', 'asks', 'again'])
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw gone();
  act.note({ subjectIds: [id] });
}

/**
 * A person says who a patient of the other server is: one of those who may be meant. What waited for it is tried again.
 * @throws fhir-client/not-found, fhir-client/not-a-candidate
 */
export async function decidePatientOf(act: Act, id: string, patientId: string): Promise<void> {
  const row = await act.tx
    .selectFrom('fhir_client.item')
    .select(['server_id', 'source_id', 'candidates'])
    .where('id', '=', id)
    .where('state', '=', 'asks')
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw gone();
  if (!row.candidates.includes(patientId))
    throw problems.notACandidate({
      detail: 'Nothing was linked. Choose one of those who are listed.',
      at: 'patientId',
    });
  const origin = originOf(row.server_id);
  await nameSource(act, origin, { type: 'Patient', sourceId: row.source_id, id: patientId });
  const decided = { decided_at: act.now, decided_by: act.actor.id };
  await act.tx
    .updateTable('fhir_client.item')
    .set({ state: 'linked', reason: null, ...decided })
    .where('id', '=', id)
    .execute();
  await act.tx
    .updateTable('fhir_client.item')
    .set({ state: 'again', ...decided })
    .where('server_id', '=', row.server_id)
    .where('patient', '=', row.source_id)
    .where('state', '=', 'failed')
    .execute();
  act.note({ subjectIds: [id], patientIds: [patientId] });
  enqueuePull(act, row.server_id);
}

function gone() {
  return problems.notFound({ detail: 'Nothing was changed. Reload the list.' });
}
