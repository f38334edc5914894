import type { Act } from '../../../platform/act.ts';
import { memberIds } from '../../patients/index.ts';
import type { Restriction } from './restriction.ts';

const MOST = 500;

/** All restrictions of the person, of merged registrations too, the newest first. */
export async function readRestrictions(act: Act, patientId: string): Promise<Restriction[]> {
  const { ids } = await memberIds(act, patientId);
  const rows = await act.tx
    .selectFrom('release.restriction as r')
    .leftJoin('release.restriction_answer as a', (join) =>
      join.onRef('a.patient_id', '=', 'r.patient_id').onRef('a.restriction_id', '=', 'r.id'),
    )
    .leftJoin('release.restriction_end as e', (join) =>
      join.onRef('e.patient_id', '=', 'r.patient_id').onRef('e.restriction_id', '=', 'r.id'),
    )
    .selectAll('r')
    .select(['a.answer', 'a.reason as answer_reason', 'a.rule_id as answer_rule'])
    .select(['a.recorded_at as answered_at', 'a.recorded_by as answered_by'])
    .select(['e.ended_by', 'e.notified_on', 'e.reason as end_reason', 'e.rule_id as end_rule'])
    .select(['e.recorded_at as end_at', 'e.recorded_by as end_by'])
    .where('r.patient_id', 'in', [...ids])
    .orderBy('r.recorded_at', 'desc')
    .orderBy('r.id', 'desc')
    .limit(MOST)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    patientId: row.patient_id,
    // CHECKs restriction_kind_is_known, restriction_was_asked_somehow, and the contract's list of requesters.
    kind: row.kind as Restriction['kind'],
    askedOn: row.asked_on,
    askedHow: row.asked_how as Restriction['askedHow'],
    words: row.words,
    recipients: row.recipients as Restriction['recipients'],
    recipientName: row.recipient_name,
    typeCodes: row.type_codes,
    encounterIds: row.encounter_ids,
    documentIds: row.document_ids,
    serviceFrom: row.service_from,
    serviceTo: row.service_to,
    holdsFrom: row.holds_from,
    holdsTo: row.holds_to,
    means: row.means,
    reachBy: row.reach_by as Restriction['reachBy'], // CHECK reach_is_known
    reachTo: row.reach_to,
    at: row.recorded_at,
    by: row.recorded_by,
    answer:
      row.answer === null || row.answered_at === null || row.answered_by === null || row.answer_rule === null
        ? null
        : {
            answer: row.answer as 'agreed' | 'refused', // CHECK restriction_answer_is_known
            reason: row.answer_reason,
            ruleId: row.answer_rule,
            at: row.answered_at,
            by: row.answered_by,
          },
    end:
      row.ended_by === null || row.end_at === null || row.end_by === null || row.end_rule === null
        ? null
        : {
            endedBy: row.ended_by as 'individual' | 'custodian', // CHECK restriction_is_ended_by_somebody
            notifiedOn: row.notified_on,
            reason: row.end_reason ?? '',
            ruleId: row.end_rule,
            at: row.end_at,
            by: row.end_by,
          },
  }));
}
