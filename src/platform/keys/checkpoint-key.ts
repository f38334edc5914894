import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode, writeDurably } from '../durable.ts';
import { keyProblems } from './problems.ts';

/** Signs the checkpoints of the audit log (Ed25519, RFC 8032). The public half is a PEM file that anybody may have. */
export interface CheckpointKey {
  readonly publicKey: KeyObject;
  readonly publicKeyFile: string;
  sign(message: Uint8Array): Buffer;
}

export async function openCheckpointKey(dir: string): Promise<CheckpointKey> {
  const privateFile = join(dir, 'checkpoint.key');
  const publicKeyFile = join(dir, 'checkpoint.pub');
  if (!existsSync(privateFile)) {
    if (existsSync(publicKeyFile)) throw missing(privateFile);
    const pair = generateKeyPairSync('ed25519');
    const pem = pair.privateKey.export({ format: 'pem', type: 'pkcs8' });
    await writeDurably(privateFile, pem, { mode: 0o600, exclusive: true }).catch((error: unknown) => {
      if (errorCode(error) !== 'EEXIST') throw error;
    });
  }
  const privateKey = createPrivateKey(await readFile(privateFile));
  const publicKey = createPublicKey(privateKey);
  const pem = publicKey.export({ format: 'pem', type: 'spki' });
  if (!existsSync(publicKeyFile)) await writeDurably(publicKeyFile, pem, { mode: 0o644 });
  else if ((await readFile(publicKeyFile, 'utf8')) !== pem) throw missing(privateFile);
  return { publicKey, publicKeyFile, sign: (message) => sign(null, message, privateKey) };
}

function missing(file: string) {
  return keyProblems.signingKeyMissing({
    detail: `The key in ${file} that signed the log so far is missing or another one. Nothing was changed. Put it back from your key backup; the log so far can still be verified with checkpoint.pub.`,
  });
}
