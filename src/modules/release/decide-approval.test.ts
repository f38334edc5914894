import { expect, test } from 'vitest';
import { type ApprovalQuestion, decideApproval } from './decide-approval.ts';

const approver = { id: 'ines', ownPatientIds: [], relatedPatientIds: [] };
const question = {
  approver,
  preparedBy: ['omar'],
  patientIds: ['patient', 'retired-number'],
  secondPersonRequired: true,
  court: [],
  preflight: { state: 'clear', identityInQuestion: false },
} as const;
const reasons = (parts: Partial<ApprovalQuestion>) =>
  decideApproval({ ...question, ...parts }).map(({ ruleId }) => ruleId);

test('another person than the one who prepared it may approve', () => {
  expect(reasons({})).toEqual([]);
});

test('whoever prepared any part of it may not approve, where two people are wanted', () => {
  expect(reasons({ preparedBy: ['omar', 'ines'] })).toEqual(['release/second-person']);
  expect(reasons({ preparedBy: ['omar', 'ines'], secondPersonRequired: false })).toEqual([]);
});

test('nobody approves their own or a relative’s record, not even under a retired number, nor where one person is enough', () => {
  const own = { ...approver, ownPatientIds: ['retired-number'] } as typeof approver;
  const relative = { ...approver, relatedPatientIds: ['patient'] } as typeof approver;
  expect(reasons({ approver: own, secondPersonRequired: false })).toEqual(['release/own-record']);
  expect(reasons({ approver: relative, secondPersonRequired: false })).toEqual(['release/relative-record']);
});

test('nothing is approved while pages are not gone over, what was found is open, or the patient is in question', () => {
  const states = ['none', 'running', 'failed', 'stale', 'open', 'clear'] as const;
  expect(states.map((state) => reasons({ preflight: { state, identityInQuestion: false } }))).toEqual([
    ['release/preflight-not-done'],
    ['release/preflight-not-done'],
    ['release/preflight-not-done'],
    ['release/preflight-stale'],
    ['release/preflight-open'],
    [],
  ]);
  expect(reasons({ preflight: { state: 'clear', identityInQuestion: true } })).toEqual([
    'release/identity-in-question',
  ]);
});
