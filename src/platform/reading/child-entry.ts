import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export interface ChildEntry {
  readonly file: string;
  /** Options for Node before the file. */
  readonly execArgv: readonly string[];
}

const COMPILED = ['--enable-source-maps'];
/** Where a test run keeps the entries it compiled once: through tsx each of a thousand children would be compiled anew. */
export const COMPILED_CHILDREN = 'CHARTKEEPER_TEST_CHILDREN';

/**
 * Finds a process entry beside the module that asks: compiled, it is the `.js` that the build wrote into the same folder;
 * from source (development) it is the `.ts`, run through tsx.
 */
export function resolveChildEntry(name: string, from: string): ChildEntry {
  const compiled = fileURLToPath(new URL(`./${name}.js`, from));
  if (!from.endsWith('.ts')) return { file: compiled, execArgv: COMPILED };
  const folder = process.env[COMPILED_CHILDREN];
  if (folder !== undefined) return { file: join(folder, `${name}.js`), execArgv: COMPILED };
  const source = fileURLToPath(new URL(`./${name}.ts`, from));
  if (!existsSync(source)) throw new Error(`No entry ${name} beside ${from}.`);
  const tsx = pathToFileURL(createRequire(from).resolve('tsx')).href;
  return { file: source, execArgv: ['--import', tsx] };
}
