import type { JobDefinition, Reaction, WorklistKind } from '../../../platform/module.ts';
import { memberIds } from '../../patients/index.ts';
import { followCorrection } from './ask-for-correction.ts';
import { beginPreflightIfDue } from './begin-preflight.ts';
import { runPreflight } from './run-preflight.ts';

export const preflightVerbs = {
  'release.see-preflight': 'saw what was found on the pages of a release',
  'release.begin-preflight': 'had the pages of a release gone over',
  'release.follow-preflight': 'had the pages of a release gone over because something changed',
  'release.run-preflight': 'began to go over the pages of a release',
  'release.read-for-preflight': 'read pages of a release to go over them',
  'release.note-preflight': 'noted what was found on pages of a release',
  'release.finish-preflight': 'went over the pages of a release',
  'release.fail-preflight': 'could not go over the pages of a release',
  'release.settle-findings': 'settled what was found on the pages of a release',
  'release.follow-correction': 'noted that a document sent to be corrected was',
} as const;

export const preflightEvents = {
  'release.preflight-moved': 'Some pages of a release were gone over: requestId, patientId.',
  'release.preflight-done': 'All pages of a release were gone over, or it was given up: requestId, patientId.',
  'release.finding-settled': 'Findings of a release were settled: requestId, patientId.',
} as const;

export const preflightKinds = [
  { kind: 'release.misfiled', title: 'Pages of another patient to correct', permission: 'documents/correct' },
] as const satisfies readonly WorklistKind[];

export const preflightJobs: readonly JobDefinition[] = [
  {
    name: 'release.run-preflight',
    run: (context, payload) =>
      runPreflight(context, {
        patientId: String(payload['patientId']),
        preflightId: String(payload['preflightId']),
      }),
  },
];

export const preflightReactions: readonly Reaction[] = [
  {
    name: 'release.preflight-scope',
    events: ['release.scope-chosen'],
    verb: 'release.follow-preflight',
    react: (act, event) => beginPreflightIfDue(act, String(event.payload['requestId'])),
  },
  {
    // Another name, number or registration of the patient: what was taken for somebody else's may be theirs, or the reverse.
    name: 'release.preflight-patient',
    events: ['patients.changed', 'patients.merged', 'patients.unmerged'],
    verb: 'release.follow-preflight',
    react: async (act, event) => {
      // Declared by patients.
      const { patientId, survivorId, retiredId } = event.payload as Partial<
        Record<'patientId' | 'survivorId' | 'retiredId', string>
      >;
      const told = [patientId, survivorId, retiredId].filter((id) => id !== undefined);
      const members = (await Promise.all(told.map((id) => memberIds(act, id)))).flatMap(({ ids }) => ids);
      const open = await act.tx
        .selectFrom('release.open_request as o')
        .innerJoin('release.request as r', 'r.id', 'o.id')
        .select('o.id')
        .where('r.patient_id', 'in', [...new Set(members)])
        .execute();
      for (const { id } of open) await beginPreflightIfDue(act, id);
      act.note({ count: open.length });
    },
  },
  {
    name: 'release.follow-correction',
    events: ['documents.entered-in-error'],
    verb: 'release.follow-correction',
    react: (act, event) => followCorrection(act, String(event.payload['documentId'])),
  },
];
