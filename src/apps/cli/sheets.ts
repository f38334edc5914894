import { resolve } from 'node:path';
import type { Command } from 'commander';
import { withClient } from './client.ts';

interface Options {
  readonly kind: string;
  readonly count: string;
  readonly out: string;
  readonly type?: string;
  readonly number?: string;
  readonly paper?: string;
}

export function addSheetCommands(program: Command): void {
  program
    .command('sheets')
    .description('Print sheets that part and name paper before it is scanned, as PDF')
    .option('--kind <kind>', 'separator, type, batch, box, volume or object-labels', 'separator')
    .option('--count <n>', 'copies, at most 500', '1')
    .option('--type <code>', 'type of document, with --kind type')
    .option('--number <number>', 'of the batch, box, volume or thing')
    .option('--paper <paper>', "a4 or letter; else the paper of the facility's country")
    .requiredOption('--out <file>', 'the PDF; a new file that only you may read')
    .action(async (options: Options) => {
      const query = new URLSearchParams({ kind: options.kind, copies: options.count });
      if (options.type !== undefined) query.set('typeCode', options.type);
      if (options.number !== undefined) query.set('number', options.number);
      if (options.paper !== undefined) query.set('paper', options.paper);
      const file = resolve(options.out);
      const { bytes } = await withClient('sheets', (client) => client.save(`/api/v1/intake/sheets?${query}`, file));
      console.log(`${file} (${bytes.toLocaleString('en')} bytes)`);
    });
}
