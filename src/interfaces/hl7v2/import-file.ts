import { sql } from 'kysely';
import { splitBatch, textOf } from '../../../packages/hl7/index.ts';
import type { ActContext } from '../../platform/act.ts';
import type { Services } from '../../platform/services.ts';
import { systemActor } from '../../platform/system-actor.ts';
import { applyInOrder, createApplying, nextWaiting } from './apply-message.ts';
import { type Archived, openArchive } from './archive.ts';

export interface ImportResult {
  /** By type, `ADT^A01`. */
  read: Record<string, number>;
  /** Applied, held until what it speaks of comes, or kept in the archive because nothing follows from it. */
  stored: Record<string, number>;
  unchanged: Record<string, number>;
  refused: { at: string; reason: string }[];
}

const UNREADABLE = 'unreadable';
const MAX_MESSAGES = 200_000;
const AT_ONCE = 100;

/**
 * One file: each message is archived and applied on its own, in the order of the file; a bad one stops nobody. A message
 * that came before (by file or feed) is unchanged.
 */
export async function importFile(services: Services, context: ActContext, bytes: Buffer): Promise<ImportResult> {
  const result: ImportResult = { read: {}, stored: {}, unchanged: {}, refused: [] };
  const batch = splitBatch(textOf(bytes));
  const messages = batch.parts.filter(
    (part) => part.kind === 'message' || (part.kind === 'other' && part.text.trim() !== ''),
  );
  const archive = openArchive(services, context, 'hl7v2/import');
  for (const { line, said, found } of batch.miscounted)
    result.refused.push({
      at: `line ${line}`,
      reason: `The batch says ${said} and has ${found}. What is there was taken.`,
    });
  if (messages.length === 0) result.refused.push({ at: 'file', reason: 'It holds no message.' });
  for (let from = 0; from < Math.min(messages.length, MAX_MESSAGES); from += AT_ONCE) {
    const some = messages.slice(from, from + AT_ONCE);
    const archived = await Promise.all(
      some.map(({ text }) =>
        archive.take({ text: withoutFrame(text), via: 'import', address: 'import', trusted: true }),
      ),
    );
    await applyAll(services, context, archived);
    const states = await statesOf(services, archived);
    for (const [at, each] of archived.entries()) {
      const type = each.type === '' ? UNREADABLE : each.type;
      const state = states.get(each.messageId);
      add(result.read, type);
      if (!each.taken || state?.state === 'failed')
        result.refused.push({ at: `line ${some[at]?.line ?? 0}`, reason: each.refusal ?? state?.reason ?? '' });
      else add(each.repeated ? result.unchanged : result.stored, type);
    }
  }
  return result;
}

/** What belongs to the frame is none of the message's. */
function withoutFrame(text: string): string {
  return text.replace(/^\x0b/, '').replace(/\x1c[\r\n]*$/, '');
}

async function applyAll(services: Services, context: ActContext, archived: readonly Archived[]): Promise<void> {
  const feeding = { actor: systemActor('hl7v2'), onBehalfOf: context.actor.id };
  const applying = createApplying(services, feeding);
  const senders = new Set(archived.flatMap((each) => (each.taken && !each.repeated ? [each.senderId] : [])));
  for (const senderId of senders) {
    if (senderId === undefined) continue;
    for (let waiting = await nextWaiting(services, senderId, AT_ONCE); waiting.length > 0;) {
      await applyInOrder(applying, waiting);
      waiting = await nextWaiting(services, senderId, AT_ONCE);
    }
  }
}

async function statesOf(services: Services, archived: readonly Archived[]) {
  const { rows } = await services.acting.lookup((queries) =>
    sql<{ message_id: string; state: string; reason: string | null }>`
      SELECT message_id, state, reason FROM hl7v2.work WHERE message_id = ANY (${archived.map((each) => each.messageId)}::uuid[])`.execute(
      queries,
    ),
  );
  return new Map(rows.map((row) => [row.message_id, row]));
}

function add(counts: Record<string, number>, type: string): void {
  counts[type] = (counts[type] ?? 0) + 1;
}
