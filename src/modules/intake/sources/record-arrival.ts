import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';

export interface ArrivalFacts {
  readonly sourceId: string | null;
  readonly facilityId: string;
  /** Message-ID, or path, size and time of a file. */
  readonly externalId: string;
  readonly digest: string;
  readonly sender?: string | undefined;
}

const MAX_TEXT = 500;

/**
 * Takes a message or file of a source in once: a second delivery of the same (after a crash before it was marked, or a mail
 * server that did not hear our answer) makes no items and is logged as repeated. Two at the same moment: the unique index
 * lets one commit, the other fails and is tried again.
 */
export async function takeOnce(
  act: Act,
  facts: ArrivalFacts,
  take: () => Promise<{ itemIds: readonly string[]; reason?: string | undefined }>,
): Promise<{ outcome: 'taken' | 'repeated'; itemIds: readonly string[] }> {
  const before = await act.tx
    .selectFrom('intake.arrival')
    .select('item_ids')
    .where('facility_id', '=', facts.facilityId)
    .where('external_id', '=', plain(facts.externalId))
    .where('digest', '=', facts.digest)
    .where('outcome', '=', 'taken')
    .executeTakeFirst();
  if (before !== undefined) {
    await write(act, facts, { outcome: 'repeated', itemIds: before.item_ids });
    return { outcome: 'repeated', itemIds: before.item_ids };
  }
  const { itemIds, reason } = await take();
  await write(act, facts, { outcome: 'taken', itemIds, reason });
  return { outcome: 'taken', itemIds };
}

/** What a source brought and was not taken in, with the reason: seen in the source's log. */
export async function recordRefusal(act: Act, facts: ArrivalFacts, reason: string): Promise<void> {
  await write(act, facts, { outcome: 'refused', itemIds: [], reason });
  act.note({ detail: { refused: true } });
}

async function write(
  act: Act,
  facts: ArrivalFacts,
  end: { outcome: 'taken' | 'repeated' | 'refused'; itemIds: readonly string[]; reason?: string | undefined },
): Promise<void> {
  await act.tx
    .insertInto('intake.arrival')
    .values({
      id: newId(),
      source_id: facts.sourceId,
      facility_id: facts.facilityId,
      external_id: plain(facts.externalId),
      digest: facts.digest,
      sender: facts.sender === undefined ? null : plain(facts.sender),
      outcome: end.outcome,
      reason: end.reason ?? null,
      item_ids: [...end.itemIds],
      at: act.now,
    })
    .execute();
  act.emit('intake.arrived', { sourceId: facts.sourceId, outcome: end.outcome });
}

/** Of strangers: no control characters, no more than fits a line. */
function plain(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, ' ').slice(0, MAX_TEXT);
}
