import { createHmac } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Act, Acting, Actor } from '../act.ts';
import { platformProblems } from '../problem.ts';

const KEY_LENGTH = 200;
export const IDEMPOTENCY_HOURS = 24;

/**
 * A changing request with an Idempotency-Key happens once: the key is claimed in the act's own transaction, so a
 * concurrent repeat waits for the first and then gets its answer. What `handle` returned is kept, not what `after` made
 * of it, so secrets that are shown once are not kept here. The digest of the request is keyed, since a body may hold a
 * password. Somebody not signed in has no keys: all strangers would share them.
 */
export async function withIdempotency<T>(
  act: Act,
  request: FastifyRequest,
  digestKey: Buffer,
  run: () => Promise<T>,
): Promise<T> {
  const key = keyOf(request, act.actor);
  if (key === undefined) return run();
  if (key.length > KEY_LENGTH)
    throw platformProblems.invalidInput({
      detail: 'The Idempotency-Key is too long. Nothing was changed.',
      at: 'Idempotency-Key',
    });
  const digest = requestDigest(request, digestKey);
  const route = `${request.method} ${request.routeOptions.url ?? ''}`;
  const claimed = await act.tx
    .insertInto('platform.idempotency')
    .values({ actor_id: act.actor.id, key, at: act.now, route, request_digest: digest })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst();
  if (claimed === undefined) {
    const first = await act.tx
      .selectFrom('platform.idempotency')
      .select(['request_digest', 'answer', 'route'])
      .where('actor_id', '=', act.actor.id)
      .where('key', '=', key)
      .executeTakeFirstOrThrow();
    if (!digest.equals(first.request_digest) || first.route !== route)
      throw platformProblems.keyReused({ detail: 'Nothing was changed. Use a new Idempotency-Key for a new request.' });
    act.note({ detail: { repeated: true } });
    return (first.answer === null ? undefined : JSON.parse(first.answer)) as T; // what this same route stored
  }
  const result = await run();
  await act.tx
    .updateTable('platform.idempotency')
    .set({ answer: result === undefined ? null : JSON.stringify(result) })
    .where('actor_id', '=', act.actor.id)
    .where('key', '=', key)
    .execute();
  return result;
}

/**
 * True when the key was used before: the step outside the transaction is then left out, since the answer is kept and what
 * the step would look at may be settled by the first request.
 */
export async function isRepeat(acting: Acting, request: FastifyRequest, actor: Actor): Promise<boolean> {
  const key = keyOf(request, actor);
  if (key === undefined) return false;
  const known = await acting.lookup((queries) =>
    queries
      .selectFrom('platform.idempotency')
      .select('at')
      .where('actor_id', '=', actor.id)
      .where('key', '=', key)
      .executeTakeFirst(),
  );
  return known !== undefined;
}

function keyOf(request: FastifyRequest, actor: Actor): string | undefined {
  const key = request.headers['idempotency-key'];
  const none = actor.kind === 'anonymous' || request.method === 'GET' || typeof key !== 'string' || key === '';
  return none ? undefined : key;
}

function requestDigest(request: FastifyRequest, key: Buffer): Buffer {
  return createHmac('sha256', key).update(`${request.method} ${request.url}\n`).update(bodyText(request.body)).digest();
}

/** A stream is told by its length and type: its bytes have their own digest where they are stored. */
function bodyText(body: unknown): string {
  const isStream = typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
  return isStream ? '' : JSON.stringify(body ?? null);
}
