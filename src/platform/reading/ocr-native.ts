import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import { type OcrEngine, segmentation } from './ocr.ts';
import { asPgm } from './raster.ts';
import { readTsv } from './ocr-tsv.ts';
import { READING_LIMITS } from './limits.ts';
import { refuse } from './refusal.ts';

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

/** One process a page; the picture goes in and the words come out by pipe, so no page lies on the disk in the clear. */
export function openNativeOcr(driver: { command: string; version: string }): Promise<OcrEngine> {
  return Promise.resolve({
    name: 'tesseract' as const,
    version: driver.version,
    async recognise(page, order) {
      const options = ['-l', 'eng', '--psm', segmentation(order), '--dpi', String(READING_LIMITS.ocrDpi)];
      return readTsv(await recognise(driver.command, ['stdin', 'stdout', ...options, 'tsv'], asPgm(page)));
    },
    close: () => Promise.resolve(),
  });
}

function recognise(command: string, args: string[], input: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const engine = spawn(command, args, {
      stdio: ['pipe', 'pipe', 'ignore'],
      // More threads a page make it slower: 23 s against 1.7 s on two cores (research/libraries.md 7).
      env: { ...process.env, OMP_THREAD_LIMIT: '1', OMP_NUM_THREADS: '1' },
    });
    const chunks: Buffer[] = [];
    let bytes = 0;
    engine.stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MOST_OUTPUT) engine.kill('SIGKILL');
      else chunks.push(chunk);
    });
    engine.on('error', reject);
    engine.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(chunks).toString('utf8'));
      else reject(refuse.crashed('The page'));
    });
    // The engine may leave before it has read everything; its exit code says why.
    engine.stdin.on('error', () => undefined);
    engine.stdin.end(input);
  });
}
