import { isVoid } from '../../encounters/contract.ts';
/** A row of the site's policy. */
export interface LaneRule {
  readonly what: 'type' | 'source';
  readonly code: string;
  readonly lane: 'routine' | 'stat';
  readonly laneReason: string;
}

export interface LaneFacts {
  /** Types proposed for the document, the likeliest first. */
  readonly types: readonly string[];
  readonly source: string;
  /** The registered source is said to go before routine work. */
  readonly sourceIsStat: boolean;
  /** As the clerk called the stack. */
  readonly batchName: string | null;
  /** First lines of its first page. */
  readonly heading: readonly string[];
  /** An encounter of today, of the likeliest patient, is an operation or procedure. */
  readonly surgeryToday: boolean;
}

export type Lane = { readonly lane: 'stat'; readonly reason: string } | { readonly lane: 'routine' };

const DOWNTIME = /\bdown[\s-]?time\b/i;

/**
 * Whether a document cannot wait: someone may be resuscitated against his will, operated on without his consent, or moved
 * without his papers. What may be such counts as such, so all types proposed are asked, not only the likeliest.
 */
export function decideLane(facts: LaneFacts, rules: readonly LaneRule[]): Lane {
  const rule = (what: LaneRule['what'], code: string) => rules.find((each) => each.what === what && each.code === code);
  for (const type of facts.types) {
    const found = rule('type', type);
    if (found?.lane === 'stat') return { lane: 'stat', reason: found.laneReason };
  }
  const source = rule('source', facts.source);
  if (source?.lane === 'stat') return { lane: 'stat', reason: source.laneReason };
  if (facts.sourceIsStat) return { lane: 'stat', reason: 'source' };
  if (DOWNTIME.test(facts.batchName ?? '') || facts.heading.some((line) => DOWNTIME.test(line)))
    return { lane: 'stat', reason: 'downtime-form' };
  if (facts.surgeryToday) return { lane: 'stat', reason: 'surgery-today' };
  return { lane: 'routine' };
}

const OPERATION = /\b(surg|operat|procedur|endoscop|cath)/i;

/** Of today and an operation, by its class or its words. */
export function isSurgeryToday(
  encounter: {
    readonly class: string;
    readonly typeText: string | null;
    readonly startedAt: string | null;
    readonly status: string;
  },
  today: { readonly from: Date; readonly to: Date },
): boolean {
  if (encounter.startedAt === null || isVoid(encounter)) return false;
  const at = new Date(encounter.startedAt);
  return at >= today.from && at < today.to && (encounter.class === 'SS' || OPERATION.test(encounter.typeText ?? ''));
}
