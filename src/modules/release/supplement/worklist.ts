import type { WorklistKind } from '../../../platform/module.ts';

/** Beside the queues of a request's own steps, which close each other. */
export const supplementKinds = [
  { kind: 'release.supplement', title: 'Released cases that may need a supplement', permission: 'release/work' },
] as const satisfies readonly WorklistKind[];
