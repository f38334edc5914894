import { defineWebModule } from '../../../ui/module.ts';
import en from './messages/en.json';

export const web = defineWebModule({
  name: 'access',
  permissions: ['access/read', 'access/review-glass'],
  routes: [
    { path: '/access', title: 'policies.title', page: () => import('./PoliciesPage.tsx'), permission: 'access/read' },
    {
      path: '/access/glass',
      title: 'glass.title',
      page: () => import('./GlassPage.tsx'),
      permission: 'access/review-glass',
    },
  ],
  navigation: [
    {
      to: '/access/glass',
      label: 'glass.nav',
      icon: 'eye',
      group: 'oversight',
      order: 20,
      permission: 'access/review-glass',
    },
    { to: '/access', label: 'policies.nav', icon: 'shield', group: 'oversight', order: 30, permission: 'access/read' },
  ],
  slots: [],
  opens: { 'access.glass-review': () => '/access/glass' },
  messages: { en },
});
