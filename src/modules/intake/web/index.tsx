import { defineWebModule } from '../../../ui/module.ts';
import { fillSlot } from '../../../ui/slots.ts';
import { headerSearch } from '../../../ui/shell/Shell.tsx';
import { recordParts } from '../../patients/web/index.tsx';
import { homeCards } from '../../worklist/web/index.tsx';
import { ItemName } from './ItemName.tsx';
import en from './messages/en.json';
import { ObjectName } from './objects/ObjectName.tsx';
import { ObjectsPart } from './objects/ObjectsPart.tsx';
import { ObjectWand } from './objects/ObjectWand.tsx';
import {
  batchesPath,
  deskPath,
  itemPath,
  learningPath,
  legacyPath,
  monitorPath,
  objectPath,
  objectsPath,
  partPath,
  projectsPath,
  reconciliationPath,
  rulesPath,
  siteRulesPath,
  separatePath,
  sheetsPath,
  verifyPath,
  verifyingPath,
} from './paths.ts';
export { openCasePapers, type OpenCasePapersProps } from './open-case-papers.ts';
import { ReconciliationCard } from './ReconciliationCard.tsx';
import { WaitingVerificationName } from './verifying/WaitingVerificationName.tsx';
import { WaitingName } from './WaitingName.tsx';

export const web = defineWebModule({
  name: 'intake',
  permissions: [
    'intake/add',
    'intake/read',
    'intake/index',
    'intake/manage-sources',
    'intake/set-rules',
    'intake/reconcile',
    'intake/verify',
    'intake/see-objects',
    'intake/keep-objects',
    'intake/destroy-objects',
    'documents/read',
    'encounters/read',
    'patients/read',
    'intake/import',
    'intake/plan',
    'patients/search',
  ],
  routes: [
    {
      path: '/intake/reconciliation',
      title: 'reconciliation.title',
      page: () => import('./ReconciliationPage.tsx'),
      permission: 'intake/reconcile',
    },
    { path: '/intake', title: 'monitor.title', page: () => import('./MonitorPage.tsx'), permission: 'intake/read' },
    { path: '/intake/desk', title: 'desk.title', page: () => import('./DeskPage.tsx'), permission: 'intake/index' },
    { path: sheetsPath, title: 'sheets.title', page: () => import('./SheetsPage.tsx'), permission: 'intake/read' },
    {
      path: '/intake/desk/$partId',
      title: 'desk.title',
      page: () => import('./PartPage.tsx'),
      permission: 'intake/read',
    },
    {
      path: '/intake/batches',
      title: 'batches.title',
      page: () => import('./separation/BatchesPage.tsx'),
      permission: 'intake/read',
    },
    {
      path: '/intake/batches/$batchId',
      title: 'separation.title',
      page: () => import('./separation/SeparationPage.tsx'),
      permission: 'intake/read',
    },
    {
      path: '/intake/sources',
      title: 'sources.title',
      page: () => import('./sources/SourcesPage.tsx'),
      permission: 'intake/read',
    },
    {
      path: '/intake/sources/$sourceId',
      title: 'sources.one',
      page: () => import('./sources/SourcePage.tsx'),
      permission: 'intake/read',
    },
    {
      path: '/intake/items/$itemId',
      title: 'item.title',
      page: () => import('./ItemPage.tsx'),
      permission: 'intake/read',
    },
    {
      path: '/intake/verifying',
      title: 'verifying.title',
      page: () => import('./verifying/VerifyingPage.tsx'),
      permission: 'intake/set-rules',
    },
    {
      path: '/intake/verify/$verificationId',
      title: 'verify.title',
      page: () => import('./verifying/VerificationPage.tsx'),
      permission: 'intake/verify',
    },
    {
      path: '/intake/learning',
      title: 'learning.title',
      page: () => import('./LearningPage.tsx'),
      permission: 'intake/index',
    },
    {
      path: '/intake/policies',
      title: 'rules.title',
      page: () => import('./RulesPage.tsx'),
      permission: 'intake/index',
    },
    {
      path: '/intake/rules',
      title: 'siteRules.title',
      page: () => import('./rules/SiteRulesPage.tsx'),
      permission: 'intake/set-rules',
    },
    {
      path: '/intake/legacy',
      title: 'legacy.title',
      page: () => import('./legacy/LegacyPage.tsx'),
      permission: 'intake/import',
    },
    {
      path: '/intake/legacy/indexes/$indexId',
      title: 'legacy.map',
      page: () => import('./legacy/LegacyIndexPage.tsx'),
      permission: 'intake/import',
    },
    {
      path: '/intake/legacy/runs/$runId',
      title: 'legacy.run',
      page: () => import('./legacy/LegacyRunPage.tsx'),
      permission: 'intake/import',
    },
    {
      path: '/intake/projects',
      title: 'projects.title',
      page: () => import('./projects/ProjectsPage.tsx'),
      permission: 'intake/read',
    },
    {
      path: '/intake/projects/$projectId',
      title: 'projects.project',
      page: () => import('./projects/ProjectPage.tsx'),
      permission: 'intake/read',
    },
    {
      path: '/intake/boxes/$boxId',
      title: 'projects.box',
      page: () => import('./projects/BoxPage.tsx'),
      permission: 'intake/read',
    },
    {
      path: '/intake/objects',
      title: 'objects.title',
      page: () => import('./objects/ObjectsPage.tsx'),
      permission: 'intake/see-objects',
    },
    {
      path: '/intake/objects/new',
      title: 'objects.register',
      page: () => import('./objects/RegisterObjectPage.tsx'),
      permission: 'intake/keep-objects',
    },
    {
      path: '/intake/objects/$objectId',
      title: 'objects.one',
      page: () => import('./objects/ObjectPage.tsx'),
      permission: 'intake/see-objects',
    },
  ],
  navigation: [
    {
      ...{ to: objectsPath, label: 'objects.menu', icon: 'disc', group: 'records', order: 45, keys: 'g t' },
      permission: 'intake/see-objects',
    },
    {
      ...{
        to: reconciliationPath,
        label: 'reconciliation.title',
        icon: 'calendar',
        group: 'work',
        order: 15,
        keys: 'g y',
      },
      permission: 'intake/reconcile',
    },
    {
      ...{ to: projectsPath, label: 'projects.title', icon: 'book', group: 'records', order: 50, keys: 'g j' },
      permission: 'intake/read',
    },
    {
      ...{ to: monitorPath, label: 'monitor.title', icon: 'tray', group: 'work', order: 20, keys: 'g i' },
      permission: 'intake/read',
    },
    {
      ...{ to: deskPath, label: 'desk.title', icon: 'tag', group: 'work', order: 30, keys: 'g x' },
      permission: 'intake/index',
    },
    {
      ...{ to: batchesPath, label: 'batches.title', icon: 'pages', group: 'work', order: 25, keys: 'g b' },
      permission: 'intake/read',
    },
    {
      ...{ to: rulesPath, label: 'rules.title', icon: 'settings', group: 'oversight', order: 40 },
      permission: 'intake/set-rules',
    },
    {
      ...{ to: siteRulesPath, label: 'siteRules.title', icon: 'barcode', group: 'oversight', order: 38, keys: 'g k' },
      permission: 'intake/set-rules',
    },
    {
      ...{ to: learningPath, label: 'learning.title', icon: 'book', group: 'oversight', order: 50 },
      permission: 'intake/set-rules',
    },
    {
      ...{ to: verifyingPath, label: 'verifying.title', icon: 'check', group: 'oversight', order: 45 },
      permission: 'intake/set-rules',
    },
    {
      ...{ to: sheetsPath, label: 'sheets.title', icon: 'barcode', group: 'work', order: 35, keys: 'g s' },
      permission: 'intake/read',
    },
    {
      ...{ to: legacyPath, label: 'legacy.title', icon: 'download', group: 'administration', order: 60 },
      permission: 'intake/import',
    },
  ],
  slots: [
    fillSlot(homeCards, ReconciliationCard, { order: 10, permission: 'intake/reconcile' }),
    fillSlot(recordParts, ObjectsPart, { order: 15, permission: 'documents/read', label: 'intake:objects.part' }),
    // After the search, so that it is asked first what a scan means.
    fillSlot(headerSearch, ObjectWand, { order: 90, permission: 'intake/see-objects' }),
  ],
  names: {
    'intake.to-separate': WaitingName,
    'intake.to-index': WaitingName,
    'intake.pended': WaitingName,
    'intake.failed': ItemName,
    'intake.to-verify': WaitingVerificationName,
    'intake.to-settle': WaitingVerificationName,
    'intake.object-unassigned': ObjectName,
    'intake.object-due': ObjectName,
  },
  opens: {
    'intake.to-separate': separatePath,
    'intake.to-index': partPath,
    'intake.pended': partPath,
    'intake.failed': itemPath,
    'intake.to-verify': verifyPath,
    'intake.to-settle': verifyPath,
    'intake.object-unassigned': objectPath,
    'intake.object-due': objectPath,
    intake: itemPath,
  },
  messages: { en },
});
