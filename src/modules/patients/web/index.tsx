import { headerSearch } from '../../../ui/shell/Shell.tsx';
import { subjectPicker } from '../../../ui/fields/picker-slot.ts';
import { defineWebModule } from '../../../ui/module.ts';
import { fillSlot } from '../../../ui/slots.ts';
import { HeaderSearch } from './HeaderSearch.tsx';
import en from './messages/en.json';
import { recordPath } from './paths.ts';
import { PatientPicker } from './PatientPicker.tsx';

export { PatientBanner } from './PatientBanner.tsx';
export { recordPath } from './paths.ts';
export {
  proofField,
  type ProofFieldProps,
  recordActions,
  recordParts,
  type RecordPartProps,
  typeNames,
  typesField,
  type TypesFieldProps,
} from './slots.ts';

export const web = defineWebModule({
  name: 'patients',
  permissions: [
    'patients/search',
    'patients/read',
    'patients/register',
    'patients/correct',
    'patients/represent',
    'patients/flag',
    'access/break-glass',
  ],
  routes: [
    { path: '/patients', title: 'search.title', page: () => import('./SearchPage.tsx'), permission: 'patients/search' },
    {
      path: '/patients/new',
      title: 'form.registerTitle',
      page: () => import('./RegisterPage.tsx'),
      permission: 'patients/register',
    },
    {
      path: '/patients/$patientId',
      title: 'record.title',
      page: () => import('./RecordPage.tsx'),
      permission: 'patients/read',
    },
    {
      path: '/break-glass',
      title: 'glass.title',
      page: () => import('./BreakGlassPage.tsx'),
      permission: 'access/break-glass',
    },
  ],
  navigation: [
    {
      to: '/patients',
      label: 'search.title',
      icon: 'search',
      group: 'records',
      order: 10,
      keys: 'g p',
      permission: 'patients/search',
    },
  ],
  slots: [
    fillSlot(headerSearch, HeaderSearch, { order: 10, permission: 'patients/search' }),
    fillSlot(subjectPicker, PatientPicker, { order: 10, permission: 'patients/search' }),
  ],
  opens: { patient: recordPath, patients: recordPath },
  messages: { en },
});
