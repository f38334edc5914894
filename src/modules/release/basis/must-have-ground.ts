import type { Act } from '../../../platform/act.ts';
import { citeRulings, ruleBook } from '../../regulations/index.ts';
import type { PatientRequest } from '../load-request.ts';
import { decideDenial, type Denial } from './decide-denial.ts';
import { basisProblems as problems } from './problems.ts';

/**
 * What the individual, or who stands in their place, asks for by right of access is withheld only on a ground of the law
 * (45 CFR 164.524(a)(2)-(3)). On another basis no ground is asked, and none is kept.
 * @throws release/ground-missing
 */
export async function mustHaveGround(
  act: Act,
  request: PatientRequest,
  input: { ground: Denial['denial_ground']; professional: string | undefined },
): Promise<NonNullable<Denial['denial_ground']> | null> {
  if (!(await isOwnAccess(act, request))) return null;
  const flaw = (detail: string, at: string) =>
    problems.groundMissing({ detail: `Nothing was saved. ${detail}`, citations: ['45 CFR 164.524(a)(2)-(3)'], at });
  if (input.ground === undefined)
    throw flaw('The patient has a right to it. Choose the ground on which it is refused, or include it.', 'ground');
  const { answer, reason } = decideDenial(
    {
      denial_ground: input.ground,
      inmate: input.ground === 'inmate-copy-jeopardises',
      licensed_professional_judged: (input.professional ?? '') !== '',
    },
    ruleBook().rules,
    request.today,
  );
  if (answer === 'needs-professional') throw flaw('Name the licensed professional who judged it.', 'professional');
  if (answer === 'no-ground' || answer === 'undecided') throw flaw(`${reason.text}.`, 'ground');
  if (reason.version !== undefined) await citeRulings(act, [{ ruleId: reason.ruleId, outcome: 'answered' }]);
  return input.ground;
}

async function isOwnAccess(act: Act, request: PatientRequest): Promise<boolean> {
  const { authority } = request.ids;
  if (authority === null) return false;
  const row = await act.tx
    .selectFrom('release.authority')
    .select('basis')
    .where('patient_id', '=', request.patientId)
    .where('id', '=', authority)
    .executeTakeFirst();
  return row?.basis === 'to-individual';
}
