import type { Act } from '../../../platform/act.ts';
import { memberIds } from '../../patients/index.ts';
import { cancelRequest } from '../cancel-request.ts';
import { loadRequest, type LoadedRequest } from '../load-request.ts';
import { problems } from '../problems.ts';
import { openCaseByNumber } from '../papers/open-case-by-number.ts';
import { takeIn } from '../papers/take-in.ts';
import { writeAnswer } from './answer-earlier.ts';
import { kindProblems } from './problems.ts';

const MOST_PAGES = 500;

/**
 * What arrived is no request of its own but the paper an open case waits for, such as a cured authorization: its pages join
 * that case, which goes on; the clock of that case is the one that counts. This one ends, and says where its papers are.
 * @throws release/case-unknown, release/no-papers, release/other-patient, release/too-late, release/ended
 */
export async function joinPapers(
  act: Act,
  input: { requestId: string; number: string; reason: string },
): Promise<{ requestId: string }> {
  const mine = await loadRequest(act, input.requestId, 'work');
  if (mine.facts.authority !== null || mine.facts.scopeChosen)
    throw problems.tooLate({
      detail: 'Nothing was changed: this case has been worked on its own. Cancel it as a duplicate.',
    });
  const into = await openCaseByNumber(act, input.number);
  if (into.id === mine.id)
    throw kindProblems.caseUnknown({
      detail: 'Nothing was changed: that is the number of this case. Give that of the case that waits.',
      at: 'number',
    });
  await mustBeSamePerson(act, mine, into);
  const pages = await act.tx
    .selectFrom('release.intake_pages')
    .select(['item_id', 'pages'])
    .where('request_id', '=', mine.id)
    .where('taken_back_at', 'is', null)
    .orderBy('recorded_at')
    .limit(MOST_PAGES)
    .execute();
  if (pages.length === 0)
    throw kindProblems.noPapers({
      detail: 'Nothing was changed. Only what came through intake can be given to another case.',
    });
  await writeAnswer(act, mine, { earlierId: into.id, decision: 'joined', reason: input.reason });
  await cancelRequest(act, {
    requestId: mine.id,
    reasonCode: 'duplicate',
    reason: `Its papers belong to ${into.number}: ${input.reason}`,
  });
  await takeIn(
    act,
    into,
    pages.map(({ item_id: itemId, pages: numbers }) => ({ itemId, pages: numbers })),
  );
  return { requestId: into.id };
}

async function mustBeSamePerson(act: Act, mine: LoadedRequest, into: LoadedRequest): Promise<void> {
  if (mine.patientId === null || into.patientId === null) return;
  const { ids } = await memberIds(act, into.patientId);
  if (ids.includes(mine.patientId)) return;
  throw kindProblems.otherPatient({
    detail: `Nothing was changed. ${into.number} is about another patient than the one identified here; take the identification back if that was wrong.`,
  });
}
