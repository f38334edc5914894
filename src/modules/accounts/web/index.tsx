import { defineWebModule } from '../../../ui/module.ts';
import en from './messages/en.json';

export { usePersonName } from './person-names.ts';
export { createSessionSource } from './session.tsx';

export const web = defineWebModule({
  name: 'accounts',
  permissions: ['accounts/own-account', 'accounts/read-people', 'accounts/manage-people', 'accounts/manage-clients'],
  routes: [
    { path: '/sign-in', title: 'signIn.title', page: () => import('./SignInPage.tsx'), frame: 'open' },
    { path: '/setup', title: 'setUp.title', page: () => import('./SetUpPage.tsx'), frame: 'open' },
    { path: '/enrol', title: 'enrol.title', page: () => import('./EnrolPage.tsx'), frame: 'open' },
    { path: '/account', title: 'own.title', page: () => import('./OwnAccountPage.tsx') },
    {
      path: '/people',
      title: 'people.title',
      page: () => import('./PeoplePage.tsx'),
      permission: 'accounts/read-people',
    },
    {
      path: '/clients',
      title: 'clients.title',
      page: () => import('./ClientsPage.tsx'),
      permission: 'accounts/manage-clients',
    },
  ],
  navigation: [
    {
      to: '/people',
      label: 'people.title',
      icon: 'people',
      group: 'administration',
      order: 10,
      permission: 'accounts/read-people',
    },
    {
      to: '/clients',
      label: 'clients.title',
      icon: 'key',
      group: 'administration',
      order: 30,
      permission: 'accounts/manage-clients',
    },
  ],
  slots: [],
  messages: { en },
});
