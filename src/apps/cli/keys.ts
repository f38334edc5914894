import type { Command } from 'commander';
import { withClient } from './client.ts';

interface KeyStatus {
  keyEncryptionKey: { place: string; inDataFolder: boolean; fingerprint: string };
  slots: { files: number; made: number; named: number; destroyed: number };
  register: { count: number; hash: string };
  checkpointKeyFile: string;
  lastBackup: { id: string; at: string; into: string } | null;
}

export function addKeyCommands(program: Command): void {
  program
    .command('keys')
    .description('The keys that documents are encrypted with')
    .command('status')
    .description('Where the keys lie, how many there are, how many were destroyed; never a key itself')
    .option('--json', 'one JSON object on stdout')
    .action(async (options: { json?: boolean }) => {
      const status = await withClient('keys status', (client) => client.call<KeyStatus>('GET', '/control/keys'));
      if (options.json === true) {
        console.log(JSON.stringify(status));
        return;
      }
      const { keyEncryptionKey: kek, slots, register, lastBackup } = status;
      console.log(`Key-encryption key ${kek.fingerprint} in ${kek.place}`);
      console.log(
        `${slots.named} slots in use, ${slots.destroyed} destroyed; room for ${slots.made} in ${slots.files} files.`,
      );
      console.log(`Destruction register: ${register.count} entries, head ${register.hash}`);
      console.log(`The log is signed by the key whose public half is ${status.checkpointKeyFile}`);
      console.log(
        lastBackup === null ? 'There is no backup yet.' : `Last backup ${lastBackup.id} into ${lastBackup.into}.`,
      );
    });
}
