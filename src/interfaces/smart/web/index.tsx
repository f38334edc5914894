import { defineWebModule } from '../../../ui/module.ts';
import en from './messages/en.json';

export const web = defineWebModule({
  name: 'smart',
  permissions: [],
  routes: [{ path: '/apps/$uid', title: 'request.title', page: () => import('./AppRequestPage.tsx') }],
  navigation: [],
  slots: [],
  messages: { en },
});
