import { spawn } from 'node:child_process';
import type { Reader } from '../../src/platform/reading/index.ts';

/** The text of a one-page file, and nothing else of it. */
export async function recognise(reader: Reader, file: string): Promise<string> {
  let text = '';
  const outcome = await reader.readPages(file, {
    images: false,
    barcodes: false,
    onPage(page) {
      if (page.readable) text = page.text;
    },
  });
  if (!outcome.ok) throw new Error(`${outcome.reason}: ${outcome.detail}`);
  return text;
}

/** The engine of the system with its defaults and one thread; what it read. */
export function bareTesseract(file: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const engine = spawn('tesseract', [file, 'stdout', '-l', 'eng'], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, OMP_THREAD_LIMIT: '1' },
    });
    engine.on('error', reject);
    const chunks: Buffer[] = [];
    engine.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    engine.on('close', () => resolve(Buffer.concat(chunks).toString('utf8')));
  });
}
