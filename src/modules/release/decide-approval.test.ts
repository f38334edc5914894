import { expect, test } from 'vitest';
import { decideApproval } from './decide-approval.ts';

const approver = { id: 'ines', ownPatientIds: [], relatedPatientIds: [] };
const question = {
  approver,
  preparedBy: ['omar'],
  patientIds: ['patient', 'retired-number'],
  secondPersonRequired: true,
};
const reasons = (parts: Partial<typeof question>) =>
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
