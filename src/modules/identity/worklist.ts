import type { WorklistKind } from '../../platform/module.ts';

export const OVERLAY = 'identity.overlay';
export const DUPLICATE = 'identity.duplicate';
export const OVERLAP = 'identity.overlap';
export const LOOSE = 'identity.loose-facts';
export const NOTICE = 'identity.notice';
export const CORRECTION = 'identity.correction';
export const FINDING = 'identity.finding';
export const ANSWERED = 'identity.correction-answered';

export const worklistKinds = [
  { kind: OVERLAY, title: 'Overlays: two people in one record', permission: 'identity/work' },
  { kind: DUPLICATE, title: 'Duplicates: one person twice in a facility', permission: 'identity/work' },
  { kind: OVERLAP, title: 'Overlaps: one person in two facilities', permission: 'identity/work' },
  { kind: LOOSE, title: 'Facts to assign after an undone merge', permission: 'identity/work' },
  { kind: NOTICE, title: 'Systems to tell of a merge', permission: 'identity/work' },
  { kind: CORRECTION, title: 'Documents reported as standing wrongly', permission: 'identity/work' },
  { kind: FINDING, title: 'Data of the register to mend', permission: 'identity/work' },
  { kind: ANSWERED, title: 'Answers to what you reported', permission: 'identity/report' },
] as const satisfies readonly WorklistKind[];
