import type { Act } from '../../../platform/act.ts';
import type { BlobRef } from '../../../platform/blobs/index.ts';
import { findFormSource } from '../reader/find-form-source.ts';
import type { LoadedRequest } from '../load-request.ts';
import { PACKET_LIMITS, type PacketInput } from '../packet/packet-input.ts';
import { readPayerCase } from './load-payer-case.ts';

/** The requester's own pages as they came, by their pictures. */
export interface LeadPaper {
  readonly id: string;
  readonly author: string;
  readonly images: readonly { readonly pageNumber: number; readonly blob: BlobRef }[];
}

/** A letter or barcode sheet; a list of claims is no front page. */
const MOST_LEAD_PAGES = 10;
/** Encryption, the index of a volume and stamps take their part. */
const SHARE_OF_FILE = 0.9;

/**
 * What a destination asks of the packet: its own letter first, as it came through intake with the request, and no volume larger
 * than it takes. Nothing where no destination is chosen.
 */
export async function frontOfPacket(
  act: Act,
  request: LoadedRequest,
): Promise<{ readonly lead?: LeadPaper; readonly limits?: NonNullable<PacketInput['limits']> }> {
  const payerCase = await readPayerCase(act, request.id);
  if (payerCase === undefined) return {};
  const { destination } = payerCase;
  const bytesPerVolume = Math.min(
    PACKET_LIMITS.bytesPerVolume,
    Math.floor(Number(destination.file_bytes) * SHARE_OF_FILE),
  );
  const limits = { bytesPerVolume };
  if (!destination.letter_first) return { limits };
  const { pages } = await findFormSource(act, request, undefined);
  const images = pages
    .slice(0, MOST_LEAD_PAGES)
    .flatMap(({ image, number }) => (image === undefined ? [] : [{ pageNumber: number, blob: image }]));
  const [first] = pages;
  if (images.length === 0 || first === undefined) return { limits };
  return { limits, lead: { id: first.itemId ?? request.id, author: request.row.requester_name ?? '', images } };
}
