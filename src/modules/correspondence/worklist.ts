import type { WorklistKind } from '../../platform/module.ts';

export const worklistKinds = [
  { kind: 'correspondence.to-print', title: 'Letters to print', permission: 'correspondence/send' },
  { kind: 'correspondence.confirm-delivery', title: 'Did this mail leave?', permission: 'correspondence/send' },
  { kind: 'correspondence.failed', title: 'Letters that could not be delivered', permission: 'correspondence/send' },
  {
    kind: 'correspondence.mail-waits',
    title: 'Mail that waits: no mail server is set',
    permission: 'correspondence/send',
  },
] as const satisfies readonly WorklistKind[];
export type CorrespondenceQueue = (typeof worklistKinds)[number]['kind'];
