import type { WorklistKind } from '../../../platform/module.ts';

export const requesterKinds = [
  { kind: 'release.link-suspended', title: 'Links that were taken back by themselves', permission: 'release/work' },
] as const satisfies readonly WorklistKind[];
