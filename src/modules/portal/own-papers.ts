import type { Act } from '../../platform/act.ts';
import { namedId } from '../../platform/ids.ts';
import type { Services } from '../../platform/services.ts';
import { receiveItem, type storeUploads, viewItems } from '../intake/index.ts';
import { derivePlainPaper } from './derive-plain-status.ts';
import { onBehalf } from './on-behalf.ts';
import { problems } from './problems.ts';
import { type Standing, standFor } from './stand-for.ts';

const MOST = 100;
const A_DAY = 20;

type Uploads = Awaited<ReturnType<typeof storeUploads>>;

/** May this account send a file for this record now, and for this request? @throws portal/too-many-today, portal/request-unknown */
export async function maySendPaper(
  act: Act,
  input: { patientId: string; requestId?: string | undefined; files: number },
): Promise<Standing> {
  const standing = await standFor(act, input.patientId);
  const { n } = await act.tx
    .selectFrom('portal.paper')
    .select((count) => count.fn.countAll<string>().as('n'))
    .where('account_id', '=', standing.accountId)
    .where('patient_id', 'in', [...standing.memberIds])
    .where('sent_at', '>', new Date(act.now.getTime() - 86_400_000))
    .executeTakeFirstOrThrow();
  if (Number(n) + input.files > A_DAY)
    throw problems.tooManyToday({
      detail: `Nothing was sent. One day takes ${A_DAY} files; send the rest tomorrow or by mail.`,
    });
  if (input.requestId !== undefined) {
    const own = await act.tx
      .selectFrom('portal.ask')
      .select('id')
      .where('account_id', '=', standing.accountId)
      .where('patient_id', 'in', [...standing.memberIds])
      .where('request_id', '=', input.requestId)
      .executeTakeFirst();
    if (own === undefined) throw problems.requestUnknown({ detail: 'Nothing was sent. Choose the request again.' });
  }
  return standing;
}

/**
 * Hands files to intake as they came: nobody opens them here. The reader looks at them in its confinement, and a person
 * decides where they belong. A file that was refused says so.
 * @throws portal/file-refused, where none was taken
 */
export async function takePapers(
  services: Services,
  standing: Standing,
  input: { sendingId: string; uploads: Uploads; requestId?: string | undefined },
): Promise<{ sent: number; refused: string[] }> {
  const { stored, refused } = storedOf(input.uploads);
  await onBehalf(services, standing.accountId, 'portal.send-paper', async (act) => {
    for (const [at, file] of stored.entries()) {
      // The same sending twice, after a lost answer, is one.
      const paperId = namedId(input.sendingId, String(at));
      const known = await act.tx
        .selectFrom('portal.paper')
        .select('id')
        .where('patient_id', '=', standing.patientId)
        .where('id', '=', paperId)
        .executeTakeFirst();
      if (known !== undefined) continue;
      const { id } = await receiveItem(act, {
        file,
        facilityId: standing.facilityId,
        source: 'upload',
        sourceDetail: 'Portal',
      });
      await act.tx
        .insertInto('portal.paper')
        .values({
          patient_id: standing.patientId,
          id: paperId,
          facility_id: standing.facilityId,
          labels: standing.labels,
          account_id: standing.accountId,
          request_id: input.requestId ?? null,
          item_id: id,
          file_name: file.fileName,
          sent_at: act.now,
        })
        .execute();
    }
    act.note({ patientIds: [standing.patientId], count: stored.length });
  });
  return { sent: stored.length, refused };
}

/** What was taken of an upload, and the names of what was not. @throws portal/file-refused, where nothing was */
export function storedOf(uploads: Uploads) {
  const stored = uploads.flatMap(({ stored: file }) => (file === undefined ? [] : [file]));
  if (stored.length === 0)
    throw problems.fileRefused({ detail: 'Nothing was taken. The file is larger than we can take; send it in parts.' });
  return { stored, refused: uploads.flatMap((upload) => (upload.stored === undefined ? [upload.fileName] : [])) };
}

/** What this account sent in for this record. */
export async function findOwnPapers(act: Act, patientId: string) {
  const standing = await standFor(act, patientId);
  const papers = await act.tx
    .selectFrom('portal.paper')
    .select(['id', 'item_id', 'file_name', 'sent_at'])
    .where('account_id', '=', standing.accountId)
    .where('patient_id', 'in', [...standing.memberIds])
    .orderBy('sent_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST)
    .execute();
  return { standing, papers };
}

/** What became of them, in words of their own: where a file is kept and what it was taken for is the desk's. */
export async function showOwnPapers(services: Services, found: Awaited<ReturnType<typeof findOwnPapers>>) {
  const items = await onBehalf(services, found.standing.accountId, 'portal.read-papers', async (act) => {
    act.note({ patientIds: [found.standing.patientId] });
    return viewItems(
      act,
      found.papers.map(({ item_id: id }) => id),
    );
  });
  return found.papers.map((paper) => {
    const item = items.find(({ id }) => id === paper.item_id);
    return {
      id: paper.id,
      fileName: paper.file_name,
      sentAt: paper.sent_at.toISOString(),
      state: derivePlainPaper({
        state: item?.state ?? 'reading',
        reason: item?.reason ?? null,
        malware: item?.malware ?? null,
      }),
    };
  });
}
