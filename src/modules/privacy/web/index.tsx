import { defineWebModule } from '../../../ui/module.ts';
import { fillSlot } from '../../../ui/slots.ts';
import { recordActions, recordParts } from '../../patients/web/index.tsx';
import { AccessPart } from './AccessPart.tsx';
import { ChartMarks } from './ChartMarks.tsx';
import { IncidentName } from './IncidentName.tsx';
import en from './messages/en.json';
import { incidentPath, privacyPath } from './paths.ts';

export const web = defineWebModule({
  name: 'privacy',
  permissions: ['privacy/read', 'privacy/work', 'privacy/report', 'patients/read', 'release/manage'],
  routes: [
    { path: '/privacy', title: 'list.title', page: () => import('./IncidentsPage.tsx'), permission: 'privacy/read' },
    {
      path: '/privacy/report',
      title: 'report.title',
      page: () => import('./ReportPage.tsx'),
      permission: 'privacy/report',
    },
    {
      path: '/privacy/incidents/$incidentId',
      title: 'incident.title',
      page: () => import('./IncidentPage.tsx'),
      permission: 'privacy/read',
    },
  ],
  navigation: [
    {
      ...{ to: privacyPath, label: 'list.title', icon: 'shield', group: 'oversight', order: 30, keys: 'g i' },
      permission: 'privacy/read',
    },
  ],
  slots: [
    fillSlot(recordActions, ChartMarks, { order: 5, permission: 'patients/read' }),
    fillSlot(recordParts, AccessPart, { order: 60, permission: 'release/manage', label: 'privacy:accesses.part' }),
  ],
  names: { 'privacy.incident-open': IncidentName },
  opens: { 'privacy.incident-open': incidentPath, 'privacy-incident': incidentPath },
  messages: { en },
});
