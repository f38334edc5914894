import { type ResponseOf } from '../../../platform/http/contract.ts';
import { useAct, type ActOptions, type ActResult } from '../../../ui/api/reads.tsx';
import { type Endpoint } from '../../../platform/http/contract.ts';
import { contract } from '../contract.ts';
import { preflightContract } from '../preflight/contract.ts';
import { kindContract } from '../kind/contract.ts';

export type ReleaseCase = ResponseOf<typeof contract.open>;
export type CaseWords = ResponseOf<typeof contract.words>;
export type Checklist = CaseWords['verificationChecklists'][number];
export type ScopeDocument = NonNullable<ReleaseCase['scope']>['documents'][number];
export type Disclosure = ReleaseCase['disclosures'][number];
export type ItemState = 'found' | 'missing' | 'unclear';
export const ITEM_STATES: readonly ItemState[] = ['found', 'missing', 'unclear'];
/** Rule id -> element -> what was seen. */
export type Seen = Readonly<Record<string, Readonly<Record<string, ItemState>>>>;

export const STAGES = [
  ...(['received', 'patient', 'requester', 'authority', 'scope'] as const),
  ...(['approval', 'packet', 'delivery', 'closed'] as const),
] as const;
export type Stage = (typeof STAGES)[number];

const STAGE_OF_NEXT: Readonly<Record<string, Stage>> = {
  'identify-patient': 'patient',
  'verify-requester': 'requester',
  'record-authority': 'authority',
  'cure-authority': 'authority',
  'choose-scope': 'scope',
  'settle-documents': 'scope',
  approve: 'approval',
  assemble: 'packet',
  'repair-packet': 'packet',
  deliver: 'delivery',
  'confirm-delivery': 'delivery',
  'settle-components': 'closed',
  'send-letter': 'closed',
  'review-denial': 'closed',
  close: 'closed',
};

/** Pure: where the case stands. A waiting case stands at the first stage that nobody has done. */
export function currentStage(open: Pick<ReleaseCase, 'next' | 'stages' | 'requester' | 'closure'>): Stage | undefined {
  if (open.requester === null) return 'received';
  const named = STAGE_OF_NEXT[open.next];
  if (named !== undefined) return named;
  const ahead = open.stages.find(({ at }) => at === null)?.stage;
  return ahead ?? (open.closure === null ? 'closed' : undefined);
}

/** An act on a case: the case and the lists are read again after it. */
export function useCaseAct<E extends Endpoint>(endpoint: E, options: ActOptions<E> = {}): ActResult<E> {
  return useAct(endpoint, {
    changes: [contract.open, contract.list, kindContract.kind, kindContract.earlier, preflightContract.preflight],
    ...options,
  });
}
