import { defineModule } from '../../platform/module.ts';
import { auditVerbs } from './audit-verbs.ts';
import { events } from './events.ts';
import { jobs } from './jobs.ts';
import { permissions } from './permissions.ts';
import { problems } from './problems.ts';
import { reactions } from './reactions.ts';
import { routes } from './routes.ts';
import { worklistKinds } from './worklist.ts';

export { approveRelease } from './approve-release.ts';
export { chooseScope } from './choose-scope.ts';
export { createRequestFromIntake } from './create-request-from-intake.ts';
export { identifyPatient } from './identify-patient.ts';
export { type ReceiveRequest, receiveRequest } from './receive-request.ts';
export { type RecordAuthority, recordAuthority } from './record-authority.ts';
export { type RecordDisclosure, recordDisclosure } from './record-disclosure.ts';
export { settleDocument } from './settle-document.ts';
export { verifyRequester } from './verify-requester.ts';

export const module = defineModule({
  name: 'release',
  routes,
  permissions,
  problems,
  events,
  auditVerbs,
  reactions,
  jobs,
  worklistKinds,
});
