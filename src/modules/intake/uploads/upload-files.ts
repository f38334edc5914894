import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode, makeFolder, writeDurably } from '../../../platform/durable.ts';
import type { Services } from '../../../platform/services.ts';
import { problems } from '../problems.ts';

/** What has not been finished by then is begun anew. */
const EXPIRES_MS = 24 * 3_600_000;
const MOST_AT_ONCE = 500;
const MOST_OF_ONE = 100;
const ID = /^[0-9a-f-]{36}$/;

export interface Upload {
  readonly id: string;
  readonly owner: string;
  readonly name: string;
  readonly bytes: number;
  readonly sha256?: string;
  /** When the file was last written, as its sender says: tells it from another of its name. */
  readonly modified?: number;
  readonly begunAt: string;
}

/**
 * Files on their way, below the data folder and readable by nobody else: a description and the bytes so far. How far an
 * upload is, is the length of its file, so neither a lost line nor a killed server can make the two differ.
 */
export interface UploadFiles {
  /** @throws intake/too-many-uploads */
  begin(upload: Upload): Promise<void>;
  /** What this person began of the same file and did not finish. */
  unfinished(
    owner: string,
    file: { name: string; bytes: number; modified: number },
  ): Promise<{ id: string; offset: number } | undefined>;
  /** Only for who began it. @throws intake/upload-unknown */
  find(id: string, owner: string): Promise<{ upload: Upload; offset: number }>;
  /**
   * Adds bytes at `offset`; what arrived before a line was lost stays.
   * @throws intake/upload-offset, intake/upload-busy, intake/upload-too-long
   */
  append(id: string, owner: string, offset: number, bytes: AsyncIterable<Uint8Array>): Promise<number>;
  read(id: string): AsyncIterable<Uint8Array>;
  remove(id: string): Promise<void>;
}

const busy = new Set<string>();

export function uploadFiles({ settings, clock }: Pick<Services, 'settings' | 'clock'>): UploadFiles {
  const folder = join(settings.data, 'uploads');
  const facts = (id: string) => join(folder, `${id}.json`);
  const part = (id: string) => join(folder, `${id}.part`);

  const find: UploadFiles['find'] = async (id, owner) => {
    const text = ID.test(id)
      ? await readFile(facts(id), 'utf8').catch((error: unknown) => {
          if (errorCode(error) === 'ENOENT') return undefined;
          throw error;
        })
      : undefined;
    const upload = text === undefined ? undefined : (JSON.parse(text) as Upload); // we wrote it
    // Another's upload and none look alike.
    if (upload === undefined || upload.owner !== owner || isOver(upload))
      throw problems.uploadUnknown({
        detail: 'Nothing was taken in. The upload is finished, or was begun more than a day ago: send the file again.',
      });
    return { upload, offset: (await stat(part(id))).size };
  };
  const isOver = (upload: Upload) => clock.now().getTime() - Date.parse(upload.begunAt) > EXPIRES_MS;
  const remove = async (id: string) => {
    // The description last: without it nobody would find the bytes to remove them.
    await rm(part(id), { force: true });
    await rm(facts(id), { force: true });
  };

  return {
    find,
    remove,
    async unfinished(owner, file) {
      await makeFolder(folder, 0o700);
      for (const name of await readdir(folder)) {
        if (!name.endsWith('.json')) continue;
        const found = await find(name.slice(0, -'.json'.length), owner).catch(() => undefined);
        if (found === undefined || busy.has(found.upload.id)) continue;
        const { upload, offset } = found;
        if (upload.name === file.name && upload.bytes === file.bytes && upload.modified === file.modified && offset > 0)
          return { id: upload.id, offset };
      }
      return undefined;
    },
    async begin(upload) {
      await makeFolder(folder, 0o700);
      let mine = 0;
      let all = 0;
      for (const name of await readdir(folder)) {
        if (!name.endsWith('.json')) continue;
        const id = name.slice(0, -'.json'.length);
        const other = JSON.parse(await readFile(join(folder, name), 'utf8')) as Upload; // we wrote it
        if (isOver(other)) await remove(id);
        else {
          all++;
          if (other.owner === upload.owner) mine++;
        }
      }
      if (all >= MOST_AT_ONCE || mine >= MOST_OF_ONE)
        throw problems.tooManyUploads({
          detail: 'Nothing was taken in. Too many files are on their way at once; wait until some have arrived.',
          retryAfter: 60,
        });
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await (await open(part(upload.id), 'wx', 0o600)).close();
      await writeDurably(facts(upload.id), JSON.stringify(upload));
    },
    async append(id, owner, offset, bytes) {
      const { upload } = await find(id, owner);
      if (busy.has(id))
        throw problems.uploadBusy({ detail: 'What was sent is safe. An earlier part is still arriving; ask again.' });
      busy.add(id);
      try {
        const handle = await open(part(id), 'r+', 0o600);
        try {
          let at = (await handle.stat()).size;
          if (at !== offset)
            throw problems.uploadOffset({
              detail: `What was sent is safe. The upload goes on at byte ${at}.`,
              at: String(at),
            });
          try {
            for await (const chunk of bytes) {
              if (at + chunk.length > upload.bytes)
                throw problems.uploadTooLong({ detail: 'More was sent than was announced. Begin the upload anew.' });
              await handle.write(chunk, 0, chunk.length, at);
              at += chunk.length;
            }
          } finally {
            await handle.sync();
          }
          return at;
        } finally {
          await handle.close();
        }
      } finally {
        busy.delete(id);
      }
    },
    read: (id) => createReadStream(part(id)),
  };
}
