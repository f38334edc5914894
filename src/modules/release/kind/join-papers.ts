import type { Act } from '../../../platform/act.ts';
import { memberIds } from '../../patients/index.ts';
import { cancelRequest } from '../cancel-request.ts';
import { loadRequest, type LoadedRequest } from '../load-request.ts';
import { resumeRequest } from '../pend-request.ts';
import { problems } from '../problems.ts';
import { attachPages } from '../receive-request.ts';
import { refreshWorklist } from '../refresh-worklist.ts';
import { writeAnswer } from './answer-earlier.ts';
import { kindProblems } from './problems.ts';

/** What a paper from outside may be the answer to. */
const ANSWERED_BY_PAPER = ['requester', 'patient'];
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
  const into = await openCase(act, mine, input.number);
  await mustBeSamePerson(act, mine, into);
  const pages = await act.tx
    .selectFrom('release.intake_pages')
    .select(['item_id', 'pages'])
    .where('request_id', '=', mine.id)
    .orderBy('recorded_at')
    .limit(MOST_PAGES)
    .execute();
  if (pages.length === 0)
    throw kindProblems.noPapers({
      detail: 'Nothing was changed. Only what came through intake can be given to another case.',
    });
  for (const { item_id: itemId, pages: numbers } of pages)
    await attachPages(act, {
      ...{ requestId: into.id, facilityId: into.facility.id, labels: into.labels },
      ...{ itemId, pages: numbers },
    });
  await writeAnswer(act, mine, { earlierId: into.id, decision: 'joined', reason: input.reason });
  await cancelRequest(act, {
    requestId: mine.id,
    reasonCode: 'duplicate',
    reason: `Its papers belong to ${into.number}: ${input.reason}`,
  });
  for (const pend of await pendsOf(act, into.id)) await resumeRequest(act, { requestId: into.id, pendId: pend });
  await refreshWorklist(act, into.id);
  return { requestId: into.id };
}

async function openCase(act: Act, mine: LoadedRequest, number: string): Promise<LoadedRequest> {
  const row = await act.tx
    .selectFrom('release.request')
    .select('id')
    .where('number_key', '=', number.trim().toLowerCase())
    .executeTakeFirst();
  if (row === undefined || row.id === mine.id)
    throw kindProblems.caseUnknown({
      detail: 'Nothing was changed. Check the number; the case may be restricted.',
      at: 'number',
    });
  const into = await loadRequest(act, row.id, 'work');
  if (into.facts.handOver === 'begun' || into.facts.handOver === 'confirmed')
    throw problems.tooLate({ detail: `Nothing was changed: records of ${into.number} were handed over already.` });
  return into;
}

async function mustBeSamePerson(act: Act, mine: LoadedRequest, into: LoadedRequest): Promise<void> {
  if (mine.patientId === null || into.patientId === null) return;
  const { ids } = await memberIds(act, into.patientId);
  if (ids.includes(mine.patientId)) return;
  throw kindProblems.otherPatient({
    detail: `Nothing was changed. ${into.number} is about another patient than the one identified here; take the identification back if that was wrong.`,
  });
}

async function pendsOf(act: Act, requestId: string): Promise<string[]> {
  const rows = await act.tx
    .selectFrom('release.pend')
    .select('id')
    .where('request_id', '=', requestId)
    .where('waiting_for', 'in', ANSWERED_BY_PAPER)
    .where('resumed_at', 'is', null)
    .execute();
  return rows.map(({ id }) => id);
}
