import type { WorklistKind } from '../../../platform/module.ts';

/** Handed to nobody who recorded the denial. */
export const outcomeKinds = [
  { kind: 'release.review-denial', title: 'Denials to be reviewed', permission: 'release/approve' },
] as const satisfies readonly WorklistKind[];
