import { sql } from 'kysely';
import { get, isRefusal, type Message, parseMessage } from '../../../packages/hl7/index.ts';
import type { Act, ActContext, ActOfSeveral, ActRequest } from '../../platform/act.ts';
import type { Queries } from '../../platform/db/database.ts';
import { unseal } from '../../platform/keys/index.ts';
import { Problem } from '../../platform/problem.ts';
import type { Services } from '../../platform/services.ts';
import { mrnSystemOf } from '../../modules/directory/index.ts';
import { applyAdt } from './apply-adt.ts';
import { decideAcknowledgements } from './acknowledgements/queue-acknowledgements.ts';
import { applyCharges } from './apply-charges.ts';
import { applyDocuments } from './apply-documents.ts';
import { applyMoves, MOVES } from './apply-moves.ts';
import { storable } from './archive.ts';
import { deriveMoment } from './derive-moment.ts';
import { awaitedBy, type Feeding, type Outcome } from './feeding.ts';
import { type Mapping, mappingOf } from './mapping.ts';
import { saidByFeed } from './outbound/queue-outbound.ts';

/** Who applies, and with what: a job, or an import at the command line. */
export interface Applying {
  readonly services: Services;
  act<T>(request: Omit<ActRequest, 'permission'>, fn: (act: Act) => Promise<T>): Promise<T>;
  /** Several messages, each an act of its own, in one commit. */
  several<T>(run: (act: ActOfSeveral, tx: Queries) => Promise<T>): Promise<T>;
  /** Keyed digest of a number. */
  digest(text: string): string;
}

const APPLY = 'hl7v2.apply';
const IN_ONE_COMMIT = 25;

export type Applied =
  Outcome | { readonly state: 'failed'; readonly reason: string; readonly key?: string | undefined };

export interface WaitingMessage {
  readonly id: string;
  readonly senderId: string;
  readonly sealed: Buffer;
  readonly keySlot: string;
  readonly receivedAt: Date;
}

export function createApplying(services: Services, context: ActContext): Applying {
  const permission = 'system';
  return {
    services,
    act: (request, fn) => services.acting.act(context, { ...request, permission }, fn),
    several: (run) => services.acting.several(context, { verb: APPLY, permission }, run),
    digest: digestOf(services),
  };
}

export function digestOf(services: Services): Applying['digest'] {
  return (text) => {
    const digester = services.keyring.digester();
    digester.update(Buffer.from(`hl7v2 ${text}`));
    return digester.digest('hex');
  };
}

/**
 * Applies one archived message and writes down what became of it, in the act that changes the record. A message that
 * cannot be applied waits in the error queue with the reason; it never stops those behind it.
 */
export async function applyMessage(applying: Applying, waiting: WaitingMessage): Promise<Applied | undefined> {
  const settle = async (act: Act, outcome: Applied) =>
    (await settled(act, applying, [{ id: waiting.id, outcome }])) === 1;
  try {
    const opened = await openWaiting(applying, waiting);
    if ('refusal' in opened) return await fail(applying, waiting.id, opened.refusal);
    const { feeding, type } = opened;
    if (isOfDocuments(type)) return await applyDocuments(applying, feeding, type, settle);
    if (isMove(opened)) return await applyMoves(applying, feeding, settle);
    return await applying.act({ verb: APPLY }, async (act) => {
      if ((await lockWaiting(act.tx, [waiting.id])).size === 0) return undefined;
      const outcome = await applyOpened(act, opened);
      await settle(act, outcome);
      return outcome;
    });
  } catch (error) {
    if (mayPass(error)) throw error;
    if (!(error instanceof Problem))
      applying.services.log.error({ err: error, message: waiting.id }, 'an HL7 message could not be applied');
    const reason =
      error instanceof Problem
        ? `${error.title}. ${error.detail}`
        : holdsNul(error)
          ? 'It holds the character NUL, which no value of the record can have: it was damaged. Correct it in a copy, or ask for it again.'
          : 'It does not fit into the record. The reason is in the log of the server under the number of the message.';
    return fail(applying, waiting.id, reason, awaitedBy(error));
  }
}

/**
 * Applies what waits of a sender, in order. Neighbours share a commit, which costs as much as what most of them change; where
 * one cannot be applied those before it and those behind it still do, and it is told alone what was wrong with it.
 */
export async function applyInOrder(applying: Applying, waiting: readonly WaitingMessage[]): Promise<void> {
  let group: OpenedMessage[] = [];
  for (const each of waiting) {
    const opened = await openWaiting(applying, each).catch(() => undefined);
    const alone = opened === undefined || 'refusal' in opened || isOfDocuments(opened.type) || isMove(opened);
    if (!alone) group.push(opened);
    if (alone || group.length >= IN_ONE_COMMIT) {
      await applyGroup(applying, group);
      group = [];
    }
    if (alone) await applyMessage(applying, each);
  }
  await applyGroup(applying, group);
}

async function applyGroup(applying: Applying, group: readonly OpenedMessage[]): Promise<void> {
  const [first] = group;
  if (first === undefined) return;
  if (group.length === 1) return void (await applyMessage(applying, first.waiting));
  let at = 0;
  try {
    await applying.several(async (act, tx) => {
      const open = await lockWaiting(
        tx,
        group.map(({ waiting }) => waiting.id),
      );
      const done: Settling[] = [];
      let last: Act | undefined;
      for (const [place, opened] of group.entries()) {
        at = place;
        const { id } = opened.waiting;
        if (!open.has(id)) continue;
        const outcome = await act((within) => applyOpened((last = within), opened));
        // At once, so that a neighbour that brings what it waits for releases it.
        if (outcome.state === 'held' && last !== undefined) await settled(last, applying, [{ id, outcome }]);
        else done.push({ id, outcome });
      }
      if (last !== undefined) await settled(last, applying, done);
    });
  } catch {
    // Nothing of the group stands.
    await applyGroup(applying, group.slice(0, at));
    await applyMessage(applying, (group[at] as OpenedMessage).waiting); // `at` is a place of the group
    await applyGroup(applying, group.slice(at + 1));
  }
}

/** What is applied in one act: all but documents, whose content is put before it. */
export async function applyFacts(act: Act, feeding: Feeding, type: string): Promise<Outcome> {
  if (type === 'ADT') return applyAdt(act, feeding);
  if (type === 'DFT' || type === 'BAR') return applyCharges(act, feeding, type);
  return { state: 'kept', reason: `Nothing in the record follows from messages of type ${plain(type)}.` };
}

export function openSealed(
  services: Services,
  { id, sealed, keySlot }: Pick<WaitingMessage, 'id' | 'sealed' | 'keySlot'>,
): string {
  return unseal(services.keyring.unitKey(keySlot), sealed, id);
}

/** The database or the disk is away, or two acts met in one row: the same message will go through later. */
function mayPass(error: unknown): boolean {
  if (error instanceof Problem) return error.kind === 'fault' || error.kind === 'busy';
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return /^(08|40|53|55|57|58)...$/.test(code) || /^E[A-Z]+$/.test(code) || /connection/i.test(String(error));
}

/** PostgreSQL: character_not_in_repertoire. */
function holdsNul(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === '22021';
}

function fail(applying: Applying, id: string, reason: string, key?: string): Promise<Applied> {
  const outcome = { state: 'failed', reason, key } as const;
  return applying.act({ verb: 'hl7v2.fail' }, async (act) => {
    await settled(act, applying, [{ id, outcome }]);
    act.note({ detail: { message: id } });
    return outcome;
  });
}

interface OpenedMessage {
  readonly waiting: WaitingMessage;
  readonly feeding: Feeding;
  /** `ADT` */
  readonly type: string;
}

async function openWaiting(
  applying: Applying,
  waiting: WaitingMessage,
): Promise<OpenedMessage | { readonly refusal: string }> {
  const message = parseMessage(openSealed(applying.services, waiting));
  if (isRefusal(message)) return { refusal: message.reason };
  const feeding = feedingFrom(applying, await senderFacts(applying, waiting.senderId), waiting, message);
  return { waiting, feeding, type: get(message, 'MSH-9.1') ?? '' };
}

async function applyOpened(act: Act, { waiting, feeding, type }: OpenedMessage): Promise<Outcome> {
  const outcome = await applyFacts(saidByFeed(act), feeding, type);
  act.note({ detail: { message: waiting.id, sender: waiting.senderId, event: feeding.event } });
  return outcome;
}

/** What is filed to a visit goes with it, and its content is put before that. */
function isMove({ type, feeding }: OpenedMessage): boolean {
  return type === 'ADT' && MOVES.has(feeding.event);
}

function isOfDocuments(type: string): type is 'MDM' | 'ORU' {
  return type === 'MDM' || type === 'ORU';
}

/** Those of the messages that nobody has applied meanwhile; they are ours until the end of the transaction. */
async function lockWaiting(tx: Queries, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ message_id: string }>`
    SELECT message_id FROM hl7v2.work WHERE message_id = ANY (${ids}::uuid[]) AND state = 'waiting' ORDER BY n FOR UPDATE`.execute(
    tx,
  );
  return new Set(rows.map((row) => row.message_id));
}

interface Settling {
  readonly id: string;
  readonly outcome: Applied;
}

/** @returns how many were waiting still; the others somebody else has applied meanwhile */
async function settled(act: Act, applying: Applying, done: readonly Settling[]): Promise<number> {
  const keys = done.map(({ outcome }) =>
    'key' in outcome && outcome.key !== undefined ? applying.digest(outcome.key) : null,
  );
  const { rows } = await sql<{ message_id: string; state: string; reason: string | null; asked: boolean }>`
    UPDATE hl7v2.work AS w SET state = s.state, reason = s.reason, waits_for = s.waits_for, done_at = ${act.now}::timestamptz, done_by = ${act.actor.id}
    FROM unnest(${done.map(({ id }) => id)}::uuid[], ${done.map(({ outcome }) => outcome.state)}::text[], ${done.map(({ outcome }) => outcome.reason ?? null)}::text[], ${keys}::text[])
      AS s (message_id, state, reason, waits_for)
    WHERE w.message_id = s.message_id AND w.state = 'waiting'
    RETURNING w.message_id, w.state, w.reason,
      EXISTS (SELECT FROM hl7v2.acknowledgement a WHERE a.decided_by_id = w.message_id AND a.state = 'awaited') AS asked`.execute(
    act.tx,
  );
  const ends = rows.filter(({ asked, state }) => asked && state !== 'held');
  await decideAcknowledgements(
    act,
    ends.map((end) => ({ messageId: end.message_id, done: end.state !== 'failed', words: end.reason })),
  );
  return rows.length;
}

export function feedingFrom(
  { digest }: Pick<Applying, 'digest'>,
  { facilityId, mapping, mrnSystem }: SenderFacts,
  from: Pick<WaitingMessage, 'id' | 'senderId' | 'receivedAt'>,
  message: Message,
): Feeding {
  const at = [get(message, 'EVN-2.1'), get(message, 'MSH-7.1')].map(deriveMoment).find((each) => each !== undefined);
  return {
    message,
    messageId: from.id,
    senderId: from.senderId,
    facilityId,
    numbering: { mapping, mrnSystem, sender: get(message, 'MSH-3.1') ?? get(message, 'MSH-4.1') ?? 'unnamed' },
    spoken: { at: at ?? from.receivedAt, controlId: get(message, 'MSH-10') ?? '' },
    event: storable(get(message, 'MSH-9.2') ?? get(message, 'EVN-1.1') ?? '').slice(0, 10),
    digest,
  };
}

interface SenderFacts {
  readonly facilityId: string;
  readonly mapping: Mapping;
  readonly mrnSystem: string;
}

/** Rows that a person changes rarely; a change is in force after this at the latest. */
const FACTS_CACHE_MS = 3_000;
const MAX_CACHED = 200;
const cached = new WeakMap<Services, Map<string, { facts: SenderFacts; until: number }>>();

async function senderFacts(applying: Applying, senderId: string): Promise<SenderFacts> {
  const cache = cached.get(applying.services) ?? new Map<string, { facts: SenderFacts; until: number }>();
  cached.set(applying.services, cache);
  const known = cache.get(senderId);
  if (known !== undefined && known.until > Date.now()) return known.facts;
  const facts = await applying.act({ verb: 'hl7v2.prepare' }, async (act) => {
    const sender = await act.tx
      .selectFrom('hl7v2.sender')
      .select('facility_id')
      .where('id', '=', senderId)
      .executeTakeFirstOrThrow();
    const facilityId = sender.facility_id;
    return { facilityId, mapping: await mappingOf(act, senderId), mrnSystem: await mrnSystemOf(act, facilityId) };
  });
  if (cache.size >= MAX_CACHED) cache.clear();
  cache.set(senderId, { facts, until: Date.now() + FACTS_CACHE_MS });
  return facts;
}

function plain(code: string): string {
  return /^[A-Z]{2,4}$/.test(code) ? code : 'unknown';
}

/** The next messages of a sender, in the order in which they came. */
export async function nextWaiting(services: Services, senderId: string, limit: number): Promise<WaitingMessage[]> {
  const { rows } = await services.acting.lookup((queries) =>
    sql<{ id: string; sealed: Buffer; key_slot: string; received_at: Date }>`
      SELECT m.id, m.sealed, v.key_slot, m.received_at
      FROM hl7v2.work w JOIN hl7v2.message m ON m.id = w.message_id JOIN hl7v2.volume v ON v.id = m.volume_id
      WHERE w.sender_id = ${senderId}::uuid AND w.state = 'waiting' ORDER BY w.n LIMIT ${limit}`.execute(queries),
  );
  return rows.map((row) => ({
    id: row.id,
    senderId,
    sealed: row.sealed,
    keySlot: row.key_slot,
    receivedAt: row.received_at,
  }));
}
