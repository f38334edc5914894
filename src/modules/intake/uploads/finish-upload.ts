import { createHash } from 'node:crypto';
import type { RequestContext } from '../../../platform/http/route.ts';
import { problems } from '../problems.ts';
import { type StoredFile, storeFile } from '../receive-item.ts';
import { uploadFiles } from './upload-files.ts';

/**
 * Outside the transaction: all bytes are here and are what the sender meant; they are encrypted and synced. The parts are
 * removed only after the commit.
 * @throws intake/upload-unknown, intake/upload-offset, intake/upload-differs
 */
export async function storeUpload({ services, actor }: RequestContext, id: string): Promise<StoredFile> {
  const files = uploadFiles(services);
  const { upload, offset } = await files.find(id, actor.id);
  if (offset !== upload.bytes)
    throw problems.uploadOffset({
      detail: `What was sent is safe. ${upload.bytes - offset} bytes are missing; the upload goes on at byte ${offset}.`,
      at: String(offset),
    });
  const hash = createHash('sha256');
  const stored = await storeFile(services, upload.name, hashed(files.read(id), hash));
  if (upload.sha256 !== undefined && hash.digest('hex') !== upload.sha256.toLowerCase()) {
    await files.remove(id);
    throw problems.uploadDiffers({
      detail: 'Nothing was taken in. The file changed on its way, or while it was being sent: send it again.',
    });
  }
  return stored;
}

async function* hashed(bytes: AsyncIterable<Uint8Array>, hash: { update(bytes: Uint8Array): unknown }) {
  for await (const chunk of bytes) {
    hash.update(chunk);
    yield chunk;
  }
}
