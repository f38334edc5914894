import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the checkout or of the installed package: where db/, regulations/ and dist/web lie. */
export function programFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (let up = 0; up < 5; up++) {
    if (existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'db', 'migrations'))) return folder;
    folder = dirname(folder);
  }
  throw new Error(
    'Chartkeeper cannot find its own files: package.json and db/migrations are missing beside the program.',
  );
}

export const VERSION = (JSON.parse(readFileSync(join(programFolder(), 'package.json'), 'utf8')) as { version: string })
  .version;

export function webFolder(): string | undefined {
  const folder = join(programFolder(), 'dist', 'web');
  return existsSync(join(folder, 'index.html')) ? folder : undefined;
}
