import type { Act } from '../../platform/act.ts';
import type { Services } from '../../platform/services.ts';
import { fetchVolume, type OwnPacket, type OwnRequest, readOwnRequests } from '../release/index.ts';
import { derivePlainStatus } from './derive-plain-status.ts';
import { onBehalf } from './on-behalf.ts';
import { problems } from './problems.ts';
import { type Standing, standFor } from './stand-for.ts';

const MOST = 100;
/** For whom a case waits, where the person who asked can do something about it. */
const THEIRS = ['requester', 'patient', 'payment'];

interface OwnAsk {
  readonly requestId: string;
  readonly goesTo: 'me' | 'named';
  readonly delivery: string;
  readonly statement: string;
  readonly signedAt: Date;
}

export interface FoundAsks {
  readonly standing: Standing;
  readonly asks: readonly OwnAsk[];
}

/** What this account asked for of this record, found under its own scope. What it became is read by `showOwnRequests`. */
export async function findOwnAsks(act: Act, patientId: string): Promise<FoundAsks> {
  const standing = await standFor(act, patientId);
  const rows = await act.tx
    .selectFrom('portal.ask')
    .select(['request_id', 'goes_to', 'delivery', 'statement', 'signed_at'])
    .where('account_id', '=', standing.accountId)
    .where('patient_id', 'in', [...standing.memberIds])
    .orderBy('signed_at', 'desc')
    .limit(MOST)
    .execute();
  act.note({ count: rows.length, subjectIds: rows.map(({ request_id: id }) => id) });
  return {
    standing,
    asks: rows.map((row) => ({
      requestId: row.request_id,
      goesTo: row.goes_to as 'me' | 'named', // CHECK portal_ask_goes_somewhere
      delivery: row.delivery,
      statement: row.statement,
      signedAt: row.signed_at,
    })),
  };
}

/** The requests found, with where each stands in plain words. A packet for somebody else is fetched by nobody here. */
export async function showOwnRequests(services: Services, { standing, asks }: FoundAsks) {
  const requests = await onBehalf(services, standing.accountId, 'portal.read-requests', async (act) => {
    act.note({ patientIds: [standing.patientId], subjectIds: asks.map(({ requestId }) => requestId) });
    return readOwnRequests(
      act,
      asks.map(({ requestId }) => requestId),
    );
  });
  return asks.flatMap((ask) => {
    const request = requests.find(({ id }) => id === ask.requestId);
    if (request === undefined) return [];
    const packets = fetchable(ask, request);
    return [
      {
        id: request.id,
        number: request.number,
        receivedAt: request.receivedAt.toISOString(),
        dueAt: request.dueAt?.toISOString() ?? null,
        goesTo: ask.goesTo,
        statement: ask.statement,
        ...derivePlainStatus({
          status: request.status,
          pended: request.pended,
          waitsForRequester: request.waitsFor.some((who) => THEIRS.includes(who)),
          ...fetchedOf(packets),
          letterOwed: request.letterOwed,
        }),
        waitsFor: request.waitsFor.filter((who) => THEIRS.includes(who)),
        packets: packetsOnTheWire(packets),
      },
    ];
  });
}

/** Of what lies here to be fetched: whether a part still waits for that, and whether all of it came through. */
export function fetchedOf(packets: readonly Pick<OwnPacket, 'volumes'>[]): {
  readonly canDownload: boolean;
  readonly fetched: boolean;
} {
  const volumes = packets.flatMap((packet) => packet.volumes);
  return {
    canDownload: volumes.some(({ fetched, left }) => !fetched && left !== 0),
    fetched: volumes.length > 0 && volumes.every(({ fetched }) => fetched),
  };
}

/** Without what leads to it. */
export function packetsOnTheWire(packets: readonly OwnPacket[]) {
  return packets.map(({ linkId, number, encrypted, pages, expiresAt, volumes }) => ({
    linkId,
    number,
    encrypted,
    pages,
    expiresAt: expiresAt.toISOString(),
    volumes: volumes.map(({ volume, bytes, left }) => ({ volume, bytes, left })),
  }));
}

/**
 * A volume of a packet of one's own, through the link the desk made: counted there, logged there, and confirmed when the
 * last byte is out.
 * @throws portal/packet-gone, release/link-dead
 */
export async function fetchOwnVolume(
  services: Services,
  { standing, asks }: FoundAsks,
  wanted: { requestId: string; linkId: string; volume: number },
) {
  const ask = asks.find(({ requestId }) => requestId === wanted.requestId);
  if (ask === undefined) throw gone();
  const requests = await onBehalf(services, standing.accountId, 'portal.fetch-packet', async (act) => {
    act.note({ patientIds: [standing.patientId], subjectIds: [wanted.requestId, wanted.linkId] });
    return readOwnRequests(act, [wanted.requestId]);
  });
  const request = requests[0];
  const packet =
    request === undefined ? undefined : fetchable(ask, request).find(({ linkId }) => linkId === wanted.linkId);
  if (packet === undefined) throw gone();
  const place = { patientId: packet.patientId, linkId: packet.linkId };
  return { place, ...(await fetchVolume(services, place, wanted.volume)) };
}

function fetchable(ask: OwnAsk, request: OwnRequest) {
  return ask.goesTo === 'me' ? request.packets : [];
}

function gone() {
  return problems.packetGone({
    detail: 'The time to download is over, or it was taken back. Write to the records office in the portal.',
  });
}
