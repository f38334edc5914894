import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import type { Layout } from './layout.ts';
import { type Batch, loadLayout } from './load-batch.ts';
import { type Doubt, type PageFacts, proposeSeparation } from './propose-separation.ts';
import { writeLayout } from './write-layout.ts';

/**
 * Cuts the pages of a file that was just read and lays them behind what the batch holds already. Says what a person has to
 * look at; without a doubt the documents may go on by themselves.
 */
export async function cutPages(
  act: Act,
  batch: Batch,
  itemId: string,
  pages: readonly PageFacts[],
): Promise<{ doubtful: boolean }> {
  const proposed = proposeSeparation(pages, {
    sides: batch.sides,
    // The count is of the whole batch: it is compared when the batch is released.
    expectedSheets: null,
    prepared: batch.preparedAt !== null,
  });
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
  return { doubtful: proposed.doubts.some((doubt) => stops(doubt, batch)) };
}

/**
 * Paper from outside carries codes of others (post, insurers, manufacturers): on a file that came by itself they are shown as
 * errors at the index desk and keep it from filing itself, but hold nothing up.
 */
export function stops(doubt: Doubt, batch: Pick<Batch, 'preparedAt'>): boolean {
  return doubt.code !== 'unknown-code' || batch.preparedAt !== null;
}
