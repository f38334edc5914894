import type { Act } from '../../../platform/act.ts';
import type { Description } from '../describe-request.ts';
import { receiveRequest } from '../receive-request.ts';

/** The door by which it came; the same key through the same door is the same case. */
const ORIGIN = 'fhir-task';

/**
 * Another system asks for records. The case is as one that came on paper: described as far as the message says, its patient
 * identified by nobody yet. Files that came with it join it once intake has read them.
 * @throws release/dates-reversed, directory/no-such-facility
 */
export async function askBySystem(
  act: Act,
  input: {
    /** Names the request for whoever sent it. */
    readonly key: string;
    readonly facilityId: string;
    readonly description: Description;
    readonly itemIds: readonly string[];
  },
): Promise<{ id: string; number: string; isNew: boolean }> {
  const { facilityId, description } = input;
  const received = await receiveRequest(act, {
    ...{ receivedAt: act.now, receivedVia: 'electronic', facilityId, description },
    ...{ origin: ORIGIN, originId: input.key },
  });
  const { id, number } = received;
  if (received.known === true) return { id, number, isNew: false };
  for (const itemId of input.itemIds)
    await act.tx
      .insertInto('release.awaited_item')
      .values({
        item_id: itemId,
        request_id: id,
        facility_id: facilityId,
        recorded_at: act.now,
        recorded_by: act.actor.id,
      })
      .execute();
  return { id, number, isNew: true };
}

/** The case that this key opened before. */
export async function findAsked(act: Act, key: string): Promise<string | undefined> {
  const row = await act.tx
    .selectFrom('release.request')
    .select('id')
    .where('origin', '=', ORIGIN)
    .where('origin_id', '=', key)
    .executeTakeFirst();
  return row?.id;
}

/** Whether a case was asked for by a system; others are none of its business. */
export async function isAsked(act: Act, id: string): Promise<boolean> {
  const row = await act.tx
    .selectFrom('release.request')
    .select('id')
    .where('id', '=', id)
    .where('origin', '=', ORIGIN)
    .executeTakeFirst();
  return row !== undefined;
}
