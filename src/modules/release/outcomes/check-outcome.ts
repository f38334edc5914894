import type { LoadedRequest } from '../load-request.ts';
import { isByRight } from '../kind/decide-kind.ts';
import { kindOf } from '../kind/rule-requester-of.ts';
import { outcomeProblems } from './problems.ts';
import { endsCase, MAY_STAY_UNTOLD } from './kinds.ts';
import type { RecordOutcome } from './record-outcome.ts';
import { mustNotEndTwice } from './letter-of-outcome.ts';

/** These say that no records were given. */
const WITHOUT_RECORDS: readonly RecordOutcome['kind'][] = [
  'no-records',
  'not-our-patient',
  'not-our-custodian',
  'returned',
  'duplicate',
];

/** Whether a case can end so, as it stands. @throws release/outcome-stands, release/outcome-unfit, release/letter-needed */
export function checkOutcome(request: LoadedRequest, input: RecordOutcome): void {
  const { answer, facts, row } = request;
  const unfit = (detail: string, citations?: readonly string[]) =>
    outcomeProblems.outcomeUnfit({
      detail: `Nothing was saved. ${detail}`,
      ...(citations === undefined ? {} : { citations }),
      at: 'kind',
    });
  if (endsCase(input.kind)) mustNotEndTwice(request);
  if (facts.handOver === 'begun')
    throw unfit('A hand-over waits to be confirmed: say first whether it reached the recipient.');
  if (WITHOUT_RECORDS.includes(input.kind) && answer.handedOver)
    throw unfit('Records of this case left already: it ends as released, withdrawn or undeliverable.');
  switch (input.kind) {
    case 'released':
      if (answer.openComponents > 0) throw unfit('A component is still owed: send it or explain it first.');
      break;
    case 'partial':
      if (!answer.handedOver || answer.openComponents === 0)
        throw unfit('A release is partial when some records were handed over and a component is still owed.');
      break;
    case 'not-our-patient':
      if (request.patientId !== null)
        throw unfit(
          'The patient of this request is identified. Certify that there are no records, or take the identification back.',
        );
      break;
    case 'returned':
      // By what it is, not by its letterhead: an attorney's letter may be the request of the patient.
      if (row.requester_class === 'individual' || isByRight(kindOf(row)))
        throw unfit(
          'The request of a patient is not sent back for its form. Write for what is missing and pend the case, or deny with a ground.',
          ['45 CFR 164.524(a)(2)-(3)'],
        );
      break;
    case 'undeliverable':
      if (facts.handOver === 'confirmed') throw unfit('The hand-over was confirmed: the records arrived.');
      break;
    case 'no-records':
    case 'not-our-custodian':
    case 'withdrawn':
    case 'duplicate':
  }
  if (input.withoutLetter !== undefined && !MAY_STAY_UNTOLD.includes(input.kind))
    throw outcomeProblems.letterNeeded({
      detail: 'Nothing was saved. Whoever asked is told of this outcome in writing.',
      at: 'withoutLetter',
    });
  if (input.kind === 'duplicate' && input.duplicateOf === undefined)
    throw unfit('Give the number of the request that is worked instead.');
}
