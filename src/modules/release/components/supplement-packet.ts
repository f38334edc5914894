import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import type { LoadedRequest, PatientRequest } from '../load-request.ts';

/** The records were handed over and a part is owed: another packet of the same case completes it. */
export function isPartlyDelivered({ facts, answer }: LoadedRequest): boolean {
  return facts.handOver === 'confirmed' && answer.openComponents > 0;
}

/** The packet of this case that left last and did not fail. */
export async function readSupplementTo(act: Act, request: PatientRequest) {
  const [last] = await packetsOf(act, request);
  return last === undefined ? undefined : { packetNumber: last.number, releasedOn: last.disclosed_on };
}

/** Which version of each document left in an earlier packet of this case. */
export async function readSentBefore(act: Act, request: PatientRequest): Promise<ReadonlyMap<string, string>> {
  const packets = await packetsOf(act, request);
  if (packets.length === 0) return new Map();
  const rows = await act.tx
    .selectFrom('release.disclosure_document')
    .select(['document_id', 'version_id'])
    .where('patient_id', '=', request.patientId)
    .where(
      'disclosure_id',
      'in',
      packets.map(({ id }) => id),
    )
    .execute();
  return new Map(rows.map((row) => [row.document_id, row.version_id]));
}

/**
 * A supplement holds what the recipient does not have: documents that left before in the same version are taken out of the
 * new scope, with the packet they were in as the reason. A person may put one back. Tells which were taken out.
 */
export async function leaveOutSent(act: Act, request: PatientRequest, scopeId: string): Promise<ReadonlySet<string>> {
  const before = await readSentBefore(act, request);
  if (before.size === 0) return new Set();
  const included = await act.tx
    .selectFrom('release.scope_document')
    .select(['document_id', 'version_id', 'labels'])
    .where('patient_id', '=', request.patientId)
    .where('scope_id', '=', scopeId)
    .where('decision', '=', 'include')
    .execute();
  const again = included.filter((document) => before.get(document.document_id) === document.version_id);
  if (again.length === 0) return new Set();
  const to = await readSupplementTo(act, request);
  await act.tx
    .insertInto('release.settlement')
    .values(
      again.map((document) => ({
        patient_id: request.patientId,
        id: newId(),
        facility_id: request.facility.id,
        labels: document.labels,
        request_id: request.id,
        scope_id: scopeId,
        document_id: document.document_id,
        decision: 'withhold',
        reason: `The recipient has it: packet ${to?.packetNumber ?? ''}`.trim(),
        recorded_at: act.now,
        recorded_by: act.actor.id,
      })),
    )
    .execute();
  return new Set(again.map((document) => document.document_id));
}

const MOST = 50;

async function packetsOf(act: Act, request: PatientRequest) {
  return act.tx
    .selectFrom('release.disclosure as d')
    .innerJoin('release.packet as p', (join) =>
      join.onRef('p.patient_id', '=', 'd.patient_id').onRef('p.id', '=', 'd.packet_id'),
    )
    .leftJoin('release.confirmation as c', (join) =>
      join.onRef('c.patient_id', '=', 'd.patient_id').onRef('c.disclosure_id', '=', 'd.id'),
    )
    .select(['d.id', 'd.disclosed_on', 'p.number'])
    .where('d.patient_id', '=', request.patientId)
    .where('d.request_id', '=', request.id)
    .where((is) => is.or([is('c.outcome', 'is', null), is('c.outcome', '<>', 'not-handed-over')]))
    .orderBy('d.disclosed_at', 'desc')
    .orderBy('d.id', 'desc')
    .limit(MOST)
    .execute();
}
