import { basename } from 'node:path';
import { Readable } from 'node:stream';
import type { Command } from 'commander';
import type { ImportResult as CcdaResult } from '../../interfaces/ccda/index.ts';
import type { ImportResult } from '../../interfaces/fhir/index.ts';
import type { ImportResult as Hl7Result } from '../../interfaces/hl7v2/index.ts';
import { withClient } from './client.ts';
import { contentOf, filesAt, reasonOf } from './files-at.ts';
import { addLegacyImport } from './import-legacy.ts';

/** Remarks printed; of a source whose every document is odd, the first ones tell enough. */
const MAX_REMARKS = 1_000;

interface Totals {
  read: Record<string, number>;
  stored: Record<string, number>;
  unchanged: Record<string, number>;
  refused: { file: string; at: string; reason: string }[];
  remarks: { file: string; at: string; remark: string }[];
}

export function addImportCommands(program: Command, exit: (code: number) => void): void {
  const imports = program
    .command('import')
    .description('Import files of other systems; importing them again changes nothing');
  addLegacyImport(imports, exit);
  imports
    .command('fhir')
    .description('FHIR R4 bundles or resources (.json, .json.gz), one transaction for each file')
    .argument('<paths...>', 'files or folders')
    .option('--json', 'one JSON object on stdout')
    .action(async (paths: string[], options: { json?: boolean }) => {
      const files = await filesAt(paths, (name) => /\.json(\.gz)?$/.test(name));
      const totals = await withClient('import', (client) =>
        importAll(files, (content) =>
          client.send<ImportResult>('/fhir/import', Readable.from([content]), {
            'content-type': 'application/fhir+json',
          }),
        ),
      );
      if (totals.refused.length > 0) exit(1);
      if (options.json === true) console.log(JSON.stringify(totals));
      else printTotals(totals, files.length);
    });
  imports
    .command('hl7')
    .description('HL7 version 2 messages or batches of any name; each message is taken on its own')
    .argument('<paths...>', 'files or folders')
    .option('--json', 'one JSON object on stdout')
    .action(async (paths: string[], options: { json?: boolean }) => {
      const files = await filesAt(paths);
      const { remarks, ...totals } = await withClient('import', async (client) => {
        const all = await importAll(files, (content) =>
          client.send<Hl7Result>('/hl7v2/import', Readable.from([content]), {
            'content-type': 'x-application/hl7-v2+er7',
          }),
        );
        // What was held until another file brought its patient goes on now.
        await client.drain();
        return all;
      });
      if (totals.refused.length > 0) exit(1);
      if (options.json === true) console.log(JSON.stringify(totals));
      else printTotals({ ...totals, remarks }, files.length, 'messages');
    });
  imports
    .command('ccda')
    .description('C-CDA documents (.xml, .cda, .ccda, also .gz), each filed to its patient or given to the index desk')
    .argument('<paths...>', 'files or folders')
    .option('--json', 'one JSON object on stdout')
    .action(async (paths: string[], options: { json?: boolean }) => {
      const files = await filesAt(paths, (name) => /\.(xml|cda|ccda|ccd)(\.gz)?$/i.test(name));
      const totals = await withClient('import', (client) =>
        importAll(files, (content, file) =>
          client.send<CcdaResult>(
            `/ccda/import?name=${encodeURIComponent(basename(file, '.gz'))}`,
            Readable.from([content]),
            { 'content-type': 'application/xml' },
          ),
        ),
      );
      if (totals.refused.length > 0) exit(1);
      if (options.json === true) console.log(JSON.stringify(totals));
      else printTotals(totals, files.length, 'documents');
    });
}

async function importAll(
  files: readonly string[],
  take: (
    content: Buffer,
    file: string,
  ) => Promise<Omit<ImportResult, 'remarks'> & Partial<Pick<ImportResult, 'remarks'>>>,
): Promise<Totals> {
  const totals: Totals = { read: {}, stored: {}, unchanged: {}, refused: [], remarks: [] };
  for (const [index, file] of files.entries()) {
    try {
      const result = await take(await contentOf(file), file);
      for (const kind of ['read', 'stored', 'unchanged'] as const)
        for (const [type, n] of Object.entries(result[kind])) totals[kind][type] = (totals[kind][type] ?? 0) + n;
      for (const refusal of result.refused) totals.refused.push({ file, ...refusal });
      for (const remark of (result.remarks ?? []).slice(0, MAX_REMARKS - totals.remarks.length))
        totals.remarks.push({ file, ...remark });
    } catch (error) {
      totals.refused.push({ file, at: 'file', reason: reasonOf(error) });
    }
    if (process.stderr.isTTY) process.stderr.write(`\r${index + 1} of ${files.length} files`);
  }
  if (process.stderr.isTTY) process.stderr.write('\n');
  return totals;
}

function printTotals(totals: Totals, files: number, what: 'resources' | 'messages' | 'documents' = 'resources'): void {
  const types = Object.keys(totals.read).sort();
  const sum = (counts: Record<string, number>) => Object.values(counts).reduce((total, n) => total + n, 0);
  for (const type of types)
    console.log(
      `${type.padEnd(28)} read ${String(totals.read[type] ?? 0).padStart(7)}  stored ${String(totals.stored[type] ?? 0).padStart(7)}  unchanged ${String(totals.unchanged[type] ?? 0).padStart(7)}`,
    );
  console.log(
    `${files} files: ${sum(totals.read)} ${what} read, ${sum(totals.stored)} stored, ${sum(totals.unchanged)} unchanged, ${totals.refused.length} refused.`,
  );
  for (const { file, at, reason } of totals.refused) console.error(`REFUSED ${file} at ${at}: ${reason}`);
  for (const { file, at, remark } of totals.remarks) console.error(`NOTE ${file} at ${at}: ${remark}`);
}
