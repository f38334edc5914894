import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BlobRef } from '../../../platform/blobs/index.ts';
import type { Services } from '../../../platform/services.ts';
import { keepPage, type NewPage, type NewRendition } from '../../../modules/documents/index.ts';

/** The sender waits for the answer; longer files are kept whole as they came and can be downloaded. */
const MAX_PAGES_READ = 30;

/**
 * Makes pages of a PDF or a picture in the confined reader, as intake does. What cannot be read is no reason to lose the
 * file: it is filed as it came, and the answer says why there is nothing to look at.
 */
export async function readPictures(
  services: Pick<Services, 'reader' | 'settings'>,
  bytes: Buffer,
  put: (bytes: Uint8Array) => Promise<BlobRef>,
): Promise<{ pages: NewPage[]; more: NewRendition[] } | { unread: string }> {
  const folder = await mkdtemp(join(services.settings.data, 'scratch', 'fhir-'));
  try {
    const file = join(folder, 'file');
    await writeFile(file, bytes, { mode: 0o600 });
    const inspected = await services.reader.inspect(file, { name: '' });
    if (!inspected.ok) return { unread: inspected.detail };
    if (inspected.value.count > MAX_PAGES_READ)
      return {
        unread: `It has ${inspected.value.count} pages; more than ${MAX_PAGES_READ} are not read on the way in.`,
      };
    const read: { number: number; page: NewPage }[] = [];
    const outcome = await services.reader.readPages(file, {
      name: '',
      onPage: async (page) => {
        read.push({ number: page.number, page: await keepPage(page, put) });
      },
    });
    if (!outcome.ok) return { unread: outcome.detail };
    return { pages: read.sort((a, b) => a.number - b.number).map(({ page }) => page), more: [] };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
