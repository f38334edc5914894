import { defineWebModule } from '../../../ui/module.ts';
import { fillSlot } from '../../../ui/slots.ts';
import { recordActions } from '../../patients/web/index.tsx';
import en from './messages/en.json';
import { LooseName, NoticeName, OverlayName, PairName } from './names.tsx';
import { identityPath, mergePath, noticePath, overlayPath, pairPath } from './paths.ts';
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
  ],
  navigation: [
    {
      ...{ to: identityPath, label: 'queue.title', icon: 'people', group: 'records', order: 40, keys: 'g j' },
      permission: 'identity/read',
    },
  ],
  slots: [fillSlot(recordActions, ReportOverlay, { order: 60, permission: 'identity/report' })],
  names: {
    'identity.duplicate': PairName,
    'identity.overlap': PairName,
    'identity.overlay': OverlayName,
    'identity.loose-facts': LooseName,
    'identity.notice': NoticeName,
  },
  opens: {
    'identity.duplicate': pairPath,
    'identity.overlap': pairPath,
    'identity.overlay': overlayPath,
    'identity.loose-facts': mergePath,
    'identity.notice': noticePath,
    'identity-pair': pairPath,
    'identity-merge': mergePath,
    'identity-notice': noticePath,
    'identity-overlay': overlayPath,
  },
  messages: { en },
});
