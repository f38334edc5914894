import type { JobDefinition } from '../../../platform/module.ts';
import { carryCare } from './carry-care.ts';

/** What the continuity of care adds to the module's declaration. */
export const carePermissions = {
  'release/send-for-care': 'Send records to another provider for treatment, in one act.',
  'release/record-disclosure': 'Record a disclosure as it happens, at the bedside or the counter.',
} as const;

export const careEvents = {
  'release.misdirected': 'A hand-over reached somebody else: misdirectionId, patientId, facilityId.',
} as const;

export const careVerbs = {
  'release.preview-care': 'looked at what would go to another provider',
  'release.find-recipient': 'looked for the recipient of records for care',
  'release.send-for-care': 'sent records for the continuity of care',
  'release.carry-care': 'carried a packet for the continuity of care',
  'release.see-care': 'saw how a packet leaves for the continuity of care',
  'release.mail-packet': 'sent the packet of a case by encrypted mail',
  'release.take-back': 'took a sending back before it left',
  'release.report-misdirected': 'recorded that a hand-over reached somebody else',
  'release.see-usual': 'saw the usual choices of a disclosure',
  'release.read-label': 'read a label to record a disclosure',
} as const;

export const careJobs: readonly JobDefinition[] = [
  { name: 'release.carry-care', run: (context, payload) => carryCare(context, String(payload['sendingId'])) },
];
