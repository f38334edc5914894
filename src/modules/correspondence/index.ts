import { defineModule } from '../../platform/module.ts';
import { auditVerbs } from './audit-verbs.ts';
import { events } from './events.ts';
import { houseEvents, housePermissions, houseVerbs } from './house-templates/declared.ts';
import { houseProblems } from './house-templates/problems.ts';
import { houseRoutes } from './house-templates/routes.ts';
import { jobs } from './jobs.ts';
import { permissions } from './permissions.ts';
import { problems } from './problems.ts';
import { reactions } from './reactions.ts';
import { routes } from './routes.ts';
import { threadEvents, threadJobs, threadKinds, threadVerbs } from './thread/declared.ts';
import { threadProblems } from './thread/problems.ts';
import { threadRoutes } from './thread/routes.ts';
import { worklistKinds } from './worklist.ts';

export { cancelDelivery } from './cancel-delivery.ts';
export { composeText } from './compose-text.ts';
export { decideNextTry } from './decide-next-try.ts';
export type { FactRow, Facts, FactValue } from './derive-letter.ts';
export { ATTEMPT_LIMIT_MS, type DeliveryState } from './derive-delivery-state.ts';
export { type DraftedLetter, draftLetter } from './draft-letter.ts';
export { type DeliverySummary, type LetterSummary, listLetters, openLetter } from './list-letters.ts';
export { type LoadedLetter, loadLetter } from './load-letter.ts';
export { headerLine, parseMailAddress } from './mail-address.ts';
export {
  type EnclosedLetter,
  languageOf,
  type LetterRequest,
  prepareLetter,
  type StoredLetter,
} from './prepare-letter.ts';
export { type Carried, CARRIERS, type Consignment, MAX_ATTACHED } from './outbound.ts';
export { setUnkeptLetter } from './set-unkept-letter.ts';
export { DELAY_MS, prepareLink, type QueuedDelivery, sendLetter, type Way } from './send-letter.ts';
export type { Language } from './template.ts';
export { withdrawLetter } from './withdraw-letter.ts';

export const module = defineModule({
  name: 'correspondence',
  routes: [...routes, ...houseRoutes, ...threadRoutes],
  problems: { ...problems, ...houseProblems, ...threadProblems },
  permissions: { ...permissions, ...housePermissions },
  events: { ...events, ...houseEvents, ...threadEvents },
  auditVerbs: { ...auditVerbs, ...houseVerbs, ...threadVerbs },
  reactions,
  jobs: [...jobs, ...threadJobs],
  worklistKinds: [...worklistKinds, ...threadKinds],
});
