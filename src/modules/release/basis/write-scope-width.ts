import type { Act } from '../../../platform/act.ts';
import { localDate } from '../../../../packages/rule-engine/index.ts';
import { listEncounters } from '../../encounters/index.ts';
import { citeRulings, ruleBook } from '../../regulations/index.ts';
import type { DisclosureBasis } from '../decide-accountable.ts';
import type { PatientRequest } from '../load-request.ts';
import { basisProblems as problems } from './problems.ts';
import type { Reason } from '../reason.ts';
import type { Wider } from './answers.ts';
import { measureScope, proposeScope, type UsualScope } from './usual-scopes.ts';

export interface WidthChoice {
  readonly from: string | null;
  readonly to: string | null;
  /** The billed encounter, where the purpose is payment. */
  readonly encounterId?: string | undefined;
  readonly injuryOn?: string | undefined;
  /** Why it is wider than usual. */
  readonly whyWider?: string | undefined;
}

export interface MeasuredWidth {
  readonly usual: UsualScope;
  readonly rule: Reason;
  readonly wider: readonly Wider[];
  readonly choice: WidthChoice;
}

/**
 * Compares a scope with what is usual for its basis, where the minimum necessary applies (45 CFR 164.502(b)); undefined
 * where it does not. Who goes beyond says why.
 * @throws release/wider-than-usual, release/encounter-unknown
 */
export async function mustBeMinimum(
  act: Act,
  request: PatientRequest,
  basis: string,
  choice: WidthChoice,
): Promise<MeasuredWidth | undefined> {
  const proposed = proposeScope(basis as DisclosureBasis, ruleBook().rules, request.today); // as recorded with the authority
  if (proposed === undefined) return undefined;
  const { usual, reason } = proposed;
  const encounter = choice.encounterId === undefined ? null : await daysOf(act, request, choice.encounterId);
  const wider = measureScope(usual, { ...choice, encounter, injuryOn: choice.injuryOn ?? null });
  if (wider.length > 0 && (choice.whyWider?.trim() ?? '') === '')
    throw problems.widerThanUsual({
      detail: `Nothing was saved. ${NEEDED[usual.limit]} Narrow the scope, or say why more is needed.`,
      citations: [reason.cite ?? '', '45 CFR 164.514(d)'].filter((cite) => cite !== ''),
      at: 'whyWider',
    });
  return { usual, rule: reason, wider, choice };
}

const NEEDED: Record<UsualScope['limit'], string> = {
  encounter: 'For payment the billed encounter is enough: choose it, and days within it.',
  injury:
    'For workers’ compensation the days from the injury on are enough: give the day of the injury, and a last day.',
  days: 'Give the first and the last day that are asked for.',
};

async function daysOf(act: Act, request: PatientRequest, encounterId: string) {
  const found = (await listEncounters(act, request.patientId)).find(({ id }) => id === encounterId);
  if (found === undefined || found.startedAt === null)
    throw problems.encounterUnknown({
      detail: 'Nothing was saved. Choose an encounter of this patient that has begun.',
      at: 'encounterId',
    });
  const day = (moment: string) => localDate(new Date(moment), request.facility.timeZone);
  return { from: day(found.startedAt), to: found.endedAt === null ? null : day(found.endedAt) };
}

export async function writeScopeWidth(
  act: Act,
  request: PatientRequest,
  scopeId: string,
  { usual, rule, wider, choice }: MeasuredWidth,
): Promise<void> {
  await act.tx
    .insertInto('release.scope_width')
    .values({
      patient_id: request.patientId,
      scope_id: scopeId,
      facility_id: request.facility.id,
      labels: request.labels,
      usual: usual.id,
      encounter_id: choice.encounterId ?? null,
      injury_on: choice.injuryOn ?? null,
      wider: [...wider],
      reason: wider.length === 0 ? null : (choice.whyWider?.trim() ?? null),
      rule_id: rule.ruleId,
      rule_version: rule.version ?? '',
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  await citeRulings(act, [{ ruleId: rule.ruleId, outcome: 'answered' }]);
}
