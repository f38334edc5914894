import type { WorklistKind } from '../../../platform/module.ts';

/** Beside the queues of a request's own steps: a part may be late whatever the case itself waits for. */
export const componentKinds = [
  { kind: 'release.component-late', title: 'Parts of requests that are late', permission: 'release/work' },
] as const satisfies readonly WorklistKind[];
