import type { Act } from '../../platform/act.ts';
import { sql } from 'kysely';
import { newId } from '../../platform/ids.ts';
import { listDocuments } from '../documents/index.ts';
import { courtMustNotStandAgainst } from './court/read-court.ts';
import { sentence } from './derive-cover.ts';
import type { DisclosureBasis } from './decide-accountable.ts';
import { loadRequest, mustHavePatient, type PatientRequest } from './load-request.ts';
import { problems } from './problems.ts';
import { mustHoldAuthority } from './read-authority.ts';
import { type Packet, readPacket } from './read-packet.ts';
import { readScope, type ScopedDocument } from './read-scope.ts';
import { refreshWorklist } from './refresh-worklist.ts';
import { countStructured } from './structured/read-part.ts';
import { addressOf, type CallBack, type Destination, mustReachThem, writeCallBack } from './requesters/call-back.ts';
import { isPatientsOwn, mustReachAsAsked, reachedAsAsked } from './restrictions/reach-as-asked.ts';
import { type NewDisclosure, writeDisclosure } from './write-disclosure.ts';

/** A recipient has a month to fetch a packet; then the link is dead and the packet may be handed over anew. */
const LINK_DAYS_AT_MOST = 30;
const DAY_MS = 24 * 60 * 60 * 1000;
const TYPES_NAMED = 12;

export interface DeliverPacket {
  readonly requestId: string;
  readonly channel: NewDisclosure['channel'];
  readonly recipient?: (NewDisclosure['recipient'] & { readonly directoryId?: string | undefined }) | undefined;
  /** For a fax, where it is not the requester's as recorded. */
  readonly faxNumber?: string | undefined;
  readonly callBack?: CallBack | undefined;
  /** How it reaches the patient as asked, where the way alone does not tell (45 CFR 164.522(b)). */
  readonly asAsked?: string | undefined;
  /** Only its pages leave: what is attached to the file stays here. */
  readonly onPaper?: boolean;
  /** Who verified the number stands in the sending already (care/). */
  readonly verifiedBySending?: boolean;
  /** For a link: what is kept of its secret and of its passcode. */
  readonly link?: {
    readonly secretHash: Buffer;
    readonly passcodeHash: string;
    readonly expiresInDays: number;
    /** Of each volume; null: as many as wanted. */
    readonly downloadsAtMost: number | null;
  };
}

export interface Delivery {
  readonly disclosureId: string;
  readonly accountable: boolean;
  readonly link: { readonly id: string; readonly expiresAt: string; readonly secretHash: string } | null;
}

/**
 * Begins a hand-over. The disclosure log has its row when this commits, before anything leaves; until it is confirmed,
 * release.confirm-delivery waits in the worklist, so that a crash, a lost letter or a link nobody followed is seen.
 * @throws release/court-stands-against, release/packet-not-ready, release/page-withdrawn, release/hand-over-open, release/beyond-sight, release/authorization-expired,
 *   release/authorization-defective, release/expiry-too-far, release/ended, release/call-back-missing, release/fax-number-missing,
 *   release/reached-otherwise, release/reach-unsaid
 */
export async function deliverPacket(act: Act, input: DeliverPacket): Promise<Delivery> {
  const { request, wishes } = await reachedAsAsked(
    act,
    mustHavePatient(await loadRequest(act, input.requestId, 'work')),
  );
  const packet = await mustBeReady(act, request);
  if (request.facts.handOver === 'begun')
    throw problems.handOverOpen({
      detail:
        'Nothing was begun. Say first what became of the hand-over before: it reached the recipient, or never left.',
    });
  if (input.link !== undefined && input.link.expiresInDays > LINK_DAYS_AT_MOST)
    throw problems.expiryTooFar({
      detail: `Nothing was begun. Choose at most ${LINK_DAYS_AT_MOST} days.`,
      at: 'expiresInDays',
    });
  if (request.answer.ending !== null)
    throw problems.tooLate({
      detail:
        'Nothing was begun: an outcome says that this request ends without these records. Take it back first, with the reason.',
    });
  const authority = await mustHoldAuthority(act, request);
  const { channel, recipient: other, faxNumber, callBack } = input;
  const destination = { channel, other, faxNumber };
  const own = isPatientsOwn(request, other) ? wishes : [];
  const going = await goingTo(act, request, destination);
  const asAsked = mustReachAsAsked(own, going, input.asAsked, request.today);
  // The patients themselves say where their own copy goes (45 CFR 164.524(c)(3)).
  const saidByPatient = own.some(({ reachBy }) => reachBy === going.way);
  const unverified =
    input.verifiedBySending === true || saidByPatient ? null : await mustReachThem(act, request, destination, callBack);
  const included = await documentsOf(act, request);
  const { disclosureId, accountable } = await writeDisclosure(act, {
    patientId: request.patientId,
    facilityId: request.facility.id,
    labels: request.labels,
    requestId: request.id,
    packetId: packet.id,
    basis: authority.row.basis as DisclosureBasis, // the contract's vocabulary, checked when it was recorded
    recipient: input.recipient ?? requesterOf(request),
    description: await describe(act, request, packet, included, isOnPaper(input)),
    purpose: request.row.purpose_words ?? sentence(request.row.purpose ?? 'other'),
    disclosedAt: act.now,
    disclosedOn: request.today,
    channel: input.channel,
    ...(packet.pages === null ? {} : { pages: packet.pages }),
    documents: included,
  });
  if (unverified !== null && callBack !== undefined)
    await writeCallBack(act, request, { disclosureId, to: unverified, callBack });
  if (asAsked !== null) await writeAsAsked(act, request, disclosureId, asAsked);
  const link = input.link === undefined ? null : await writeLink(act, request, packet.id, disclosureId, input.link);
  act.note({ subjectIds: [packet.id], detail: { packet: packet.number } });
  await refreshWorklist(act, request.id);
  return { disclosureId, accountable, link };
}

async function goingTo(act: Act, request: PatientRequest, destination: Destination) {
  const { channel, other } = destination;
  // By machine (care/): the one line of the recipient is the mail address.
  if (channel === 'email') return { way: channel, to: other?.address?.[0] ?? null };
  const to = await addressOf(act, request, destination);
  return { way: to?.kind ?? destination.channel, to: to?.address ?? null };
}

async function writeAsAsked(act: Act, request: PatientRequest, disclosureId: string, how: string): Promise<void> {
  await act.tx
    .insertInto('release.reached_as_asked')
    .values({
      patient_id: request.patientId,
      disclosure_id: disclosureId,
      facility_id: request.facility.id,
      labels: request.labels,
      how,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
}

/** @throws release/packet-not-ready, release/court-stands-against, release/page-withdrawn, release/beyond-sight */
export async function mustBeReady(act: Act, request: PatientRequest): Promise<Packet> {
  const { packet: packetId } = request.ids;
  if (packetId === null || request.facts.packet !== 'ready')
    throw problems.packetNotReady({
      detail: 'Nothing was begun. The packet is not assembled yet, or the release was sent back: reload the request.',
    });
  await courtMustNotStandAgainst(act, request, 'Nothing was handed over.');
  await nothingMustBeWithdrawn(act, request);
  const packet = await readPacket(act, request.patientId, packetId);
  if (packet.volumes.length === 0)
    throw problems.beyondSight({
      detail:
        'Nothing was begun. The packet holds documents beyond your role: somebody who may see them must hand it over.',
    });
  return packet;
}

/** What was struck through after the packet was made: perhaps another patient's page, which nobody here may see any more. */
async function nothingMustBeWithdrawn(act: Act, request: PatientRequest): Promise<void> {
  const { rows } = await sql<{ n: number }>`
    SELECT release.withdrawn_documents(${request.patientId}::uuid, ${request.ids.scope}::uuid) AS n`.execute(act.tx);
  const n = rows[0]?.n ?? 0;
  if (n > 0)
    throw problems.pageWithdrawn({
      detail: `Nothing was handed over. Since the packet was made ${n === 1 ? 'a document in it was' : `${n} documents in it were`} withdrawn: entered in error, or not kept after all. Send the release back, choose the scope again, and have the packet made anew.`,
    });
}

function requesterOf({ row }: PatientRequest): NewDisclosure['recipient'] {
  return {
    name: row.requester_name ?? '',
    ...(row.requester_organisation === null ? {} : { organisation: row.requester_organisation }),
    address: row.requester_address,
  };
}

async function documentsOf(act: Act, request: PatientRequest): Promise<ScopedDocument[]> {
  const { documents } = await readScope(act, request, request.ids.scope ?? '');
  return documents.filter(({ effective }) => effective === 'include');
}

/** What was disclosed, briefly (45 CFR 164.528(b)(2)(iii)): kinds, days, number of pages. */
async function describe(
  act: Act,
  request: PatientRequest,
  packet: Packet,
  included: readonly ScopedDocument[],
  onPaper: boolean,
): Promise<string> {
  const { documents } = await listDocuments(act, {
    patientId: request.patientId,
    documentIds: included.map(({ documentId }) => documentId),
  });
  const kinds = [...new Set(documents.map(({ typeName }) => typeName))].sort();
  const named = kinds.slice(0, TYPES_NAMED).join(', ');
  const rest = kinds.length > TYPES_NAMED ? ` and ${kinds.length - TYPES_NAMED} other kinds` : '';
  const days = documents.flatMap(({ date }) => (date === null ? [] : [date])).sort();
  const when = days.length === 0 ? '' : days[0] === days.at(-1) ? ` of ${days[0]}` : ` of ${days[0]} to ${days.at(-1)}`;
  const data = onPaper ? 0 : await countStructured(act, request.patientId, request.ids.scope ?? '');
  const entries = data === 0 ? '' : `, ${data === 1 ? '1 entry' : `${data} entries`} of data`;
  return `${named}${rest}${when}; ${count(included.length, 'document')}${entries}, ${count(packet.pages ?? 0, 'page')} (packet ${packet.number})`;
}

function isOnPaper({ channel, onPaper }: DeliverPacket): boolean {
  return onPaper ?? (channel === 'print' || channel === 'fax');
}

function count(n: number, thing: string): string {
  return `${n} ${thing}${n === 1 ? '' : 's'}`;
}

async function writeLink(
  act: Act,
  request: PatientRequest,
  packetId: string,
  disclosureId: string,
  link: NonNullable<DeliverPacket['link']>,
): Promise<Delivery['link']> {
  const id = newId();
  const expiresAt = new Date(act.now.getTime() + link.expiresInDays * DAY_MS);
  await act.tx
    .insertInto('release.link')
    .values({
      patient_id: request.patientId,
      id,
      facility_id: request.facility.id,
      labels: request.labels,
      request_id: request.id,
      packet_id: packetId,
      disclosure_id: disclosureId,
      secret_hash: link.secretHash,
      passcode_hash: link.passcodeHash,
      expires_at: expiresAt,
      downloads_at_most: link.downloadsAtMost,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  return { id, expiresAt: expiresAt.toISOString(), secretHash: link.secretHash.toString('hex') };
}
