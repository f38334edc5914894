import { defineWebModule } from '../../../ui/module.ts';
import en from './messages/en.json';

export const web = defineWebModule({
  name: 'audit',
  permissions: ['audit/search', 'audit/verify'],
  routes: [{ path: '/audit', title: 'title', page: () => import('./AuditPage.tsx'), permission: 'audit/search' }],
  navigation: [
    {
      to: '/audit',
      label: 'title',
      icon: 'log',
      group: 'oversight',
      order: 10,
      keys: 'g a',
      permission: 'audit/search',
    },
  ],
  slots: [],
  messages: { en },
});
