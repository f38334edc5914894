import type { Act } from '../../../platform/act.ts';
import type { BlobRef } from '../../../platform/blobs/index.ts';
import { findFormSource } from '../reader/find-form-source.ts';
import type { LoadedRequest } from '../load-request.ts';
import { readPayerCase } from './load-payer-case.ts';

/** The requester's own pages as they came, by their pictures. */
export interface LeadPaper {
  readonly id: string;
  readonly author: string;
  readonly images: readonly { readonly pageNumber: number; readonly blob: BlobRef }[];
}

/** A letter or barcode sheet; a list of claims is no front page. */
const MOST_LEAD_PAGES = 10;
/**
 * What a destination asks of the packet: its own letter first, as it came through intake with the request, and no volume larger
 * than it takes. Nothing where no destination is chosen.
 */
export async function frontOfPacket(
  act: Act,
  request: LoadedRequest,
): Promise<{ readonly lead?: LeadPaper; readonly largestBytes?: number }> {
  const payerCase = await readPayerCase(act, request.id);
  if (payerCase === undefined) return {};
  const { destination } = payerCase;
  const largestBytes = Number(destination.file_bytes);
  if (!destination.letter_first) return { largestBytes };
  const { pages } = await findFormSource(act, request, undefined);
  const images = pages
    .slice(0, MOST_LEAD_PAGES)
    .flatMap(({ image, number }) => (image === undefined ? [] : [{ pageNumber: number, blob: image }]));
  const [first] = pages;
  if (images.length === 0 || first === undefined) return { largestBytes };
  return { largestBytes, lead: { id: first.itemId ?? request.id, author: request.row.requester_name ?? '', images } };
}

/** The largest file that the destination of a case takes. */
export async function readFileLimit(act: Act, requestId: string): Promise<number | undefined> {
  const payerCase = await readPayerCase(act, requestId);
  return payerCase === undefined ? undefined : Number(payerCase.destination.file_bytes);
}
