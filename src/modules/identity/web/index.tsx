import { defineWebModule } from '../../../ui/module.ts';
import { fillSlot } from '../../../ui/slots.ts';
import { documentActions } from '../../documents/web/index.tsx';
import { recordActions } from '../../patients/web/index.tsx';
import en from './messages/en.json';
import { CorrectionName, FindingName, LooseName, NoticeName, OverlayName, PairName } from './names.tsx';
import { correctionPath, findingPath, identityPath, mergePath, noticePath, overlayPath, pairPath } from './paths.ts';
import { ReportCorrection } from './ReportCorrection.tsx';
import { ReportOverlay } from './ReportOverlay.tsx';

export const web = defineWebModule({
  name: 'identity',
  permissions: ['identity/read', 'identity/work', 'identity/manage', 'identity/report', 'documents/correct'],
  routes: [
    { path: '/identity', title: 'queue.title', page: () => import('./QueuePage.tsx'), permission: 'identity/read' },
    {
      path: '/identity/pairs/$pairId',
      title: 'pair.title',
      page: () => import('./PairPage.tsx'),
      permission: 'identity/read',
    },
    {
      path: '/identity/merges/$mergeId',
      title: 'merge.title',
      page: () => import('./MergePage.tsx'),
      permission: 'identity/read',
    },
    {
      path: '/identity/notices/$noticeId',
      title: 'merge.title',
      page: () => import('./MergePage.tsx'),
      permission: 'identity/read',
    },
    {
      path: '/identity/overlays/$overlayId',
      title: 'overlay.title',
      page: () => import('./OverlayPage.tsx'),
      permission: 'identity/read',
    },
    {
      path: '/identity/corrections/$correctionId',
      title: 'correction.title',
      page: () => import('./CorrectionPage.tsx'),
      permission: 'identity/report',
    },
    {
      path: '/identity/findings/$findingId',
      title: 'finding.title',
      page: () => import('./FindingPage.tsx'),
      permission: 'identity/read',
    },
  ],
  navigation: [
    {
      ...{ to: identityPath, label: 'queue.title', icon: 'people', group: 'records', order: 40, keys: 'g j' },
      permission: 'identity/read',
    },
  ],
  slots: [
    fillSlot(recordActions, ReportOverlay, { order: 60, permission: 'identity/report' }),
    fillSlot(documentActions, ReportCorrection, { order: 10, permission: 'identity/report' }),
  ],
  names: {
    'identity.duplicate': PairName,
    'identity.overlap': PairName,
    'identity.overlay': OverlayName,
    'identity.loose-facts': LooseName,
    'identity.notice': NoticeName,
    'identity.finding': FindingName,
    'identity.correction': CorrectionName,
    'identity.correction-answered': CorrectionName,
  },
  opens: {
    'identity.duplicate': pairPath,
    'identity.overlap': pairPath,
    'identity.overlay': overlayPath,
    'identity.loose-facts': mergePath,
    'identity.notice': noticePath,
    'identity.finding': findingPath,
    'identity-finding': findingPath,
    'identity.correction': correctionPath,
    'identity.correction-answered': correctionPath,
    'identity-correction': correctionPath,
    'identity-pair': pairPath,
    'identity-merge': mergePath,
    'identity-notice': noticePath,
    'identity-overlay': overlayPath,
  },
  messages: { en },
});
