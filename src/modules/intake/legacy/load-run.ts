import type { Act } from '../../../platform/act.ts';
import type { BlobRef } from '../../../platform/blobs/index.ts';
import type { Services } from '../../../platform/services.ts';
import type { LegacyMap } from './contract.ts';
import { problems } from './problems.ts';

export interface LegacyIndex {
  readonly id: string;
  readonly facilityId: string;
  readonly fileName: string;
  readonly receivedAt: Date;
  readonly original: BlobRef;
}

export interface LegacyRun {
  readonly id: string;
  readonly indexId: string;
  readonly facilityId: string;
  readonly archive: string;
  readonly dry: boolean;
  readonly map: LegacyMap;
  readonly folder: string;
  readonly startedAt: Date;
  readonly startedBy: string;
  readonly finishedAt: Date | null;
  readonly rowsRead: number | null;
  readonly filesWithoutRow: number | null;
  readonly stoppedReason: string | null;
}

/** @throws intake/index-not-found */
export async function loadIndex(act: Act, id: string): Promise<LegacyIndex> {
  const row = await act.tx
    .selectFrom('intake.legacy_index as index')
    .innerJoin('platform.blob as blob', 'blob.address', 'index.original_address')
    .select(['index.id', 'index.facility_id', 'index.file_name', 'index.received_at'])
    .select(['blob.address', 'blob.slot', 'blob.bytes', 'blob.frames', 'blob.digest'])
    .where('index.id', '=', id)
    .executeTakeFirst();
  if (row === undefined)
    throw problems.indexNotFound({
      detail: 'Nothing was changed. Upload the index again, or choose a run of the list.',
    });
  const { address, slot, bytes, frames, digest } = row;
  return {
    id: row.id,
    facilityId: row.facility_id,
    fileName: row.file_name,
    receivedAt: row.received_at,
    original: { address, slot, bytes: Number(bytes), frames, digest },
  };
}

export const openIndexBytes = (services: Services, index: LegacyIndex): AsyncIterable<Uint8Array> =>
  services.blobs.open(index.original);

/** @throws intake/run-not-found */
export async function loadRun(act: Act, id: string): Promise<LegacyRun> {
  const row = await act.tx.selectFrom('intake.legacy_run').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw problems.runNotFound({ detail: 'Nothing was changed. Go back to the list of imports.' });
  return {
    id: row.id,
    indexId: row.index_id,
    facilityId: row.facility_id,
    archive: row.archive,
    dry: row.dry,
    map: row.map as unknown as LegacyMap, // we wrote it, checked by its schema
    folder: row.folder,
    startedAt: row.started_at,
    startedBy: row.started_by,
    finishedAt: row.finished_at,
    rowsRead: row.rows_read,
    filesWithoutRow: row.files_without_row,
    stoppedReason: row.stopped_reason,
  };
}
