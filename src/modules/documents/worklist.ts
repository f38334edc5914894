import type { WorklistKind } from '../../platform/module.ts';

export const worklistKinds = [
  {
    kind: 'documents.patient-unknown',
    title: 'Withdrawn pages that wait for their patient',
    permission: 'documents/correct',
  },
  {
    kind: 'documents.late',
    title: 'Documents that came late to a coded or closed encounter',
    permission: 'documents/answer-late',
  },
  {
    kind: 'documents.preliminary',
    title: 'Preliminary documents without a final one',
    permission: 'documents/correct',
  },
  {
    kind: 'documents.rescan',
    title: 'Unreadable documents that need a better copy',
    permission: 'intake/index',
  },
  {
    kind: 'documents.outside-review',
    title: 'Outside records to review',
    permission: 'documents/review-outside',
  },
] as const satisfies readonly WorklistKind[];
