import type { Act } from '../../platform/act.ts';
import { type BlobRef, nameBlobs } from '../../platform/blobs/index.ts';
import { newId } from '../../platform/ids.ts';
import type { Services } from '../../platform/services.ts';
import type { PageKey } from './separation/layout.ts';
import { loadBatch } from './separation/load-batch.ts';
import { enqueueReading } from './watch/enqueue-reading.ts';

/** As the reader's own limit: what is larger is refused before it fills the disk. */
export const MAX_FILE_BYTES = 200 * 1024 * 1024;
const MAX_NAME = 255;

export interface StoredFile {
  readonly fileName: string;
  readonly slot: string;
  readonly blob: BlobRef;
}

/**
 * Outside the transaction: encrypted, on disk and synced when it returns. Nothing names it yet. An empty file is taken too:
 * it fails in the monitor, where somebody sees that a sheet is missing.
 */
export async function storeFile(
  services: Services,
  fileName: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<StoredFile> {
  const slot = services.keyring.newSlot();
  const blob = await services.blobs.put(slot, bytes, { maxBytes: MAX_FILE_BYTES });
  return { fileName: plainName(fileName), slot, blob };
}

export type ItemSource = 'upload' | 'cli' | 'folder' | 'demo' | 'mail' | 'fax' | 'rest' | 'legacy';

export interface Received {
  readonly id: string;
  readonly sameAs: string | null;
}

/**
 * Takes a stored file in. Only after this act has committed may the source be told that it is safe; reading comes later
 * and can fail without losing anything.
 */
export async function receiveItem(
  act: Act,
  input: {
    file: StoredFile;
    facilityId: string;
    source: ItemSource;
    sourceDetail?: string | undefined;
    /** The registered source. */
    sourceId?: string | undefined;
    /** The prepared batch that it is a scan of; a batch of its own when not said. */
    batchId?: string | undefined;
    /** The poor page whose place its first page takes. */
    rescanOf?: PageKey | undefined;
  },
): Promise<Received> {
  const { file } = input;
  const id = newId();
  await nameBlobs(act, [file.blob]);
  const twin = await act.tx
    .selectFrom('intake.item')
    .select('id')
    .where('digest', '=', file.blob.digest)
    .orderBy('received_at')
    .limit(1)
    .executeTakeFirst();
  const batch = input.batchId === undefined ? undefined : await loadBatch(act, input.batchId);
  const facilityId = batch?.facilityId ?? input.facilityId;
  if (batch === undefined) await act.tx.insertInto('intake.batch').values({ id, facility_id: facilityId }).execute();
  await act.tx
    .insertInto('intake.item')
    .values({
      id,
      facility_id: facilityId,
      batch_id: batch?.id ?? id,
      rescan_of_item_id: input.rescanOf?.itemId ?? null,
      rescan_of_number: input.rescanOf?.number ?? null,
      source: input.source,
      source_detail: input.sourceDetail ?? null,
      source_id: input.sourceId ?? null,
      file_name: file.fileName,
      bytes: file.blob.bytes,
      digest: file.blob.digest,
      key_slot: file.slot,
      original_address: file.blob.address,
      same_as: twin?.id ?? null,
      received_at: act.now,
      received_by: act.actor.id,
    })
    .execute();
  enqueueReading(act, id);
  act.note({ subjectIds: [id], count: 1, detail: { bytes: file.blob.bytes, source: input.source } });
  act.emit('intake.received', { itemId: id });
  return { id, sameAs: twin?.id ?? null };
}

/** A name for people to recognise, nothing else: no path, no control characters. */
function plainName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';

  const plain = last.replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '').trim();
  return (plain === '' ? 'unnamed' : plain).slice(0, MAX_NAME);
}
