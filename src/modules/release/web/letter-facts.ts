import { dayIn } from '../../../ui/dates.ts';
import { type CaseLettersProps } from '../../correspondence/web/index.tsx';
import { type ReleaseCase } from './case.ts';

const NOT_FOUND = ['missing', 'unclear', 'defect'];

/** Pure: what a letter about this case can be told without asking: numbers, days, and what the authorization lacks. */
export function letterFacts(open: ReleaseCase, zone: string): CaseLettersProps['known'] {
  const due = open.deadlines.find(({ settled }) => settled === null);
  const missing = (open.authority?.elements ?? []).filter(({ state }) => NOT_FOUND.includes(state));
  const included = (open.scope?.documents ?? []).filter(
    ({ decision, settlement }) => (settlement?.decision ?? decision) === 'include',
  );
  return {
    requestNumber: open.number,
    receivedOn: dayIn(zone, new Date(open.receivedAt)),
    ...(open.askedFor === null ? {} : { askedFor: open.askedFor }),
    ...(due === undefined ? {} : { dueOn: due.dueOn }),
    ...(missing.length === 0 ? {} : { missing: missing.map(({ id, text, cite }) => ({ element: id, text, cite })) }),
    ...(open.patient === null ? {} : { patientName: open.patient.name }),
    ...(open.packet === null ? {} : { packetNumber: open.packet.number, documents: included.length }),
    ...(open.packet?.pages == null ? {} : { pages: open.packet.pages }),
  };
}
