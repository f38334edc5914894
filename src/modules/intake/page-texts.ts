import type { Act } from '../../platform/act.ts';
import type { BlobRef } from '../../platform/blobs/index.ts';
import type { Services } from '../../platform/services.ts';
import type { PageText } from './evidence.ts';
import { keyOf, type PageKey } from './separation/layout.ts';

/** Where the forms of a page lie. */
export interface PageRefs extends PageKey {
  readonly image: BlobRef | undefined;
  readonly thumbnail: BlobRef | undefined;
  readonly text: BlobRef | undefined;
  readonly words: BlobRef | undefined;
  readonly width: number | null;
  readonly height: number | null;
  readonly confidence: number | null;
  /** A hint where ink looks like a signature; null where the page asks for none. */
  readonly signature: string | null;
}

const MAX_BYTES = 64 * 1024 * 1024;

/** In the order of the keys; a key without a page is left out. */
export async function findPageRefs(act: Act, keys: readonly PageKey[]): Promise<PageRefs[]> {
  if (keys.length === 0) return [];
  const rows = await act.tx
    .selectFrom('intake.page')
    .select([
      'item_id',
      'number',
      'image_address',
      'thumbnail_address',
      'text_address',
      'words_address',
      'width',
      'height',
      'confidence',
      'signature',
    ])
    .where('item_id', 'in', [...new Set(keys.map((key) => key.itemId))])
    .execute();
  const wanted = new Map(keys.map((key, at) => [keyOf(key), at]));
  const chosen = rows
    .map((row) => ({ row, at: wanted.get(keyOf({ itemId: row.item_id, number: row.number })) }))
    .filter((each): each is { row: (typeof rows)[number]; at: number } => each.at !== undefined)
    .sort((a, b) => a.at - b.at);
  const addresses = chosen
    .flatMap(({ row }) => [row.image_address, row.thumbnail_address, row.text_address, row.words_address])
    .filter((address) => address !== null);
  const blobs =
    addresses.length === 0
      ? []
      : await act.tx
          .selectFrom('platform.blob')
          .select(['address', 'slot', 'bytes', 'frames', 'digest'])
          .where('address', 'in', addresses)
          .execute();
  const byAddress = new Map(blobs.map((blob) => [blob.address, { ...blob, bytes: Number(blob.bytes) }]));
  const at = (address: string | null) => (address === null ? undefined : byAddress.get(address));
  return chosen.map(({ row }) => ({
    itemId: row.item_id,
    number: row.number,
    image: at(row.image_address),
    thumbnail: at(row.thumbnail_address),
    text: at(row.text_address),
    words: at(row.words_address),
    width: row.width,
    height: row.height,
    confidence: row.confidence,
    signature: row.signature,
  }));
}

/** The words of a page, opened from its blobs: outside every transaction. `number` counts in the order of a document. */
export async function readPageText(services: Services, ref: PageRefs, number: number): Promise<PageText> {
  const text = ref.text === undefined ? '' : (await services.blobs.read(ref.text, MAX_BYTES)).toString('utf8');
  const read =
    ref.words === undefined
      ? { words: [], barcodes: [] }
      : (JSON.parse((await services.blobs.read(ref.words, MAX_BYTES)).toString('utf8')) as Pick<
          PageText,
          'words' | 'barcodes'
        >); // we wrote it
  return { number, text, ...read };
}
