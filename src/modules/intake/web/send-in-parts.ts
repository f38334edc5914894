import { call, sendPart } from '../../../ui/api/call.ts';
import { ProblemError } from '../../../ui/api/problem-error.ts';
import { uploadsContract as contract } from '../uploads/contract.ts';

const PAUSES_MS = [1_000, 2_000, 5_000, 10_000, 20_000, 30_000];
/** About an hour of silence, then the person decides. */
const MOST_TRIES = 120;

/** In hands at this moment: the same file dropped twice is two uploads. */
const going = new Set<string>();

/**
 * Sends a large file in parts. A lost line pauses it; it asks the server how far it is and goes on there by itself, also
 * after the server was started anew.
 */
export async function sendInParts(
  file: File,
  key: string,
  to: { readonly batchId?: string },
  hear: { onSent: (share: number) => void; onPause: () => void },
): Promise<{ id: string; sameAs: string | null }> {
  let tries = 0;
  /** Runs `work` until the line holds; what the server refuses is thrown. */
  const patiently = async <T>(work: () => Promise<T>): Promise<T> => {
    for (;;) {
      try {
        const done = await work();
        tries = 0;
        return done;
      } catch (error) {
        if (!mayPass(error) || ++tries > MOST_TRIES) throw error;
        hear.onPause();
        await pause(PAUSES_MS[Math.min(tries, PAUSES_MS.length) - 1] ?? 1_000);
      }
    }
  };
  const known = await markOf(file, key);
  // The same file twice at once: the second is an upload of its own.
  const mark = going.has(known) ? key : known;
  const former = recall(mark);
  const upload =
    former ??
    (await patiently(() => call(contract.begin, { body: { name: file.name, bytes: file.size } }, { key: `${key}-b` })));
  remember(mark, upload);
  going.add(mark);
  const params = { id: upload.id };
  try {
    let { offset } = await patiently(() => call(contract.progress, { params }));
    while (offset < file.size) {
      hear.onSent(offset / file.size);
      offset = await patiently(async () => {
        if (offset >= file.size) return offset;
        try {
          const part = file.slice(offset, offset + upload.partBytes);
          return (await sendPart(contract.append, { params, query: { offset } }, part)).offset;
        } catch (error) {
          // Part of it may have arrived, or all of it without the answer.
          if (mayPass(error)) offset = (await call(contract.progress, { params })).offset;
          throw error;
        }
      });
    }
    hear.onSent(1);
    const taken = await patiently(() => call(contract.finish, { params, body: to }, { key: `${key}-f` }));
    forget(mark);
    return taken;
  } catch (error) {
    const gone = error instanceof ProblemError && error.problem.status === 404;
    if (gone) forget(mark);
    going.delete(mark);
    // Finished or a day old on the server, or begun by another person at this desk: from the start.
    if (gone && former !== undefined) return sendInParts(file, `${key}-anew`, to, hear);
    throw error;
  } finally {
    going.delete(mark);
  }
}

interface Begun {
  readonly id: string;
  readonly partBytes: number;
}

/**
 * What stays in the window through a reload, so that the same file, dropped again, goes on where it was. A digest of name, size
 * and time: names of scans can be names of patients, and nothing of those is kept.
 */
async function markOf(file: File, key: string): Promise<string> {
  // Without TLS a browser makes no digests; then nothing outlives a reload.
  if (!('subtle' in crypto)) return key;
  const said = new TextEncoder().encode(`${file.name}\n${file.size}\n${file.lastModified}`);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', said));
  return STORED + [...digest.slice(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

const STORED = 'chartkeeper-upload-';
const begun = new Map<string, Begun>();

function recall(mark: string): Begun | undefined {
  const text = mark.startsWith(STORED) ? sessionStorage.getItem(mark) : null;
  return text === null ? begun.get(mark) : (JSON.parse(text) as Begun); // we wrote it
}

function remember(mark: string, { id, partBytes }: Begun): void {
  begun.set(mark, { id, partBytes });
  if (mark.startsWith(STORED)) sessionStorage.setItem(mark, JSON.stringify({ id, partBytes }));
}

function forget(mark: string): void {
  begun.delete(mark);
  sessionStorage.removeItem(mark);
}

/** A line that is gone or a server that is busy or starting, not a refusal. */
function mayPass(error: unknown): boolean {
  if (!(error instanceof ProblemError)) return false;
  const { code, status } = error.problem;
  return (
    code === 'ui/no-connection' ||
    code === 'intake/upload-busy' ||
    code === 'intake/upload-offset' ||
    (status !== undefined && status >= 502)
  );
}

/** Until the time is over, or the browser says that the network is back. */
function pause(millis: number): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      window.removeEventListener('online', wake);
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(wake, millis);
    window.addEventListener('online', wake);
  });
}
