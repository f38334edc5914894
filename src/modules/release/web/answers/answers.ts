import { type Endpoint, type ResponseOf } from '../../../../platform/http/contract.ts';
import { type ActOptions, type ActResult, useAct } from '../../../../ui/api/reads.tsx';
import { type Tone } from '../../../../ui/theme.ts';
import { componentContract } from '../../components/contract.ts';
import { contract } from '../../contract.ts';
import { outcomeContract } from '../../outcomes/contract.ts';

export type Components = ResponseOf<typeof componentContract.components>;
export type Component = Components['components'][number];
export type Outcomes = ResponseOf<typeof outcomeContract.outcomes>;
export type Outcome = Outcomes['outcomes'][number];

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
