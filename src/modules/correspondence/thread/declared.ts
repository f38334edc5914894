import type { JobDefinition, WorklistKind } from '../../../platform/module.ts';
import { remind } from './remind.ts';

export const threadVerbs = {
  'correspondence.list-contacts': 'looked at the calls and visits of a case',
  'correspondence.open-contact': 'opened a note of a call or visit',
  'correspondence.note-contact': 'noted a call, visit or message',
  'correspondence.answer-contact': 'said that an answer is there',
  'correspondence.withdraw-contact': 'withdrew a note',
  'correspondence.remind': 'brought answers that are waited for to the worklist',
} as const;

export const threadEvents = {
  'correspondence.contact-noted':
    'A call, visit or message of a case was noted, answered or withdrawn: contactId, patientId, facilityId, caseModule, caseId.',
} as const;

export const threadKinds = [
  { kind: 'correspondence.awaits-answer', title: 'Answers that are waited for', permission: 'correspondence/send' },
] as const satisfies readonly WorklistKind[];

export const threadJobs: readonly JobDefinition[] = [
  {
    name: 'correspondence.remind',
    cron: '10 * * * *',
    run: ({ act }) => act({ verb: 'correspondence.remind' }, remind),
  },
];
