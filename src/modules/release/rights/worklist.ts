import type { WorklistKind } from '../../../platform/module.ts';

export const rightsKinds = [
  { kind: 'release.rights-to-work', title: 'Requests for amendment or accounting to work', permission: 'release/work' },
  { kind: 'release.amendment-author', title: 'Amendments that wait for the author', permission: 'documents/amend' },
] as const satisfies readonly WorklistKind[];
