import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

/** Files of these bytes written and synced, each with its folder, by so many writers at once: files a second. */
export async function syncedFiles(parts: {
  folder: string;
  bytes: Buffer;
  writers: number;
  seconds: number;
}): Promise<number> {
  const folder = mkdtempSync(join(parts.folder, 'raw-'));
  let written = 0;
  const begin = performance.now();
  const end = begin + parts.seconds * 1000;
  const write = async () => {
    while (performance.now() < end) {
      const file = await open(join(folder, String(written++)), 'wx');
      await file.writeFile(parts.bytes);
      await file.sync();
      await file.close();
      const named = await open(folder);
      await named.sync();
      await named.close();
    }
  };
  try {
    await Promise.all(Array.from({ length: parts.writers }, write));
    return (written * 1000) / (performance.now() - begin);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
