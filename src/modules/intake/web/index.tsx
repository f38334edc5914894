import { defineWebModule } from '../../../ui/module.ts';
import { ItemName } from './ItemName.tsx';
import en from './messages/en.json';
import { deskPath, itemPath, monitorPath } from './paths.ts';

export const web = defineWebModule({
  name: 'intake',
  permissions: ['intake/add', 'intake/read', 'intake/index', 'encounters/read'],
  routes: [
    { path: '/intake', title: 'monitor.title', page: () => import('./MonitorPage.tsx'), permission: 'intake/read' },
    { path: '/intake/desk', title: 'desk.title', page: () => import('./DeskPage.tsx'), permission: 'intake/index' },
    {
      path: '/intake/items/$itemId',
      title: 'item.title',
      page: () => import('./ItemPage.tsx'),
      permission: 'intake/read',
    },
  ],
  navigation: [
    {
      ...{ to: monitorPath, label: 'monitor.title', icon: 'tray', group: 'work', order: 20, keys: 'g i' },
      permission: 'intake/read',
    },
    {
      ...{ to: deskPath, label: 'desk.title', icon: 'tag', group: 'work', order: 30, keys: 'g x' },
      permission: 'intake/index',
    },
  ],
  slots: [],
  names: { 'intake.to-index': ItemName, 'intake.failed': ItemName },
  opens: { 'intake.to-index': itemPath, 'intake.failed': itemPath, intake: itemPath },
  messages: { en },
});
