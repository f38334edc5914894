import type { JobDefinition } from '../../../platform/module.ts';
import { flagCourt } from './flag-court.ts';

export const courtVerbs = {
  'release.list-court': 'listed subpoenas and court orders',
  'release.export-court': 'exported the list of subpoenas and court orders',
  'release.see-court': 'saw what was served in a case',
  'release.record-process': 'recorded what a subpoena or court order says',
  'release.record-objection': 'recorded an objection or a motion to quash',
  'release.record-court-decision': 'recorded what the court decided about an objection',
  'release.drop-objection': 'recorded that an objection was recorded by mistake',
  'release.record-appearance': 'recorded who appears before a court',
  'release.meet-state-clock': 'recorded that the clock of a state on a subpoena was met',
  'release.hold-for-court': 'placed a legal hold for the matter of a case',
  'release.prepare-court-paper': 'prepared a paper for a court',
  'release.draft-court-paper': 'drafted a paper for a court',
  'release.flag-court': 'looked for subpoenas and court orders that are near',
} as const;

export const courtEvents = {
  'release.court-recorded': 'What was served in a case, an objection to it or its decision was recorded: requestId.',
} as const;

export const courtJobs: readonly JobDefinition[] = [
  {
    name: 'release.flag-court',
    cron: '30 5 * * *',
    run: async (context) => {
      await context.act({ verb: 'release.flag-court' }, flagCourt);
    },
  },
];
