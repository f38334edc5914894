import { spawn, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { Qpdf } from '../../src/modules/release/packet/run-qpdf.ts';

export interface Merger {
  readonly what: string;
  /** Merges the files of the folder into one, nothing drawn on it; seconds. */
  merge(folder: string, files: readonly string[]): Promise<number>;
}

/** qpdf of the system where there is one, else the one of the install. */
export function openMerger(): Merger {
  return spawnSync('qpdf', ['--version']).status === 0 ? native : bundled;
}

const OUT = 'merged.pdf';
const mergeArguments = (files: readonly string[], within: (name: string) => string) => [
  '--empty',
  '--pages',
  ...files.flatMap((name) => [within(name), '1-z']),
  '--',
  within(OUT),
];

const native: Merger = {
  what: 'qpdf, merge only',
  merge: (folder, files) =>
    timed(folder, async () => {
      const qpdf = spawn(
        'qpdf',
        mergeArguments(files, (name) => join(folder, name)),
        { stdio: 'inherit' },
      );
      const code = await new Promise((resolve) => qpdf.on('exit', resolve));
      if (code !== 0) throw new Error(`qpdf ended with ${String(code)}.`);
    }),
};

const bundled: Merger = {
  what: 'qpdf compiled to wasm, merge only',
  merge: (folder, files) =>
    timed(folder, async () => {
      const { code, messages } = await new Qpdf(folder).run(mergeArguments(files, (name) => `/w/${name}`));
      if (code !== 0) throw new Error(`qpdf ended with ${code}: ${messages}`);
    }),
};

async function timed(folder: string, merge: () => Promise<void>): Promise<number> {
  const begin = performance.now();
  await merge();
  const seconds = (performance.now() - begin) / 1000;
  rmSync(join(folder, OUT), { force: true });
  return seconds;
}
