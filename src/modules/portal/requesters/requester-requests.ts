import type { Act } from '../../../platform/act.ts';
import type { Services } from '../../../platform/services.ts';
import { listLetters, loadLetter } from '../../correspondence/index.ts';
import { viewItems } from '../../intake/index.ts';
import { enterLink, fetchVolume, type OwnRequest, readOwnInvoices, readOwnRequests } from '../../release/index.ts';
import { derivePlainPaper, derivePlainStatus } from '../derive-plain-status.ts';
import { onBehalf } from '../on-behalf.ts';
import { lettersThatLeft, mustBeAmong } from '../own-letters.ts';
import { fetchedOf, packetsOnTheWire } from '../own-requests.ts';
import { problems } from '../problems.ts';
import type { GROUNDS } from './contract.ts';
import { type RequesterStanding, standAsRequester } from './stand-as-requester.ts';

const MOST = 100;
const PAPERS_AT_MOST = 500;
/** For whom a case waits, where the requester can do something about it. */
const THEIRS = ['requester', 'payment'];

export interface FoundRequests {
  readonly standing: RequesterStanding;
  readonly asks: readonly { readonly requestId: string; readonly ground: (typeof GROUNDS)[number] }[];
}

/** What this account asked for. What it became is read by the product, for these ids and no others. */
export async function findRequesterAsks(act: Act): Promise<FoundRequests> {
  const standing = await standAsRequester(act);
  const rows = await act.tx
    .selectFrom('portal.requester_ask')
    .select(['request_id', 'ground'])
    .where('account_id', '=', standing.accountId)
    .orderBy('signed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST)
    .execute();
  act.note({ count: rows.length });
  return {
    standing,
    asks: rows.map((row) => ({
      requestId: row.request_id,
      ground: row.ground as (typeof GROUNDS)[number], // CHECK portal_ground_is_known
    })),
  };
}

/** One of them. @throws portal/request-unknown: unknown and another requester's answer alike */
export async function findRequesterAsk(act: Act, requestId: string): Promise<FoundRequests> {
  const standing = await standAsRequester(act);
  const row = await act.tx
    .selectFrom('portal.requester_ask')
    .select(['request_id', 'ground'])
    .where('account_id', '=', standing.accountId)
    .where('request_id', '=', requestId)
    .executeTakeFirst();
  if (row === undefined)
    throw problems.requestUnknown({ detail: 'Nothing was opened or sent. Go back to your requests.' });
  act.note({ subjectIds: [requestId] });
  return {
    standing,
    asks: [{ requestId: row.request_id, ground: row.ground as (typeof GROUNDS)[number] }], // as above
  };
}

/** Where each stands, with what the requester may have of it: papers sent, letters, invoices, packets. Nothing of the chart. */
export async function showRequesterRequests(services: Services, { standing, asks }: FoundRequests) {
  const ids = asks.map(({ requestId }) => requestId);
  const read = await onBehalf(services, standing.accountId, 'portal.read-requests', async (act) => {
    act.note({ subjectIds: ids });
    const requests = await readOwnRequests(act, ids);
    const papers = await act.tx
      .selectFrom('portal.requester_paper')
      .select(['id', 'request_id', 'item_id', 'sent_at'])
      .where('account_id', '=', standing.accountId)
      .orderBy('sent_at', 'desc')
      .limit(PAPERS_AT_MOST)
      .execute();
    const letters = [];
    for (const request of requests)
      for (const letter of await lettersOf(act, request)) letters.push({ requestId: request.id, letter });
    return {
      requests,
      papers,
      letters,
      invoices: await readOwnInvoices(act, ids),
      items: await viewItems(
        act,
        papers.map(({ item_id: id }) => id),
      ),
    };
  });
  return asks.flatMap(({ requestId, ground }) => {
    const request = read.requests.find(({ id }) => id === requestId);
    if (request === undefined) return [];
    return [
      {
        id: request.id,
        number: request.number,
        receivedAt: request.receivedAt.toISOString(),
        patientAsWritten: request.patientAsWritten,
        reference: request.reference,
        ground,
        ...derivePlainStatus({
          status: request.status,
          pended: request.pended,
          waitsForRequester: request.waitsFor.some((who) => THEIRS.includes(who)),
          ...fetchedOf(request.packets),
          letterOwed: request.letterOwed,
        }),
        waitsFor: request.waitsFor.filter((who) => THEIRS.includes(who)),
        packets: packetsOnTheWire(request.packets),
        letters: read.letters.filter((each) => each.requestId === requestId).map(({ letter }) => letter),
        invoices: read.invoices
          .filter((invoice) => invoice.requestId === requestId)
          .map(({ requestId: _of, ...invoice }) => invoice),
        papers: read.papers
          .filter((paper) => paper.request_id === requestId)
          .map((paper) => {
            const item = read.items.find(({ id }) => id === paper.item_id);
            return {
              id: paper.id,
              fileName: item?.fileName ?? '',
              sentAt: paper.sent_at.toISOString(),
              state: derivePlainPaper({
                state: item?.state ?? 'reading',
                reason: item?.reason ?? null,
                malware: item?.malware ?? null,
              }),
            };
          }),
      },
    ];
  });
}

/** A letter of a case of theirs that left for them. @throws portal/letter-unknown */
export function openRequesterLetter(services: Services, { standing, asks }: FoundRequests, letterId: string) {
  return onBehalf(services, standing.accountId, 'portal.see-letters', async (act) => {
    const [request] = await readOwnRequests(
      act,
      asks.map(({ requestId }) => requestId),
    );
    mustBeAmong(request === undefined ? [] : await lettersOf(act, request), letterId);
    const letter = await loadLetter(act, letterId);
    act.note({
      subjectIds: [letterId],
      ...(letter.patientId === null ? {} : { patientIds: [letter.patientId] }),
    });
    return letter;
  });
}

/**
 * A volume of a packet for this requester, through the link the desk made: its passcode is asked for and its tries are
 * counted there, like its downloads.
 * @throws portal/packet-gone, release/link-dead, release/wrong-passcode
 */
export async function fetchRequesterVolume(
  services: Services,
  { standing, asks }: FoundRequests,
  wanted: { linkId: string; volume: number; passcode: string },
) {
  const ids = asks.map(({ requestId }) => requestId);
  const [request] = await onBehalf(services, standing.accountId, 'portal.fetch-packet', async (act) => {
    act.note({ subjectIds: [...ids, wanted.linkId] });
    return readOwnRequests(act, ids);
  });
  const packet = request?.packets.find(({ linkId }) => linkId === wanted.linkId);
  if (packet === undefined)
    throw problems.packetGone({
      detail: 'The time to download is over, or it was taken back. Write or call the records office.',
    });
  const place = await enterLink(services, { patientId: packet.patientId, linkId: packet.linkId }, wanted.passcode);
  return { place, ...(await fetchVolume(services, place, wanted.volume)) };
}

async function lettersOf(act: Act, request: OwnRequest) {
  return lettersThatLeft(
    await listLetters(act, { case: { module: 'release', id: request.id } }),
    request.requesterNames,
  );
}
