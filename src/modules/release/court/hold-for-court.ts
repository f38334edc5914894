import type { Act } from '../../../platform/act.ts';
import { listHolds, placeHold } from '../../documents/index.ts';
import { loadRequest, mustHavePatient } from '../load-request.ts';
import { courtProblems } from './problems.ts';
import { processOf } from './read-court.ts';

/**
 * A legal hold on the whole record, for the matter of this case: nothing of it is destroyed while the matter runs. Twice is once.
 * @throws release/process-missing, release/not-yet
 */
export async function holdForCourt(act: Act, input: { requestId: string }): Promise<{ holdId: string }> {
  const request = mustHavePatient(await loadRequest(act, input.requestId, 'work'));
  const process = await processOf(act, request.id);
  if (process === undefined)
    throw courtProblems.processMissing({ detail: 'Nothing was held. Record first what was served.' });
  const held = await holdOfCase(act, request);
  if (held !== null) return { holdId: held.id };
  const number = process.case_number === null ? '' : `, ${process.case_number}`;
  return placeHold(act, {
    patientId: request.patientId,
    matter: `${process.caption}${number} ${suffixOf(request)}`,
  });
}

/** The hold in force that was placed from this case. */
export async function holdOfCase(
  act: Act,
  request: { readonly patientId: string | null; readonly number: string },
): Promise<{ id: string; matter: string; placedAt: Date } | null> {
  if (request.patientId === null) return null;
  const hold = (await listHolds(act, request.patientId)).find(
    ({ lifted, matter }) => lifted === null && matter.endsWith(suffixOf(request)),
  );
  return hold === undefined ? null : { id: hold.id, matter: hold.matter, placedAt: hold.placedAt };
}

function suffixOf({ number }: { readonly number: string }): string {
  return `(${number})`;
}
