import type { Act } from '../../../platform/act.ts';
import type { JobContext } from '../../../platform/module.ts';
import { considerAutoFile } from '../auto-file/consider-auto-file.ts';
import { choosePages } from '../choose-pages.ts';
import { recordPartContent } from '../duplicates/record-part-content.ts';
import type { PageText } from '../evidence.ts';
import { laneByRule } from '../lane/set-lane.ts';
import { findPageRefs, readPageText } from '../page-texts.ts';
import { queuePart } from '../queue-part.ts';
import { proposeFromSource } from '../sources/propose-from-source.ts';
import { proposeIndex } from '../write-proposals.ts';
import { isWaiting } from '../../worklist/index.ts';

/** Before the first page. */
const COVER = 0;

/** The words of a document to be changed: what is proposed for it is proposed anew. While it is still being cut, that comes with its release. */
export async function proposeAgain({ services, act: acting }: JobContext, partId: string): Promise<void> {
  const what = { verb: 'intake.propose-again', subject: { kind: 'part', id: partId } };
  const found = await acting(what, (act) => findQueued(act, partId));
  if (found === undefined) return;
  const pages: PageText[] = [];
  for (const ref of found.pages) pages.push(await readPageText(services, ref, pages.length + 1));
  const cover = found.cover === undefined ? undefined : await readPageText(services, found.cover, COVER);
  await acting(what, async (act) => {
    const still = await findQueued(act, partId);
    if (still === undefined) return;
    const proposals = await proposeIndex(act, still.item, pages, { partId, cover });
    await proposeFromSource(act, still.item, partId);
    await laneByRule(act, partId, pages);
    await queuePart(act, partId);
    await recordPartContent(act, { id: partId, item: still.item }, still.keys);
    await considerAutoFile(act, { id: partId, item: still.item, cover }, proposals);
    act.note({ subjectIds: [partId], count: pages.length });
  });
}

async function findQueued(act: Act, partId: string) {
  if (!(await isWaiting(act, { kind: 'intake.to-index', subjectId: partId }))) return undefined;
  const part = await act.tx
    .selectFrom('intake.part')
    .select(['cover_item_id', 'cover_number'])
    .where('id', '=', partId)
    .executeTakeFirst();
  if (part === undefined) return undefined;
  const { item, pages } = await choosePages(act, { partId });
  const [cover] =
    part.cover_item_id === null || part.cover_number === null
      ? []
      : await findPageRefs(act, [{ itemId: part.cover_item_id, number: part.cover_number }]);
  return { item, keys: pages, pages: await findPageRefs(act, pages), cover };
}
