import { buffer } from 'node:stream/consumers';
import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { seal, unseal } from '../../../platform/keys/index.ts';
import type { JobContext } from '../../../platform/module.ts';
import { findRenditions, findType } from '../../../modules/documents/index.ts';
import { memberIds, readPatient } from '../../../modules/patients/index.ts';
import { hl7Moment } from '../archive.ts';
import { controlIdOf } from '../control-id.ts';
import { deriveAdt, deriveMdm, type DocumentTold, type FileTold } from './derive-outbound.ts';
import { type MllpClient, openMllp, type Peer } from './mllp-client.ts';
import { enqueueSending } from './queue-outbound.ts';
import { endAttempts, pauseAttempts, settleAnswered } from './settle-attempt.ts';
import { tickNotices } from './tick-notices.ts';
import { noteUnanswered, settleUnreachable, watchDestinations } from './unreachable.ts';

/** A run ends in time for a stop of the server; the rest is the next run's. */
const A_RUN = 200;
const MAX_BYTES = 40 * 1024 * 1024;

interface Outgoing {
  readonly id: string;
  readonly event: string;
  readonly patientId: string;
  readonly otherId: string | null;
  readonly versionId: string | null;
  readonly attempts: number;
  readonly sealed: Buffer | null;
  readonly keySlot: string | null;
}

interface Destination extends Peer {
  readonly id: string;
  readonly application: string;
  readonly facility: string;
}

const VERB = { verb: 'hl7v2.send' };

/**
 * Sends what waits for a destination, in order, one at a time: the next goes when the one before was answered. An attempt
 * whose answer never came is made again with the same bytes and the same MSH-10, so that the other side can know it.
 */
export async function sendOutbound(context: JobContext, destinationId: string): Promise<void> {
  const destination = await context.act(VERB, (act) => readDestination(act, destinationId));
  if (destination === undefined) return;
  let client: MllpClient | undefined;
  try {
    for (let done = 0; done < A_RUN; done++) {
      const next = await context.act(VERB, (act) => nextOutgoing(act, destinationId));
      if (next === undefined) return;
      const text = await textOfOutgoing(context, destination, next);
      if (text === undefined) continue;
      client = await attempt(context, destination, next, text, client);
      if (client === undefined) return;
    }
    await context.act(VERB, async (act) => enqueueSending(act, destinationId));
  } finally {
    client?.close();
  }
}

/** Everything that waits and whose pause is over: after a pause, after a crash, after a destination is taken up again. Who gave no answer for too long becomes an item. */
export async function sendDue(act: Act): Promise<void> {
  const due = await act.tx
    .selectFrom('hl7v2.outbound as o')
    .innerJoin('hl7v2.destination as d', 'd.id', 'o.destination_id')
    .select('o.destination_id')
    .distinct()
    .where('o.state', '=', 'waiting')
    .where('d.stopped_at', 'is', null)
    .execute();
  for (const row of due) enqueueSending(act, row.destination_id);
  await watchDestinations(act);
}

/** @returns the connection while it is good; undefined where the rest waits for the next run. */
async function attempt(
  context: JobContext,
  destination: Destination,
  next: Outgoing,
  text: string,
  open: MllpClient | undefined,
): Promise<MllpClient | undefined> {
  let client = open;
  try {
    client ??= await openMllp(destination);
    const answer = await client.exchange(text, controlIdOf(next.id));
    const state = await context.act(VERB, async (act) => {
      const settled = await settleAnswered(act, 'hl7v2.outbound', next, answer);
      if (settled === 'sent') await tickNotices(act, next.id);
      await settleUnreachable(act, destination.id, 'answered');
      return settled;
    });
    if (state !== 'waiting') return client;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    await context.act(VERB, async (act) => {
      await pauseAttempts(act, 'hl7v2.outbound', next, reason);
      await noteUnanswered(act, destination.id);
    });
  }
  client?.close();
  return undefined;
}

/** The bytes of every attempt: written once, before the first. Undefined: it cannot be written, and says why. */
async function textOfOutgoing(
  context: JobContext,
  destination: Destination,
  next: Outgoing,
): Promise<string | undefined> {
  const { keyring } = context.services;
  if (next.sealed !== null && next.keySlot !== null) return unseal(keyring.unitKey(next.keySlot), next.sealed, next.id);
  const facts = await context.act(VERB, (act) => readFacts(act, next));
  if (typeof facts === 'string') {
    await context.act(VERB, (act) => endAttempts(act, 'hl7v2.outbound', next, { state: 'failed', reason: facts }));
    return undefined;
  }
  const files: FileTold[] = [];
  for (const { blob, mediaType } of facts.files)
    files.push({ mediaType, bytes: await buffer(context.services.blobs.open(blob)) });
  const about = {
    from: { application: 'CHARTKEEPER', facility: facts.facility },
    to: { application: destination.application, facility: destination.facility },
    at: hl7Moment(facts.now),
    controlId: controlIdOf(next.id),
    event: next.event,
    authorities: facts.authorities,
  };
  const text =
    facts.document === undefined
      ? deriveAdt(about, facts.person, facts.retired)
      : deriveMdm(about, facts.person, facts.document, files);
  const keySlot = keyring.newSlot();
  await context.act(VERB, async (act) => {
    const volumeId = newId();
    await act.tx.insertInto('hl7v2.volume').values({ id: volumeId, key_slot: keySlot, opened_at: act.now }).execute();
    await act.tx
      .updateTable('hl7v2.outbound')
      .set({ volume_id: volumeId, sealed: seal(keyring.unitKey(keySlot), text, next.id) })
      .where('id', '=', next.id)
      .where('sealed', 'is', null)
      .execute();
  });
  return text;
}

/** Words where nothing can be told. */
async function readFacts(act: Act, next: Outgoing) {
  const { survivorId } = await memberIds(act, next.patientId);
  const person = await readPatient(act, next.event === 'A40' ? survivorId : next.patientId);
  const retired =
    next.event === 'A40' && next.otherId !== null ? (await readPatient(act, next.otherId)).identifiers : [];
  const facility = await act.tx
    .selectFrom('directory.facility')
    .select('name')
    .where('id', '=', person.facilityId)
    .executeTakeFirst();
  const named = await act.tx
    .selectFrom('hl7v2.mapping')
    .select(['said', 'meant'])
    .where('kind', '=', 'authority')
    .where('sender_id', 'is', null)
    .orderBy('set_at')
    .execute();
  const authorities = new Map(named.filter(({ meant }) => meant !== '').map(({ said, meant }) => [meant, said]));
  const shared = { person, retired, facility: (facility?.name ?? '').slice(0, 227), authorities, now: act.now };
  if (!next.event.startsWith('T') || next.otherId === null) return { ...shared, document: undefined, files: [] };
  const document = await readDocument(act, next.patientId, next.otherId);
  if (document === undefined) return 'The document is not there any more.';
  if (next.event === 'T11') return { ...shared, document, files: [] };
  const files = await findRenditions(act, {
    ...{ patientId: next.patientId, documentIds: [next.otherId], kinds: ['original'] as const },
    ...(next.versionId === null ? {} : { versionId: next.versionId }),
  });
  if (files.reduce((sum, { blob }) => sum + blob.bytes, 0) > MAX_BYTES)
    return 'The document is larger than 40 MB; hand it over in another way.';
  return { ...shared, document, files };
}

async function readDocument(act: Act, patientId: string, documentId: string): Promise<DocumentTold | undefined> {
  const row = await act.tx
    .selectFrom('documents.document as d')
    .select((eb) => [
      ...(['d.type_code', 'd.title', 'd.dated_on', 'd.author_name'] as const),
      eb
        .exists(eb.selectFrom('documents.signature as s').select('s.id').whereRef('s.document_id', '=', 'd.id'))
        .as('signed'),
    ])
    .where('d.patient_id', '=', patientId)
    .where('d.id', '=', documentId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    ...{ id: documentId, typeCode: row.type_code, typeName: findType(row.type_code)?.name ?? row.type_code },
    ...{ title: row.title ?? undefined, date: row.dated_on ?? undefined, author: row.author_name ?? undefined },
    signed: Boolean(row.signed),
  };
}

async function readDestination(act: Act, id: string): Promise<Destination | undefined> {
  const row = await act.tx
    .selectFrom('hl7v2.destination')
    .select(['id', 'host', 'port', 'tls', 'ca', 'application', 'facility'])
    .where('id', '=', id)
    .where('stopped_at', 'is', null)
    .executeTakeFirst();
  return row === undefined ? undefined : { ...row, ca: row.ca ?? undefined };
}

/** The first of the queue, where its pause is over: those behind it wait with it. */
async function nextOutgoing(act: Act, destinationId: string): Promise<Outgoing | undefined> {
  const row = await act.tx
    .selectFrom('hl7v2.outbound as o')
    .leftJoin('hl7v2.volume as v', 'v.id', 'o.volume_id')
    .select([
      ...(['o.id', 'o.event', 'o.subject_id', 'o.other_id', 'o.version_id', 'o.attempts', 'o.sealed'] as const),
      ...(['o.next_at', 'v.key_slot'] as const),
    ])
    .where('o.destination_id', '=', destinationId)
    .where('o.state', '=', 'waiting')
    .orderBy('o.n')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined || (row.next_at !== null && row.next_at > act.now)) return undefined;
  return {
    ...{ id: row.id, event: row.event, patientId: row.subject_id, otherId: row.other_id, versionId: row.version_id },
    ...{ attempts: row.attempts, sealed: row.sealed, keySlot: row.key_slot },
  };
}
