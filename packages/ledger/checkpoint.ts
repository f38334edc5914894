import { HASH_BYTES, type Hash } from './hash.ts';
import { openNote, signNote, strictBase64, type NoteSigner, type NoteVerifier } from './signed-note.ts';

/**
 * A checkpoint (c2sp.org/tlog-checkpoint): which log, how many entries, and the root over them, as the text of a signed
 * note. It stands for the whole log up to there, and fits on a printed page.
 */
export interface Checkpoint {
  /** Names the log; also the name of the key that signs for it. */
  readonly origin: string;
  readonly size: number;
  readonly root: Hash;
}

export type OpenedCheckpoint = { ok: true; checkpoint: Checkpoint } | { ok: false; reason: string };

export function signCheckpoint(checkpoint: Checkpoint, signer: NoteSigner): string {
  if (checkpoint.origin !== signer.verifier.name) throw new RangeError('The key of another log cannot sign this one');
  return signNote(formatCheckpoint(checkpoint), signer);
}

export function openCheckpoint(note: string, known: readonly NoteVerifier[]): OpenedCheckpoint {
  const opened = openNote(note, known);
  if (!opened.ok) return opened;
  const checkpoint = parseCheckpoint(opened.text);
  if (!checkpoint) return { ok: false, reason: 'the signed text is not a checkpoint' };
  if (!opened.signedBy.some(({ name }) => name === checkpoint.origin)) {
    return { ok: false, reason: 'the checkpoint is signed by the key of another log' };
  }
  return { ok: true, checkpoint };
}

export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  if (!origin || /\n/.test(origin)) throw new RangeError('A log has a name of one line');
  if (!Number.isSafeInteger(size) || size < 0) throw new RangeError('A checkpoint counts whole entries');
  if (root.length !== HASH_BYTES) throw new RangeError(`A root has ${HASH_BYTES} bytes`);
  return `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`;
}

/** Undefined unless the text is exactly three lines in their one spelling; we write no extension lines and read none. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  const [origin, digits, encoded, end, ...more] = text.split('\n');
  if (!origin || !digits || !encoded || end !== '' || more.length > 0) return undefined;
  if (!/^(0|[1-9][0-9]{0,15})$/.test(digits) || !Number.isSafeInteger(Number(digits))) return undefined;
  const root = strictBase64(encoded);
  return root?.length === HASH_BYTES ? { origin, size: Number(digits), root } : undefined;
}

/**
 * Cuts a file of signed checkpoints, one after another with nothing between, into its notes. What does not look like a
 * note comes back as one too, and fails to open.
 */
export function splitCheckpoints(file: string): string[] {
  const notes: string[] = [];
  let start = 0;
  const ends = /\n— [^\n]*\n(?!— )/g;
  for (let end = ends.exec(file); end !== null; end = ends.exec(file)) {
    notes.push(file.slice(start, ends.lastIndex));
    start = ends.lastIndex;
  }
  if (start < file.length) notes.push(file.slice(start));
  return notes;
}
