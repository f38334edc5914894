import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import { parse as parseYaml } from 'yaml';
import { type Client, withClient } from './client.ts';

const POLL_MS = 500;
/** A real archive takes days; the import goes on in the server after this, and the screen shows it. */
const WAIT_MS = 12 * 3_600_000;
const MAX_MAP_BYTES = 1024 * 1024;

interface Run {
  id: string;
  dry: boolean;
  finishedAt: string | null;
  stoppedReason: string | null;
  counts: {
    rowsRead: number;
    filed: number;
    queued: number;
    refused: number;
    unchanged: number;
    reading: number;
    withFile: number;
    withoutFile: number;
    filesWithoutRow: number | null;
    patient: Record<string, number>;
    findings: Record<string, number>;
    reasons: { outcome: string; reason: string; rows: number }[];
    addsUp: boolean;
  };
}

interface Options {
  files: string;
  map: string;
  dryRun?: boolean;
  json?: boolean;
}

export function addLegacyImport(imports: Command, exit: (code: number) => void): void {
  imports
    .command('legacy')
    .description('The archive of another system: an index (CSV) and its files; try it with --dry-run first')
    .argument('<index>', 'CSV with a heading row')
    .requiredOption('--files <folder>', 'folder that the paths of the index are in')
    .requiredOption('--map <file>', 'YAML: which column means what')
    .option('--dry-run', 'count what would happen; nothing is stored')
    .option('--json', 'one JSON object on stdout')
    .action(async (index: string, options: Options) => {
      const run = await withClient('import', (client) => importIndex(client, index, options));
      if (run.counts.refused > 0 || run.stoppedReason !== null || !run.counts.addsUp) exit(1);
      if (options.json === true) console.log(JSON.stringify(run));
      else print(run);
    });
}

async function importIndex(client: Client, index: string, options: Options): Promise<Run> {
  const text = await readFile(options.map, 'utf8');
  if (text.length > MAX_MAP_BYTES) throw new Error(`${options.map} is too long for a map.`);
  const map: unknown = parseYaml(text);
  const taken = await client.send<{ id: string }>(
    `/api/v1/intake/legacy/indexes?name=${encodeURIComponent(basename(index))}`,
    createReadStream(index),
    { 'content-type': 'application/octet-stream' },
  );
  const { id } = await client.call<{ id: string }>('POST', `/api/v1/intake/legacy/indexes/${taken.id}/runs`, {
    map,
    dry: options.dryRun === true,
    folder: resolve(options.files),
  });
  await client.drain();
  const end = Date.now() + WAIT_MS;
  for (;;) {
    const run = await client.call<Run>('GET', `/api/v1/intake/legacy/runs/${id}`);
    if ((run.finishedAt !== null && run.counts.reading === 0) || Date.now() > end) return run;
    if (process.stderr.isTTY)
      process.stderr.write(`\r${run.counts.rowsRead} rows, ${run.counts.reading} being read   `);
    await new Promise((wake) => setTimeout(wake, POLL_MS));
  }
}

function print({ dry, counts, stoppedReason }: Run): void {
  const would = dry ? 'would be ' : '';
  const line = (n: number | null, what: string) => console.log(`${String(n ?? '-').padStart(9)}  ${what}`);
  line(counts.rowsRead, 'rows read');
  line(counts.withFile, 'with their file');
  line(counts.withoutFile, 'without a file');
  line(counts.filesWithoutRow, 'files that no row names');
  for (const [match, n] of Object.entries(counts.patient)) line(n, `patient ${match}`);
  for (const outcome of ['filed', 'queued', 'refused', 'unchanged'] as const)
    line(counts[outcome], `${would}${outcome}`);
  if (counts.reading > 0) line(counts.reading, 'still being read');
  for (const { outcome, reason, rows } of counts.reasons) line(rows, `${outcome}: ${reason}`);
  if (stoppedReason !== null) console.error(`STOPPED ${stoppedReason}`);
  if (!counts.addsUp) console.error('The counts do not add up: the import has not come to its end.');
}
