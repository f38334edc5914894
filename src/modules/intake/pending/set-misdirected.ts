import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import type { RequestContext } from '../../../platform/http/route.ts';
import { newId } from '../../../platform/ids.ts';
import type { JobContext } from '../../../platform/module.ts';
import { draftLetter, prepareLetter, sendLetter, type StoredLetter } from '../../correspondence/index.ts';
import { choosePages } from '../choose-pages.ts';
import { type Item, loadItem } from '../load-item.ts';
import { problems } from '../problems.ts';
import { settlePages } from '../settle-pages.ts';

export interface Misdirected {
  readonly itemId: string;
  /** Who sent it: who gets the letter. */
  readonly sender: string;
  readonly senderLines?: readonly string[] | undefined;
  /** How one knows that it is not for this facility. */
  readonly howKnown: string;
  readonly told:
    | { readonly how: 'print' }
    | { readonly how: 'mail'; readonly address: string }
    /** Told by telephone: no letter. */
    | { readonly how: 'phone' };
  /** Pages that will be destroyed, as the person read them before saying so a second time. */
  readonly pages: number;
}

/** Outside the transaction: the letter to the sender. It says when and how many pages, and nothing of what stood on them. */
export async function prepareMisdirected(
  { services, request }: Pick<RequestContext, 'services' | 'request'>,
  input: Misdirected,
): Promise<{ letter: StoredLetter | undefined }> {
  const within = <T>(fn: (act: Act) => Promise<T>) =>
    services.acting.act(
      request.actContext,
      {
        ...{ verb: 'intake.prepare-misdirected', permission: 'intake/index' },
        subject: { kind: 'item', id: input.itemId },
      },
      fn,
    );
  const item = await within((act) => loadItem(act, input.itemId));
  if (input.told.how === 'phone') return { letter: undefined };
  return {
    letter: await prepareLetter(services, within, {
      template: 'misdirected',
      recipient: { name: input.sender, lines: input.senderLines },
      facilityId: item.facilityId,
      facts: { receivedOn: item.receivedAt.toISOString().slice(0, 10), pages: Math.max(item.pages ?? 1, 1) },
    }),
  };
}

/**
 * A file that was sent here by mistake: the sender is told, its pages count as returned, and its copy is destroyed for good
 * once this is committed. What stays is the record of it: digest, pages, when and by whom.
 * @throws intake/not-found, intake/already-used, intake/pages-changed
 */
export async function setMisdirected(
  act: Act,
  input: Misdirected,
  prepared: { letter: StoredLetter | undefined },
): Promise<{ id: string }> {
  const item = await loadItem(act, input.itemId, { lock: true });
  const { rows: used } = await sql<{ kind: string }>`
    SELECT kind FROM intake.outcome WHERE item_id = ${item.id} AND reversed_at IS NULL AND kind <> 'discarded' LIMIT 1`.execute(
    act.tx,
  );
  if (used.length > 0)
    throw problems.alreadyUsed({
      detail:
        'Nothing was destroyed. Pages of this file were filed, attached, forwarded or returned; take that back first, or return the other pages one by one.',
    });
  await mustBeRead(act, item);
  const pages = Math.max(item.pages ?? 1, 1);
  if (pages !== input.pages)
    throw problems.pagesChanged({
      detail: `Nothing was destroyed. The file has ${pages} pages, not ${input.pages}; look at it again.`,
      at: 'pages',
    });
  const chosen = await choosePages(act, { itemId: item.id }, { lock: true });
  const id = newId();
  let letterId: string | null = null;
  if (prepared.letter !== undefined && input.told.how !== 'phone') {
    letterId = (await draftLetter(act, prepared.letter)).letterId;
    const way =
      input.told.how === 'mail'
        ? { channel: 'mail' as const, address: input.told.address, verifiedHow: 'The address that the file came from' }
        : { channel: 'print' as const };
    await sendLetter(act, { letterId, way });
  }
  const { rows: facts } = await sql<{ digest: string; bytes: string }>`
    SELECT digest, bytes::text FROM intake.item WHERE id = ${item.id}`.execute(act.tx);
  await act.tx
    .insertInto('intake.misdirected')
    .values({
      ...{ id, item_id: item.id, facility_id: item.facilityId, labels: item.labels, pages },
      digest: facts[0]?.digest ?? '',
      bytes: facts[0]?.bytes ?? '0',
      sender: input.sender.trim(),
      how_known: input.howKnown.trim(),
      letter_id: letterId,
      told_how: input.told.how,
      decided_at: act.now,
      decided_by: act.actor.id,
    })
    .execute();
  await settlePages(act, chosen, {
    kind: 'returned',
    reason: `Misdirected to us, copy destroyed: ${input.howKnown.trim()}`,
    destination: input.sender.trim().slice(0, 200),
  });
  act.note({ subjectIds: [item.id, id], count: pages, detail: { told: input.told.how } });
  act.emit('intake.misdirected', { itemId: item.id, misdirectedId: id, facilityId: item.facilityId });
  act.enqueue('intake.destroy-misdirected', { misdirectedId: id }, { key: `destroy-${id}` });
  return { id };
}

/** Or have failed: while it is being read nobody knows what it is. @throws intake/not-read */
async function mustBeRead(act: Act, item: Item): Promise<void> {
  if (item.readAt !== null) return;
  const failed = await act.tx
    .selectFrom('intake.failure')
    .select('id')
    .where('item_id', '=', item.id)
    .where('retried_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  if (failed === undefined)
    throw problems.notRead({ detail: 'Nothing was destroyed. The file is still being read; look at it in a moment.' });
}

/** As a job, after the commit: the key goes first, then the row says so. A kill in between is finished by the next try. */
export async function destroyMisdirected({ services, act }: JobContext, misdirectedId: string): Promise<void> {
  const of = { kind: 'misdirected', id: misdirectedId };
  const found = await act({ verb: 'intake.prepare-destruction', subject: of }, async (within) => {
    const { rows } = await sql<{ key_slot: string; decided_at: Date }>`
      SELECT i.key_slot, m.decided_at FROM intake.misdirected m JOIN intake.item i ON i.id = m.item_id
      WHERE m.id = ${misdirectedId} AND m.destroyed_at IS NULL`.execute(within.tx);
    return rows[0];
  });
  if (found === undefined) return;
  await services.keyring.destroySlot(found.key_slot, {
    at: found.decided_at,
    reason: 'misdirected to this facility',
    certificate: misdirectedId,
  });
  await act({ verb: 'intake.destroy-misdirected', subject: of }, async (within) => {
    await within.tx
      .updateTable('intake.misdirected')
      .set({ destroyed_at: within.now })
      .where('id', '=', misdirectedId)
      .execute();
    within.note({ subjectIds: [misdirectedId], count: 1 });
  });
}
