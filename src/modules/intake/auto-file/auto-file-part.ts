import type { Act } from '../../../platform/act.ts';
import type { JobContext } from '../../../platform/module.ts';
import { Problem } from '../../../platform/problem.ts';
import { systemActor } from '../../../platform/system-actor.ts';
import { choosePages } from '../choose-pages.ts';
import type { AutoFileDecision } from '../decide-auto-file.ts';
import type { PageText } from '../evidence.ts';
import { type FileItem, fileItem, prepareFilingBy } from '../file-item.ts';
import type { Item } from '../load-item.ts';
import { findOutsidePreset, type OutsidePreset } from '../outside/find-outside-preset.ts';
import { findPageRefs, type PageRefs, readPageText } from '../page-texts.ts';
import { understandPart } from '../write-proposals.ts';
import { judgePart } from './judge-part.ts';
import { keepAutoFiling } from './consider-auto-file.ts';

const ACTOR = systemActor('auto-file');
/** Before the first page. */
const COVER = 0;

type Filing = Extract<AutoFileDecision, { file: true }>;

/**
 * Files a document to be without a hand. It is judged before its pages are copied and once more under the lock in which it
 * is filed, on what is known then: a patient merged meanwhile, a page settled, a rule taken back leave it in the queue.
 */
export async function autoFilePart({ services }: JobContext, partId: string): Promise<void> {
  const acting = <T>(verb: string, fn: (act: Act) => Promise<T>) =>
    services.acting.act({ actor: ACTOR }, { verb, permission: 'system', subject: { kind: 'part', id: partId } }, fn);
  const prepare = <T>(fn: (act: Act) => Promise<T>) => acting('intake.prepare-filing', fn);

  const found = await prepare((act) => findWaiting(act, partId));
  if (found === undefined) return;
  const pages: PageText[] = [];
  for (const ref of found.pages) pages.push(await readPageText(services, ref, pages.length + 1));
  const cover = found.cover === undefined ? undefined : await readPageText(services, found.cover, COVER);
  const judge = async (act: Act, item: Item) =>
    judgePart(act, { id: partId, item, cover }, await understandPart(act, item, pages, cover));

  const first = await prepare((act) => judge(act, found.item));
  const input = first.file ? filingOf(partId, first, found.preset) : undefined;
  const hold = (act: Act, reasons: AutoFileDecision['reasons']) =>
    keepAutoFiling(act, { id: partId, item: found.item }, { reasons });
  if (input === undefined) return acting('intake.auto-file', (act) => hold(act, first.reasons));

  const prepared = await prepareFilingBy(services, input, (what, fn) => acting(what.verb, fn));
  try {
    await acting('intake.auto-file', async (act) => {
      const { item } = await choosePages(act, { partId }, { lock: true });
      const waits = await findWaiting(act, partId);
      if (waits === undefined) return;
      const again = await judge(act, item);
      // It may still file itself, only elsewhere: judged from the start, with its pages copied for what is true now.
      if (again.file && again.patientId !== input.patientId) act.enqueue('intake.auto-file', { partId });
      if (!again.file || JSON.stringify(filingOf(partId, again, waits.preset)) !== JSON.stringify(input))
        return hold(act, again.file ? [{ code: 'refused' }] : again.reasons);
      const filed = await fileItem(act, input, prepared, 'auto');
      await keepAutoFiling(act, { id: partId, item }, { documentId: filed.documentId, reasons: again.reasons });
      act.note({ reasonIds: again.reasons.map(({ code }) => code) });
    });
  } catch (error) {
    // A colleague settled it, or has it in hand: it is theirs.
    if (!(error instanceof Problem) || error.kind === 'fault') throw error;
    if ((await prepare((act) => findWaiting(act, partId))) === undefined) return;
    const code = error.code === 'worklist/taken' ? 'in-hand' : 'refused';
    await acting('intake.auto-file', (act) => hold(act, [{ code }]));
  }
}

/** What a source sends that sends records of another organisation is filed as made there. */
function filingOf(
  partId: string,
  { patientId, encounterId, typeCode, date }: Filing,
  { organisation }: OutsidePreset,
): FileItem {
  return {
    ...{ partId, patientId, typeCode, date },
    ...(encounterId === undefined ? {} : { encounterId }),
    ...(organisation === null ? {} : { outside: { organisation } }),
  };
}

interface Waiting {
  readonly item: Item;
  readonly pages: readonly PageRefs[];
  readonly cover: PageRefs | undefined;
  readonly preset: OutsidePreset;
}

/** The part with all that stands on it; undefined once it left the index queue. */
async function findWaiting(act: Act, partId: string): Promise<Waiting | undefined> {
  const part = await act.tx
    .selectFrom('worklist.item as waits')
    .innerJoin('intake.part as part', 'part.id', 'waits.subject_id')
    .select(['part.cover_item_id', 'part.cover_number'])
    .where('waits.kind', '=', 'intake.to-index')
    .where('waits.subject_id', '=', partId)
    .where('waits.closed_at', 'is', null)
    .executeTakeFirst();
  if (part === undefined) return undefined;
  const { item, pages } = await choosePages(act, { partId });
  const [cover] =
    part.cover_item_id === null || part.cover_number === null
      ? []
      : await findPageRefs(act, [{ itemId: part.cover_item_id, number: part.cover_number }]);
  const preset = await findOutsidePreset(act, item.id);
  return { item, pages: await findPageRefs(act, pages), cover, preset };
}
