import type { Act } from '../../platform/act.ts';
import type { PatientRequest } from './load-request.ts';

/**
 * Everybody whose hand prepared what is to be approved: patient, requester, authority, what was served, scope, decisions,
 * redactions, what was found.
 */
export async function readPreparers(act: Act, request: PatientRequest): Promise<string[]> {
  const { id, patientId, ids } = request;
  const people = [
    ...(await act.tx
      .selectFrom('release.identification')
      .select('recorded_by')
      .where('request_id', '=', id)
      .where('withdrawn_at', 'is', null)
      .execute()),
    ...(await act.tx
      .selectFrom('release.verification')
      .select('recorded_by')
      .where('request_id', '=', id)
      .orderBy('recorded_at', 'desc')
      .limit(1)
      .execute()),
    ...(await act.tx
      .selectFrom('release.authority')
      .select('recorded_by')
      .where('patient_id', '=', patientId)
      .where('id', '=', ids.authority ?? '')
      .execute()),
    ...(await act.tx
      .selectFrom('release.court_process')
      .select('recorded_by')
      .where('request_id', '=', id)
      .where('counts', '=', true)
      .execute()),
    ...(await act.tx
      .selectFrom('release.scope')
      .select('recorded_by')
      .where('patient_id', '=', patientId)
      .where('id', '=', ids.scope ?? '')
      .execute()),
    ...(await act.tx
      .selectFrom('release.settlement')
      .select('recorded_by')
      .distinct()
      .where('patient_id', '=', patientId)
      .where('scope_id', '=', ids.scope ?? '')
      .execute()),
    ...(await act.tx
      .selectFrom('release.redaction')
      .select('recorded_by')
      .distinct()
      .where('patient_id', '=', patientId)
      .where('request_id', '=', id)
      .execute()),
    ...(await act.tx
      .selectFrom('release.redaction_undoing')
      .select('recorded_by')
      .distinct()
      .where('patient_id', '=', patientId)
      .where('request_id', '=', id)
      .execute()),
    ...(await act.tx
      .selectFrom('release.packet_option')
      .select('recorded_by')
      .where('patient_id', '=', patientId)
      .where('request_id', '=', id)
      .orderBy('recorded_at', 'desc')
      .limit(1)
      .execute()),
    ...(await act.tx
      .selectFrom('release.preflight_settlement')
      .select('recorded_by')
      .distinct()
      .where('patient_id', '=', patientId)
      .where('request_id', '=', id)
      .execute()),
  ];
  return [...new Set(people.map((each) => each.recorded_by))].sort();
}
