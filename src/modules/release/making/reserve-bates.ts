import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import type { BatesNumbers } from '../packet/packet-input.ts';
import { makingProblems } from './problems.ts';

interface OfPacket {
  readonly patientId: string;
  readonly requestId: string;
  readonly packetId: string;
  readonly facilityId: string;
  readonly labels: bigint;
}

/**
 * Gives the pages of one packet their numbers, before it is made. The row of the series is locked, so two packets never get
 * the same; the same packet gets its own again. A packet that is made anew before it ever left takes over the numbers of the
 * one before, if nobody has gone on from there; those that left are never given again.
 * @throws release/bates-taken
 */
export async function reserveBates(
  act: Act,
  packet: OfPacket,
  wanted: { readonly prefix: string; readonly digits: number; readonly first: number | null; readonly pages: number },
): Promise<BatesNumbers> {
  const { prefix, digits, pages } = wanted;
  const series = await lockedSeries(act, packet.facilityId, prefix);
  const own = await act.tx
    .selectFrom('release.bates_range')
    .select(['first_number', 'last_number'])
    .where('patient_id', '=', packet.patientId)
    .where('packet_id', '=', packet.packetId)
    .executeTakeFirst();
  if (own !== undefined && Number(own.last_number) - Number(own.first_number) + 1 === pages)
    return { prefix, digits, first: Number(own.first_number) };
  const before = await neverLeft(act, series, packet);
  const next = before?.first ?? series.next;
  const first = wanted.first ?? next;
  if (first < next || own !== undefined)
    throw makingProblems.batesTaken({
      detail: `The packet was not made: the numbers of its prefix go on at ${next}. Send the release back and choose another first number.`,
    });
  if (before !== undefined)
    await act.tx
      .updateTable('release.bates_range')
      .set({ given_back_at: act.now })
      .where('patient_id', '=', packet.patientId)
      .where('packet_id', '=', before.packetId)
      .execute();
  await act.tx
    .updateTable('release.bates_series')
    .set({ next_number: first + pages })
    .where('id', '=', series.id)
    .execute();
  await act.tx
    .insertInto('release.bates_range')
    .values({
      patient_id: packet.patientId,
      packet_id: packet.packetId,
      facility_id: packet.facilityId,
      labels: packet.labels,
      request_id: packet.requestId,
      series_id: series.id,
      prefix,
      digits,
      first_number: first,
      last_number: first + pages - 1,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  act.note({ patientIds: [packet.patientId], subjectIds: [packet.packetId], count: pages });
  return { prefix, digits, first };
}

/** Where a prefix goes on for a request, without giving anything. */
export async function nextBates(
  act: Act,
  facilityId: string,
  prefix: string,
  request: { readonly patientId: string; readonly id: string },
): Promise<number> {
  const row = await act.tx
    .selectFrom('release.bates_series')
    .select(['id', 'next_number'])
    .where('facility_id', '=', facilityId)
    .where('prefix', '=', prefix)
    .executeTakeFirst();
  if (row === undefined) return 1;
  const series = { id: row.id, next: Number(row.next_number) };
  const before = await neverLeft(act, series, { patientId: request.patientId, requestId: request.id });
  return before?.first ?? series.next;
}

interface Series {
  readonly id: string;
  readonly next: number;
}

async function lockedSeries(act: Act, facilityId: string, prefix: string): Promise<Series> {
  await act.tx
    .insertInto('release.bates_series')
    .values({
      id: newId(),
      facility_id: facilityId,
      prefix,
      next_number: 1,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .onConflict((conflict) => conflict.columns(['facility_id', 'prefix']).doNothing())
    .execute();
  const row = await act.tx
    .selectFrom('release.bates_series')
    .select(['id', 'next_number'])
    .where('facility_id', '=', facilityId)
    .where('prefix', '=', prefix)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return { id: row.id, next: Number(row.next_number) };
}

/** The last range of a series, where it is of a packet of this request that was never handed over. */
async function neverLeft(
  act: Act,
  series: Series,
  request: { readonly patientId: string; readonly requestId: string },
): Promise<{ packetId: string; first: number } | undefined> {
  const row = await act.tx
    .selectFrom('release.bates_range as r')
    .select(['r.packet_id', 'r.first_number'])
    .where('r.patient_id', '=', request.patientId)
    .where('r.request_id', '=', request.requestId)
    .where('r.series_id', '=', series.id)
    .where('r.last_number', '=', String(series.next - 1))
    .where('r.given_back_at', 'is', null)
    .where((is) =>
      is.not(
        is.exists(
          is
            .selectFrom('release.disclosure as d')
            .select('d.id')
            .whereRef('d.patient_id', '=', 'r.patient_id')
            .whereRef('d.packet_id', '=', 'r.packet_id'),
        ),
      ),
    )
    .executeTakeFirst();
  return row === undefined ? undefined : { packetId: row.packet_id, first: Number(row.first_number) };
}
