import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { READING_LIMITS } from './limits.ts';
import { type OcrEngine, segmentation } from './ocr.ts';
import { readTsv } from './ocr-tsv.ts';
import { asTiff } from './raster.ts';
import { refuse, Refused } from './refusal.ts';

const run = promisify(execFile);
/** A page of 20,000 words is 1.2 MB of TSV. */
const MOST_OUTPUT = 16 * 1024 * 1024;

/** Looks for `tesseract` with English data on the PATH; undefined when there is none that works. */
export async function findNativeOcr(): Promise<{ command: string; version: string } | undefined> {
  const command = 'tesseract';
  try {
    const [version, languages] = await Promise.all([
      run(command, ['--version'], { timeout: 5_000 }),
      run(command, ['--list-langs'], { timeout: 5_000 }),
    ]);
    if (!/^eng$/m.test(languages.stdout + languages.stderr)) return undefined;
    const found = /tesseract v?(\S+)/.exec(version.stdout + version.stderr);
    return { command, version: found?.[1] ?? 'unknown' };
  } catch {
    return undefined;
  }
}

/** One process a page. The picture is a file in the private folder: through a pipe the engine reads it byte by byte. */
export function openNativeOcr(driver: { command: string; version: string }, folder: string): Promise<OcrEngine> {
  return Promise.resolve({
    name: 'tesseract' as const,
    version: driver.version,
    async recognise(page, order) {
      const picture = join(folder, `ocr-${randomUUID()}.tif`);
      const options = ['-l', 'eng', '--psm', segmentation(order), '--dpi', String(READING_LIMITS.ocrDpi)];
      try {
        await writeFile(picture, asTiff(page, READING_LIMITS.ocrDpi), { mode: 0o600 });
        const { stdout } = await run(driver.command, [picture, 'stdout', ...options, 'tsv'], {
          maxBuffer: MOST_OUTPUT,
          // More threads a page make it slower: 23 s against 1.7 s on two cores (research/libraries.md 7).
          env: { ...process.env, OMP_THREAD_LIMIT: '1', OMP_NUM_THREADS: '1' },
        });
        return readTsv(stdout);
      } catch (error) {
        if (error instanceof Error && /ENOSPC/.test(error.message)) throw refuse.noSpace();
        throw error instanceof Refused ? error : refuse.crashed('The page');
      } finally {
        await rm(picture, { force: true });
      }
    },
    close: () => Promise.resolve(),
  });
}
