import { useSyncExternalStore } from 'react';
import { newKey, upload } from '../../../ui/api/call.ts';
import { contract } from '../contract.ts';
import { sendInParts } from './send-in-parts.ts';

/**
 * Files on their way to the server. They belong to the browser, not to a screen: whoever goes on to index meanwhile
 * does not stop them. Each file is a request of its own, so one refusal or lost line touches no other.
 */
export interface UploadRow {
  readonly key: string;
  readonly name: string;
  readonly bytes: number;
  readonly state: 'waiting' | 'sending' | 'paused' | 'stored' | 'refused' | 'failed';
  /** Part that has been sent, 0 to 1. */
  readonly sent: number;
  readonly itemId?: string;
  /** An earlier item with the same bytes. */
  readonly sameAs?: string | undefined;
  /** Why the server would not take it, as a sentence. */
  readonly refused?: string;
  readonly error?: Error;
}

const AT_ONCE = 3;
/** Above this a lost line would cost too much: the file goes in parts and goes on where it was. */
const IN_PARTS_BYTES = 8 * 1024 * 1024;
/** Rows kept on the screen; a folder of more is what `chartkeeper intake` and the watched folder are for. */
export const MOST_FILES = 500;

interface Waiting {
  readonly row: UploadRow;
  readonly file: File;
  readonly to: { readonly batchId?: string };
  /** The same for every try of one file, so a lost answer never takes it in twice. */
  readonly idempotency: string;
}

let rows: readonly UploadRow[] = [];
const files = new Map<string, Waiting>();
const listeners = new Set<() => void>();
let running = 0;
let counter = 0;

function change(key: string, to: Partial<UploadRow>): void {
  rows = rows.map((row) => (row.key === key ? { ...row, ...to } : row));
  for (const listener of listeners) listener();
}

/** @returns how many were left out because too many were given at once */
export function addFiles(chosen: readonly File[], to: { readonly batchId?: string } = {}): number {
  const room = Math.max(0, MOST_FILES - rows.length);
  for (const file of chosen.slice(0, room)) {
    const row: UploadRow = { key: `${++counter}`, name: file.name, bytes: file.size, state: 'waiting', sent: 0 };
    files.set(row.key, { row, file, to, idempotency: newKey() });
    rows = [...rows, row];
  }
  for (const listener of listeners) listener();
  pump();
  return Math.max(0, chosen.length - room);
}

export function sendAgain(key: string): void {
  change(key, { state: 'waiting', sent: 0 });
  pump();
}

/** Takes what arrived off the list; what did not stays until somebody decides. */
export function clearStored(): void {
  rows = rows.filter(({ state }) => state !== 'stored' && state !== 'refused');
  for (const listener of listeners) listener();
}

function pump(): void {
  while (running < AT_ONCE) {
    const next = rows.find(({ state }) => state === 'waiting');
    const waiting = next === undefined ? undefined : files.get(next.key);
    if (waiting === undefined) return;
    running += 1;
    change(waiting.row.key, { state: 'sending' });
    void send(waiting).finally(() => {
      running -= 1;
      pump();
    });
  }
}

async function send({ row: { key }, file, to, idempotency }: Waiting): Promise<void> {
  try {
    if (file.size > IN_PARTS_BYTES) {
      const taken = await sendInParts(file, idempotency, to, {
        onSent: (sent) => change(key, { state: 'sending', sent }),
        onPause: () => change(key, { state: 'paused' }),
      });
      files.delete(key);
      change(key, { state: 'stored', itemId: taken.id, sameAs: taken.sameAs ?? undefined, sent: 1 });
      return;
    }
    const { items } = await upload(contract.receive, { query: { source: 'upload', ...to } }, [file], {
      key: idempotency,
      onProgress: ({ sent, total }) => change(key, { sent: total === 0 ? 1 : sent / total }),
    });
    const [item] = items;
    files.delete(key);
    if (item?.id === null || item === undefined)
      change(key, { state: 'refused', refused: item?.refused ?? '', sent: 1 });
    else change(key, { state: 'stored', itemId: item.id, sameAs: item.sameAs ?? undefined, sent: 1 });
  } catch (error) {
    change(key, { state: 'failed', error: error instanceof Error ? error : new Error(String(error)) });
  }
}

export function useUploads(): readonly UploadRow[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => rows,
  );
}
