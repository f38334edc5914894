import { localDate } from '../../../../packages/rule-engine/index.ts';
import type { Act } from '../../../platform/act.ts';
import { isId } from '../../../platform/ids.ts';
import { namesOfPeople } from '../../accounts/index.ts';
import { memberIds, printName, readPatient } from '../../patients/index.ts';
import type { ComponentKind, ComponentState } from '../components/kinds.ts';
import { listDisclosures } from '../list-disclosures.ts';
import { type LoadedRequest, refuseOwnRecord } from '../load-request.ts';
import type { AnswerCase } from './derive-answer-facts.ts';
import { receivedOn } from './letter-of-outcome.ts';
import { outcomeProblems } from './problems.ts';

const MOST = 200;

/** What the case knows for the letter of its outcome. */
export async function gatherAnswer(
  act: Act,
  request: LoadedRequest,
  otherNumber: string | undefined,
): Promise<AnswerCase & { readonly otherId: string | null }> {
  const components = await act.tx
    .selectFrom('release.component as c')
    .select(['c.kind', 'c.what', 'c.custodian', 'c.state'])
    .select(({ selectFrom }) =>
      selectFrom('release.component_step as s')
        .select('s.reason')
        .whereRef('s.component_id', '=', 'c.id')
        .orderBy('s.recorded_at', 'desc')
        .orderBy('s.id', 'desc')
        .limit(1)
        .as('reason'),
    )
    .where('c.request_id', '=', request.id)
    .orderBy('c.recorded_at')
    .orderBy('c.id')
    .limit(MOST)
    .execute();
  const other = otherNumber === undefined ? undefined : await findOther(act, request, otherNumber);
  const names = isId(act.actor.id) ? await namesOfPeople(act, [act.actor.id]) : new Map<string, string>();
  return {
    requestNumber: request.number,
    receivedOn: receivedOn(request),
    components: components.map((row) => ({
      ...row,
      kind: row.kind as ComponentKind, // CHECK component_kind_is_known
      state: row.state as ComponentState, // CHECK component_state_is_known
    })),
    packets: await packetsOf(act, request),
    other,
    otherId: other?.id ?? null,
    searchedBy: names.get(act.actor.id) ?? act.actor.id,
  };
}

async function packetsOf(act: Act, request: LoadedRequest) {
  if (request.patientId === null) return [];
  const { disclosures } = await listDisclosures(act, { patientId: request.patientId, requestId: request.id });
  return disclosures
    .filter(({ outcome, packetNumber }) => outcome !== 'not-handed-over' && packetNumber !== null)
    .map(({ packetNumber, pages, documents }) => ({
      number: packetNumber ?? '',
      pages: pages ?? 0,
      documents: documents ?? 0,
    }))
    .reverse();
}

/** The request that is worked instead, by its number. @throws release/outcome-unfit */
async function findOther(act: Act, request: LoadedRequest, number: string) {
  const row = await act.tx
    .selectFrom('release.request')
    .select(['id', 'number', 'received_at', 'patient_id'])
    .where('number_key', '=', number.trim().toLowerCase())
    .executeTakeFirst();
  if (row !== undefined && row.patient_id !== null) await refuseOwnRecord(act, row.patient_id);
  const same =
    row?.patient_id == null ||
    request.patientId === null ||
    (await memberIds(act, request.patientId)).ids.includes(row.patient_id);
  if (row === undefined || row.id === request.id || !same)
    throw outcomeProblems.outcomeUnfit({
      detail: 'Nothing was saved. Give the number of another request here for the same patient, such as R-2026-000123.',
      at: 'duplicateOf',
    });
  return { id: row.id, number: row.number, receivedOn: localDate(row.received_at, request.facility.timeZone) };
}

/** Every name under which the person is known here, merged registrations included. */
export async function namesKnown(act: Act, patientId: string): Promise<string[]> {
  const record = await readPatient(act, patientId);
  const names = record.names.map(printName);
  for (const id of record.memberIds.filter((each) => each !== record.id).slice(0, MOST))
    names.push(...(await readPatient(act, id)).names.map(printName));
  return [...new Set(names.filter((name) => name !== ''))];
}
