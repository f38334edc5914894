import { describe, expect, test } from 'vitest';
import { readRuleBook } from '../../regulations/read-rule-book.ts';
import { attorney, sampleFacts } from '../decisions.fixture.ts';
import { decideScope } from './decide-scope.ts';
import { deriveMinorAge } from './derive-minor-age.ts';
import type { DocumentFacts } from './facts.ts';
import { measureScope, proposeScope, USUAL_SCOPES } from './usual-scopes.ts';

const { rules } = readRuleBook('regulations');
const decide = (parent: Partial<DocumentFacts>, addendum: Partial<DocumentFacts>, authority = attorney()) => {
  const documents = [
    sampleFacts({ documentId: 'parent', ...parent }),
    sampleFacts({ documentId: 'addendum', appendsTo: 'parent', ...addendum }),
  ];
  const decided = decideScope(documents, authority, rules, '2026-11-23').get('addendum');
  return [decided?.decision, decided?.reasons.map(({ ruleId }) => ruleId)];
};

describe('an addendum', () => {
  test('travels with its parent, though it was written after the dates asked for and is of another kind', () => {
    const late = { serviceFrom: '2027-02-01', serviceTo: null, typeCode: 'letter' };
    expect(decide({}, late, attorney({ typeCodes: ['progress-note'] }))).toEqual(['include', ['release/covered']]);
  });
  test('does not go without it', () => {
    expect(decide({ serviceFrom: '2020-01-01', serviceTo: '2020-01-01' }, {})[0]).toBe('withhold');
    expect(decide({ labels: ['hiv'] }, {})).toEqual(['needs-consent', ['release/addendum-of']]);
  });
  test('is judged by its own content besides', () => {
    expect(decide({}, { labels: ['hiv'] })[0]).toBe('needs-consent');
    expect(decide({}, { authentication: 'unsigned' })).toEqual(['withhold', ['release/unsigned']]);
    expect(decide({}, { enteredInError: true })).toEqual(['withhold', ['release/entered-in-error']]);
  });
  test('of a replaced document is looked at by a person', () => {
    expect(decide({ superseded: true }, {})).toEqual(['needs-review', ['release/addendum-of']]);
  });
  test('whose parent nobody may see here is decided by itself', () => {
    expect(decide({}, { appendsTo: 'elsewhere' })).toEqual(['include', ['release/covered']]);
  });
});

describe('the age of a minor', () => {
  test('is that of the day of the care, until the eighteenth birthday', () => {
    expect(deriveMinorAge('2012-03-10', '2026-03-09', '2026-11-23')).toBe(13);
    expect(deriveMinorAge('2012-03-10', '2026-03-10', '2026-11-23')).toBe(14);
    expect(deriveMinorAge('2008-11-24', '2020-01-01', '2026-11-23')).toBe(11);
    expect(deriveMinorAge('2008-11-23', '2020-01-01', '2026-11-23')).toBeNull();
  });
  test('is not guessed', () => {
    expect(deriveMinorAge(null, '2026-03-09', '2026-11-23')).toBeNull();
    expect(deriveMinorAge('2012-03-10', null, '2026-11-23')).toBe(14);
    expect(deriveMinorAge('2012-02-29', '2026-02-28', '2026-11-23')).toBe(13);
  });
});

describe('the usual scope', () => {
  const of = (basis: Parameters<typeof proposeScope>[0]) => proposeScope(basis, rules, '2026-11-23')?.usual.id;
  test('is named by what the release rests on, and by nothing where the minimum necessary does not apply', () => {
    expect(of('payment')).toBe('billed-encounter');
    expect(of('workers-compensation')).toBe('injury');
    expect(of('subpoena')).toBe('days-asked-for');
    expect(
      ['treatment', 'to-individual', 'authorization', 'required-by-law', 'court-order'].map((each) =>
        of(each as 'treatment'),
      ),
    ).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });
  const [payment, injury, days] = USUAL_SCOPES;
  const scope = { from: '2026-03-10', to: '2026-03-14', encounter: null, injuryOn: null };
  test('for payment is the billed encounter, to the day', () => {
    const encounter = { from: '2026-03-10', to: '2026-03-14' };
    expect(measureScope(payment, { ...scope, encounter })).toEqual([]);
    expect(measureScope(payment, { ...scope, encounter, from: '2026-03-09' })).toEqual(['beyond-encounter']);
    expect(measureScope(payment, { ...scope, encounter, to: '2026-03-15' })).toEqual(['beyond-encounter']);
    expect(measureScope(payment, scope)).toEqual(['no-encounter']);
    expect(measureScope(payment, { ...scope, encounter, to: null })).toEqual(['no-last-day']);
  });
  test('for workers’ compensation begins with the injury', () => {
    expect(measureScope(injury, { ...scope, injuryOn: '2026-03-10' })).toEqual([]);
    expect(measureScope(injury, { ...scope, injuryOn: '2026-03-11' })).toEqual(['before-injury']);
    expect(measureScope(injury, scope)).toEqual(['no-injury']);
  });
  test('for everything else has a first and a last day', () => {
    expect(measureScope(days, scope)).toEqual([]);
    expect(measureScope(days, { ...scope, from: null, to: null })).toEqual(['no-first-day', 'no-last-day']);
  });
});
