import type { Act } from '../../../platform/act.ts';
import { peopleWithRole } from '../../accounts/index.ts';
import { loadRights, mustBeNext } from './load-rights.ts';
import { rightsProblems as problems } from './problems.ts';
import { writeStep } from './write-step.ts';

const ROLE = 'clinician';

/**
 * Sends a request for amendment to the author of the entry, or to whoever of the clinicians takes it. Asked again it goes to
 * another one. The answer is the professional's.
 * @throws release/rights-not-now, release/rights-unfit
 */
export async function askAuthor(
  act: Act,
  input: { id: string; personId?: string | undefined; note?: string | undefined },
): Promise<void> {
  const rights = await loadRights(act, input.id, true);
  mustBeNext(rights, 'ask-author', 'author-answers');
  const { personId } = input;
  if (
    personId !== undefined &&
    (await peopleWithRole(act, ROLE, { facilityId: rights.facility.id, personId })).length === 0
  )
    throw problems.rightsUnfit({ detail: 'Nothing was saved. Choose a clinician of this facility.', at: 'personId' });
  await writeStep(act, rights, {
    kind: 'author-asked',
    facts: {
      ...(personId === undefined ? {} : { personId }),
      ...(input.note === undefined ? {} : { note: input.note.trim() }),
    },
  });
}
