import { defineWebModule } from '../../../ui/module.ts';
import en from './messages/en.json';

export { useFacilityNames } from './facility-names.ts';
export { FacilityForm, type FacilityWords, missingWords, NO_FACILITY, sentWords } from './FacilityForm.tsx';

export const web = defineWebModule({
  name: 'directory',
  permissions: ['directory/read', 'directory/manage'],
  routes: [
    {
      path: '/facilities',
      title: 'facilities.title',
      page: () => import('./FacilitiesPage.tsx'),
      permission: 'directory/read',
    },
  ],
  navigation: [
    {
      to: '/facilities',
      label: 'facilities.title',
      icon: 'settings',
      group: 'administration',
      order: 20,
      permission: 'directory/read',
    },
  ],
  slots: [],
  messages: { en },
});
