import type { Act } from '../../../platform/act.ts';
import { localDate } from '../../../../packages/rule-engine/index.ts';
import { facilityById, type FacilityFacts } from '../../directory/index.ts';
import { memberIds } from '../../patients/index.ts';
import { deriveRequestFacts } from '../derive-request-facts.ts';
import { deriveStatus } from '../derive-status.ts';
import type { LoadedRequest } from '../load-request.ts';
import { standingIds } from '../requesters/load-requester.ts';
import { type CaseInBrief, decideEarlier, EARLIER_DAYS } from './decide-earlier.ts';
import { deriveWrittenKey } from './derive-written-key.ts';

const MOST_LOOKED_AT = 100;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Keys for the person of a case in the comparison; any registration of the same person is the same one. */
const SAME_PERSON = 'same';

/** What is known of the later case, saved or still on the form. */
export interface AskedNow {
  readonly requestId: string | null;
  readonly facility: FacilityFacts;
  readonly patientId: string | null;
  readonly receivedAt: Date;
  readonly written: string | null;
  /** Its entry in the directory. */
  readonly requesterId: string | null;
  readonly name: string | null;
  readonly organisation: string | null;
  readonly reference: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

export function askedNow({ id, facility, patientId, row }: LoadedRequest): AskedNow {
  return {
    ...{ requestId: id, facility, patientId, receivedAt: row.received_at },
    ...{
      written: row.patient_as_written,
      requesterId: row.requester_id,
      name: row.requester_name,
      organisation: row.requester_organisation,
    },
    ...{ reference: row.requester_reference, from: row.asked_from, to: row.asked_to },
  };
}

/**
 * Earlier cases of the same patient and requester within half a year, the newest first, each with its outcome; and open ones
 * that wait, to which a paper may belong.
 */
export async function findEarlier(act: Act, now: AskedNow) {
  const members = now.patientId === null ? [] : (await memberIds(act, now.patientId)).ids;
  const rows = await candidates(act, now, members);
  const standing = await standingIds(act, [now.requesterId, ...rows.map((row) => row.requester_id)]);
  const own = new Set(act.actor.ownPatientIds ?? []);
  const brief = (of: Omit<CaseInBrief, 'receivedOn' | 'person'>, receivedAt: Date, person: string | null) => ({
    ...of,
    receivedOn: localDate(receivedAt, now.facility.timeZone),
    person,
  });
  const { name, organisation, reference, from, to } = now;
  const entryOf = (id: string | null) => (id === null ? null : (standing.get(id) ?? id));
  const mine = brief(
    {
      entry: entryOf(now.requesterId),
      name,
      organisation,
      reference,
      from,
      to,
      writtenKey: deriveWrittenKey(now.written),
    },
    now.receivedAt,
    now.patientId === null ? null : SAME_PERSON,
  );
  const found = [];
  for (const row of rows) {
    if (row.patient_id !== null && own.has(row.patient_id)) continue;
    const theirs = brief(
      {
        ...{ entry: entryOf(row.requester_id), name: row.requester_name, organisation: row.requester_organisation },
        reference: row.requester_reference,
        ...{ from: row.scope_from ?? row.asked_from, to: row.scope_to ?? row.asked_to, writtenKey: row.written_key },
      },
      row.received_at,
      row.patient_id === null ? null : members.includes(row.patient_id) ? SAME_PERSON : row.patient_id,
    );
    const { isEarlier, belongs, reasons } = decideEarlier(mine, theirs);
    const state = deriveStatus(deriveRequestFacts(row, localDate(act.now, now.facility.timeZone)));
    const waits = state.pended && state.next === 'wait';
    if (!isEarlier && !(belongs && waits)) continue;
    found.push({
      id: row.id,
      number: row.number,
      status: state.status,
      waits,
      receivedAt: row.received_at,
      requesterName: row.requester_name,
      requesterOrganisation: row.requester_organisation,
      askedFor: row.asked_for,
      from: theirs.from,
      to: theirs.to,
      /** Why it was cancelled, where it was. */
      cancelled: row.cancelled_for,
      reasons,
      isEarlier,
      belongs,
    });
  }
  act.note({ count: found.length });
  return found;
}

/** By the person, by name and birth date as written, by the requester's own number: each by its index. */
async function candidates(act: Act, now: AskedNow, members: readonly string[]) {
  const since = new Date(now.receivedAt.getTime() - (EARLIER_DAYS + 1) * DAY_MS);
  const written = deriveWrittenKey(now.written);
  const reference = now.reference?.trim().toLowerCase() ?? '';
  if (members.length === 0 && written === null && reference === '') return [];
  const found = await act.tx
    .selectFrom('release.request as r')
    .select('r.id')
    .where('r.received_at', '>=', since)
    .where('r.received_at', '<=', now.receivedAt)
    .$if(now.requestId !== null, (query) => query.where('r.id', '<>', now.requestId ?? ''))
    .where((is) =>
      is.or([
        ...(members.length === 0 ? [] : [is('r.patient_id', 'in', [...members])]),
        ...(written === null ? [] : [is('r.written_key', '=', written)]),
        ...(reference === '' ? [] : [is('r.reference_key', '=', reference)]),
      ]),
    )
    .orderBy('r.received_at', 'desc')
    .orderBy('r.id', 'desc')
    .limit(MOST_LOOKED_AT)
    .execute();
  const ids = found.map(({ id }) => id);
  if (ids.length === 0) return [];
  return act.tx
    .selectFrom('release.request as r')
    .innerJoin('release.request_facts as f', 'f.request_id', 'r.id')
    .leftJoin('release.cancellation as c', 'c.request_id', 'r.id')
    .leftJoin('release.scope as s', (join) =>
      join.onRef('s.patient_id', '=', 'f.patient_id').onRef('s.id', '=', 'f.scope_id'),
    )
    .selectAll('f')
    .select(['r.id', 'r.number', 'r.received_at', 'r.requester_name', 'r.requester_organisation'])
    .select([
      'r.requester_id',
      'r.requester_reference',
      'r.asked_for',
      'r.asked_from',
      'r.asked_to',
      'r.written_key',
      'r.patient_id',
    ])
    .select(['c.reason_code as cancelled_for', 's.from_on as scope_from', 's.to_on as scope_to'])
    .where('r.id', 'in', ids)
    .where('f.request_id', 'in', ids)
    .orderBy('r.received_at', 'desc')
    .orderBy('r.id', 'desc')
    .execute();
}

/** Asked from the form, before anything is saved. */
export async function askBeforeSaving(
  act: Act,
  form: Omit<AskedNow, 'requestId' | 'facility'> & { readonly facilityId: string },
) {
  const { facilityId, ...rest } = form;
  return findEarlier(act, { ...rest, requestId: null, facility: await facilityById(act, facilityId) });
}
