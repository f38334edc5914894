import { type BodyOf, type Endpoint, type ResponseOf } from '../../../../platform/http/contract.ts';
import { type ActOptions, type ActResult, useAct } from '../../../../ui/api/reads.tsx';
import { contract } from '../../contract.ts';
import { courtContract } from '../../court/contract.ts';

export type Court = ResponseOf<typeof courtContract.court>;
export type Process = NonNullable<Court['process']>;
export type ProcessBody = BodyOf<typeof courtContract.recordProcess>;
export type Objection = Court['objections'][number];
export type Paper = BodyOf<typeof courtContract.draftCourtPaper>['paper'];

/** The words of the contract, in the order in which they are offered. */
export const PROCESS_KINDS = [
  ...(['subpoena-duces-tecum', 'deposition-subpoena', 'discovery-request'] as const),
  ...(['administrative-subpoena', 'court-order', 'warrant'] as const),
] satisfies readonly Process['kind'][];
export const ISSUERS = [
  ...(['attorney', 'clerk', 'court', 'agency', 'grand-jury'] as const),
] satisfies readonly Process['issuer']['class'][];
export const SERVED_HOW = [
  ...(['in-person', 'mail', 'fax', 'email', 'agent'] as const),
] satisfies readonly Process['servedHow'][];
export const ASSURANCES = [
  ...(['none', 'notice', 'protective-order', 'own-effort'] as const),
] satisfies readonly Process['assurance'][];
export const OBJECTION_KINDS = ['objection', 'motion-to-quash'] as const satisfies readonly Objection['kind'][];
export const COURT_DECISIONS = [
  ...(['overruled', 'dismissed', 'limited', 'sustained'] as const),
] satisfies readonly NonNullable<Objection['decision']>[];
export const PAPERS = ['affidavit', 'certification', 'objection', 'cover'] as const satisfies readonly Paper[];

export function isOrder(kind: Process['kind']): boolean {
  return kind === 'court-order' || kind === 'warrant';
}

/** An act of the court desk: the section, the case and the lists are read again. */
export function useCourtAct<E extends Endpoint>(endpoint: E, options: ActOptions<E> = {}): ActResult<E> {
  return useAct(endpoint, {
    changes: [courtContract.court, courtContract.courtDesk, contract.open, contract.list],
    ...options,
  });
}

/** One of these words, or the one before. */
export function chosen<T extends string>(words: readonly T[], value: string, before: T): T {
  return words.find((each) => each === value) ?? before;
}
