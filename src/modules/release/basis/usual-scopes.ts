import type { DateText, Facts } from '../../../../packages/rule-engine/index.ts';
import type { DisclosureBasis } from '../decide-accountable.ts';
import type { Wider } from './answers.ts';
import { ask, tableReason, type Reason, type RuleBookRules } from '../reason.ts';

/**
 * What is usually enough for a purpose, as 45 CFR 164.514(d)(3) asks of routine disclosures. Which rows there are is
 * policy of the desk, not law; that a limit applies at all is law. The first row that fits counts.
 */
export const USUAL_SCOPES = [
  { id: 'billed-encounter', bases: ['payment'], limit: 'encounter' },
  { id: 'injury', bases: ['workers-compensation'], limit: 'injury' },
  { id: 'days-asked-for', bases: null, limit: 'days' },
] as const satisfies readonly {
  readonly id: string;
  readonly bases: readonly DisclosureBasis[] | null;
  readonly limit: 'encounter' | 'injury' | 'days';
}[];
export type UsualScope = (typeof USUAL_SCOPES)[number];

/** The usual scope of a request and the rule that limits it; undefined where the minimum necessary does not apply. */
export function proposeScope(
  basis: DisclosureBasis,
  rules: RuleBookRules,
  on: DateText,
): { readonly usual: UsualScope; readonly reason: Reason } | undefined {
  const facts: Facts = { disclosure_basis: basis, disclosure_required_by_law: false };
  const ruling = tableReason(ask(rules, 'us/hipaa/minimum-necessary', 'table', { on, facts }));
  if (ruling?.answer !== 'applies') return undefined;
  const usual = USUAL_SCOPES.find(({ bases }) => bases === null || (bases as readonly string[]).includes(basis));
  const { answer: _answer, ...reason } = ruling;
  return usual === undefined ? undefined : { usual, reason };
}

export interface ScopeWidth {
  readonly from: DateText | null;
  readonly to: DateText | null;
  /** The days of the billed encounter; null where none was chosen. */
  readonly encounter: { readonly from: DateText; readonly to: DateText | null } | null;
  readonly injuryOn: DateText | null;
}

/** In what a scope goes beyond the usual; empty: nowhere. */
export function measureScope({ limit }: UsualScope, scope: ScopeWidth): Wider[] {
  const { from, to, encounter, injuryOn } = scope;
  const open: Wider[] = [
    ...(from === null ? (['no-first-day'] as const) : []),
    ...(to === null ? (['no-last-day'] as const) : []),
  ];
  switch (limit) {
    case 'days':
      return open;
    case 'encounter': {
      if (encounter === null) return ['no-encounter', ...open];
      const before = from !== null && from < encounter.from;
      const after = to !== null && encounter.to !== null && to > encounter.to;
      return before || after ? ['beyond-encounter', ...open] : open;
    }
    case 'injury': {
      if (injuryOn === null) return ['no-injury', ...open];
      return from !== null && from < injuryOn ? ['before-injury', ...open] : open;
    }
  }
}
