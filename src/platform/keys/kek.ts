import { createSecretKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode, writeDurably } from '../durable.ts';
import type { Log } from '../log.ts';
import { keyProblems } from './problems.ts';

const HEADER = 'chartkeeper-kek-1';
const BYTES = 32;

/**
 * The key-encryption key: every unit key hangs on it, so it is made once and never guessed. Its fingerprint lies in the
 * key folder; a missing or foreign key stops the start before anything is written under it.
 */
export async function openKek(options: { dir: string; file: string; inUse: boolean; log?: Log }): Promise<KeyObject> {
  const fingerprintFile = join(options.dir, 'kek.id');
  if (!existsSync(options.file)) {
    if (options.inUse || existsSync(fingerprintFile)) throw missing(options.file);
    const text = `${HEADER}\n${randomBytes(BYTES).toString('base64')}\n`;
    // Two first starts at once: the second keeps the first one's key.
    await writeDurably(options.file, text, { mode: 0o600, exclusive: true }).catch((error: unknown) => {
      if (errorCode(error) !== 'EEXIST') throw unreadable(options.file, error);
    });
  }
  const kek = await readKek(options.file);
  if (((await stat(options.file)).mode & 0o077) !== 0) {
    options.log?.warn({ file: options.file }, 'other accounts may read the key-encryption key: chmod 600 it');
  }
  const fingerprint = Buffer.from(hkdfSync('sha256', kek, '', 'chartkeeper kek fingerprint', 16)).toString('hex');
  const known = existsSync(fingerprintFile) ? (await readFile(fingerprintFile, 'utf8')).trim() : undefined;
  if (known === undefined) await writeDurably(fingerprintFile, `${fingerprint}\n`, { mode: 0o600 });
  else if (known !== fingerprint) {
    throw keyProblems.kekWrong({
      detail: `The key in ${options.file} is not the one this data was encrypted with. Nothing was opened or changed. Put the right key file there (CHARTKEEPER_KEK_FILE names it); without it the documents cannot be read.`,
    });
  }
  return kek;
}

async function readKek(file: string): Promise<KeyObject> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw unreadable(file, error);
  }
  const [header, encoded] = text.split('\n');
  const bytes = Buffer.from(encoded ?? '', 'base64');
  if (header !== HEADER || bytes.length !== BYTES) throw unreadable(file);
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return key;
}

function missing(file: string) {
  return keyProblems.kekMissing({
    detail: `This data folder has documents, and the key they are encrypted with should lie in ${file} and does not. Nothing was opened or changed, and no new key was made, because the old documents could not be read with it. Put the key file back from your key backup, or name its place with CHARTKEEPER_KEK_FILE.`,
  });
}

function unreadable(file: string, cause?: unknown) {
  const code = errorCode(cause);
  return keyProblems.kekUnreadable(
    {
      detail: `The key file ${file} cannot be ${code === undefined ? 'understood: it is damaged or not a Chartkeeper key' : `read or made (${code})`}. Nothing was changed. Check the file and the account Chartkeeper runs under, or restore it from your key backup.`,
    },
    cause,
  );
}
