import type { WorklistKind } from '../../../platform/module.ts';

export const recallKinds = [
  { kind: 'release.recall', title: 'Handed-over documents that were corrected or struck', permission: 'release/work' },
] as const satisfies readonly WorklistKind[];
