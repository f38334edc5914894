import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { BackupResult, FsckResult, RestoreResult } from '../../platform/backup/index.ts';
import { systemClock } from '../../platform/clock.ts';
import { createLog, type Log } from '../../platform/log.ts';
import { readSettings, type Settings } from '../../platform/settings.ts';
import type { LogProof } from '../../modules/audit/index.ts';
import { withClient } from './client.ts';

const NOT_IN_BACKUP =
  'THE DATABASE IS NOT IN THIS BACKUP. DATABASE_URL names a server of its own: back it up with its own tools (pg_dump, pg_basebackup, your provider), before the documents.';

interface Places {
  keys?: string;
  json?: boolean;
}

export function addBackupCommands(program: Command, exit: (code: number) => void): void {
  const backup = program
    .command('backup')
    .description('Back up database and documents into DIR, and the keys into a second folder; people go on working')
    .enablePositionalOptions()
    .argument('<dir>', 'empty folder or one that earlier backups went to')
    .option('--keys <dir>', 'folder of the key backups; DIR-keys when not given. Keep it elsewhere')
    .option('--json', 'one JSON object on stdout')
    .action(async (dir: string, options: Places) => {
      const into = resolve(dir);
      console.error(`Backing up into ${into} ...`);
      const made = await withClient('backup', (client) =>
        client.call<BackupResult>('POST', '/control/backup', {
          into,
          ...(options.keys === undefined ? {} : { keysInto: resolve(options.keys) }),
        }),
      );
      if (made.failed.length > 0) exit(1);
      print(options, made, () => printBackup(made));
    });

  backup
    .command('verify')
    .description('Restore the newest backup into scratch, start it, check every page, read documents, prove the log')
    .argument('<dir>', 'where the backups are')
    .option('--keys <dir>', 'folder of the key backups; DIR-keys when not given')
    .option('--backup <id>', 'which one; the newest when not given')
    .option('--deep', 'read every document, not a sample')
    .option('--json', 'one JSON object on stdout')
    .action(async (dir: string, options: Places & { backup?: string; deep?: boolean }) => {
      const settings = readSettings(process.env);
      const log = commandLog(settings);
      console.error(`Restoring ${resolve(dir)} into scratch and checking it ...`);
      const { verifyBackup } = await import('../../platform/backup/index.ts');
      const { proveScratch } = await import('./prove-restored.ts');
      const checked = await verifyBackup<LogProof>({
        from: dir,
        ...keysFrom(options),
        ...(options.backup === undefined ? {} : { id: options.backup }),
        kekFile: settings.kekFile,
        deep: options.deep === true,
        prove: (dataDir) => proveScratch(dataDir, log),
        now: systemClock.now(),
        log,
      });
      // Verifying may happen on another machine, which has no log to write to.
      if (existsSync(join(settings.data, 'keys')))
        await withClient('backup verify', (client) =>
          client.call('POST', '/control/backup/verified', { backup: checked.id, ok: checked.ok }),
        );
      if (!checked.ok) exit(1);
      print(options, checked, () => {
        const { restored, read, proof, fsck } = checked;
        console.log(
          `Backup ${checked.id} ${checked.ok ? 'is good' : 'IS NOT GOOD'}, looked at in ${checked.seconds} s.`,
        );
        console.log(`  ${read.documents} documents read back, ${read.failed.length} of them failed.`);
        for (const each of read.failed) console.error(`  FAILED ${each}`);
        if (proof !== undefined)
          console.log(`  Log: ${proof.entries} entries, ${proof.verified} proven${badness(proof)}.`);
        for (const step of fsck?.plan ?? []) console.error(`  ${step}`);
        if (restored.database === 'external') console.error(NOT_IN_BACKUP);
      });
    });

  program
    .command('restore')
    .description('Make a data folder from a backup; what was destroyed since stays destroyed')
    .argument('<dir>', 'where the backups are')
    .requiredOption('--into <data>', 'new data folder; must be empty or not exist')
    .option('--keys <dir>', 'folder of the key backups; DIR-keys when not given')
    .option('--backup <id>', 'which one; the newest when not given')
    .option('--json', 'one JSON object on stdout')
    .action(async (dir: string, options: Places & { into: string; backup?: string }) => {
      const settings = readSettings(process.env);
      const log = commandLog(settings);
      const into = resolve(options.into);
      console.error(`Restoring ${resolve(dir)} into ${into} ...`);
      const { restore } = await import('../../platform/backup/index.ts');
      const { proveRestored } = await import('./prove-restored.ts');
      const restored = await restore({
        from: dir,
        ...keysFrom(options),
        ...(options.backup === undefined ? {} : { id: options.backup }),
        into,
        kekFile: settings.kekFile,
        blobs: settings.blobs,
        log,
      });
      if (restored.database === 'embedded') console.error('Starting it once to prove its log ...');
      const proof = restored.database === 'external' ? null : await proveRestored(restored, log);
      if (restored.failed.length > 0 || proof?.firstBad !== undefined) exit(1);
      print(options, { ...restored, log: proof }, () => printRestored(restored, proof));
    });

  program
    .command('fsck')
    .description('Hold database, documents and keys against each other; changes nothing without --repair')
    .option('--deep', 'read every stored byte and every page of the database')
    .option('--repair', 'copy back what is missing or damaged')
    .option('--from <dir>', 'the backup to copy it from')
    .option('--json', 'one JSON object on stdout')
    .action(async (options: { deep?: boolean; repair?: boolean; from?: string; json?: boolean }, command: Command) => {
      if ((options.repair === true) !== (options.from !== undefined))
        command.error('error: --repair and --from DIR belong together');
      console.error('Checking ...');
      const found = await withClient('fsck', (client) =>
        client.call<FsckResult>('POST', '/control/fsck', {
          deep: options.deep === true,
          ...(options.from === undefined ? {} : { repairFrom: resolve(options.from) }),
        }),
      );
      if (!found.ok) exit(1);
      print(options, found, () => {
        console.log(
          `${found.named} documents named, ${found.stored} stored, ${found.proven} read and proven, ${found.repaired} repaired: ${found.ok ? 'nothing is lost' : 'NOT WHOLE'}.`,
        );
        for (const { finding, what } of found.findings) console.error(`  ${finding} ${what}`);
        for (const step of found.plan) console.log(step);
      });
    });
}

function commandLog(settings: Settings): Log {
  return createLog({ level: settings.logLevel === 'info' ? 'warn' : settings.logLevel, toStderr: true });
}

function keysFrom(options: Places): { keysFrom?: string } {
  return options.keys === undefined ? {} : { keysFrom: options.keys };
}

function print(options: { json?: boolean }, result: unknown, say: () => void): void {
  if (options.json === true) console.log(JSON.stringify(result));
  else say();
}

function printBackup(made: BackupResult): void {
  const { blobs } = made;
  console.log(`Backup ${made.id} is made in ${made.seconds} s: ${made.folder}`);
  console.log(`  Keys, to be kept elsewhere: ${made.keyFolder}`);
  console.log(`  ${blobs.named} documents, ${blobs.copied} of them new (${blobs.copiedBytes} bytes).`);
  if (made.kek === 'kept elsewhere')
    console.log('  The key-encryption key (CHARTKEEPER_KEK_FILE) is not in it: keep a copy of that file.');
  for (const { address, reason } of made.failed) console.error(`  NOT COPIED ${address} (${reason})`);
  if (made.database === 'external') console.error(NOT_IN_BACKUP);
}

function printRestored(restored: RestoreResult, proof: LogProof | null): void {
  console.log(`Backup ${restored.id} of ${restored.at} is restored: ${restored.dataDir}`);
  console.log(
    `  ${restored.blobs.copied} of ${restored.blobs.listed} documents copied; ${restored.destroyedAgain} destructions done again.`,
  );
  for (const { address, reason } of restored.failed) console.error(`  NOT RESTORED ${address} (${reason})`);
  if (proof !== null) console.log(`  Log: ${proof.entries} entries, ${proof.verified} proven${badness(proof)}.`);
  if (restored.database === 'external') console.error(`${NOT_IN_BACKUP} Restore it with the same tools.`);
  else console.log(`Start it with: chartkeeper start --data ${restored.dataDir}`);
}

function badness(proof: LogProof): string {
  return proof.firstBad === undefined ? '' : `; NOT WHOLE: ${proof.firstBad.reason}`;
}
