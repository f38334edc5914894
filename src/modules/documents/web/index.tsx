import { defineWebModule } from '../../../ui/module.ts';
import { fillSlot } from '../../../ui/slots.ts';
import { recordParts } from '../../patients/web/index.tsx';
import { DocumentsPart } from './DocumentsPart.tsx';
import en from './messages/en.json';
import { documentPath, wordsPath } from './paths.ts';

export { documentPath } from './paths.ts';
export { type DocumentType, useDocumentTypes } from './type-choices.ts';

export const web = defineWebModule({
  name: 'documents',
  permissions: [
    'documents/read',
    'documents/search',
    'documents/sign',
    'documents/amend',
    'documents/correct',
    'documents/lift-label',
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
      path: '/documents/search',
      title: 'search.title',
      page: () => import('./TextSearchPage.tsx'),
      permission: 'documents/search',
    },
  ],
  navigation: [
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
    fillSlot(recordParts, DocumentsPart, { order: 10, permission: 'documents/read', label: 'documents:part.label' }),
  ],
  opens: {
    'documents.rescan': (id, patientId) => documentPath(patientId ?? '', id),
    'documents.patient-unknown': (id, patientId) => documentPath(patientId ?? '', id),
  },
  messages: { en },
});
