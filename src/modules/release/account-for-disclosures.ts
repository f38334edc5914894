import type { Act } from '../../platform/act.ts';
import { facilityById } from '../directory/index.ts';
import { readPatient } from '../patients/index.ts';
import { citeRulings, evaluate } from '../regulations/index.ts';
import { localDate } from '../../../packages/rule-engine/index.ts';
import { listDisclosures } from './list-disclosures.ts';
import { refuseOwnRecord } from './load-request.ts';

const WINDOW = 'us/hipaa/accounting-window';

/**
 * The accounting that a patient may ask for (45 CFR 164.528): of the disclosures of the six years before the day it was asked
 * for, those that are accountable. The disclosure log beside it has all of them.
 * @throws release/own-record, patients/not-found
 */
export async function accountForDisclosures(act: Act, input: { patientId: string; askedOn?: string | undefined }) {
  await refuseOwnRecord(act, input.patientId);
  const patient = await readPatient(act, input.patientId);
  const facility = await facilityById(act, patient.facilityId);
  const askedOn = input.askedOn ?? localDate(act.now, facility.timeZone);
  const ruling = evaluate('window', WINDOW, { on: askedOn, facts: { asked_on: askedOn } });
  if (ruling.answer === null) throw new Error(`${WINDOW} did not answer for ${askedOn}: ${ruling.outcome}`);
  const { from, to } = ruling.answer;
  const { disclosures } = await listDisclosures(act, { patientId: input.patientId, from, to, accountable: true });
  await citeRulings(act, [ruling]);
  act.note({ patientIds: [input.patientId], count: disclosures.length, detail: { askedOn, from, to } });
  return {
    askedOn,
    from,
    to,
    rule: { ruleId: ruling.ruleId, version: ruling.version, citations: ruling.citations },
    disclosures,
  };
}
