import type { Act } from '../../../platform/act.ts';
import type { LoadedRequest } from '../load-request.ts';
import { courtProblems } from './problems.ts';

/** A paper that intake brought to this case, or words that say where it lies. */
export interface PaperOfCase {
  readonly itemId?: string | undefined;
  readonly words?: string | undefined;
}

/** @throws release/paper-unknown */
export async function mustBeOfCase(
  act: Act,
  request: LoadedRequest,
  paper: PaperOfCase | undefined,
  at: string,
): Promise<void> {
  if (paper?.itemId === undefined) return;
  const row = await act.tx
    .selectFrom('release.intake_pages')
    .select('id')
    .where('request_id', '=', request.id)
    .where('taken_back_at', 'is', null)
    .where('item_id', '=', paper.itemId)
    .limit(1)
    .executeTakeFirst();
  if (row === undefined)
    throw courtProblems.paperUnknown({ detail: 'Nothing was saved. Choose a paper that came to this case.', at });
}

/** The same for what is nothing without its paper. @throws release/paper-missing, release/paper-unknown */
export async function mustHavePaper(act: Act, request: LoadedRequest, paper: PaperOfCase, at: string): Promise<void> {
  if (paper.itemId === undefined && (paper.words ?? '').trim() === '')
    throw courtProblems.paperMissing({ detail: 'Nothing was saved. Choose the paper, or say where it lies.', at });
  await mustBeOfCase(act, request, paper, at);
}
