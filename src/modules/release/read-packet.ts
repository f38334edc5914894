import type { Act } from '../../platform/act.ts';

export interface Packet {
  readonly id: string;
  readonly number: string;
  readonly state: 'assembling' | 'ready' | 'failed';
  readonly encrypted: boolean;
  readonly pages: number | null;
  readonly assembledAt: Date | null;
  readonly volumes: readonly {
    readonly volume: number;
    readonly sha256: string;
    readonly bytes: number;
    readonly firstPage: number;
    readonly lastPage: number;
  }[];
  readonly failedCode: string | null;
  readonly failedDocuments: readonly { readonly documentId: string; readonly reason: string }[];
  readonly fromImages: readonly { readonly documentId: string; readonly reason: string }[];
}

/** A packet with the volumes that the actor may see. */
export async function readPacket(act: Act, patientId: string, packetId: string): Promise<Packet> {
  const row = await act.tx
    .selectFrom('release.packet')
    .selectAll()
    .where('patient_id', '=', patientId)
    .where('id', '=', packetId)
    .executeTakeFirstOrThrow();
  const volumes = await act.tx
    .selectFrom('release.packet_volume')
    .select(['volume', 'sha256', 'bytes', 'first_page as firstPage', 'last_page as lastPage'])
    .where('patient_id', '=', patientId)
    .where('packet_id', '=', packetId)
    .orderBy('volume')
    .execute();
  return {
    id: row.id,
    number: row.number,
    state: row.failed_at !== null ? 'failed' : row.assembled_at === null ? 'assembling' : 'ready',
    encrypted: row.encrypted,
    pages: row.pages,
    assembledAt: row.assembled_at,
    volumes: volumes.map((volume) => ({ ...volume, bytes: Number(volume.bytes) })),
    failedCode: row.failed_code,
    failedDocuments: row.failed_documents as unknown as Packet['failedDocuments'], // as assemble-packet.ts wrote them
    fromImages: row.from_images as unknown as Packet['fromImages'], // likewise
  };
}
