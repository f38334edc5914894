import { localDate } from '../../../../packages/rule-engine/index.ts';
import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { maskOf } from '../../access/index.ts';
import { facilityById } from '../../directory/index.ts';
import { readPatient } from '../../patients/index.ts';
import { citeRulings, evaluate } from '../../regulations/index.ts';
import { refuseOwnRecord } from '../load-request.ts';
import { rightsProblems as problems } from './problems.ts';

const ORAL = 'us/hipaa/accounting-suspension-oral';

export interface SuspendAccounting {
  readonly patientId: string;
  readonly agency: string;
  readonly official: string;
  readonly form: 'written' | 'oral';
  readonly statedOn: string;
  /** Of a written statement: the time it specifies. An oral one holds for 30 days and not longer. */
  readonly until?: string | undefined;
  readonly reason: string;
}

/**
 * An oversight agency or police states that an accounting of what it got would impede it (45 CFR 164.528(a)(2)). In writing it
 * says until when; said orally it holds for 30 days at most and is documented.
 * @throws release/own-record, release/rights-unfit
 */
export async function suspendAccounting(act: Act, input: SuspendAccounting): Promise<{ id: string; until: string }> {
  await refuseOwnRecord(act, input.patientId);
  const patient = await readPatient(act, input.patientId);
  const facility = await facilityById(act, patient.facilityId);
  const unfit = (detail: string, at: string) => problems.rightsUnfit({ detail: `Nothing was saved. ${detail}`, at });
  if (input.statedOn > localDate(act.now, facility.timeZone))
    throw unfit('The day of the statement lies in the future.', 'statedOn');
  const oral = evaluate('clock', ORAL, {
    on: input.statedOn,
    facts: { statement_form: 'oral', stated_on: input.statedOn },
  });
  const latest = oral.answer?.dueOn;
  if (latest === undefined) throw new Error(`${ORAL} did not answer: ${oral.outcome}`);
  if (input.form === 'written' && input.until === undefined)
    throw unfit('A written statement says until when: give that day.', 'until');
  if (input.form === 'oral' && input.until !== undefined && input.until > latest)
    throw unfit(`Said orally it holds until ${latest} at the latest.`, 'until');
  const until = input.until ?? latest;
  if (until < input.statedOn) throw unfit('It would end before it was stated.', 'until');
  const id = newId();
  await act.tx
    .insertInto('release.accounting_suspension')
    .values({
      patient_id: patient.id,
      id,
      facility_id: facility.id,
      labels: maskOf(patient.labels),
      agency: input.agency.trim(),
      official: input.official.trim(),
      form: input.form,
      stated_on: input.statedOn,
      until,
      reason: input.reason.trim(),
      ...(input.form === 'oral' ? { rule_id: oral.ruleId, rule_version: oral.version } : {}),
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  if (input.form === 'oral') await citeRulings(act, [oral]);
  act.note({ patientIds: [patient.id], subjectIds: [id], detail: { form: input.form, until } });
  act.emit('release.rights-changed', { rightsId: null, patientId: patient.id });
  return { id, until };
}
