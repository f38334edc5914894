import type { Selectable } from 'kysely';
import type { Act } from '../../platform/act.ts';
import type { DB } from '../../platform/db/database.ts';
import { facilityById, type FacilityFacts } from '../directory/index.ts';
import { memberIds } from '../patients/index.ts';
import { localDate } from '../../../packages/rule-engine/index.ts';
import { deriveRequestFacts } from './derive-request-facts.ts';
import {
  type AnswerFacts,
  deriveStatus,
  type NextStep,
  NOTHING_OWED,
  type RequestFacts,
  type Status,
} from './derive-status.ts';
import { readAnswers } from './outcomes/read-answers.ts';
import { problems } from './problems.ts';

/** A request as it stands, with the ids of what counts now. */
export interface LoadedRequest {
  readonly id: string;
  readonly number: string;
  readonly facility: FacilityFacts;
  readonly labels: bigint;
  readonly patientId: string | null;
  readonly row: RequestRow;
  /** The day it is now at the facility. */
  readonly today: string;
  readonly status: Status;
  readonly next: NextStep;
  readonly pended: boolean;
  readonly facts: RequestFacts;
  /** What is owed beside the hand-over. */
  readonly answer: AnswerFacts;
  readonly ids: {
    readonly authority: string | null;
    readonly scope: string | null;
    readonly approval: string | null;
    readonly packet: string | null;
    readonly disclosure: string | null;
  };
}

/**
 * One request for reading or, with its row locked until the act ends, for work. Nobody serves a request about himself
 * (shapes.md 1). Unknown and hidden answer alike.
 * @throws release/not-found, release/own-record, release/ended
 */
export async function loadRequest(act: Act, id: string, purpose: 'read' | 'work' | 'any-work'): Promise<LoadedRequest> {
  const row = await rowOf(act, id, purpose !== 'read');
  if (row === undefined)
    throw problems.notFound({ detail: 'Nothing was changed. Reload the list of requests; it may be restricted.' });
  if (row.patient_id !== null) await refuseOwnRecord(act, row.patient_id);
  const facility = await facilityById(act, row.facility_id);
  const today = localDate(act.now, facility.timeZone);
  const state = await act.tx
    .selectFrom('release.request_facts')
    .selectAll()
    .where('request_id', '=', id)
    .executeTakeFirstOrThrow();
  const facts = deriveRequestFacts(state, today);
  const answer = (await readAnswers(act, [id])).get(id) ?? NOTHING_OWED;
  const derived = deriveStatus(facts, answer);
  act.note({ subjectIds: [id], ...(row.patient_id === null ? {} : { patientIds: [row.patient_id] }) });
  if (purpose === 'work' && (facts.cancelled || facts.closed))
    throw problems.ended({
      detail: 'Nothing was changed: the request was closed or cancelled. Reload to see by whom.',
    });
  return {
    id,
    number: row.number,
    facility,
    labels: BigInt(row.labels),
    patientId: row.patient_id,
    row,
    today,
    ...derived,
    facts,
    answer,
    ids: {
      authority: state.authority_id,
      scope: state.scope_id,
      approval: state.approval_id,
      packet: state.packet_id,
      disclosure: state.disclosure_id,
    },
  };
}

/** A request whose patient is identified, which the steps from authority on need. */
export interface PatientRequest extends LoadedRequest {
  readonly patientId: string;
}

export function mustHavePatient(request: LoadedRequest): PatientRequest {
  const { patientId } = request;
  if (patientId === null)
    throw problems.notYet({ detail: 'Nothing was saved. Identify the patient of this request first.' });
  return { ...request, patientId };
}

/** @throws release/own-record */
export async function refuseOwnRecord(act: Act, patientId: string): Promise<void> {
  const own = act.actor.ownPatientIds ?? [];
  if (own.length === 0) return;
  const { ids } = await memberIds(act, patientId);
  if (!own.includes(patientId) && !ids.some((id) => own.includes(id))) return;
  throw problems.ownRecord({
    detail: 'Nothing was opened or changed. Return the item to its queue: a colleague must take this request.',
  });
}

export type RequestRow = Selectable<DB['release.request']>;

async function rowOf(act: Act, id: string, lock: boolean): Promise<RequestRow | undefined> {
  return act.tx
    .selectFrom('release.request')
    .selectAll()
    .where('id', '=', id)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst();
}
