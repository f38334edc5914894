import type { Act } from '../../platform/act.ts';
import type { BlobRef } from '../../platform/blobs/index.ts';

/** Where a volume of a packet lies; undefined where there is none that the actor may see. */
export async function findVolume(
  act: Act,
  wanted: { patientId: string; packetId: string; volume: number },
): Promise<{ blob: BlobRef; sha256: string } | undefined> {
  const row = await act.tx
    .selectFrom('release.packet_volume as v')
    .innerJoin('platform.blob as b', 'b.address', 'v.blob_address')
    .select(['v.sha256', 'b.address', 'b.slot', 'b.bytes', 'b.frames', 'b.digest'])
    .where('v.patient_id', '=', wanted.patientId)
    .where('v.packet_id', '=', wanted.packetId)
    .where('v.volume', '=', wanted.volume)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { sha256, ...blob } = row;
  return { sha256, blob: { ...blob, bytes: Number(blob.bytes) } };
}

export async function findBlob(act: Act, address: string): Promise<BlobRef> {
  const row = await act.tx
    .selectFrom('platform.blob')
    .select(['address', 'slot', 'bytes', 'frames', 'digest'])
    .where('address', '=', address)
    .executeTakeFirstOrThrow();
  return { ...row, bytes: Number(row.bytes) };
}
