import type { RequestContext } from '../../platform/http/route.ts';
import { problems } from './problems.ts';
import { storeFile, type StoredFile } from './receive-item.ts';

/** What came of each file of a request: stored, or refused with a sentence, in the order they came. */
export interface Upload {
  readonly fileName: string;
  readonly stored?: StoredFile;
  readonly refused?: string;
}

/**
 * Files of a browser (multipart) or one file of a program (application/octet-stream with `?name=`). A file that is refused
 * says so in its place; the others are stored.
 */
export async function storeUploads({ services, request }: RequestContext, name: string | undefined): Promise<Upload[]> {
  const uploads: Upload[] = [];
  const take = async (fileName: string, bytes: AsyncIterable<Uint8Array>) => {
    try {
      uploads.push({ fileName, stored: await storeFile(services, fileName, bytes) });
    } catch (error) {
      if (!(error instanceof Error && 'kind' in error && error.kind === 'invalid' && 'detail' in error)) throw error;
      uploads.push({ fileName, refused: String(error.detail) });
    }
  };
  if (request.isMultipart()) for await (const file of request.files()) await take(file.filename, file.file);
  else if (isStream(request.body)) await take(name ?? 'unnamed', request.body);
  if (uploads.length === 0) throw problems.noFile({ detail: 'Nothing was taken in. Choose at least one file.' });
  return uploads;
}

function isStream(body: unknown): body is AsyncIterable<Uint8Array> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}
