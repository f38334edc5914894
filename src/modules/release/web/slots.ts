import { defineSlot } from '../../../ui/slots.ts';

export interface CasePartProps {
  readonly requestId: string;
}

/** Beside the stages of a case: what a module above release knows of it. */
export const caseParts = defineSlot<CasePartProps>('case-parts');

export interface RequesterPartProps {
  readonly requesterId: string;
}

/** Below the entry of a requester: what a module above release knows of it. */
export const requesterParts = defineSlot<RequesterPartProps>('requester-parts');
