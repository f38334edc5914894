import { expect, test } from 'vitest';
import { deriveStatus, NOTHING_OWED, type RequestFacts } from './derive-status.ts';

const fresh: RequestFacts = {
  cancelled: false,
  closed: false,
  patientIdentified: false,
  requesterVerified: false,
  authority: null,
  scopeChosen: false,
  openDecisions: 0,
  included: 0,
  approved: false,
  packet: 'none',
  handOver: 'none',
  pends: [],
};

test('a request goes from its receipt to its close step by step, and each says what is next', () => {
  const steps: [Partial<RequestFacts>, string, string][] = [
    [{}, 'received', 'identify-patient'],
    [{ patientIdentified: true }, 'identified', 'verify-requester'],
    [{ requesterVerified: true }, 'verified', 'record-authority'],
    [{ authority: 'defective' }, 'verified', 'cure-authority'],
    [{ authority: 'sufficient' }, 'authorized', 'choose-scope'],
    [{ scopeChosen: true, included: 3, openDecisions: 1 }, 'scoped', 'settle-documents'],
    [{ openDecisions: 0 }, 'scoped', 'approve'],
    [{ approved: true }, 'approved', 'assemble'],
    [{ packet: 'assembling' }, 'assembling', 'wait'],
    [{ packet: 'failed' }, 'approved', 'repair-packet'],
    [{ packet: 'ready' }, 'ready', 'deliver'],
    [{ handOver: 'begun' }, 'handing-over', 'confirm-delivery'],
    [{ handOver: 'confirmed' }, 'delivered', 'close'],
    [{ closed: true }, 'closed', 'nothing'],
  ];
  let facts = fresh;
  for (const [change, status, next] of steps) {
    facts = { ...facts, ...change };
    expect(deriveStatus(facts)).toEqual({ status, next, pended: false });
  }
});

test('a pended request keeps its place and waits', () => {
  expect(deriveStatus({ ...fresh, patientIdentified: true, pends: ['requester-unverified'] })).toEqual({
    status: 'identified',
    next: 'wait',
    pended: true,
  });
});

test('a cancelled request asks nothing of anybody', () => {
  expect(deriveStatus({ ...fresh, cancelled: true, pends: ['legal-review'] })).toEqual({
    status: 'cancelled',
    next: 'nothing',
    pended: false,
  });
});

test('a scope in which nothing is left to release goes back to choosing', () => {
  expect(
    deriveStatus({
      ...fresh,
      patientIdentified: true,
      requesterVerified: true,
      authority: 'sufficient',
      scopeChosen: true,
    }).next,
  ).toBe('choose-scope');
});

test('a request that was handed over in part stays open until nothing is owed', () => {
  const handedOver: RequestFacts = { ...fresh, patientIdentified: true, packet: 'ready', handOver: 'confirmed' };
  const at = (answer: object) => deriveStatus(handedOver, { ...NOTHING_OWED, ...answer });
  expect(at({ openComponents: 2 })).toMatchObject({ status: 'partly-delivered', next: 'settle-components' });
  expect(at({ letterOwed: true })).toMatchObject({ status: 'delivered', next: 'send-letter' });
  expect(at({ reviewOpen: true })).toMatchObject({ status: 'delivered', next: 'review-denial' });
  expect(at({})).toMatchObject({ status: 'delivered', next: 'close' });
});

test('an outcome ends a request wherever it stands, once its letter has left', () => {
  const at = (answer: object, facts: Partial<RequestFacts> = {}) =>
    deriveStatus({ ...fresh, ...facts }, { ...NOTHING_OWED, ending: 'no-records', ...answer });
  expect(at({ letterOwed: true })).toMatchObject({ status: 'answered', next: 'send-letter' });
  expect(at({})).toMatchObject({ status: 'answered', next: 'close' });
  expect(at({ openComponents: 1 })).toMatchObject({ status: 'answered', next: 'settle-components' });
  expect(at({}, { handOver: 'begun' })).toMatchObject({ status: 'handing-over', next: 'confirm-delivery' });
  expect(at({}, { closed: true })).toMatchObject({ status: 'closed', next: 'nothing' });
});
