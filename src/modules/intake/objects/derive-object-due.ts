import type { Standing } from './derive-object-state.ts';

export const DISPOSITIONS = ['keep', 'return', 'destroy-after-copy', 'keep-until'] as const;
export type Disposition = (typeof DISPOSITIONS)[number];

export interface Plan {
  readonly disposition: Disposition;
  /** By when it is returned or destroyed; until when it is kept. */
  readonly dispositionOn: string | null;
  readonly receivedOn: string;
}

/** What somebody has to do with a thing, and from which day. */
export interface ObjectDue {
  readonly what: 'back' | 'return' | 'destroy' | 'decide';
  readonly on: string;
}

/**
 * A loan is due on its day; what is to be returned at once or by its day; what is to be destroyed not before it is copied;
 * what is kept until a day is decided on then. Of what is gone nothing is due any more.
 */
export function deriveObjectDue(
  plan: Plan,
  standing: Pick<Standing, 'state' | 'dueBackOn' | 'copiedOn'>,
): ObjectDue | undefined {
  if (standing.state === 'on-loan') return standing.dueBackOn === null ? undefined : due('back', standing.dueBackOn);
  if (standing.state !== 'here') return undefined;
  switch (plan.disposition) {
    case 'keep':
      return undefined;
    case 'return':
      return due('return', plan.dispositionOn ?? plan.receivedOn);
    case 'destroy-after-copy':
      return standing.copiedOn === null ? undefined : due('destroy', later(plan.dispositionOn, standing.copiedOn));
    case 'keep-until':
      return plan.dispositionOn === null ? undefined : due('decide', plan.dispositionOn);
  }
}

const due = (what: ObjectDue['what'], on: string): ObjectDue => ({ what, on });
const later = (a: string | null, b: string) => (a !== null && a > b ? a : b);
