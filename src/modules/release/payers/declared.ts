import type { Reaction, WorklistKind } from '../../../platform/module.ts';
import { loadRequest } from '../load-request.ts';
import { readPayerCase } from './load-payer-case.ts';
import { raiseStanding } from './raise-standing.ts';
import { refreshPayerCase, SUBMISSION_OPEN } from './refresh-payer-case.ts';

export const payerVerbs = {
  'release.list-destinations': 'looked up how payers and agencies want records handed in',
  'release.add-destination': 'said how a payer or agency wants records handed in',
  'release.change-destination': 'changed how a payer or agency wants records handed in',
  'release.see-payer-case': 'saw what was handed in to a payer',
  'release.choose-destination': 'said where a request is handed in',
  'release.record-submission': 'recorded that a packet was handed in',
  'release.prove-submission': 'recorded the proof of a submission',
  'release.answer-submission': 'recorded what a payer answered',
  'release.open-appeal': 'opened an appeal with a payer',
  'release.drop-appeal': 'gave an appeal with a payer up',
  'release.record-injury': 'recorded the injury of a workers’ compensation claim',
  'release.begin-standing': 'began a standing request for new documents of an injury',
  'release.end-standing': 'ended a standing request',
  'release.raise-standing': 'looked for standing requests that a new document belongs to',
  'release.look-up-form': 'looked up how long a printed form holds',
  'release.list-payer-cases': 'listed requests that are handed in to payers',
  'release.export-payer-cases': 'exported requests that are handed in to payers',
  'release.follow-payer-clock': 'moved the day of a request at its payer with its legal clock',
} as const;

export const payerKinds = [
  { kind: SUBMISSION_OPEN, title: 'Submissions to prove and appeals to hand in', permission: 'release/work' },
] as const satisfies readonly WorklistKind[];

export const payerReactions: readonly Reaction[] = [
  {
    name: 'release.raise-standing',
    events: ['documents.filed'],
    verb: 'release.raise-standing',
    react: async (act, event) => {
      const told = event.payload as { patientId: string; documentId: string }; // declared by documents
      await raiseStanding(act, told);
    },
  },
  {
    name: 'release.follow-payer-clock',
    events: ['regulations.deadline-moved', 'regulations.deadline-settled'],
    verb: 'release.follow-payer-clock',
    react: async (act, event) => {
      const { module, subjectId } = event.payload as { module: string; subjectId: string }; // declared by regulations
      if (module !== 'release' || (await readPayerCase(act, subjectId)) === undefined) return;
      await refreshPayerCase(act, await loadRequest(act, subjectId, 'read'));
    },
  },
];
