import type { AssembledPacket, NotAssembled, PacketLimits } from '../packet/packet-input.ts';

/** Cover, index, fonts, seal; and what each page carries besides its own bytes. */
const BASE_BYTES = 150_000;
const PAGE_BYTES = 1_500;
const MOST_TRIES = 4;

/** What a document takes in a volume, by which volumes are planned. */
export function weigh<T extends { readonly bytes: number; readonly pages: number }>(document: T): T {
  return { ...document, bytes: document.bytes + document.pages * PAGE_BYTES };
}

/**
 * Assembles so that no file is larger than `largest` bytes, of which `attached` are files inside the first. How large one becomes is known when it lies there: what came out
 * too large is planned smaller. A document that alone is too large is named, and never cut.
 */
export async function assembleWithin(
  { largest, attached }: { readonly largest: number; readonly attached: number },
  assemble: (limits: Partial<PacketLimits>) => Promise<AssembledPacket>,
): Promise<AssembledPacket | { readonly state: 'over-limit'; readonly documents: readonly NotAssembled[] }> {
  let bytesPerVolume = Math.max(largest - BASE_BYTES, Math.floor(largest / 2)) - attached;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const assembled = await assemble({ bytesPerVolume });
    if (assembled.state !== 'assembled') return assembled;
    const { volumes, entries } = assembled.manifest;
    const over = volumes.filter(({ bytes }) => bytes > largest);
    if (over.length === 0) return assembled;
    const alone = over.flatMap(({ volume }) => {
      const inside = new Set(
        entries.filter((each) => each.volume === volume).flatMap(({ documentId }) => documentId ?? []),
      );
      return inside.size === 1 ? [...inside] : [];
    });
    if (alone.length > 0)
      return {
        state: 'over-limit',
        documents: [...new Set(alone)].map((documentId) => ({ documentId, reason: 'over-limit' })),
      };
    bytesPerVolume = Math.floor(bytesPerVolume * (largest / Math.max(...over.map(({ bytes }) => bytes))) * 0.95);
  }
  return { state: 'over-limit', documents: [] };
}
