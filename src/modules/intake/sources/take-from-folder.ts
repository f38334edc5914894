import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Services } from '../../../platform/services.ts';
import { systemActor } from '../../../platform/system-actor.ts';
import { receiveItem, storeFile } from '../receive-item.ts';
import { deriveSender } from './derive-sender.ts';
import { keepIndexEntry } from './keep-index-entry.ts';
import type { IndexEntry } from './parse-index-file.ts';
import { recordRefusal, takeOnce } from './record-arrival.ts';
import type { Source } from './source.ts';

export interface FolderFile {
  readonly root: string;
  /** Below the root. */
  readonly path: string;
  readonly source: Source;
  /** Subfolder, where it is not the source's own name. */
  readonly detail?: string | undefined;
  readonly entry?: IndexEntry | undefined;
  readonly complaint?: string | undefined;
}

const request = { verb: 'intake.receive', permission: 'system' } as const;

/**
 * Takes one file of a watched folder in. Path, size and time name it: after a crash between the commit and the move it is
 * recognised and only moved.
 * @throws blobs/too-large and all of the database: then the file stays where it is
 */
export async function takeFromFolder(services: Services, input: FolderFile): Promise<void> {
  const { source } = input;
  const full = join(input.root, input.path);
  const { size, mtimeMs } = await stat(full);
  const file = await storeFile(services, basename(input.path), createReadStream(full));
  const sender =
    source.kind === 'fax' ? deriveSender([basename(input.path)], source.settings.senderPattern) : undefined;
  const detail = sender ?? input.detail;
  await services.acting.act({ actor: systemActor('watched-folder') }, request, (act) =>
    takeOnce(
      act,
      {
        sourceId: source.id,
        facilityId: source.facilityId,
        externalId: `${input.path} ${size} ${Math.round(mtimeMs)}`,
        digest: file.blob.digest,
        sender,
      },
      async () => {
        const { id } = await receiveItem(act, {
          file,
          facilityId: source.facilityId,
          source: source.kind === 'fax' ? 'fax' : 'folder',
          sourceId: source.id,
          ...(detail === undefined ? {} : { sourceDetail: detail }),
        });
        const { facilityId } = source;
        await keepIndexEntry(act, { itemId: id, facilityId, entry: input.entry, complaint: input.complaint });
        return { itemIds: [id], reason: input.complaint };
      },
    ),
  );
}

/** What a folder holds and cannot be taken in, or should hold and does not. */
export async function refuseFromFolder(
  services: Services,
  input: { source: Source; path: string; reason: string },
): Promise<void> {
  const { source, path, reason } = input;
  await services.acting.act({ actor: systemActor('watched-folder') }, request, (act) =>
    recordRefusal(act, { sourceId: source.id, facilityId: source.facilityId, externalId: path, digest: '' }, reason),
  );
}
