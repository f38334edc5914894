import type { Message } from '../../../packages/hl7/index.ts';
import { Problem } from '../../platform/problem.ts';
import type { Numbering } from './derive-person.ts';
import type { Spoken } from './latest.ts';

/** A message on its way into the record. */
export interface Feeding {
  readonly message: Message;
  readonly messageId: string;
  readonly senderId: string;
  readonly facilityId: string;
  readonly numbering: Numbering;
  readonly spoken: Spoken;
  /** `A01` */
  readonly event: string;
  /** Keyed digest of what a held message waits for. */
  readonly digest: (text: string) => string;
}

/** What became of it. `held`: it waits for that key, and nothing was written. */
export type Outcome =
  | { readonly state: 'applied'; readonly reason?: string }
  | { readonly state: 'kept'; readonly reason: string }
  | { readonly state: 'held'; readonly reason: string; readonly key: string };

/** It contradicts the record, and something that may still come would explain it: then it is tried again by itself. */
export function unless(problem: Problem, key: string): Problem {
  return Object.assign(problem, { [AWAITS]: key });
}

/** What would explain a failure. */
export function awaitedBy(error: unknown): string | undefined {
  const key: unknown = error instanceof Problem ? Reflect.get(error, AWAITS) : undefined;
  return typeof key === 'string' ? key : undefined;
}

const AWAITS = Symbol('awaits');

export function originOf(feeding: Feeding): string {
  return `hl7v2 ${feeding.numbering.sender}`.trim().slice(0, 200);
}
