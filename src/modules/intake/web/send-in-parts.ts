import { call, sendPart } from '../../../ui/api/call.ts';
import { ProblemError } from '../../../ui/api/problem-error.ts';
import { uploadsContract as contract } from '../uploads/contract.ts';

const PAUSES_MS = [1_000, 2_000, 5_000, 10_000, 20_000, 30_000];
/** About an hour of silence, then the person decides. */
const MOST_TRIES = 120;

/** Uploads begun and not finished, by the key of the file: *Try again* goes on with them. */
const begun = new Map<string, { id: string; partBytes: number; offset: number }>();

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
  // The server knows what this person began and did not finish: after a reload the same file goes on there.
  const upload =
    begun.get(key) ??
    (await patiently(() =>
      call(
        contract.begin,
        { body: { name: file.name, bytes: file.size, modified: Math.max(0, Math.round(file.lastModified)) } },
        { key: `${key}-b` },
      ),
    ));
  begun.set(key, upload);
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
    begun.delete(key);
    return taken;
  } catch (error) {
    // Gone on the server: the next try begins anew.
    const gone = error instanceof ProblemError && error.problem.status === 404;
    if (gone) begun.delete(key);
    // The same file twice at once went on as one upload, and the other has finished it.
    if (gone && upload.offset > 0) return sendInParts(file, `${key}-anew`, to, hear);
    throw error;
  }
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
