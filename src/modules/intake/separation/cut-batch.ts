import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import type { Layout } from './layout.ts';
import { type Batch, loadLayout } from './load-batch.ts';
import { type PageFacts, proposeSeparation } from './propose-separation.ts';
import { writeLayout } from './write-layout.ts';

/**
 * Cuts the pages of a file that was just read and lays them behind what the batch holds already.
 */
export async function cutPages(act: Act, batch: Batch, itemId: string, pages: readonly PageFacts[]): Promise<void> {
  const proposed = proposeSeparation(pages, batch);
  const before = await loadLayout(act, batch.id);
  const parts = proposed.parts.map((part, at) => ({
    // The first document of a lone file carries the file's id.
    id: at === 0 ? itemId : newId(),
    cutBy: part.cutBy,
    ...(part.cover === undefined ? {} : { cover: part.cover }),
    pages: part.pages,
  }));
  const layout: Layout = { parts: [...before.parts, ...parts], bin: [...before.bin, ...proposed.bin] };
  await writeLayout(act, batch, layout);
}
