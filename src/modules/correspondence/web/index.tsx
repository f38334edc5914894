import { defineWebModule } from '../../../ui/module.ts';
import { fillSlot } from '../../../ui/slots.ts';
import { recordParts } from '../../patients/web/index.tsx';
import { DeliveryName } from './DeliveryName.tsx';
import { LettersPart } from './LettersPart.tsx';
import en from './messages/en.json';
import { deliveryPath, lettersPath } from './paths.ts';

export { CaseLetters, type CaseLettersProps } from './CaseLetters.tsx';

export const web = defineWebModule({
  name: 'correspondence',
  permissions: ['correspondence/read', 'correspondence/send'],
  routes: [
    {
      path: '/letters',
      title: 'list.title',
      page: () => import('./LettersPage.tsx'),
      permission: 'correspondence/read',
    },
  ],
  navigation: [
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
  },
  opens: {
    'correspondence.to-print': deliveryPath,
    'correspondence.confirm-delivery': deliveryPath,
    'correspondence.failed': deliveryPath,
    'correspondence.mail-waits': deliveryPath,
  },
  messages: { en },
});
