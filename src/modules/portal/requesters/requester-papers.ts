import type { Act } from '../../../platform/act.ts';
import { namedId } from '../../../platform/ids.ts';
import type { Services } from '../../../platform/services.ts';
import { receiveItem, type storeUploads } from '../../intake/index.ts';
import { onBehalf } from '../on-behalf.ts';
import { problems } from '../problems.ts';
import { storedOf } from '../own-papers.ts';
import { findRequesterAsk, type FoundRequests } from './requester-requests.ts';

const A_DAY = 100;

/** May this account send files for this request now? @throws portal/request-unknown, portal/too-many-today */
export async function maySendForRequest(act: Act, input: { requestId: string; files: number }): Promise<FoundRequests> {
  const found = await findRequesterAsk(act, input.requestId);
  const { n } = await act.tx
    .selectFrom('portal.requester_paper')
    .select((count) => count.fn.countAll<string>().as('n'))
    .where('account_id', '=', found.standing.accountId)
    .where('sent_at', '>', new Date(act.now.getTime() - 86_400_000))
    .executeTakeFirstOrThrow();
  if (Number(n) + input.files > A_DAY)
    throw problems.tooManyToday({
      detail: `Nothing was sent. One day takes ${A_DAY} files; send the rest tomorrow or by mail.`,
    });
  return found;
}

/**
 * Hands the papers of a requester to intake as they came, at the facility of the request: the reader looks at them in its
 * confinement, and a person puts them with the case. @throws portal/file-refused, where none was taken
 */
export async function takeRequesterPapers(
  services: Services,
  { standing, asks }: FoundRequests,
  input: { sendingId: string; uploads: Awaited<ReturnType<typeof storeUploads>> },
): Promise<{ sent: number; refused: string[] }> {
  const { stored, refused } = storedOf(input.uploads);
  const requestId = asks[0]?.requestId ?? '';
  await onBehalf(services, standing.accountId, 'portal.send-paper', async (act) => {
    const { facility_id: facilityId } = await act.tx
      .selectFrom('release.request')
      .select('facility_id')
      .where('id', '=', requestId)
      .executeTakeFirstOrThrow();
    for (const [at, file] of stored.entries()) {
      // The same sending twice, after a lost answer, is one.
      const paperId = namedId(input.sendingId, String(at));
      const known = await act.tx
        .selectFrom('portal.requester_paper')
        .select('id')
        .where('id', '=', paperId)
        .executeTakeFirst();
      if (known !== undefined) continue;
      const { id } = await receiveItem(act, { file, facilityId, source: 'upload', sourceDetail: 'Portal, requester' });
      await act.tx
        .insertInto('portal.requester_paper')
        .values({
          id: paperId,
          account_id: standing.accountId,
          request_id: requestId,
          item_id: id,
          sent_at: act.now,
        })
        .execute();
    }
    act.note({ subjectIds: [requestId], count: stored.length });
  });
  return { sent: stored.length, refused };
}
