import { defineWebModule } from '../../../ui/module.ts';
import { fillSlot } from '../../../ui/slots.ts';
import { proofField, recordParts, typeNames, typesField } from '../../patients/web/index.tsx';
import { DocumentsPart } from './DocumentsPart.tsx';
import { WaitingDocumentName } from './late/WaitingDocumentName.tsx';
import en from './messages/en.json';
import { OutsideName } from './outside/OutsideName.tsx';
import { ProofField } from './ProofField.tsx';
import { TypeNames, TypesField } from './TypesField.tsx';
import { documentPath, lateRulePath, outsideReviewPath, wordsPath } from './paths.ts';

export { OutsideFields, type OutsideWords, WAYS } from './outside/OutsideFields.tsx';
export { documentPath } from './paths.ts';
export { type DocumentActionProps, documentActions } from './slots.ts';
export { type DocumentType, useDocumentTypes } from './type-choices.ts';
export { useDocumentChoices } from './use-document-choices.ts';

export const web = defineWebModule({
  name: 'documents',
  permissions: [
    'documents/read',
    'documents/search',
    'documents/sign',
    'documents/amend',
    'documents/correct',
    'documents/review-outside',
    'directory/read',
    'documents/lift-label',
    'documents/answer-late',
    'documents/set-rules',
    'documents/hold',
    'audit/search',
    'encounters/read',
  ],
  routes: [
    {
      path: '/patients/$patientId/documents/$documentId',
      title: 'page.title',
      page: () => import('./DocumentPage.tsx'),
      permission: 'documents/read',
    },
    {
      path: '/documents/late',
      title: 'lateRule.title',
      page: () => import('./late/LateRulePage.tsx'),
      permission: 'documents/set-rules',
    },
    {
      path: '/patients/$patientId/documents/$documentId/outside-review',
      title: 'outside.title',
      page: () => import('./outside/OutsideReviewPage.tsx'),
      permission: 'documents/review-outside',
    },
    {
      path: '/documents/search',
      title: 'search.title',
      page: () => import('./TextSearchPage.tsx'),
      permission: 'documents/search',
    },
  ],
  navigation: [
    {
      ...{ to: lateRulePath, label: 'lateRule.title', icon: 'clock', group: 'oversight', order: 48 },
      permission: 'documents/set-rules',
    },
    {
      to: wordsPath,
      label: 'search.title',
      icon: 'text',
      group: 'records',
      order: 20,
      keys: 'g d',
      permission: 'documents/search',
    },
  ],
  slots: [
    fillSlot(proofField, ProofField, { order: 10, permission: 'documents/read' }),
    fillSlot(typesField, TypesField, { order: 10, permission: 'documents/read' }),
    fillSlot(typeNames, TypeNames, { order: 10, permission: 'documents/read' }),
    fillSlot(recordParts, DocumentsPart, { order: 10, permission: 'documents/read', label: 'documents:part.label' }),
  ],
  names: {
    'documents.outside-review': OutsideName,
    'documents.late': WaitingDocumentName,
    'documents.preliminary': WaitingDocumentName,
    'documents.rescan': WaitingDocumentName,
  },
  opens: {
    'documents.late': (id, patientId) => documentPath(patientId ?? '', id),
    'documents.preliminary': (id, patientId) => documentPath(patientId ?? '', id),
    'documents.outside-review': (id, patientId) => outsideReviewPath(patientId ?? '', id),
    'documents.rescan': (id, patientId) => documentPath(patientId ?? '', id),
    'documents.patient-unknown': (id, patientId) => documentPath(patientId ?? '', id),
  },
  messages: { en },
});
