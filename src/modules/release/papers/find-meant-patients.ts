import type { Act } from '../../../platform/act.ts';
import { type PatientOfPages, patientsOfPages } from '../../intake/index.ts';
import { loadRequest } from '../load-request.ts';

const MOST_PAPERS = 100;

/**
 * Whom the pages that came with a case may mean: proposed to whoever identifies the patient, and taken by a person alone. Who is
 * contradicted by the pages and shares a birth date at most is somebody else, whom nobody here need see.
 */
export async function findMeantPatients(act: Act, requestId: string): Promise<PatientOfPages[]> {
  const request = await loadRequest(act, requestId, 'read');
  const papers = await act.tx
    .selectFrom('release.intake_pages')
    .select(['item_id', 'pages'])
    .where('request_id', '=', request.id)
    .where('taken_back_at', 'is', null)
    .orderBy('recorded_at')
    .limit(MOST_PAPERS)
    .execute();
  const meant = await patientsOfPages(
    act,
    papers.flatMap(({ item_id: itemId, pages }) => pages.map((number) => ({ itemId, number }))),
  );
  return meant.filter(({ agrees, contradicts }) => !contradicts || agrees.some((what) => what !== 'birthDate'));
}
