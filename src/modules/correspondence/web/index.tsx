import { defineWebModule } from '../../../ui/module.ts';
import { fillSlot } from '../../../ui/slots.ts';
import { recordParts } from '../../patients/web/index.tsx';
import { DeliveryName } from './DeliveryName.tsx';
import { LettersPart } from './LettersPart.tsx';
import en from './messages/en.json';
import { contactPath, deliveryPath, lettersPath, templatesPath } from './paths.ts';
import { ContactName } from './thread/ContactName.tsx';

export { CaseLetters, type CaseLettersProps } from './CaseLetters.tsx';

export const web = defineWebModule({
  name: 'correspondence',
  permissions: ['correspondence/read', 'correspondence/send', 'correspondence/set-templates'],
  routes: [
    {
      path: '/letters',
      title: 'list.title',
      page: () => import('./LettersPage.tsx'),
      permission: 'correspondence/read',
    },
    {
      path: '/letter-templates',
      title: 'houseTemplates.title',
      page: () => import('./house-templates/TemplatesPage.tsx'),
      permission: 'correspondence/set-templates',
    },
    {
      path: '/letter-templates/$template',
      title: 'houseTemplates.one',
      page: () => import('./house-templates/TemplatePage.tsx'),
      permission: 'correspondence/set-templates',
    },
    {
      path: '/contacts/$contactId',
      title: 'thread.one',
      page: () => import('./thread/ContactPage.tsx'),
      permission: 'correspondence/read',
    },
  ],
  navigation: [
    {
      ...{ to: templatesPath, label: 'houseTemplates.title', icon: 'document', group: 'administration', order: 40 },
      permission: 'correspondence/set-templates',
    },
    {
      ...{ to: lettersPath, label: 'list.title', icon: 'document', group: 'work', order: 50, keys: 'g l' },
      permission: 'correspondence/read',
    },
  ],
  slots: [
    fillSlot(recordParts, LettersPart, { order: 50, permission: 'correspondence/read', label: 'correspondence:part' }),
  ],
  names: {
    'correspondence.to-print': DeliveryName,
    'correspondence.confirm-delivery': DeliveryName,
    'correspondence.failed': DeliveryName,
    'correspondence.mail-waits': DeliveryName,
    'correspondence.awaits-answer': ContactName,
  },
  opens: {
    'correspondence.to-print': deliveryPath,
    'correspondence.confirm-delivery': deliveryPath,
    'correspondence.failed': deliveryPath,
    'correspondence.mail-waits': deliveryPath,
    'correspondence.awaits-answer': contactPath,
  },
  messages: { en },
});
