import type { Act } from '../../platform/act.ts';
import type { BlobRef } from '../../platform/blobs/index.ts';
import { problems } from './problems.ts';
import type { PageKey } from './separation/layout.ts';

export interface Item {
  readonly id: string;
  readonly facilityId: string;
  readonly labels: string;
  readonly fileName: string;
  readonly source: string;
  readonly keySlot: string;
  readonly original: BlobRef;
  readonly pages: number | null;
  readonly mediaKind: string | null;
  /** When it was safe here: the receipt date-stamp of whatever it holds. */
  readonly receivedAt: Date;
  readonly readAt: Date | null;
  readonly sameAs: string | null;
  readonly batchId: string;
  /** The poor page that it was scanned again for. */
  readonly rescanOf: PageKey | null;
}

/** @throws intake/not-found */
export async function loadItem(act: Act, id: string, options: { lock?: boolean } = {}): Promise<Item> {
  const row = await act.tx
    .selectFrom('intake.item as item')
    .innerJoin('platform.blob as blob', 'blob.address', 'item.original_address')
    .select([
      'item.id',
      'item.facility_id',
      'item.labels',
      'item.file_name',
      'item.source',
      'item.key_slot',
      'item.pages',
      'item.media_kind',
      'item.received_at',
      'item.read_at',
      'item.same_as',
      'item.batch_id',
      'item.rescan_of_item_id',
      'item.rescan_of_number',
      'blob.address',
      'blob.slot',
      'blob.bytes',
      'blob.frames',
      'blob.digest',
    ])
    .where('item.id', '=', id)
    .$if(options.lock === true, (query) => query.forUpdate('item'))
    .executeTakeFirst();
  if (row === undefined)
    throw problems.notFound({
      detail: 'Nothing was changed. Go back to the intake monitor; somebody may have settled it.',
    });
  return {
    id: row.id,
    facilityId: row.facility_id,
    labels: row.labels,
    fileName: row.file_name,
    source: row.source,
    keySlot: row.key_slot,
    original: {
      address: row.address,
      slot: row.slot,
      bytes: Number(row.bytes),
      frames: row.frames,
      digest: row.digest,
    },
    pages: row.pages,
    mediaKind: row.media_kind,
    receivedAt: row.received_at,
    readAt: row.read_at,
    sameAs: row.same_as,
    batchId: row.batch_id,
    rescanOf:
      row.rescan_of_item_id === null || row.rescan_of_number === null
        ? null
        : { itemId: row.rescan_of_item_id, number: row.rescan_of_number },
  };
}

export function isItemRead(item: Item): boolean {
  return item.readAt !== null;
}

/** Numbers of the pages that have no outcome yet. A file that could not be opened has the page 0: the file itself. */
export async function openPages(act: Act, item: Pick<Item, 'id' | 'pages'>): Promise<number[]> {
  const settled = await act.tx
    .selectFrom('intake.outcome')
    .select('page_number')
    .where('item_id', '=', item.id)
    .where('reversed_at', 'is', null)
    .execute();
  const done = new Set(settled.map((row) => row.page_number));
  const count = item.pages ?? 0;
  const all = count === 0 ? [0] : Array.from({ length: count }, (_each, index) => index + 1);
  return all.filter((page) => !done.has(page));
}
