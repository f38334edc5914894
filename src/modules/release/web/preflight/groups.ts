import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { type preflightContract } from '../../preflight/contract.ts';

export type Preflight = ResponseOf<typeof preflightContract.preflight>;
export type Finding = Preflight['findings'][number];
export type Decision = NonNullable<Finding['settlement']>['decision'];

export interface FindingGroup {
  readonly key: string;
  readonly kind: Finding['kind'];
  readonly what: string;
  readonly asks: boolean;
  readonly open: number;
  readonly findings: readonly Finding[];
}

/** Pure: what is alike stands together and can be settled together; what is still open comes first. */
export function groupFindings(findings: readonly Finding[]): FindingGroup[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = [finding.weight, finding.kind, finding.what].join(' ');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups]
    .flatMap(([key, group]) => {
      const [first] = group;
      if (first === undefined) return [];
      const { kind, what, weight } = first;
      const open = group.filter((each) => each.open).length;
      return [{ key, kind, what, asks: weight === 'asks', open, findings: group }];
    })
    .toSorted((a, b) => Number(b.open > 0) - Number(a.open > 0) || Number(b.asks) - Number(a.asks));
}

const OF_ANOTHER: readonly Finding['kind'][] = [
  'another-person',
  'another-number',
  'birth-date-differs',
  'no-identity',
];

/** Pure: what can be said of all these. */
export function decisionsFor(findings: readonly Finding[]): Decision[] {
  if (findings.length === 0 || findings.every(({ gone }) => gone)) return [];
  return [
    'keep',
    ...(findings.every(({ page }) => page !== null) ? (['take-out-page'] as const) : []),
    'take-out-document',
    ...(findings.every(({ kind }) => OF_ANOTHER.includes(kind)) ? (['correct'] as const) : []),
  ];
}

/** Stands in the patient's record and should not leave with it: what is done by default is not to let it. */
const BETTER_OUT: readonly Finding['kind'][] = ['another-person', 'another-number', 'duplicate'];

/** Pure: what is most likely right for all these, which is never to let another patient's page leave. */
export function likeliestOf(findings: readonly Finding[]): Decision {
  if (!findings.every(({ kind }) => BETTER_OUT.includes(kind))) return 'keep';
  return findings.every(({ page }) => page !== null) ? 'take-out-page' : 'take-out-document';
}
