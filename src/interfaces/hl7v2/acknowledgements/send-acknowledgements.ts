import { acknowledge, isRefusal, parseMessage } from '../../../../packages/hl7/index.ts';
import type { Act } from '../../../platform/act.ts';
import { unseal } from '../../../platform/keys/index.ts';
import type { JobContext } from '../../../platform/module.ts';
import { hl7Moment } from '../archive.ts';
import { controlIdOf } from '../control-id.ts';
import { type MllpClient, openMllp, type Peer } from '../outbound/mllp-client.ts';
import { endAttempts, pauseAttempts, settleAnswered } from '../outbound/settle-attempt.ts';
import { noteUnanswered, settleUnreachable } from '../outbound/unreachable.ts';
import { type Confirmation, lineOf } from './open-lines.ts';
import { enqueueAcknowledging } from './queue-acknowledgements.ts';

/** A run ends in time for a stop of the server; the rest is the next run's. */
const A_RUN = 200;
const VERB = { verb: 'hl7v2.acknowledge' };
const QUEUE = 'hl7v2.acknowledgement';
const HANDED_OVER = 'Handed over on its own connection; it confirms no answers there.';

interface Answer {
  readonly id: string;
  readonly messageId: string;
  readonly sealed: Buffer;
  readonly keySlot: string;
  readonly code: 'AA' | 'AE';
  readonly words: string | undefined;
  readonly decidedAt: Date;
  readonly attempts: number;
}

/**
 * Sends the application acknowledgements that wait for a sender, in the order of its messages, each after the one before was
 * confirmed: to the destination that is set for it, else back on a connection that it holds open. While there is none they
 * wait until it speaks again. An attempt whose end is not known is made again with the same bytes and the same MSH-10.
 */
export async function sendAcknowledgements(context: JobContext, senderId: string): Promise<void> {
  const way = await context.act(VERB, (act) => readWay(act, senderId));
  if (way === undefined) return;
  let client: MllpClient | undefined;
  try {
    for (let done = 0; done < A_RUN; done++) {
      const next = await context.act(VERB, (act) => nextAnswer(act, senderId));
      if (next === undefined) return;
      const text = textOfAnswer(context, next);
      if (text === undefined) {
        const reason = 'What it answers cannot be read any more.';
        await context.act(VERB, (act) => endAttempts(act, QUEUE, next, { state: 'failed', reason }));
        continue;
      }
      try {
        const to = way.peer === undefined ? lineOf(context.services, senderId) : (client ??= await openMllp(way.peer));
        if (to === undefined) return;
        const confirmed = await to.exchange(text, controlIdOf(next.id));
        if ((await settle(context, next, confirmed, way.destinationId)) === 'waiting') return;
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        await context.act(VERB, async (act) => {
          await pauseAttempts(act, QUEUE, next, reason);
          if (way.destinationId !== undefined) await noteUnanswered(act, way.destinationId);
        });
        return;
      }
    }
    await context.act(VERB, async (act) => enqueueAcknowledging(act, senderId));
  } finally {
    client?.close();
  }
}

/** Of each sender whose answers wait: after a pause, after a crash. */
export async function acknowledgeDue(act: Act): Promise<void> {
  const due = await act.tx
    .selectFrom('hl7v2.acknowledgement')
    .select('sender_id')
    .distinct()
    .where('state', '=', 'waiting')
    .where((eb) => eb.or([eb('next_at', 'is', null), eb('next_at', '<=', act.now)]))
    .execute();
  for (const row of due) enqueueAcknowledging(act, row.sender_id);
}

function settle(context: JobContext, next: Answer, { code, words }: Confirmation, destinationId: string | undefined) {
  return context.act(VERB, async (act) => {
    const state =
      code === undefined
        ? await endAttempts(act, QUEUE, next, { state: 'sent', reason: HANDED_OVER })
        : await settleAnswered(act, QUEUE, next, { code, words });
    if (destinationId !== undefined) await settleUnreachable(act, destinationId, 'answered');
    return state;
  });
}

/** Undefined: what it answers cannot be read. The same on every attempt. */
function textOfAnswer({ services }: JobContext, next: Answer): string | undefined {
  const message = parseMessage(unseal(services.keyring.unitKey(next.keySlot), next.sealed, next.messageId));
  if (isRefusal(message)) return undefined;
  return acknowledge(message, {
    ...{ code: next.code, controlId: controlIdOf(next.id), at: hl7Moment(next.decidedAt) },
    asks: { accept: 'AL', application: 'NE' },
    ...(next.words === undefined ? {} : { error: { code: 207, words: next.words } }),
  });
}

async function nextAnswer(act: Act, senderId: string): Promise<Answer | undefined> {
  const row = await act.tx
    .selectFrom('hl7v2.acknowledgement as a')
    .innerJoin('hl7v2.message as m', 'm.id', 'a.message_id')
    .innerJoin('hl7v2.volume as v', 'v.id', 'm.volume_id')
    .select(['a.id', 'a.message_id', 'a.code', 'a.words', 'a.decided_at', 'a.attempts', 'a.next_at'])
    .select(['m.sealed', 'v.key_slot'])
    .where('a.sender_id', '=', senderId)
    .where('a.state', '=', 'waiting')
    .orderBy('a.n')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined || (row.next_at !== null && row.next_at > act.now)) return undefined;
  return {
    ...{ id: row.id, messageId: row.message_id, sealed: row.sealed, keySlot: row.key_slot },
    ...{ code: row.code === 'AE' ? 'AE' : 'AA', words: row.words ?? undefined, attempts: row.attempts },
    decidedAt: row.decided_at ?? act.now, // CHECK acknowledgement_decided_whole
  };
}

/** Undefined: its destination is stopped. */
async function readWay(
  act: Act,
  senderId: string,
): Promise<{ readonly peer: Peer | undefined; readonly destinationId: string | undefined } | undefined> {
  const row = await act.tx
    .selectFrom('hl7v2.sender as s')
    .leftJoin('hl7v2.destination as d', 'd.id', 's.answers_to')
    .select(['d.id', 'd.host', 'd.port', 'd.tls', 'd.ca', 'd.stopped_at'])
    .where('s.id', '=', senderId)
    .executeTakeFirst();
  if (row === undefined || row.stopped_at !== null) return undefined;
  const { id, host, port, tls, ca } = row;
  if (id === null || host === null || port === null || tls === null)
    return { peer: undefined, destinationId: undefined };
  return { peer: { host, port, tls, ca: ca ?? undefined }, destinationId: id };
}
