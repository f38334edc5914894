import type { Command } from 'commander';
import { withClient } from './client.ts';

interface Proof {
  entries: number;
  verified: number;
  younger: number;
  firstBad?: { reason: string; n?: number; upTo?: number; entryId?: string };
}

export function addAuditCommands(program: Command, exit: (code: number) => void): void {
  const audit = program.command('audit').description('The log of every act');
  audit
    .command('verify')
    .description('Recompute the log and hold it against every signed checkpoint; exit 1 when anything was changed')
    .option('--json', 'one JSON object on stdout')
    .action(async (options: { json?: boolean }) => {
      const proof = await withClient('audit verify', (client) => client.call<Proof>('POST', '/api/v1/audit/verify'));
      if (proof.firstBad !== undefined) exit(1);
      if (options.json === true) {
        console.log(JSON.stringify(proof));
        return;
      }
      console.log(
        `${proof.entries} entries, ${proof.verified} proven, ${proof.younger} younger than the last checkpoint.`,
      );
      if (proof.firstBad !== undefined) {
        const { reason, n, upTo, entryId } = proof.firstBad;
        console.error(
          `NOT WHOLE: ${reason}${n === undefined ? '' : ` at entry ${n}${upTo === undefined ? '' : ` to ${upTo}`}`}${entryId === undefined ? '' : ` (${entryId})`}.`,
        );
      }
    });
}
