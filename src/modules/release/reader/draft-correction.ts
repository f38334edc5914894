import type { Act } from '../../../platform/act.ts';
import { localDate } from '../../../../packages/rule-engine/index.ts';
import { draftLetter, prepareLetter, type StoredLetter } from '../../correspondence/index.ts';
import type { EvaluatedElement } from '../evaluate-checklists.ts';
import { loadRequest, mustHavePatient } from '../load-request.ts';
import { pendRequest } from '../pend-request.ts';
import { readAuthority } from '../read-authority.ts';
import type { Context } from './decide-reading.ts';
import { readerProblems as problems } from './problems.ts';

interface DraftCorrection {
  readonly requestId: string;
  readonly language: 'en' | 'es';
}

/** Sums of the others: named one by one instead. */
const SUMS = new Set(['incomplete', 'deficient']);

/** Outside the transaction: the letter that names what the authorization in force lacks, and nothing else. */
export async function prepareCorrection(context: Context, input: DraftCorrection): Promise<StoredLetter> {
  const within = <T>(fn: (act: Act) => Promise<T>) =>
    context.services.acting.act(
      context.request.actContext,
      { verb: 'release.prepare-correction', permission: 'release/work' },
      fn,
    );
  const { request, lacking } = await within((act) => findLacking(act, input.requestId));
  const { row } = request;
  return prepareLetter(context.services, within, {
    template: 'authorization-incomplete',
    facts: {
      requestNumber: request.number,
      receivedOn: localDate(row.received_at, request.facility.timeZone),
      missing: lacking.map(({ id, text, cite }) => ({ element: id, text, cite })),
    },
    recipient: {
      name: row.requester_name ?? '',
      lines: [...(row.requester_organisation === null ? [] : [row.requester_organisation]), ...row.requester_address],
    },
    language: input.language,
    patientId: request.patientId,
    facilityId: request.facility.id,
    case: { module: 'release', id: request.id },
  });
}

/** Drafts the letter, which a person still sends, and lets the case wait for the requester; its clock runs on. */
export async function draftCorrection(
  act: Act,
  input: DraftCorrection,
  letter: StoredLetter,
): Promise<{ letterId: string; number: string; pendId: string }> {
  await findLacking(act, input.requestId);
  const { letterId, number } = await draftLetter(act, letter);
  const { pendId } = await pendRequest(act, {
    requestId: input.requestId,
    waitingFor: 'requester',
    reason: `The authorization is not complete: letter ${number} says what it lacks.`,
  });
  act.note({ subjectIds: [letterId] });
  return { letterId, number, pendId };
}

/** @throws release/not-yet, release/nothing-lacks */
async function findLacking(act: Act, requestId: string) {
  const request = mustHavePatient(await loadRequest(act, requestId, 'work'));
  const authority = await readAuthority(act, request);
  const lacking = (authority?.today.evaluation.elements ?? []).filter(isLacking);
  if (lacking.length === 0)
    throw problems.nothingLacks({
      detail: 'No letter was made: no form was recorded as incomplete. Go through the form first.',
    });
  // One reading answers two laws: what both ask for is named once.
  const named = lacking.filter(({ id }, at) => lacking.findIndex((other) => other.id === id) === at);
  return { request, lacking: named };
}

function isLacking({ id, state }: EvaluatedElement): boolean {
  return state !== 'found' && !SUMS.has(id);
}
