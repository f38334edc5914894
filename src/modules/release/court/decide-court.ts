import type { BusinessCalendar, DateText } from '../../../../packages/rule-engine/index.ts';
import { policy, type PolicyId, type Reason } from '../reason.ts';
import { businessDaysTo, type CourtDue, NEAR_DAYS } from './derive-court-due.ts';
import { type Assurance, type CourtDecision, type CourtNeed, isOrder, type ProcessKind } from './words.ts';

export interface ProcessFacts {
  readonly kind: ProcessKind;
  readonly assurance: Assurance;
  readonly objectionUntil: DateText | null;
  readonly returnOn: DateText | null;
  /** It says which days, kinds or documents. */
  readonly limited: boolean;
  readonly recordedAt: Date;
}

export interface ObjectionFacts {
  readonly decision: CourtDecision | null;
  readonly decisionRecordedAt: Date | null;
}

export interface CourtQuestion {
  readonly process: ProcessFacts | null;
  readonly objections: readonly ObjectionFacts[];
  /** What the release rests on; null until it is recorded. */
  readonly basis: string | null;
  readonly today: DateText;
  /** Of the place; left away, weekends alone are no business days. */
  readonly calendar?: BusinessCalendar | undefined;
}

const LAW = '45 CFR 164.512(e)(1)';
/** They rest on an order; a subpoena of an attorney or clerk is none. */
const ON_ORDER: readonly string[] = ['court-order', 'part2-court-order'];

/**
 * What stands against approval, packet and hand-over by reason of a court. The checklist of the basis asks what was seen;
 * this asks whether the paper as recorded bears it out. Empty: nothing.
 */
export function decideCourt({ process, objections, basis, today }: CourtQuestion): readonly Reason[] {
  return [...decideFreeze(objections, process), ...(process === null ? [] : againstProcess(process, basis, today))];
}

/** An objection or motion stops everything until the court has decided; what it left of the process is recorded then. */
export function decideFreeze(
  objections: readonly ObjectionFacts[],
  process: Pick<ProcessFacts, 'recordedAt'> | null,
): readonly Reason[] {
  const reasons: Reason[] = [];
  if (objections.some(({ decision }) => decision === null)) reasons.push(by('release/court-objection', '(iii)(C)'));
  if (objections.some(({ decision }) => decision === 'sustained'))
    reasons.push(by('release/court-quashed', '(iii)(C)'));
  const limits = objections.flatMap(({ decision, decisionRecordedAt }) =>
    decision === 'limited' && decisionRecordedAt !== null ? [decisionRecordedAt] : [],
  );
  if (limits.some((at) => process === null || process.recordedAt <= at))
    reasons.push(by('release/court-limits-unrecorded', '(iii)(C)'));
  return reasons;
}

function againstProcess(process: ProcessFacts, basis: string | null, today: DateText): Reason[] {
  const order = isOrder(process.kind);
  if (basis !== null && ON_ORDER.includes(basis) && !order) return [by('release/not-an-order', '(i)')];
  if (basis !== 'subpoena' || order) return [];
  if (process.assurance === 'none') return [by('release/no-assurance', '(ii)')];
  return windowOpen(process, today) ? [by('release/objection-window-open', '(iii)(C)')] : [];
}

/** The time in which the individual may object counts where the assurance is a notice. */
function windowOpen({ assurance, objectionUntil }: ProcessFacts, today: DateText): boolean {
  return (assurance === 'notice' || assurance === 'own-effort') && (objectionUntil === null || objectionUntil >= today);
}

/** What is still missing, in the order in which the desk asks for it. */
export function deriveNeeds(process: ProcessFacts | null, basis: string | null): readonly CourtNeed[] {
  if (process === null) return ['process'];
  const onProcess = basis === null || basis === 'subpoena';
  const demand = !isOrder(process.kind) && onProcess;
  return [
    ...(process.returnOn === null ? (['return-date'] as const) : []),
    ...(demand && process.assurance === 'none' ? (['assurance'] as const) : []),
    ...(demand && ['notice', 'own-effort'].includes(process.assurance) && process.objectionUntil === null
      ? (['objection-window'] as const)
      : []),
    ...(isOrder(process.kind) && !process.limited ? (['order-scope'] as const) : []),
  ];
}

/** Whether somebody has to look after it now: it is near, lacks its assurance, or the time to object is about to end. */
export function decideAttention(
  { process, basis, today, calendar }: CourtQuestion,
  due: CourtDue | null,
): 'near' | 'assurance' | 'window-ends' | null {
  if (process === null) return null;
  if (due?.near === true) return 'near';
  if (deriveNeeds(process, basis).includes('assurance')) return 'assurance';
  const { objectionUntil } = process;
  if (objectionUntil === null || objectionUntil < today || !windowOpen(process, today)) return null;
  return businessDaysTo(today, objectionUntil, calendar) < NEAR_DAYS ? 'window-ends' : null;
}

function by(id: PolicyId, paragraph: string): Reason {
  return { ...policy(id), cite: `${LAW}${paragraph}` };
}
