import { defineModule } from '../../platform/module.ts';
import { problems } from './problems.ts';
import { type AccessHelp, accessRoutes } from './routes.ts';

export { breakGlass, type GlassRequest } from './break-glass.ts';
export { glassEpoch, glassInForce } from './glass-grants.ts';
export { isLabelName, type LabelName, LABELS, LABELS_OF_THE_PERSON, maskOf, namesOf } from './labels.ts';
export { policies } from './policy-folder.ts';
export { type AccessTrust, createAccessTrust } from './trust.ts';

export const createAccessModule = (help: AccessHelp) =>
  defineModule({
    name: 'access',
    routes: accessRoutes(help),
    problems,
    permissions: {
      'access/read': 'Read the access policies.',
      'access/manage': 'Change grants and restrictions.',
      'access/break-glass': 'Open a restricted record in need, with a reason and for a bounded time.',
      'access/review-glass': 'Review break-the-glass accesses.',
    },
    events: { 'access.glass-broken': 'A restricted record was opened in need: grantId, patientId.' },
    auditVerbs: {
      'access.see-own-permissions': 'looked at what the own roles permit',
      'access.read-policies': 'read the access policies',
      'access.list-glass': 'listed break-the-glass accesses to review',
      'access.review-glass': 'reviewed a break-the-glass access',
    },
    worklistKinds: [
      { kind: 'access.glass-review', title: 'Break-the-glass to review', permission: 'access/review-glass' },
    ],
  });
