import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import type { Command } from 'commander';
import { withClient } from './client.ts';

interface Verification {
  packetNumber: string;
  pages: number;
  verified: number;
  mismatches: { volume: number; page?: number; reason: string }[];
  seals: { volume: number; state: 'valid' | 'changed' | 'foreign' | 'none' | 'missing'; fingerprint?: string }[];
}

const SEALS = {
  valid: 'the seal is valid: not a byte was changed',
  changed: 'the seal is broken: the file was changed after it was sealed',
  foreign: 'the seal is not one of ours',
  none: 'not sealed',
  missing: 'the seal was taken off',
} as const;

export function addReleaseCommands(program: Command, exit: (code: number) => void): void {
  program
    .command('release')
    .description('Packets of released records')
    .command('verify')
    .description('Hold a packet against what was kept when it was made; exit 1 when anything is not as released')
    .argument('<files...>', 'the PDF files of one packet')
    .option('--passcode <passcode>', 'opens an encrypted packet')
    .option('--json', 'one JSON object on stdout')
    .action(async (files: string[], options: { passcode?: string; json?: boolean }) => {
      for (const file of files) await stat(file);
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
      for (const { volume, page, reason } of proof.mismatches)
        console.error(`Volume ${volume}${page === undefined ? '' : `, page ${page}`}: ${reason}`);
    });
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
