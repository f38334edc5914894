import { type BodyOf, type Endpoint, type ResponseOf } from '../../../../platform/http/contract.ts';
import { type ActOptions, type ActResult, useAct } from '../../../../ui/api/reads.tsx';
import { type Tone } from '../../../../ui/theme.ts';
import { componentContract } from '../../components/contract.ts';
import { contract } from '../../contract.ts';
import { outcomeContract } from '../../outcomes/contract.ts';

export type Components = ResponseOf<typeof componentContract.components>;
export type Component = Components['components'][number];
export type Outcomes = ResponseOf<typeof outcomeContract.outcomes>;
export type Outcome = Outcomes['outcomes'][number];

/** The words of the contract, in the order in which they are offered. */
export const COMPONENT_KINDS = [
  ...(['abstract', 'full-chart', 'itemised-bill', 'images', 'slides'] as const),
  ...(['outside-records', 'other-facility', 'other'] as const),
] satisfies readonly Component['kind'][];
export const HOLDERS = ['desk', 'department', 'organisation'] as const satisfies readonly Component['heldBy'][];
export const COMPONENT_STATES = [
  ...(['asked', 'waiting', 'received', 'sent', 'not-held', 'declined', 'not-wanted'] as const),
] satisfies readonly Component['state'][];
const OWED: readonly Component['state'][] = ['asked', 'waiting', 'received'];

/** Still to be sent or explained. */
export function isOwed(state: Component['state']): boolean {
  return OWED.includes(state);
}

export type Custodian = NonNullable<BodyOf<typeof componentContract.addComponent>['custodianKind']>;
export const CUSTODIANS = [
  ...(['ambulatory-surgery-center', 'clinical-laboratory', 'critical-access-hospital', 'dialysis-facility'] as const),
  ...(['health-plan', 'home-health-agency', 'hospice', 'hospital', 'mammography-facility'] as const),
  ...(['nursing-facility', 'pace-organization', 'physician', 'psychiatric-hospital', 'rural-health-clinic'] as const),
  'other' as const,
] satisfies readonly Custodian[];

export type PlainKind = BodyOf<typeof outcomeContract.recordOutcome>['kind'];
export const PLAIN_KINDS = [
  ...(['released', 'partial', 'no-records', 'not-our-patient', 'not-our-custodian'] as const),
  ...(['returned', 'withdrawn', 'duplicate', 'undeliverable'] as const),
] satisfies readonly PlainKind[];

export type DenialKind = BodyOf<typeof outcomeContract.denyAccess>['kind'];
export const DENIAL_KINDS = ['denied', 'denied-in-part'] as const satisfies readonly DenialKind[];
export type Ground = BodyOf<typeof outcomeContract.denyAccess>['ground'];
/** Those that rest on the judgement of a licensed professional, and are reviewed when the person asks. */
export const JUDGED: readonly Ground[] = [
  ...(['endangers-life-or-safety', 'harms-another-person-mentioned', 'harm-through-representative'] as const),
];
export const GROUNDS: readonly Ground[] = [
  ...JUDGED,
  ...(['information-excepted', 'inmate-copy-jeopardises', 'obtained-in-confidence'] as const),
  ...(['privacy-act', 'research-in-progress'] as const),
];

export const COMPONENT_TONES: Readonly<Record<Component['state'], Tone>> = {
  asked: 'attention',
  waiting: 'attention',
  received: 'info',
  sent: 'good',
  'not-held': 'neutral',
  declined: 'neutral',
  'not-wanted': 'neutral',
};

/** What each outcome asks for beside its reason. */
export const NEEDS: Readonly<Record<string, readonly ('words' | 'heldBy' | 'searched' | 'names' | 'other')[]>> = {
  'no-records': ['searched', 'names', 'heldBy'],
  'not-our-patient': ['searched'],
  'not-our-custodian': ['words', 'heldBy'],
  returned: ['words'],
  undeliverable: ['words'],
  duplicate: ['other'],
};

/** Nobody need be written to, and somebody says why. */
export const MAY_STAY_UNTOLD: readonly string[] = ['released', 'withdrawn', 'duplicate', 'undeliverable'];

/** An act on what is owed or became of a case: the case and its lists are read again. */
export function useAnswerAct<E extends Endpoint>(endpoint: E, options: ActOptions<E> = {}): ActResult<E> {
  return useAct(endpoint, {
    changes: [componentContract.components, outcomeContract.outcomes, contract.open, contract.list],
    ...options,
  });
}

/** One entry a line. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Only what was filled in. */
export function filled(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values)
      .map(([key, value]) => [key, value.trim()] as const)
      .filter(([, value]) => value !== ''),
  );
}
