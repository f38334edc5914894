import type { WorklistKind } from '../../platform/module.ts';

export const worklistKinds = [
  {
    kind: 'documents.patient-unknown',
    title: 'Withdrawn pages that wait for their patient',
    permission: 'documents/correct',
  },
] as const satisfies readonly WorklistKind[];
