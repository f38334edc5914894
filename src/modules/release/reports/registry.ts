import type { JobDefinition, WorklistKind } from '../../../platform/module.ts';
import { escalate } from './escalate.ts';
import { ESCALATED, RIGHTS_ESCALATED } from './load-escalation.ts';

export const reportVerbs = {
  'release.report': 'looked at the report of the release desk',
  'release.save-report': 'saved the report of the release desk as a table',
  'release.view-escalation': 'looked up when a request is escalated',
  'release.set-escalation': 'changed when a request is escalated',
  'release.escalate': 'put requests whose clock is about to break before whoever leads the desk',
} as const;

export const reportKinds = [
  { kind: ESCALATED, title: 'Requests whose clock is about to break', permission: 'release/manage' },
  {
    kind: RIGHTS_ESCALATED,
    title: 'Amendments and accountings whose clock is about to break',
    permission: 'release/manage',
  },
] as const satisfies readonly WorklistKind[];

export const reportJobs: readonly JobDefinition[] = [
  {
    name: 'release.escalate',
    cron: '*/10 * * * *',
    run: async (context) => {
      await context.act({ verb: 'release.escalate' }, escalate);
    },
  },
];
