import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import type { JobContext } from '../../platform/module.ts';
import { Problem } from '../../platform/problem.ts';
import { listDocuments } from '../../modules/documents/index.ts';
import { nameOfPatients, registrationsWith } from '../../modules/patients/index.ts';
import { binaryOf, findFiledBinary, isObject, type JsonObject, objects } from '../fhir/index.ts';
import { deriveSent, filesNamed, sentSystem } from './derive-sent.ts';
import { originOf } from './file-resource.ts';
import { algorithmOf } from './keys.ts';
import { openRemote, type RemoteServer } from './open-remote.ts';
import { problems } from './problems.ts';

const JOB = 'fhir-client.send';
const VERB = { verb: JOB };
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 60 * 60_000;
/** About half a day of pauses; then a person looks. */
const MOST_ATTEMPTS = 16;
const MAX_REASON = 500;

interface Sendable {
  readonly resource: JsonObject;
  readonly patient: string;
}

/**
 * A person sends a document of a linked patient to the server that the patient is linked to. It leaves by a job, and the
 * same document goes to one server once; one that failed is tried anew.
 * @throws fhir-client/no-server, fhir-client/not-sent
 */
export async function sendDocument(act: Act, input: { serverId: string; documentId: string }): Promise<{ id: string }> {
  const { serverId, documentId } = input;
  const server = await act.tx
    .selectFrom('fhir_client.server')
    .select('id')
    .where('id', '=', serverId)
    .where('stopped_at', 'is', null)
    .executeTakeFirst();
  if (server === undefined) throw problems.noServer({ detail: 'Nothing was sent. The server is unknown or stopped.' });
  await sendable(act, input);
  const { rows } = await sql<{ id: string }>`
    INSERT INTO fhir_client.sending AS s (id, server_id, document_id, state, asked_at, asked_by, at)
    VALUES (${newId()}, ${serverId}, ${documentId}, 'waiting', ${act.now}, ${act.actor.id}, ${act.now})
    ON CONFLICT (server_id, document_id) DO UPDATE SET
      state = CASE WHEN s.state = 'sent' THEN s.state ELSE 'waiting' END,
      reason = CASE WHEN s.state = 'sent' THEN s.reason END,
      attempts = 0, not_before = NULL, asked_at = excluded.asked_at, asked_by = excluded.asked_by, at = excluded.at
    RETURNING id`.execute(act.tx);
  const id = rows[0]?.id ?? '';
  act.note({ subjectIds: [documentId, serverId, id] });
  enqueueSending(act, id);
  return { id };
}

/** What is under way or needs a person; a document that the reader may not see is named by nobody. */
export async function listSendings(act: Act) {
  const rows = await act.tx
    .selectFrom('fhir_client.sending as s')
    .innerJoin('fhir_client.server as to', 'to.id', 's.server_id')
    .select(['s.id', 's.document_id', 's.state', 's.reason', 's.attempts', 's.at', 'to.name'])
    .where('s.state', 'in', ['waiting', 'failed'])
    .orderBy('s.at', 'desc')
    .limit(200)
    .execute();
  const documents = await nameDocuments(
    act,
    rows.map((row) => row.document_id),
  );
  act.note({ count: rows.length });
  return rows.map((row) => ({
    ...{ id: row.id, server: row.name, documentId: row.document_id, state: row.state, reason: row.reason ?? '' },
    ...{ attempts: row.attempts, at: row.at.toISOString(), document: documents.get(row.document_id) ?? null },
  }));
}

/** Those that the reader may see, as the record names them. */
async function nameDocuments(act: Act, ids: readonly string[]) {
  const { rows } = await sql<{ id: string; patient_id: string }>`
    SELECT r.id, r.patient_id FROM fhir.resource r
    WHERE r.type = 'DocumentReference' AND r.id = ANY (${[...ids]}::uuid[])`.execute(act.tx);
  const people = await nameOfPatients(
    act,
    rows.map((row) => row.patient_id),
  );
  act.note({ patientIds: [...people.keys()] });
  const named = new Map<string, { patientId: string; patient: string; title: string }>();
  for (const [patientId, { name }] of people) {
    const documentIds = rows.filter((row) => row.patient_id === patientId).map(({ id }) => id);
    const { documents } = await listDocuments(act, { patientId, documentIds });
    for (const { id, typeName, title } of documents)
      named.set(id, { patientId, patient: name, title: title ?? typeName });
  }
  return named;
}

/** A person has it tried again. @throws fhir-client/not-found */
export async function sendAgain(act: Act, id: string): Promise<void> {
  await decide(act, id, { state: 'waiting', reason: null, attempts: 0, not_before: null });
  enqueueSending(act, id);
}

/** A person says that it does not go. @throws fhir-client/not-found */
export async function setSendingAside(act: Act, id: string, reason: string): Promise<void> {
  await decide(act, id, { state: 'set-aside', reason });
}

async function decide(
  act: Act,
  id: string,
  to: { state: string; reason: string | null; attempts?: number; not_before?: null },
): Promise<void> {
  const changed = await act.tx
    .updateTable('fhir_client.sending')
    .set({ ...to, at: act.now })
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'failed'])
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n)
    throw problems.notFound({
      detail: 'Nothing was changed. It went meanwhile, or somebody decided; reload the list.',
    });
  act.note({ subjectIds: [id] });
}

/**
 * Sends one: first it is asked whether it is there already (a try whose answer was lost), then it is created unless it is.
 * Where waiting may help it is tried after pauses that double; what the server refuses goes to a person.
 */
export async function sendOne(context: JobContext, id: string): Promise<void> {
  const due = await context.act(VERB, (act) => dueSending(act, id));
  if (due === undefined) return;
  try {
    const { resource, patient } = await context.act(VERB, (act) => sendable(act, due));
    const { publicUrl } = context.services;
    const files = await readFiles(context, resource);
    const sent = deriveSent(resource, { publicUrl, documentId: due.documentId, patient, files });
    const remote = openRemote(context.services, due.server);
    const condition = `identifier=${encodeURIComponent(`${sentSystem(publicUrl)}|${due.documentId}`)}`;
    const there = firstId(await remote.get(`DocumentReference?${condition}`));
    const remoteId = there ?? (await remote.create('DocumentReference', sent, condition));
    await context.act(VERB, (act) => settle(act, id, { state: 'sent', remote_id: remoteId, reason: null }));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    await context.act(VERB, (act) => failed(act, id, due.attempts, error));
  }
}

async function failed(act: Act, id: string, before: number, error: Problem): Promise<void> {
  const attempts = before + 1;
  const reason = `${error.title}. ${error.detail}`.slice(0, MAX_REASON);
  if (error.code !== problems.cannotGoOn.code || attempts >= MOST_ATTEMPTS)
    return settle(act, id, { state: 'failed', reason, attempts });
  const pause =
    error.retryAfter === undefined
      ? Math.min(FIRST_PAUSE_MS * 2 ** before, LONGEST_PAUSE_MS)
      : error.retryAfter * 1_000;
  const runAt = new Date(act.now.getTime() + pause);
  await settle(act, id, { state: 'waiting', reason, attempts, not_before: runAt });
  enqueueSending(act, id, runAt);
}

async function settle(
  act: Act,
  id: string,
  to: { state: string; reason: string | null; remote_id?: string; attempts?: number; not_before?: Date },
): Promise<void> {
  await act.tx
    .updateTable('fhir_client.sending')
    .set({ ...to, at: act.now })
    .where('id', '=', id)
    .execute();
  act.note({ subjectIds: [id], detail: { state: to.state } });
}

/** Everything whose time has come: after a pause, after a crash. */
export async function sendDue(act: Act): Promise<void> {
  const rows = await act.tx
    .selectFrom('fhir_client.sending')
    .select('id')
    .where('state', '=', 'waiting')
    .where((or) => or.or([or('not_before', 'is', null), or('not_before', '<=', act.now)]))
    .orderBy('at')
    .limit(500)
    .execute();
  for (const { id } of rows) enqueueSending(act, id);
}

/** The later one has a key of its own: it is asked for while the first still runs. */
function enqueueSending(act: Act, id: string, runAt?: Date): void {
  act.enqueue(
    JOB,
    { id, ...(runAt === undefined ? {} : { at: runAt.toISOString() }) },
    {
      key: `${JOB} ${id}${runAt === undefined ? '' : ' later'}`,
      queue: JOB,
      ...(runAt === undefined ? {} : { runAt }),
    },
  );
}

async function dueSending(act: Act, id: string) {
  const row = await act.tx
    .selectFrom('fhir_client.sending as s')
    .innerJoin('fhir_client.server as to', 'to.id', 's.server_id')
    .select(['s.document_id', 's.attempts', 's.not_before', 'to.id', 'to.base_url', 'to.client_id', 'to.scope'])
    .select('to.algorithm')
    .where('s.id', '=', id)
    .where('s.state', '=', 'waiting')
    .where('to.stopped_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined || (row.not_before !== null && row.not_before > act.now)) return undefined;
  const server: RemoteServer = {
    ...{ id: row.id, baseUrl: row.base_url, clientId: row.client_id, scope: row.scope },
    algorithm: algorithmOf(row.algorithm),
  };
  return { server, serverId: row.id, documentId: row.document_id, attempts: row.attempts };
}

/** Judged when it is asked for, by what the person may see, and again when it leaves. @throws fhir-client/not-sent */
async function sendable(act: Act, of: { serverId: string; documentId: string }): Promise<Sendable> {
  const { rows } = await sql<{ patient_id: string; labels: string; content: string }>`
    SELECT r.patient_id, r.labels, r.content FROM fhir.resource r
    WHERE r.type = 'DocumentReference' AND r.id = ${of.documentId}::uuid AND r.deleted_at IS NULL`.execute(act.tx);
  const row = rows[0];
  if (row === undefined || (act.actor.ownPatientIds ?? []).includes(row.patient_id))
    throw notSent('There is no such document, or not one for you to send.');
  act.note({ patientIds: [row.patient_id] });
  const resource = JSON.parse(row.content) as JsonObject; // we wrote it
  if (row.labels !== '0')
    throw notSent('It carries a label. Labelled records leave by a release, where the authority for them is judged.');
  if (resource.status !== 'current') throw notSent('It does not stand: it was struck through or replaced.');
  if (filesNamed(resource) === undefined) throw notSent('Its content does not lie here as files.');
  const origin = originOf(of.serverId);
  const registrations = await registrationsWith(act.tx, [row.patient_id]);
  const named = await sql<{ type: string; source_id: string }>`
    SELECT s.type, s.source_id FROM fhir.source s WHERE s.origin = ${origin}
      AND s.id = ANY (${[...registrations, of.documentId]}::uuid[]) AND s.type IN ('Patient', 'DocumentReference')`.execute(
    act.tx,
  );
  if (named.rows.some(({ type }) => type === 'DocumentReference'))
    throw notSent('It came from that server. It is not sent back.');
  const patients = named.rows.filter(({ type }) => type === 'Patient');
  const [patient] = patients;
  if (patient === undefined) throw notSent('Its patient is not linked to a patient of that server.');
  if (patients.length > 1) throw notSent('Its patient is linked to more than one patient of that server.');
  return { resource, patient: patient.source_id };
}

async function readFiles(context: JobContext, resource: JsonObject) {
  const files: { contentType: string; data: string }[] = [];
  for (const fileId of filesNamed(resource) ?? []) {
    const found = await context.act(VERB, (act) => findFiledBinary(act, fileId));
    if (found === undefined) throw notSent('A file of it is not there any more.');
    const binary = JSON.parse(await binaryOf(context.services, found)) as { contentType: string; data: string }; // we wrote it
    files.push({ contentType: binary.contentType, data: binary.data });
  }
  return files;
}

function firstId(bundle: JsonObject): string | undefined {
  const entries = objects(bundle.entry);
  const found = entries
    .map(({ resource }) => resource)
    .filter(isObject)
    .find(({ resourceType }) => resourceType === 'DocumentReference')?.id;
  return typeof found === 'string' ? found : undefined;
}

function notSent(why: string) {
  return problems.notSent({ detail: `Nothing was sent. ${why}` });
}
