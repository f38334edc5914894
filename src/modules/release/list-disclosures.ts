import type { Act } from '../../platform/act.ts';
import { memberIds } from '../patients/index.ts';
import type { Reason } from './reason.ts';

const LIST_LIMIT = 2_000;
const LOG = 'release.disclosure_log as l';

export interface ListDisclosures {
  readonly patientId: string;
  readonly requestId?: string;
  /** Days at the facility, both included. */
  readonly from?: string;
  readonly to?: string;
  /** Only what an accounting shows. */
  readonly accountable?: boolean;
}

/** Hand-overs of a person's records, merged registrations included, the newest first. */
export async function listDisclosures(act: Act, asked: ListDisclosures) {
  const { ids } = await memberIds(act, asked.patientId);
  const { from, to, requestId } = asked;
  // Both views have the same columns; the accounting is the log without what is not accounted for.
  const view = (asked.accountable === true ? 'release.accounting as l' : LOG) as typeof LOG;
  const rows = await act.tx
    .selectFrom(view)
    .leftJoin('release.request as r', 'r.id', 'l.request_id')
    .leftJoin('release.packet as p', (join) =>
      join.onRef('p.patient_id', '=', 'l.patient_id').onRef('p.id', '=', 'l.packet_id'),
    )
    .selectAll('l')
    .select(['r.number as request_number', 'p.number as packet_number'])
    .where('l.patient_id', 'in', ids)
    .$if(requestId !== undefined, (query) => query.where('l.request_id', '=', requestId ?? ''))
    .$if(from !== undefined, (query) => query.where('l.disclosed_on', '>=', from ?? ''))
    .$if(to !== undefined, (query) => query.where('l.disclosed_on', '<=', to ?? ''))
    .orderBy('l.disclosed_at', 'desc')
    .orderBy('l.id', 'desc')
    .limit(LIST_LIMIT + 1)
    .execute();
  const misfiled = await misfiledOf(act, ids);
  return {
    more: rows.length > LIST_LIMIT,
    // Columns of a view are nullable to the type printer; these come straight from NOT NULL columns.
    disclosures: rows.slice(0, LIST_LIMIT).map((row) => ({
      id: row.id ?? '',
      requestId: row.request_id,
      requestNumber: row.request_number,
      packetNumber: row.packet_number,
      basis: row.basis ?? '',
      recipientName: row.recipient_name ?? '',
      recipientOrganisation: row.recipient_organisation,
      recipientAddress: row.recipient_address ?? [],
      description: row.description ?? '',
      purpose: row.purpose ?? '',
      disclosedOn: row.disclosed_on ?? '',
      disclosedAt: row.disclosed_at ?? act.now,
      channel: row.channel ?? 'other',
      pages: row.pages,
      documents: row.documents,
      accountable: row.accountable === true,
      accountableReason: row.accountable_reason as unknown as Reason, // as write-disclosure.ts wrote it
      misfiled: misfiled.get(row.id ?? '') ?? [],
      outcome: row.outcome,
      outcomeHow: row.outcome_how,
      outcomeAt: row.outcome_at,
      by: row.recorded_by ?? '',
    })),
  };
}

/** Of which disclosures a page was another patient's, or was of this one in another chart; nothing in it names who. */
async function misfiledOf(act: Act, patientIds: readonly string[]) {
  const rows = await act.tx
    .selectFrom('release.misfiled_disclosure')
    .select(['disclosure_id', 'side', 'reason', 'pages', 'incident_number as incidentNumber', 'recorded_at as at'])
    .where('patient_id', 'in', [...patientIds])
    .orderBy('recorded_at')
    .limit(LIST_LIMIT)
    .execute();
  const found = new Map<string, Omit<(typeof rows)[number], 'disclosure_id'>[]>();
  for (const { disclosure_id: id, ...row } of rows) found.set(id, [...(found.get(id) ?? []), row]);
  return found;
}
