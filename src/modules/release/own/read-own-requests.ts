import type { Act } from '../../../platform/act.ts';
import { listFacilities } from '../../directory/index.ts';
import { localDate } from '../../../../packages/rule-engine/index.ts';
import { deriveRequestFacts } from '../derive-request-facts.ts';
import { deriveStatus } from '../derive-status.ts';
import { readAnswers } from '../outcomes/read-answers.ts';
import { downloadsLeft, linkState } from '../read-links.ts';

const MOST = 200;

/** A packet that can be fetched without the address of the link, by whoever is known to be its recipient. */
export interface OwnPacket {
  readonly patientId: string;
  readonly linkId: string;
  /** The hand-over that the link is. */
  readonly disclosureId: string;
  readonly number: string;
  readonly encrypted: boolean;
  readonly pages: number;
  readonly expiresAt: Date;
  readonly volumes: readonly OwnVolume[];
}

interface OwnVolume {
  readonly volume: number;
  readonly bytes: number;
  /** It reached them whole at least once. */
  readonly fetched: boolean;
  /** How often it may still be fetched; null: as often as wanted. */
  readonly left: number | null;
}

export interface OwnRequest {
  readonly id: string;
  readonly number: string;
  readonly receivedAt: Date;
  readonly askedFor: string | null;
  /** In whose name it was made. */
  readonly requesterNames: readonly string[];
  /** What a requester wrote of whose records are meant, and their own number of the matter. */
  readonly patientAsWritten: string | null;
  readonly reference: string | null;
  readonly status: string;
  readonly pended: boolean;
  /** For whom the case waits. */
  readonly waitsFor: readonly string[];
  readonly dueAt: Date | null;
  /** A letter that tells what became of it has not left yet. */
  readonly letterOwed: boolean;
  readonly packets: readonly OwnPacket[];
}

/**
 * Requests as the person who made them may know them: whoever calls has made sure that these are that person's. Names no
 * staff, no document and no rule.
 */
export async function readOwnRequests(act: Act, ids: readonly string[]): Promise<OwnRequest[]> {
  if (ids.length === 0) return [];
  const rows = await act.tx
    .selectFrom('release.request as r')
    .innerJoin('release.request_facts as f', 'f.request_id', 'r.id')
    .leftJoin('release.open_request as o', 'o.id', 'r.id')
    .selectAll('f')
    .select(['r.id', 'r.number', 'r.facility_id', 'r.received_at', 'r.asked_for', 'o.due_at'])
    .select(['r.requester_name', 'r.requester_organisation', 'r.requester_reference', 'r.patient_as_written'])
    .where('r.id', 'in', [...ids])
    // Said of both: an IN does not pass through a join into the view.
    .where('f.request_id', 'in', [...ids])
    .orderBy('r.received_at', 'desc')
    .orderBy('r.id', 'desc')
    .limit(MOST)
    .execute();
  if (rows.length === 0) return [];
  const answers = await readAnswers(
    act,
    rows.map(({ id }) => id),
  );
  const zones = new Map((await listFacilities(act)).map((facility) => [facility.id, facility.timeZone]));
  const packets = await packetsOf(
    act,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => {
    const facts = deriveRequestFacts(row, localDate(act.now, zones.get(row.facility_id) ?? 'UTC'));
    const { status, pended } = deriveStatus(facts, answers.get(row.id));
    return {
      id: row.id,
      number: row.number,
      receivedAt: row.received_at,
      askedFor: row.asked_for,
      requesterNames: [row.requester_name, row.requester_organisation].filter((name) => name !== null),
      patientAsWritten: row.patient_as_written,
      reference: row.requester_reference,
      status,
      pended,
      waitsFor: facts.pends,
      dueAt: row.due_at,
      letterOwed: answers.get(row.id)?.letterOwed ?? false,
      packets: packets.get(row.id) ?? [],
    };
  });
}

async function packetsOf(act: Act, requestIds: readonly string[]): Promise<Map<string, OwnPacket[]>> {
  const rows = await act.tx
    .selectFrom('release.link as l')
    .innerJoin('release.packet as p', (join) =>
      join.onRef('p.patient_id', '=', 'l.patient_id').onRef('p.id', '=', 'l.packet_id'),
    )
    .innerJoin('release.packet_volume as v', (join) =>
      join.onRef('v.patient_id', '=', 'l.patient_id').onRef('v.packet_id', '=', 'l.packet_id'),
    )
    .innerJoin('release.request as r', 'r.id', 'l.request_id')
    .innerJoin('release.disclosure as d', (join) =>
      join.onRef('d.patient_id', '=', 'l.patient_id').onRef('d.id', '=', 'l.disclosure_id'),
    )
    .select([
      'l.request_id',
      'l.patient_id',
      'l.id',
      'l.disclosure_id',
      'l.revoked_at',
      'l.failed_tries',
      'l.expires_at',
    ])
    .select(['l.downloads_at_most', 'l.begun', 'l.fetched'])
    .select(['p.number', 'p.encrypted', 'p.pages', 'v.volume', 'v.bytes'])
    .where('l.request_id', 'in', [...requestIds])
    .where('d.request_id', 'in', [...requestIds])
    // Handed over to whoever asked, and to nobody they named.
    .whereRef('d.recipient_name', '=', 'r.requester_name')
    .whereRef('d.recipient_organisation', 'is not distinct from', 'r.requester_organisation')
    .orderBy('l.recorded_at', 'desc')
    .orderBy('v.volume')
    .limit(MOST * 10)
    .execute();
  const links = new Map<string, OwnPacket & { requestId: string; volumes: OwnVolume[] }>();
  for (const row of rows) {
    if (linkState(row, act.now) !== 'open') continue;
    const link = links.get(row.id) ?? {
      requestId: row.request_id,
      patientId: row.patient_id,
      linkId: row.id,
      disclosureId: row.disclosure_id,
      number: row.number,
      encrypted: row.encrypted,
      pages: row.pages ?? 0,
      expiresAt: row.expires_at,
      volumes: [],
    };
    link.volumes.push({
      ...{ volume: row.volume, bytes: Number(row.bytes) },
      ...{ fetched: row.fetched.includes(row.volume), left: downloadsLeft(row, row.volume) },
    });
    links.set(row.id, link);
  }
  const byRequest = new Map<string, OwnPacket[]>();
  for (const { requestId, ...packet } of links.values())
    byRequest.set(requestId, [...(byRequest.get(requestId) ?? []), packet]);
  return byRequest;
}
