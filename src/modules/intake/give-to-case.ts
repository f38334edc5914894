import type { Act } from '../../platform/act.ts';
import { choosePages, type PagesWanted } from './choose-pages.ts';
import { problems } from './problems.ts';
import { settlePages } from './settle-pages.ts';

/**
 * Pages that belong to a case that is open already: they are accounted for under its number, and whoever keeps the case
 * takes them in within the same act. Intake does not know what a case is.
 * @throws intake/not-found, intake/reason-missing, intake/pages-settled
 */
export async function giveToCase(
  act: Act,
  input: PagesWanted & { readonly number: string; readonly reason: string },
): Promise<{ openPages: number; given: readonly { itemId: string; pages: readonly number[] }[] }> {
  if (input.reason.trim() === '')
    throw problems.reasonMissing({ detail: 'Nothing was changed. Say in a few words why.', at: 'reason' });
  const { number, reason, ...wanted } = input;
  const chosen = await choosePages(act, wanted, { lock: true });
  const openPages = await settlePages(act, chosen, { kind: 'attached', reason: reason.trim(), destination: number });
  const given = [...new Set(chosen.pages.map((page) => page.itemId))].map((itemId) => ({
    itemId,
    pages: chosen.pages.flatMap((page) => (page.itemId === itemId ? [page.number] : [])),
  }));
  act.note({
    subjectIds: given.map(({ itemId }) => itemId),
    count: chosen.pages.length,
    detail: { kind: 'attached', destination: number },
  });
  for (const { itemId, pages } of given)
    act.emit('intake.set-aside', {
      ...{ itemId, pages, kind: 'attached', destination: number },
      facilityId: chosen.item.facilityId,
    });
  return { openPages, given };
}
