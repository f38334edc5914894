import { createPublicKey, hash, sign, verify, type KeyObject } from 'node:crypto';

/**
 * Signed notes as C2SP describes them (c2sp.org/signed-note), Ed25519 only (signature type 0x01): a text, an empty line,
 * one line per signature. Reading is strict: one note has one spelling.
 */

/** The largest note read and the most signatures looked at: a checkpoint is about 200 bytes. */
export const MAX_NOTE_BYTES = 64 * 1024;
const MAX_SIGNATURES = 64;

const ED25519 = 1;
const PUBLIC_KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;
/** RFC 8410: what stands before the 32 bytes of an Ed25519 public key in SubjectPublicKeyInfo. */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

export interface NoteVerifier {
  readonly name: string;
  readonly keyId: number;
  readonly publicKey: KeyObject;
}

export interface NoteSigner {
  readonly verifier: NoteVerifier;
  /** Ed25519 over the bytes of the note. A signer may keep its key elsewhere (file, KMS). */
  readonly sign: (message: Uint8Array) => Uint8Array;
}

export type OpenedNote = { ok: true; text: string; signedBy: readonly NoteVerifier[] } | { ok: false; reason: string };

export function noteSigner(name: string, privateKey: KeyObject): NoteSigner {
  if (privateKey.type !== 'private' || privateKey.asymmetricKeyType !== 'ed25519') {
    throw new TypeError('Notes are signed with an Ed25519 private key');
  }
  return {
    verifier: noteVerifier(name, createPublicKey(privateKey)),
    sign: (message) => sign(null, message, privateKey),
  };
}

export function noteVerifier(name: string, publicKey: KeyObject): NoteVerifier {
  if (!isKeyName(name)) throw new RangeError('A key name is not empty and has no spaces, plus or control characters');
  if (publicKey.asymmetricKeyType !== 'ed25519') throw new TypeError('Notes are verified with an Ed25519 public key');
  return { name, publicKey, keyId: keyIdOf(name, rawPublicKey(publicKey)) };
}

/** `<name>+<key id in hex>+<base64 of 0x01 and the public key>`, the line that is handed to whoever verifies. */
export function formatVerifierKey({ name, keyId, publicKey }: NoteVerifier): string {
  const encoded = Buffer.concat([Buffer.of(ED25519), rawPublicKey(publicKey)]).toString('base64');
  return `${name}+${keyId.toString(16).padStart(8, '0')}+${encoded}`;
}

export function parseVerifierKey(line: string): NoteVerifier {
  const [name, keyId, encoded, ...more] = splitVerifierKey(line);
  const raw = encoded === undefined ? undefined : strictBase64(encoded);
  if (name === undefined || keyId === undefined || more.length > 0 || !raw) throw new RangeError('Not a verifier key');
  if (!isKeyName(name) || !/^[0-9a-f]{8}$/.test(keyId)) throw new RangeError('Not a verifier key');
  if (raw.length !== 1 + PUBLIC_KEY_BYTES || raw[0] !== ED25519) throw new RangeError('Not an Ed25519 verifier key');
  const publicKey = createPublicKey({
    key: Buffer.concat([SPKI_PREFIX, raw.subarray(1)]),
    format: 'der',
    type: 'spki',
  });
  const verifier = noteVerifier(name, publicKey);
  if (verifier.keyId !== Number.parseInt(keyId, 16)) throw new RangeError('The key id does not belong to this key');
  return verifier;
}

/** Base64 may itself contain a plus, so only the first two divide. */
function splitVerifierKey(line: string): string[] {
  const first = line.indexOf('+');
  const second = line.indexOf('+', first + 1);
  return first < 0 || second < 0
    ? [line]
    : [line.slice(0, first), line.slice(first + 1, second), line.slice(second + 1)];
}

export function signNote(text: string, ...signers: NoteSigner[]): string {
  if (!text.endsWith('\n') || !isNoteText(text)) {
    throw new RangeError('A note ends in a newline and has no other control characters');
  }
  if (signers.length === 0 || signers.length > MAX_SIGNATURES) throw new RangeError('A note has 1 to 64 signatures');
  const lines = signers.map(({ verifier, sign: signBytes }) => {
    const keyId = Buffer.alloc(4);
    keyId.writeUInt32BE(verifier.keyId);
    const signature = Buffer.concat([keyId, signBytes(Buffer.from(text))]);
    return `— ${verifier.name} ${signature.toString('base64')}\n`;
  });
  return `${text}\n${lines.join('')}`;
}

/**
 * The text of a note that at least one of `known` signed. A line from a key we do not know is passed over (a witness, a
 * rotated key); one from a known key that fails refuses the whole note.
 */
export function openNote(note: string, known: readonly NoteVerifier[]): OpenedNote {
  const refused = (reason: string): OpenedNote => ({ ok: false, reason });
  if (Buffer.byteLength(note) > MAX_NOTE_BYTES) return refused('the note is too large');
  if (!isNoteText(note)) return refused('the note has control characters or broken Unicode');
  const split = note.lastIndexOf('\n\n');
  if (split < 0 || !note.endsWith('\n')) return refused('the note has no signature lines');
  const text = note.slice(0, split + 1);
  const lines = note.slice(split + 2, -1).split('\n');
  if (lines.length > MAX_SIGNATURES) return refused('the note has too many signature lines');

  const signedBy: NoteVerifier[] = [];
  for (const line of lines) {
    const [, name, encoded] = /^— ([^ ]+) ([^ ]+)$/.exec(line) ?? [];
    if (name === undefined || encoded === undefined || !isKeyName(name))
      return refused('a signature line is malformed');
    const bytes = strictBase64(encoded);
    if (!bytes || bytes.length < 5) return refused('a signature line is malformed');
    const keyId = bytes.readUInt32BE(0);
    const verifier = known.find((candidate) => candidate.name === name && candidate.keyId === keyId);
    if (!verifier) continue;
    if (signedBy.includes(verifier)) return refused('a key signed twice');
    const signature = bytes.subarray(4);
    if (signature.length !== SIGNATURE_BYTES || !verify(null, Buffer.from(text), verifier.publicKey, signature)) {
      return refused('a signature does not verify');
    }
    signedBy.push(verifier);
  }
  return signedBy.length === 0 ? refused('no known key signed the note') : { ok: true, text, signedBy };
}

/** Standard base64 in its one canonical spelling: no missing padding, no stray bits, no white space. */
export function strictBase64(encoded: string): Buffer | undefined {
  const bytes = Buffer.from(encoded, 'base64');
  return bytes.toString('base64') === encoded ? bytes : undefined;
}

function keyIdOf(name: string, publicKey: Uint8Array): number {
  const named = Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(ED25519), publicKey]);
  return hash('sha256', named, 'buffer').readUInt32BE(0);
}

function rawPublicKey(publicKey: KeyObject): Buffer {
  return publicKey.export({ format: 'der', type: 'spki' }).subarray(SPKI_PREFIX.length);
}

function isKeyName(name: string): boolean {
  return name.length > 0 && isNoteText(name) && !/[\s+\u0085]/u.test(name);
}

function isNoteText(text: string): boolean {
  return !/[\u0000-\u0009\u000b-\u001f\p{Surrogate}]/u.test(text);
}
