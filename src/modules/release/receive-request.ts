import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { facilityById } from '../directory/index.ts';
import { localDate } from '../../../packages/rule-engine/index.ts';
import { daysMustBeInOrder, type Description, descriptionColumns } from './describe-request.ts';
import { decideKindOfRequest, startClock } from './kind/decide-kind-of-request.ts';
import type { SaidOfRequest } from './kind/decide-kind.ts';
import { problems } from './problems.ts';
import { refreshWorklist } from './refresh-worklist.ts';
import { mustBeListed } from './requesters/enter-requester.ts';

export interface ReceiveRequest {
  /** The receipt date-stamp, which starts the clock. */
  readonly receivedAt: Date;
  readonly receivedVia: 'mail' | 'fax' | 'walk-in' | 'phone' | 'email' | 'portal' | 'scan' | 'electronic';
  readonly facilityId: string;
  /** Absent for pages that nobody has read as a request yet. */
  readonly description?: Description;
  /** What a person read off the letter besides: who signed, to whom the copy goes. */
  readonly said?: SaidOfRequest | undefined;
  readonly origin: string;
  readonly originId?: string;
  readonly intake?: { readonly itemId: string; readonly pages: readonly number[] };
}

/**
 * Logs a request. The clock starts with the receipt date-stamp (45 CFR 164.524(b)(2)), however late it is logged. The same
 * origin and number twice is the same request.
 * @throws release/received-in-future, release/dates-reversed, directory/no-such-facility
 */
export async function receiveRequest(
  act: Act,
  input: ReceiveRequest,
): Promise<{ id: string; number: string; dueOn: string | null; known?: true }> {
  const facility = await facilityById(act, input.facilityId);
  if (input.receivedAt > act.now)
    throw problems.receivedInFuture({
      detail: 'Nothing was saved. Check the date and time of the receipt stamp.',
      at: 'receivedAt',
    });
  await mustBeListed(act, input.description?.requester.directoryId);
  if (input.description !== undefined) daysMustBeInOrder(input.description);
  const known = await sameOrigin(act, input);
  if (known !== undefined) return known;

  const id = newId();
  const year = localDate(input.receivedAt, facility.timeZone).slice(0, 4);
  const { rows } = await sql<{ n: string }>`SELECT nextval('release.request_number') AS n`.execute(act.tx);
  const number = `R-${year}-${(rows[0]?.n ?? '').padStart(6, '0')}`;
  await act.tx
    .insertInto('release.request')
    .values({
      id,
      facility_id: input.facilityId,
      number,
      received_at: input.receivedAt,
      received_via: input.receivedVia,
      origin: input.origin,
      origin_id: input.originId ?? null,
      ...(input.description === undefined ? {} : descriptionColumns(input.description)),
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  if (input.intake !== undefined) await attachPages(act, { requestId: id, facilityId: facility.id, ...input.intake });
  const { description, receivedAt } = input;
  const asked = { requestId: id, facility, labels: 0n, patientId: null, receivedAt };
  const dueOn =
    description === undefined
      ? await startClock(act, { ...asked, description })
      : (await decideKindOfRequest(act, { ...asked, description, said: input.said })).dueOn;
  act.note({ subjectIds: [id], count: 1, detail: { number, via: input.receivedVia } });
  act.emit('release.received', { requestId: id, facilityId: facility.id });
  await refreshWorklist(act, id);
  return { id, number, dueOn };
}

export async function attachPages(
  act: Act,
  input: { requestId: string; facilityId: string; labels?: bigint; itemId: string; pages: readonly number[] },
): Promise<void> {
  await act.tx
    .insertInto('release.intake_pages')
    .values({
      id: newId(),
      facility_id: input.facilityId,
      labels: input.labels ?? 0n,
      request_id: input.requestId,
      item_id: input.itemId,
      pages: [...input.pages],
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .onConflict((conflict) =>
      conflict.columns(['request_id', 'item_id', 'pages']).where('taken_back_at', 'is', null).doNothing(),
    )
    .execute();
}

async function sameOrigin(act: Act, { origin, originId }: ReceiveRequest) {
  if (originId === undefined) return undefined;
  const row = await act.tx
    .selectFrom('release.request')
    .select(['id', 'number'])
    .where('origin', '=', origin)
    .where('origin_id', '=', originId)
    .executeTakeFirst();
  return row === undefined ? undefined : { ...row, dueOn: null, known: true as const };
}
