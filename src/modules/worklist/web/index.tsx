import { defineWebModule } from '../../../ui/module.ts';
import en from './messages/en.json';

export { homeCards } from './home-cards.ts';

export const web = defineWebModule({
  name: 'worklist',
  permissions: ['worklist/work'],
  routes: [
    { path: '/', title: 'home.title', page: () => import('./HomePage.tsx') },
    { path: '/queues/$kind', title: 'queue.title', page: () => import('./QueuePage.tsx'), permission: 'worklist/work' },
  ],
  navigation: [{ to: '/', label: 'home.title', icon: 'home', group: 'work', order: 10, keys: 'g h' }],
  slots: [],
  messages: { en },
});
