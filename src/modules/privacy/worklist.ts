import type { WorklistKind } from '../../platform/module.ts';

export const worklistKinds = [
  { kind: 'privacy.incident-open', title: 'Privacy incidents to work', permission: 'privacy/work' },
] as const satisfies readonly WorklistKind[];
