import { defineModule } from '../../platform/module.ts';
import { problems } from './problems.ts';
import { routes } from './routes.ts';

export { cancelDeadline } from './cancel-deadline.ts';
export { citeRulings } from './cite-rulings.ts';
export { calendarOfPlace, daysOffOf } from './calendars.ts';
export { deadlineById, deadlinesDue, deadlinesOf, type Deadline } from './deadlines.ts';
export { deriveJurisdictions } from './derive-jurisdictions.ts';
export { extendDeadline, type Extension } from './extend-deadline.ts';
export { groundsToPause, type GroundsToPause } from './grounds-to-pause.ts';
export type { DeadlineId } from './ids.ts';
export { meetDeadline } from './meet-deadline.ts';
export { pauseDeadline, type Pause } from './pause-deadline.ts';
export { resumeDeadline } from './resume-deadline.ts';
export { ruleBook } from './rule-folder.ts';
export { evaluate, evaluateTopic, ruleById, rulesInForce, type TopicQuestion } from './rules.ts';
export { startDeadline, type ClockToStart } from './start-deadline.ts';

export const module = defineModule({
  name: 'regulations',
  routes,
  problems,
  permissions: { 'regulations/read': 'Read the rules of law, with their citations and cases.' },
  events: {
    'regulations.deadline-started': 'A legal clock started: deadlineId, module, subjectId, dueAt.',
    'regulations.deadline-moved':
      'A legal clock was extended, stopped (dueAt null) or runs again: deadlineId, module, subjectId, dueAt.',
    'regulations.deadline-settled': 'A legal clock ended: deadlineId, module, subjectId, outcome, late.',
  },
  auditVerbs: {
    'regulations.list-rules': 'listed the rules of law',
    'regulations.open-rule': 'read a rule of law',
    'regulations.open-rule-version': 'read a rule of law as it stood for a decision',
  },
});
