import { describe, expect, test } from 'vitest';
import { readRuleBook } from '../../regulations/read-rule-book.ts';
import { decideRestriction, decideRestrictionEnd } from './decide-restriction.ts';
import { deriveRestriction, type Recipient, type RestrictedDocument } from './derive-restriction.ts';
import type { Restriction } from './restriction.ts';

const at = new Date('2026-03-01T12:00:00Z');
const agreed = { answer: 'agreed', reason: null, ruleId: 'x', at, by: 'someone' } as const;
const asked = (parts: Partial<Restriction> = {}): Restriction => ({
  id: 'r',
  patientId: 'p',
  kind: 'agreed',
  askedOn: '2026-03-01',
  askedHow: 'in-writing',
  words: 'Nothing to my former employer',
  recipients: null,
  recipientName: null,
  typeCodes: null,
  encounterIds: null,
  documentIds: null,
  serviceFrom: null,
  serviceTo: null,
  holdsFrom: '2026-03-01',
  holdsTo: null,
  means: null,
  reachBy: null,
  reachTo: null,
  at,
  by: 'someone',
  answer: agreed,
  end: null,
  ...parts,
});
const note: RestrictedDocument = {
  documentId: 'd',
  encounterId: 'e',
  typeCode: 'progress-note',
  serviceFrom: '2026-02-10',
  serviceTo: '2026-02-10',
  filedOn: '2026-02-11',
};
const plan: Recipient = { requester: 'insurer', name: 'Pat Lee', organisation: 'Acme Health Plan' };
const on = (restriction: Restriction, recipient = plan, today = '2026-06-01', document = note) =>
  deriveRestriction([restriction], document, recipient, today).restriction;

describe('whether a restriction keeps a document from somebody', () => {
  test('agreed to, it does; refused or not answered, it does not', () => {
    expect(on(asked())).toBe('agreed');
    expect(on(asked({ answer: null }))).toBe('none');
    expect(on(asked({ answer: { ...agreed, answer: 'refused', reason: 'x' } }))).toBe('none');
  });

  test('what was paid in full holds before anybody answered, against plans alone', () => {
    const paid = asked({ kind: 'paid-in-full', answer: null, encounterIds: ['e'] });
    expect(on(paid)).toBe('paid-in-full');
    expect(on(paid, { ...plan, requester: 'provider' })).toBe('none');
    expect(on({ ...paid, encounterIds: ['another'] })).toBe('none');
  });

  test('from its first day to its last', () => {
    const march = asked({ holdsFrom: '2026-03-01', holdsTo: '2026-03-31' });
    expect(['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01'].map((day) => on(march, plan, day))).toEqual([
      'none',
      'agreed',
      'agreed',
      'none',
    ]);
  });

  test('for the recipients it names, by class and by name, however the name is written', () => {
    expect(on(asked({ recipients: ['attorney'] }))).toBe('none');
    expect(on(asked({ recipients: ['attorney', 'insurer'] }))).toBe('agreed');
    expect(on(asked({ recipientName: 'ACME health-plan' }))).toBe('agreed');
    expect(on(asked({ recipientName: 'Other Plan' }))).toBe('none');
    expect(on(asked({ recipientName: 'Acme' }), { requester: 'insurer', name: null, organisation: null })).toBe(
      'agreed',
    );
  });

  test('for the documents, kinds and days it names; an undated document counts as one of them', () => {
    expect(on(asked({ documentIds: ['d'] }))).toBe('agreed');
    expect(on(asked({ documentIds: ['other'] }))).toBe('none');
    expect(on(asked({ typeCodes: ['operative-report'] }))).toBe('none');
    expect(on(asked({ serviceFrom: '2026-02-10', serviceTo: '2026-02-10' }))).toBe('agreed');
    expect(on(asked({ serviceFrom: '2026-02-11' }))).toBe('none');
    expect(on(asked({ serviceFrom: '2026-02-11' }), plan, '2026-06-01', { ...note, serviceFrom: null })).toBe('agreed');
  });

  test('ended by the patient it is over; ended by the facility it still covers what was filed before', () => {
    const end = { endedBy: 'individual', notifiedOn: null, reason: 'x', ruleId: 'x', at, by: 'someone' } as const;
    expect(on(asked({ end }))).toBe('none');
    const byFacility = asked({ end: { ...end, endedBy: 'custodian', notifiedOn: '2026-04-01' } });
    expect(on(byFacility)).toBe('agreed');
    expect(on(byFacility, plan, '2026-06-01', { ...note, filedOn: '2026-04-02' })).toBe('none');
  });

  test('the strictest of several counts', () => {
    const both = [asked({ kind: 'paid-in-full', encounterIds: ['e'] }), asked({ id: 's' })];
    expect(deriveRestriction(both, note, plan, '2026-06-01')).toEqual({ restriction: 'agreed', ids: ['r', 's'] });
  });
});

describe('what the facility may answer', () => {
  const { rules } = readRuleBook('regulations');
  test('it may refuse, except what was paid in full', () => {
    expect(decideRestriction('agreed', rules, '2026-06-01').mayRefuse).toBe(true);
    expect(decideRestriction('paid-in-full', rules, '2026-06-01')).toMatchObject({
      mayRefuse: false,
      reason: { ruleId: 'us/hipaa/restriction-paid-in-full' },
    });
    expect(decideRestriction('confidential-communication', rules, '2026-06-01').reason.ruleId).toBe(
      'us/hipaa/confidential-communication',
    );
  });
  test('it ends by itself only what it was free to refuse', () => {
    expect(decideRestrictionEnd('agreed', 'custodian', rules, '2026-06-01').ends).toBe(true);
    expect(decideRestrictionEnd('paid-in-full', 'custodian', rules, '2026-06-01').ends).toBe(false);
    expect(decideRestrictionEnd('paid-in-full', 'individual', rules, '2026-06-01').ends).toBe(true);
  });
});
