import type { RepresentativeEvaluation } from '../../patients/index.ts';
import type { ReleaseAuthority } from '../basis/facts.ts';
import type { AuthorityResult } from '../derive-authority-result.ts';
import type { EvaluatedElement } from '../evaluate-checklists.ts';

/** On whose power an authority rests that the patient did not give in person. */
export type Representation =
  | { readonly named: false }
  | {
      readonly named: true;
      /** On the day of the disclosure. */
      readonly today: RepresentativeEvaluation;
      /** On the day the form was signed, where there is one. */
      readonly whenSigned: RepresentativeEvaluation | null;
      /** What of the record it reaches; undefined where nothing limits it. */
      readonly reach: ReleaseAuthority['power'];
    };

const STATES = { allowed: 'found', not: 'defect', 'person-decides': 'unclear' } as const;
const CITE = '45 CFR 164.502(g)';

/**
 * What the power of a representative makes of an authority (45 CFR 164.502(g)): one that ended, or was not there when the
 * form was signed, spoils it; one that the rules leave open leaves it undecided until a person decides. Pure.
 */
export function deriveRepresentedAuthority(
  result: AuthorityResult,
  representation: Representation | undefined,
): AuthorityResult {
  if (representation === undefined) return result;
  const elements = representation.named
    ? [
        elementOf('representative-power', representation.today),
        ...(representation.whenSigned?.result === 'not'
          ? [elementOf('representative-power-when-signed', representation.whenSigned, 'On the day of signing')]
          : []),
      ]
    : [NOT_NAMED];
  const worst = elements.some(({ state }) => state === 'defect')
    ? 'defective'
    : elements.some(({ state }) => state === 'unclear')
      ? 'undecided'
      : 'sufficient';
  const reasons = representation.named ? representation.today.reasons : [];
  const rules = reasons.flatMap(({ ruleId, version }) => (version === undefined ? [] : [{ ruleId, version }]));
  const lowered = worse(result.result, worst);
  return {
    result: lowered,
    part2Consent: result.part2Consent === 'none' ? 'none' : worse(result.part2Consent, worst),
    evaluation: {
      result: lowered,
      elements: [...result.evaluation.elements, ...elements],
      rules: [...result.evaluation.rules, ...rules],
      warnings: [
        ...new Set([...result.evaluation.warnings, ...(representation.named ? representation.today.warnings : [])]),
      ],
    },
  };
}

type Result = AuthorityResult['result'];
const ORDER: readonly Result[] = ['sufficient', 'undecided', 'defective'];

function worse(a: Result, b: Result): Result {
  return ORDER.indexOf(a) >= ORDER.indexOf(b) ? a : b;
}

const NOT_NAMED: EvaluatedElement = {
  ruleId: 'us/hipaa/personal-representative',
  id: 'representative-named',
  text: 'It is not recorded which representative of the patient this is',
  cite: CITE,
  state: 'unclear',
};

function elementOf(id: string, { result, reasons }: RepresentativeEvaluation, prefix?: string): EvaluatedElement {
  const words = reasons.map(({ text }) => text).join('; ');
  return {
    ruleId: reasons[0]?.ruleId ?? 'us/hipaa/personal-representative',
    id,
    text: prefix === undefined ? `Power of the representative: ${words}` : `${prefix}: ${words}`,
    cite: reasons.find(({ cite }) => cite !== undefined)?.cite ?? CITE,
    state: STATES[result],
  };
}
