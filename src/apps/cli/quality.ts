import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { type Client, withClient } from './client.ts';

interface Rate {
  numerator: number;
  denominator: number;
  percent: number | null;
}

interface Rates {
  facilityId: string;
  months: { day: string; least: number; rates: Record<'duplicate' | 'waiting' | 'overlap' | 'overlay', Rate> }[];
}

interface Findings {
  counts: { rule: string; facilityId: string; open: number }[];
}

interface Options {
  readonly facility?: string;
  readonly look?: boolean;
  readonly out?: string;
  readonly json?: boolean;
}

const NAMES = {
  duplicate: 'duplicate rate',
  waiting: 'of these waiting',
  overlap: 'overlap rate',
  overlay: 'overlay rate',
} as const;

export function addQualityCommand(identity: Command): void {
  identity
    .command('quality')
    .description('Count the register of a facility: its rates of duplicates, and what of it cannot be right, by rule')
    .option('--facility <id>', 'of this facility; else of the first')
    .option('--look', 'go through the whole register for findings first')
    .option('--out <file>', 'write the findings as CSV')
    .option('--json', 'one JSON object on stdout')
    .action(async (options: Options) => {
      const { rates, findings } = await withClient('identity quality', (client) => readQuality(client, options));
      const now = rates.months.at(-1);
      const counts = findings.counts.filter(({ facilityId }) => facilityId === rates.facilityId);
      const open = counts.reduce((sum, each) => sum + each.open, 0);
      if (options.json === true) {
        const byRule = Object.fromEntries(counts.map((each) => [each.rule, each.open]));
        const { day = null, least = null, rates: of = null } = now ?? {};
        console.log(
          JSON.stringify({ facilityId: rates.facilityId, day, least, rates: of, findings: { open, byRule } }),
        );
        return;
      }
      for (const [key, name] of Object.entries(NAMES) as [keyof typeof NAMES, string][]) {
        const rate = now?.rates[key];
        if (rate !== undefined)
          console.log(`${name}: ${rate.percent?.toFixed(2) ?? '-'} % (${rate.numerator} of ${rate.denominator})`);
      }
      console.log(`${open} findings are open${options.out === undefined ? '' : `: ${options.out}`}`);
      for (const each of counts) console.log(`  ${each.rule}: ${each.open}`);
    });
}

async function readQuality(client: Client, { facility, look, out }: Options) {
  const query = facility === undefined ? '' : `?facilityId=${encodeURIComponent(facility)}`;
  if (look === true) {
    await client.call('POST', '/api/v1/identity/findings/look-through');
    await client.drain();
  }
  await client.call('POST', `/api/v1/identity/rates/count${query}`);
  await client.drain();
  const rates = await client.call<Rates>('GET', `/api/v1/identity/rates${query}`);
  const findings = await client.call<Findings>('GET', `/api/v1/identity/findings?facilityId=${rates.facilityId}`);
  if (out !== undefined)
    await writeFile(out, await client.download(`/api/v1/identity/findings/table${query}`), { mode: 0o600 });
  return { rates, findings };
}
