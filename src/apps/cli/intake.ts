import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import { readSettings } from '../../platform/settings.ts';
import { type Client, withClient } from './client.ts';
import { filesAt, reasonOf } from './files-at.ts';

const POLL_MS = 500;
/** A reading takes seconds a page; a queue before it may be long. The item goes on being read after this. */
const WAIT_MS = 20 * 60_000;

interface Row {
  file: string;
  id: string | null;
  state: string;
  pages: number | null;
  reason?: string;
}

interface ItemAnswer {
  item: { state: string; pages: number | null; detail: string | null };
}

export function addIntakeCommands(program: Command, exit: (code: number) => void): void {
  program
    .command('intake')
    .description('Take scans and files in: stored, read, and put into the index queue')
    .argument('<paths...>', 'files or folders')
    .option('--json', 'one JSON object on stdout')
    .action(async (paths: string[], options: { json?: boolean }) => {
      const rows = await withClient('intake', (client) => intakeAll(client, paths));
      if (rows.some((row) => row.reason !== undefined)) exit(1);
      if (options.json === true) console.log(JSON.stringify({ items: rows }));
      else
        for (const row of rows)
          console.log(
            `${row.state.padEnd(9)} ${String(row.pages ?? '-').padStart(5)} pages  ${row.file}${row.reason === undefined ? '' : `\n          ${row.reason}`}`,
          );
    });

  program
    .command('ocr')
    .description('Read the text of a scan; nothing is stored')
    .argument('<file>', 'PDF, TIFF, PNG or JPEG')
    .option('--json', 'pages with text, confidence and words')
    .option('--out <file>', 'write the text there')
    .action(async (file: string, options: { json?: boolean; out?: string }) => {
      const settings = readSettings(process.env);
      const { ocrFile } = await import('../../platform/reading/index.ts');
      const outcome = await ocrFile(resolve(file), { ocr: settings.ocr });
      if (!outcome.ok) {
        console.error(outcome.detail);
        exit(1);
        return;
      }
      const text =
        options.json === true
          ? JSON.stringify(outcome.value)
          : outcome.value.pages.map((page) => page.text).join('\n\f');
      if (options.out === undefined) console.log(text);
      else await writeFile(options.out, text);
    });
}

async function intakeAll(client: Client, paths: readonly string[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const file of await filesAt(paths)) rows.push(await send(client, file));
  await client.drain();
  const end = Date.now() + WAIT_MS;
  for (const row of rows) {
    while (row.id !== null && (row.state === 'reading' || row.state === 'received')) {
      const { item } = await client.call<ItemAnswer>('GET', `/api/v1/intake/items/${row.id}`);
      row.state = item.state;
      row.pages = item.pages;
      if (item.state === 'failed') row.reason = item.detail ?? 'It could not be read.';
      if (item.state !== 'reading' || Date.now() > end) break;
      await new Promise((wake) => setTimeout(wake, POLL_MS));
    }
  }
  return rows;
}

async function send(client: Client, file: string): Promise<Row> {
  try {
    const answer = await client.send<{ items: { id: string | null; refused: string | null }[] }>(
      `/api/v1/intake/items?source=cli&name=${encodeURIComponent(basename(file))}`,
      createReadStream(file),
      { 'content-type': 'application/octet-stream' },
    );
    const item = answer.items[0];
    if (item?.id == null)
      return { file, id: null, state: 'refused', pages: null, reason: item?.refused ?? 'It was not taken in.' };
    return { file, id: item.id, state: 'received', pages: null };
  } catch (error) {
    return { file, id: null, state: 'refused', pages: null, reason: reasonOf(error) };
  }
}
