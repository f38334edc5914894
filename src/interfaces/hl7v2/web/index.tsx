import { defineWebModule } from '../../../ui/module.ts';
import en from './messages/en.json';
import { interfacesPath, senderPath, tryPath } from './paths.ts';
import { WaitingDestination } from './WaitingDestination.tsx';
import { WaitingSender } from './WaitingSender.tsx';

export { monitorParts } from './slots.ts';

export const web = defineWebModule({
  name: 'hl7v2',
  permissions: ['hl7v2/read', 'hl7v2/manage'],
  routes: [
    { path: interfacesPath, title: 'monitor.title', page: () => import('./MonitorPage.tsx'), permission: 'hl7v2/read' },
    { path: tryPath, title: 'try.title', page: () => import('./TryPage.tsx'), permission: 'hl7v2/manage' },
    {
      path: '/interfaces/senders/$senderId',
      title: 'sender.title',
      page: () => import('./SenderPage.tsx'),
      permission: 'hl7v2/read',
    },
    {
      path: '/interfaces/messages/$messageId',
      title: 'message.title',
      page: () => import('./MessagePage.tsx'),
      permission: 'hl7v2/read',
    },
  ],
  navigation: [
    {
      to: interfacesPath,
      label: 'monitor.nav',
      icon: 'refresh',
      group: 'oversight',
      order: 60,
      permission: 'hl7v2/read',
    },
  ],
  slots: [],
  opens: {
    'hl7v2.silent': (id) => senderPath(id),
    'hl7v2.answers-wait': (id) => senderPath(id),
    'hl7v2.unreachable': () => interfacesPath,
  },
  names: {
    'hl7v2.silent': WaitingSender,
    'hl7v2.answers-wait': WaitingSender,
    'hl7v2.unreachable': WaitingDestination,
  },
  messages: { en },
});
