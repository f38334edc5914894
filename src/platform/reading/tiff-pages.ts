import { open } from 'node:fs/promises';
import { refuse } from './refusal.ts';

export interface TiffPage {
  readonly width: number;
  readonly height: number;
  /** Dots an inch, where the file states them. */
  readonly dpiX: number | undefined;
  readonly dpiY: number | undefined;
}

/** TIFF 6.0, section 8: the tags read here. */
const WIDTH = 256;
const HEIGHT = 257;
const X_RESOLUTION = 282;
const Y_RESOLUTION = 283;
const RESOLUTION_UNIT = 296;
const CENTIMETRE = 3;
/** A directory has some 20 entries; a damaged one claims 65,535. */
const MOST_ENTRIES = 4_096;

/**
 * Walks the chain of page directories of a TIFF and reads sizes from them, decoding nothing: the limits on pages and
 * pixels come before any work. A chain that loops is cut where it meets itself. BigTIFF has no fax or scanner behind it
 * and is refused by name.
 */
export async function readTiffPages(file: string, mostPages: number): Promise<TiffPage[]> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const read = async (at: number, length: number): Promise<Buffer> => {
      if (at < 0 || at + length > size) throw refuse.truncated();
      const bytes = Buffer.alloc(length);
      await handle.read(bytes, 0, length, at);
      return bytes;
    };
    const header = await read(0, 8);
    const little = header[0] === 0x49;
    const u16 = (from: Buffer, at: number): number => (little ? from.readUInt16LE(at) : from.readUInt16BE(at));
    const u32 = (from: Buffer, at: number): number => (little ? from.readUInt32LE(at) : from.readUInt32BE(at));
    if (u16(header, 2) !== 42) throw refuse.unsupported('a BigTIFF picture');
    const pages: TiffPage[] = [];
    const seen = new Set<number>();
    for (let at = u32(header, 4); at !== 0 && !seen.has(at);) {
      seen.add(at);
      if (seen.size > mostPages + 10_000) throw refuse.tooManyPages(seen.size, mostPages);
      const entries = u16(await read(at, 2), 0);
      if (entries === 0 || entries > MOST_ENTRIES) throw refuse.damaged();
      const table = await read(at + 2, entries * 12 + 4);
      const value = (tag: number): number | undefined => {
        for (let i = 0; i < entries; i++) {
          if (u16(table, i * 12) !== tag) continue;
          return u16(table, i * 12 + 2) === 3 ? u16(table, i * 12 + 8) : u32(table, i * 12 + 8);
        }
        return undefined;
      };
      const ratio = async (tag: number): Promise<number | undefined> => {
        const offset = value(tag);
        if (offset === undefined || offset + 8 > size) return undefined;
        const bytes = await read(offset, 8);
        const perUnit = u32(bytes, 0) / u32(bytes, 4);
        if (!Number.isFinite(perUnit)) return undefined;
        return value(RESOLUTION_UNIT) === CENTIMETRE ? perUnit * 2.54 : perUnit;
      };
      const width = value(WIDTH) ?? 0;
      const height = value(HEIGHT) ?? 0;
      pages.push({ width, height, dpiX: await ratio(X_RESOLUTION), dpiY: await ratio(Y_RESOLUTION) });
      at = u32(table, entries * 12);
    }
    if (pages.length === 0) throw refuse.damaged();
    return pages;
  } finally {
    await handle.close();
  }
}
