import type { WorklistKind } from '../../../platform/module.ts';

export const COURT_KIND = 'release.court-process';

export const courtKinds = [
  { kind: COURT_KIND, title: 'Subpoenas and orders to look after', permission: 'release/work' },
] as const satisfies readonly WorklistKind[];
