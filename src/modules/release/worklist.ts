import type { WorklistKind } from '../../platform/module.ts';

export const worklistKinds = [
  { kind: 'release.to-work', title: 'Requests for records to work', permission: 'release/work' },
  { kind: 'release.to-approve', title: 'Releases to approve', permission: 'release/approve' },
  { kind: 'release.to-deliver', title: 'Packets to hand over', permission: 'release/deliver' },
  { kind: 'release.confirm-delivery', title: 'Hand-overs to confirm', permission: 'release/deliver' },
] as const satisfies readonly WorklistKind[];
export type ReleaseQueue = (typeof worklistKinds)[number]['kind'];
