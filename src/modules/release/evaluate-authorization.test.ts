import { describe, expect, test } from 'vitest';
import { readRuleBook } from '../regulations/read-rule-book.ts';
import { goodForm } from './decisions.fixture.ts';
import {
  evaluateAuthorization,
  evaluatePart2Consent,
  type AuthorizationForm,
  type AuthorizationQuestion,
} from './evaluate-authorization.ts';

const { rules } = readRuleBook('regulations');
const attorneyAsks: AuthorizationQuestion = {
  on: '2026-11-23',
  recipient: 'other',
  purpose: 'legal-claim',
  part2InScope: false,
};
const evaluate = (form: Partial<AuthorizationForm>, question: Partial<AuthorizationQuestion> = {}) =>
  evaluateAuthorization(goodForm(form), { ...attorneyAsks, ...question }, rules);
const named = (evaluation: ReturnType<typeof evaluate>, state: string) =>
  evaluation.elements.filter((element) => element.state === state).map(({ id }) => id);
const seen = (rule: string, items: AuthorizationForm['seen'][string]) => ({
  seen: { ...goodForm().seen, [rule]: { '*': 'found' as const, ...items } },
});

describe('an authorization', () => {
  test('with every element and statement is sufficient, each with its citation', () => {
    const evaluation = evaluate({});
    expect(evaluation.result).toBe('sufficient');
    expect(named(evaluation, 'found')).toEqual([
      'description',
      'discloser',
      'recipient',
      'purpose',
      'expiration',
      'signature',
      'signature-date',
      'revocation',
      'conditioning',
      'redisclosure',
    ]);
    expect(evaluation.elements.every(({ cite }) => cite.startsWith('45 CFR 164.508'))).toBe(true);
    expect(evaluation.rules.every(({ version }) => version.length > 10)).toBe(true);
  });

  test.each(['description', 'discloser', 'recipient', 'purpose', 'expiration', 'signature', 'signature-date'] as const)(
    'without %s is defective, and that is named',
    (element) => {
      const evaluation = evaluate(seen('us/hipaa/authorization-elements', { [element]: 'missing' }));
      expect(evaluation.result).toBe('defective');
      expect(named(evaluation, 'missing')).toEqual([element]);
      expect(named(evaluation, 'defect')).toContain('incomplete');
    },
  );

  test.each(['revocation', 'conditioning', 'redisclosure'] as const)(
    'without the statement on %s is defective',
    (statement) => {
      expect(evaluate(seen('us/hipaa/authorization-statements', { [statement]: 'missing' })).result).toBe('defective');
    },
  );

  test('that nobody has read yet is undecided, never sufficient', () => {
    expect(evaluate({ seen: {} }).result).toBe('undecided');
    expect(evaluate(seen('us/hipaa/authorization-elements', { purpose: 'unclear' })).result).toBe('undecided');
  });

  test('signed by a representative needs the authority to sign, signed by the patient does not', () => {
    const without = seen('us/hipaa/authorization-elements', { 'representative-authority': 'missing' });
    expect(evaluate(without).result).toBe('sufficient');
    expect(evaluate({ ...without, signedBy: 'representative' }).result).toBe('defective');
  });

  test('holds on the last day it names and not on the day after', () => {
    expect(evaluate({ expiresOn: '2026-11-23' }).result).toBe('sufficient');
    expect(named(evaluate({ expiresOn: '2026-11-22' }), 'defect')).toEqual(['expired']);
  });

  test('ends when the facility knows that its event has occurred', () => {
    const event = { expiresOn: null, expiresWhen: 'end of the lawsuit' };
    expect(evaluate(event).result).toBe('sufficient');
    expect(evaluate({ ...event, expiryEventKnown: true }).result).toBe('defective');
  });

  test('a tick for an expiry or a signature date without the date counts as missing', () => {
    expect(named(evaluate({ expiresOn: null }), 'missing')).toEqual(['expiration']);
    expect(named(evaluate({ signedOn: null }), 'missing')).toEqual(['signature-date']);
  });

  test.each([
    ['revoked', { revokedOn: '2026-11-23' }],
    ['known-false', { knownFalse: true }],
    ['known-false', { signedOn: '2026-11-24' }],
    ['wrongly-conditioned', { wronglyConditioned: true }],
    ['wrongly-combined', { combinedWith: 'other-document' }],
    ['wrongly-combined', { combinedWith: 'conditioned-authorization' }],
    ['wrongly-combined', { combinedWith: 'other-than-psychotherapy-notes' }],
  ] as const)('is defective when %s: %j', (defect, form) => {
    const evaluation = evaluate(form);
    expect(evaluation.result).toBe('defective');
    expect(named(evaluation, 'defect')).toContain(defect);
  });

  test('a revocation of tomorrow does not end it today', () => {
    expect(evaluate({ revokedOn: '2026-11-24' }).result).toBe('sufficient');
  });

  test('for research may be combined with other research papers', () => {
    expect(evaluate({ forResearch: true, combinedWith: 'other-document' }).result).toBe('sufficient');
  });
});

describe('a consent under 42 CFR Part 2', () => {
  const consent = (form: Partial<AuthorizationForm>, question: Partial<AuthorizationQuestion> = {}) =>
    evaluatePart2Consent(goodForm(form), { ...attorneyAsks, part2InScope: true, ...question }, rules);

  test('needs the statements on redisclosure only for treatment, payment and operations', () => {
    const without = seen('us/part2/consent-elements', { 'tpo-statements': 'missing' });
    expect(consent(without).elements.some(({ state }) => state === 'missing')).toBe(false);
    expect(consent(without, { recipient: 'covered-entity', purpose: 'treatment' }).result).toBe('defective');
  });

  test('without the right to revoke is defective', () => {
    expect(consent(seen('us/part2/consent-elements', { 'right-to-revoke': 'missing' })).result).toBe('defective');
  });

  test('revoked or expired is defective', () => {
    expect(consent({ revokedOn: '2026-11-01' }).result).toBe('defective');
    expect(consent({ expiresOn: '2026-11-22' }).result).toBe('defective');
  });
});
