import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { LogExport } from '../../modules/audit/index.ts';
import { type Client, withClient } from './client.ts';

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

  audit
    .command('export')
    .description('Write the whole log for a verifier that shares no code with this one (tools/verify-log.mjs)')
    .argument('<dir>', 'new folder')
    .option('--json', 'one JSON object on stdout')
    .action(async (dir: string, options: { json?: boolean }) => {
      const folder = resolve(dir);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      if ((await readdir(folder)).length > 0) {
        console.error(`${folder} is not empty. Nothing was written. Name a new folder.`);
        exit(1);
        return;
      }
      const written = await withClient('audit export', (client) => writeExport(client, folder));
      if (options.json === true) console.log(JSON.stringify(written));
      else console.log(`${written.entries} entries in ${folder}. Check them with: node tools/verify-log.mjs ${folder}`);
    });
}

/** Entries last: a folder that holds them whole holds everything. */
async function writeExport(client: Client, folder: string) {
  const { size, newest, outside, key } = await client.call<LogExport>('POST', '/control/audit/export');
  await writeFile(join(folder, 'key.pub'), key, { flag: 'wx', mode: 0o600 });
  const at = '/control/audit/export';
  await client.save(`${at}/checkpoints?to=${newest}`, join(folder, 'checkpoints.txt'));
  await client.save(`${at}/outside?to=${outside}`, join(folder, 'checkpoints-outside.txt'));
  const { sha256 } = await client.save(`${at}/entries?to=${size}`, join(folder, 'entries.ndjson'));
  await client.call('POST', `${at}/finished`, { entries: size, sha256 });
  return { entries: size, folder, sha256 };
}
