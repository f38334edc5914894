import type { Reaction } from '../../../platform/module.ts';
import { drawVerification, withdrawVerification } from './draw-verification.ts';

export const verifyingReactions: readonly Reaction[] = [
  {
    name: 'intake.draw-verification',
    events: ['intake.filed'],
    verb: 'intake.draw-verification',
    react: drawVerification,
  },
  {
    name: 'intake.withdraw-verification',
    events: ['documents.entered-in-error', 'documents.moved'],
    verb: 'intake.draw-verification',
    react: withdrawVerification,
  },
];

export const verifyingKinds = [
  { kind: 'intake.to-verify', title: 'To verify', permission: 'intake/verify' },
  { kind: 'intake.to-settle', title: 'Differences to settle', permission: 'intake/verify' },
];

export const verifyingVerbs = {
  'intake.draw-verification': 'drew documents to be verified',
  'intake.open-verification': 'opened a document to verify it',
  'intake.verify': 'entered a filed document a second time',
  'intake.prepare-settling': 'copied a document to settle a difference',
  'intake.settle-difference': 'settled a difference between two entries',
  'intake.view-verifying': 'looked at verifying and its error rates',
  'intake.save-error-rates': 'saved the error rates of verifying as a file',
  'intake.set-verify-rule': 'said which filings are verified',
} as const;
