import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import type { Command } from 'commander';
import { Problem } from '../../platform/problem.ts';
import { type Client, withClient } from './client.ts';

interface Verification {
  packetNumber: string;
  pages: number;
  verified: number;
  mismatches: { volume: number; page?: number; file?: string; reason: string }[];
  seals: { volume: number; state: 'valid' | 'changed' | 'foreign' | 'none' | 'missing'; fingerprint?: string }[];
}

const SEALS = {
  valid: 'the seal is valid: not a byte was changed',
  changed: 'the seal is broken: the file was changed after it was sealed',
  foreign: 'the seal is not one of ours',
  none: 'not sealed',
  missing: 'the seal was taken off',
} as const;

interface Seals {
  seals: {
    facilityId: string;
    facility: string;
    current: { origin: string; subject: string; fingerprint: string; notAfter: string; state: string } | null;
  }[];
}

interface NewSeal {
  subject: string;
  fingerprint: string;
  notAfter: string;
}

export function addReleaseCommands(program: Command, exit: (code: number) => void): void {
  const release = program.command('release').description('Packets of released records');
  addSealCommands(release.command('seal').description('The certificate with which a facility seals packets'));
  release
    .command('verify')
    .description('Hold a packet against what was kept when it was made; exit 1 when anything is not as released')
    .argument('<files...>', 'the PDF files of one packet')
    .option('--passcode <passcode>', 'opens an encrypted packet')
    .option('--json', 'one JSON object on stdout')
    .action(async (files: string[], options: { passcode?: string; json?: boolean }) => {
      for (const file of files) await (await open(file)).close();
      const { body, type } = multipart(files, options.passcode);
      const proof = await withClient('release verify', (client) =>
        client.send<Verification>('/api/v1/release/packets/verify', body, { 'content-type': type }),
      );
      if (proof.mismatches.length > 0 || proof.seals.some(({ state }) => !['valid', 'none'].includes(state))) exit(1);
      if (options.json === true) {
        console.log(JSON.stringify(proof));
        return;
      }
      console.log(`Packet ${proof.packetNumber}: ${proof.verified} of ${proof.pages} pages are as released.`);
      for (const { volume, state, fingerprint } of proof.seals)
        console.log(
          `Volume ${volume}: ${SEALS[state]}${fingerprint === undefined ? '' : ` (certificate SHA-256 ${fingerprint})`}.`,
        );
      for (const { volume, page, file, reason } of proof.mismatches) {
        const at = page === undefined ? (file === undefined ? '' : `, attached ${file}`) : `, page ${page}`;
        console.error(`Volume ${volume}${at}: ${reason}`);
      }
    });
}

function addSealCommands(seal: Command): void {
  seal
    .command('show')
    .description('With what each facility seals, and until when')
    .option('--json', 'one JSON object on stdout')
    .action(async (options: { json?: boolean }) => {
      const shown = await withClient('release seal show', (client) =>
        client.call<Seals>('GET', '/api/v1/release/seals'),
      );
      if (options.json === true) console.log(JSON.stringify(shown));
      else for (const each of shown.seals) console.log(describe(each));
    });
  seal
    .command('renew')
    .description('Seal with a new certificate made here from now on')
    .requiredOption('--reason <reason>', 'why; kept with it')
    .option('--facility <name>', 'where there are several')
    .action(async (options: { reason: string; facility?: string }) => {
      const made = await withClient('release seal renew', async (client) =>
        client.call<NewSeal>('POST', `/api/v1/release/seals/${await facilityOf(client, options.facility)}/renewal`, {
          reason: options.reason,
        }),
      );
      console.log(told(made));
    });
  seal
    .command('load')
    .description("Seal with a certificate of the house's own authority from now on")
    .argument('<file>', 'PKCS#12 (.p12, .pfx) with the certificate, its key, and a chain without the root')
    .requiredOption('--password-file <file>', 'its first line is the password of the file; - reads it from stdin')
    .requiredOption('--reason <reason>', 'why; kept with it')
    .option('--facility <name>', 'where there are several')
    .action(async (file: string, options: { passwordFile: string; reason: string; facility?: string }) => {
      const [content, words] = await Promise.all([
        readFile(file),
        readFile(options.passwordFile === '-' ? '/dev/stdin' : options.passwordFile, 'utf8'),
      ]);
      const made = await withClient('release seal load', async (client) =>
        client.call<NewSeal>(
          'POST',
          `/api/v1/release/seals/${await facilityOf(client, options.facility)}/certificate`,
          {
            file: content.toString('base64'),
            password: words.split(/\r?\n/)[0] ?? '',
            reason: options.reason,
          },
        ),
      );
      console.log(told(made));
    });
}

async function facilityOf(client: Client, name: string | undefined): Promise<string> {
  const { seals } = await client.call<Seals>('GET', '/api/v1/release/seals');
  const found = seals.filter(({ facility }) => name === undefined || facility === name);
  const [only] = found;
  if (only === undefined || found.length > 1)
    throw new Problem(
      'release/facility-unclear',
      { kind: 'invalid', title: 'It is not clear which facility is meant' },
      {
        detail: `Nothing was changed. Name one with --facility: ${seals.map(({ facility }) => facility).join('; ')}.`,
      },
    );
  return only.facilityId;
}

function describe({ facility, current }: Seals['seals'][number]): string {
  if (current === null) return `${facility}: none yet; one is made with the first packet to be sealed.`;
  const state = { good: '', 'ends-soon': ' (ENDS SOON)', ended: ' (ENDED)' }[current.state] ?? '';
  return `${facility}: ${current.subject}, ${current.origin}, until ${current.notAfter.slice(0, 10)}${state}\n  SHA-256 ${current.fingerprint}`;
}

function told({ subject, fingerprint, notAfter }: NewSeal): string {
  return `Packets are sealed as ${subject} from now on, until ${notAfter.slice(0, 10)}.\n  SHA-256 ${fingerprint}`;
}

/** The files as a form of a browser, streamed: a packet may be larger than memory. */
function multipart(files: readonly string[], passcode: string | undefined): { body: Readable; type: string } {
  const boundary = `chartkeeper-${randomUUID()}`;
  const head = (disposition: string, more = '') =>
    `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n${more}\r\n`;
  async function* parts() {
    if (passcode !== undefined) yield `${head('name="passcode"')}${passcode}\r\n`;
    for (const file of files) {
      const name = basename(file).replace(/["\r\n]/g, '_');
      yield head(`name="file"; filename="${name}"`, 'Content-Type: application/pdf\r\n');
      yield* createReadStream(file);
      yield '\r\n';
    }
    yield `--${boundary}--\r\n`;
  }
  return { body: Readable.from(parts(), { objectMode: false }), type: `multipart/form-data; boundary=${boundary}` };
}
