import type { AskedState } from '../../../modules/release/index.ts';
import { isObject, type JsonObject } from '../read-json.ts';

/** FHIR R4 valueset-task-status, of those that a case can have. */
export type TaskStatus =
  'received' | 'accepted' | 'in-progress' | 'on-hold' | 'completed' | 'rejected' | 'cancelled' | 'failed';

const WAITS: Readonly<Record<string, string>> = {
  requester: 'Waits for an answer of the requester',
  patient: 'Waits for the patient',
  payment: 'Waits for payment',
  professional: 'Waits for a health professional',
  'other-facility': 'Waits for another facility',
  'legal-counsel': 'Waits for legal counsel',
};
const ENDINGS: Readonly<Record<string, { status: TaskStatus; why: string }>> = {
  released: { status: 'completed', why: '' },
  'no-records': { status: 'rejected', why: 'No records were found' },
  'not-our-patient': { status: 'rejected', why: 'Not a patient of this facility' },
  'not-our-custodian': { status: 'rejected', why: 'The records are kept by somebody else' },
  returned: { status: 'rejected', why: 'Returned; a letter says what is missing' },
  denied: { status: 'rejected', why: 'Denied; a letter says why' },
  withdrawn: { status: 'cancelled', why: 'Withdrawn' },
  duplicate: { status: 'cancelled', why: 'Asked for before' },
  undeliverable: { status: 'failed', why: 'Could not be delivered' },
};
const CANCELLED: Readonly<Record<string, { status: TaskStatus; why: string }>> = {
  withdrawn: { status: 'cancelled', why: 'Withdrawn' },
  duplicate: { status: 'cancelled', why: 'Asked for before' },
  'no-records': { status: 'rejected', why: 'No records were found' },
  'authority-not-cured': { status: 'rejected', why: 'The authorization is not sufficient' },
  'sent-elsewhere': { status: 'rejected', why: 'Sent on to whoever keeps the records' },
};

/** Where a request stands, in the words of FHIR; the reason names nothing of any record. */
export function deriveTaskStatus(state: AskedState): { readonly status: TaskStatus; readonly why: string } {
  const ended = state.ending === null ? undefined : ENDINGS[state.ending];
  if (state.status === 'cancelled')
    return CANCELLED[state.cancelledFor ?? ''] ?? { status: 'cancelled', why: 'Ended by the desk' };
  if (state.status === 'answered' || state.status === 'closed')
    return ended ?? { status: state.handedOver ? 'completed' : 'rejected', why: '' };
  if (state.status === 'delivered') return { status: 'completed', why: '' };
  if (state.pends.length > 0)
    return { status: 'on-hold', why: state.pends.map((each) => WAITS[each] ?? 'Waits').join('; ') };
  if (state.status === 'received') return { status: 'received', why: '' };
  if (state.status === 'identified' || state.status === 'verified') return { status: 'accepted', why: '' };
  return { status: 'in-progress', why: '' };
}

/** The Task as it was sent, without the content of its files, with how the case stands now. */
export function deriveTaskAnswer(sent: JsonObject, id: string, state: AskedState): JsonObject {
  const { status, why } = deriveTaskStatus(state);
  const identifiers = Array.isArray(sent.identifier) ? sent.identifier : [];
  return {
    ...sent,
    id,
    identifier: [...identifiers, { system: 'urn:chartkeeper:release-case', value: state.number }],
    status,
    ...(why === '' ? {} : { statusReason: { text: why } }),
    businessStatus: { coding: [{ system: 'urn:chartkeeper:release-status', code: state.status }] },
  };
}

/** What is kept of a Task: its files lie encrypted at intake, and not a second time beside it. */
export function withoutContent(task: JsonObject): JsonObject {
  const strip = (value: JsonObject[string]): JsonObject[string] => {
    if (Array.isArray(value)) return value.map(strip);
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, each]) => (key === 'data' ? [] : [[key, strip(each)] as const])),
    );
  };
  return {
    ...task,
    ...(task.contained === undefined ? {} : { contained: strip(task.contained) }),
    ...(task.input === undefined ? {} : { input: strip(task.input) }),
  };
}
