import type { JobDefinition, Reaction, WorklistKind } from '../../../platform/module.ts';
import { relabelObjects, remindOfObjects } from './remind-objects.ts';

/** What things that are not sheets add to the module's declaration. */
export const objectPermissions = {
  'intake/see-objects': 'See things that are not sheets: what they are, where they are and were.',
  'intake/keep-objects': 'Register, assign, move, lend and hand over things that are not sheets.',
  'intake/destroy-objects': 'Record that a thing that is not a sheet was destroyed.',
} as const;

export const objectEvents = {
  'intake.object-moved':
    'Something was done with a thing that is not a sheet: objectId, movement, patientId (or null). After `handed-over` and `sent` it is in other hands.',
} as const;

export const objectJobs: readonly JobDefinition[] = [
  { name: 'intake.remind-of-objects', cron: '7 * * * *', run: remindOfObjects },
];

export const objectReactions: readonly Reaction[] = [
  {
    name: 'intake.objects-follow-labels',
    events: ['patients.relabelled'],
    verb: 'intake.relabel-objects',
    react: relabelObjects,
  },
];

export const objectKinds: readonly WorklistKind[] = [
  { kind: 'intake.object-unassigned', title: 'Discs and films of nobody known', permission: 'intake/keep-objects' },
  { kind: 'intake.object-due', title: 'Discs and films that are due', permission: 'intake/keep-objects' },
];

export const objectVerbs = {
  'intake.register-object': 'registered a thing that is not a sheet',
  'intake.list-objects': 'listed things that are not sheets',
  'intake.find-object': 'looked a thing up by its label',
  'intake.open-object': 'opened a thing that is not a sheet',
  'intake.list-objects-of-patient': 'looked at the things kept of a patient',
  'intake.list-objects-of-item': 'looked at what a file came with',
  'intake.list-keepers': 'looked at places and custodians',
  'intake.assign-object': 'said whose a thing is',
  'intake.describe-object': 'corrected what is said of a thing',
  'intake.plan-object': 'said what is to become of a thing',
  'intake.move-object': 'recorded where a thing went',
  'intake.destroy-object': 'recorded the destruction of a thing',
  'intake.print-object-label': 'printed the label of a thing',
  'intake.remind-of-objects': 'put things that are due on the worklist',
  'intake.relabel-objects': 'gave things the labels of their patient',
} as const;
