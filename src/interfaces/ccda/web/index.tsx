import { defineWebModule } from '../../../ui/module.ts';
import { fillSlot } from '../../../ui/slots.ts';
import { documentActions } from '../../../modules/documents/web/index.tsx';
import en from './messages/en.json';
import { OpenSections } from './OpenSections.tsx';

export const web = defineWebModule({
  name: 'ccda',
  permissions: ['documents/read'],
  routes: [
    {
      path: '/patients/$patientId/documents/$documentId/sections',
      title: 'title',
      page: () => import('./SectionsPage.tsx'),
      permission: 'documents/read',
    },
  ],
  navigation: [],
  slots: [fillSlot(documentActions, OpenSections, { order: 5, permission: 'documents/read' })],
  messages: { en },
});
