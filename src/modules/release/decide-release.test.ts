import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRuleBook } from '../regulations/read-rule-book.ts';
import { attorney, patientThemselves, sampleFacts } from './decisions.fixture.ts';
import { decideRelease, DECISIONS, type DocumentFacts, type ReleaseAuthority } from './decide-release.ts';

const { rules } = readRuleBook('regulations');
const decide = (document: Partial<DocumentFacts>, authority: ReleaseAuthority) =>
  decideRelease(sampleFacts(document), authority, rules, '2026-11-23');
const because = (document: Partial<DocumentFacts>, authority: ReleaseAuthority) =>
  decide(document, authority).reasons.map(({ ruleId }) => ruleId);

test('what no rule stops is included, and that is said', () => {
  expect(decide({}, attorney())).toEqual({
    documentId: 'document-1',
    decision: 'include',
    reasons: [expect.objectContaining({ ruleId: 'release/covered' })],
  });
});

describe('the table of decisions', () => {
  test.each<[string, Partial<DocumentFacts>, ReleaseAuthority, string, string]>([
    [
      'entered in error, even for the patient',
      { enteredInError: true },
      patientThemselves(),
      'withhold',
      'release/entered-in-error',
    ],
    ['a superseded version', { superseded: true }, attorney(), 'withhold', 'release/superseded'],
    [
      'the record of another legal entity',
      { legalEntityId: 'lakeside' },
      attorney(),
      'withhold',
      'us/hipaa/authorization-elements',
    ],
    [
      'an incident report',
      { inDesignatedRecordSet: false, inLegalHealthRecord: false },
      patientThemselves(),
      'withhold',
      'release/not-part-of-record',
    ],
    [
      'papers prepared for litigation, for the patient',
      { recordKind: 'litigation-file' },
      patientThemselves(),
      'withhold',
      'us/hipaa/access-scope',
    ],
    ['a bill, for the patient', { inLegalHealthRecord: false }, patientThemselves(), 'include', 'release/covered'],
    [
      'the day before the dates asked for',
      { serviceFrom: '2025-12-31', serviceTo: '2025-12-31' },
      attorney(),
      'withhold',
      'release/outside-dates',
    ],
    [
      'a stay that reaches into the dates',
      { serviceFrom: '2025-12-20', serviceTo: '2026-01-01' },
      attorney(),
      'include',
      'release/covered',
    ],
    [
      'the day after the dates asked for',
      { serviceFrom: '2027-01-01', serviceTo: null },
      attorney(),
      'withhold',
      'release/outside-dates',
    ],
    ['an undated document', { serviceFrom: null, serviceTo: null }, attorney(), 'needs-review', 'release/date-unknown'],
    [
      'an undated document when all dates are asked for',
      { serviceFrom: null },
      attorney({ from: null, to: null }),
      'include',
      'release/covered',
    ],
    [
      'a kind that was not asked for',
      {},
      attorney({ typeCodes: ['operative-report'] }),
      'withhold',
      'release/outside-types',
    ],
    ['an unsigned note', { authentication: 'unsigned' }, attorney(), 'withhold', 'release/unsigned'],
    [
      'an unsigned note, for the patient',
      { authentication: 'unsigned' },
      patientThemselves(),
      'needs-review',
      'release/unsigned',
    ],
    [
      'an unsigned note asked for as such',
      { authentication: 'unsigned' },
      attorney({ withUnsigned: true }),
      'include',
      'release/covered',
    ],
    [
      'psychotherapy notes on a general authorization',
      { recordKind: 'psychotherapy-notes' },
      attorney(),
      'needs-consent',
      'us/hipaa/psychotherapy-notes-authorization',
    ],
    [
      'psychotherapy notes on an authorization for them',
      { labels: ['psychotherapy-notes'], inDesignatedRecordSet: false, inLegalHealthRecord: false },
      attorney({ classesNamed: ['psychotherapy-notes'] }),
      'include',
      'release/covered',
    ],
    [
      'psychotherapy notes for another provider',
      { labels: ['psychotherapy-notes'] },
      attorney({ basis: 'treatment', requester: 'provider', purpose: 'treatment' }),
      'needs-consent',
      'us/hipaa/psychotherapy-notes-authorization',
    ],
    [
      'psychotherapy notes, for the patient',
      { labels: ['psychotherapy-notes'] },
      patientThemselves(),
      'withhold',
      'us/hipaa/access-scope',
    ],
    [
      'Part 2 content without consent',
      { labels: ['substance-use-part2'] },
      attorney(),
      'needs-consent',
      'us/part2/consent-elements',
    ],
    [
      'Part 2 content with a defective consent',
      { labels: ['substance-use-part2'] },
      attorney({ part2Consent: 'defective' }),
      'needs-consent',
      'us/part2/consent-elements',
    ],
    [
      'Part 2 content with consent',
      { labels: ['substance-use-part2'] },
      attorney({ part2Consent: 'sufficient' }),
      'include',
      'release/covered',
    ],
    [
      'Part 2 content, to be used against the patient',
      { labels: ['substance-use-part2'] },
      attorney({ part2Consent: 'sufficient', useAgainstPatient: true }),
      'needs-consent',
      'us/part2/proceedings-against-patient',
    ],
    [
      'Part 2 content on a subpoena alone',
      { labels: ['substance-use-part2'] },
      attorney({ basis: 'subpoena' }),
      'needs-consent',
      'us/part2/consent-elements',
    ],
    [
      'Part 2 content for treatment elsewhere',
      { labels: ['substance-use-part2'] },
      attorney({ basis: 'treatment' }),
      'needs-consent',
      'us/part2/consent-elements',
    ],
    [
      'Part 2 content in an emergency',
      { labels: ['substance-use-part2'] },
      attorney({ basis: 'part2-medical-emergency' }),
      'needs-review',
      'release/sensitive-class-basis',
    ],
    [
      'Part 2 content, for the patient',
      { labels: ['substance-use-part2'] },
      patientThemselves(),
      'include',
      'release/covered',
    ],
    [
      'counseling notes on a consent for the rest',
      { recordKind: 'sud-counseling-notes' },
      attorney({ part2Consent: 'sufficient' }),
      'needs-consent',
      'us/part2/counseling-notes-consent',
    ],
    [
      'HIV content on a form that does not name it',
      { labels: ['hiv'] },
      attorney(),
      'needs-consent',
      'release/sensitive-class-not-named',
    ],
    [
      'HIV content on a form that names it',
      { labels: ['hiv'] },
      attorney({ classesNamed: ['hiv'] }),
      'include',
      'release/covered',
    ],
    [
      'HIV content on a subpoena',
      { labels: ['hiv'] },
      attorney({ basis: 'subpoena' }),
      'needs-review',
      'release/sensitive-class-basis',
    ],
    [
      'two classes of which one is named',
      { labels: ['hiv', 'genetic'] },
      attorney({ classesNamed: ['hiv'] }),
      'needs-consent',
      'release/sensitive-class-not-named',
    ],
    [
      'confidential care of a minor, asked for by the parent',
      { labels: ['minor-confidential'] },
      patientThemselves({ requester: 'personal-representative' }),
      'needs-professional',
      'release/minor-confidential',
    ],
    [
      'notes on violence at home, asked for by a representative',
      { labels: ['violence'] },
      patientThemselves({ requester: 'personal-representative' }),
      'needs-professional',
      'release/professional-judgement',
    ],
    ['a person of public interest', { labels: ['vip'] }, attorney(), 'include', 'release/covered'],
    ['marked as restricted', { labels: ['restricted'] }, attorney(), 'needs-review', 'release/restricted'],
    [
      'paid in full, to the health plan for payment',
      { restriction: 'paid-in-full' },
      attorney({ basis: 'payment', requester: 'insurer', purpose: 'payment' }),
      'withhold',
      'us/hipaa/restriction-paid-in-full',
    ],
    ['paid in full, to the attorney', { restriction: 'paid-in-full' }, attorney(), 'include', 'release/covered'],
  ])('%s', (_name, document, authority, decision, ruleId) => {
    expect(decide(document, authority).decision).toBe(decision);
    expect(because(document, authority)).toContain(ruleId);
  });
});

test('every reason against is given, and the strictest decides', () => {
  const decision = decide(
    { labels: ['hiv'], authentication: 'unsigned', serviceFrom: null, serviceTo: null },
    attorney(),
  );
  expect(decision.decision).toBe('withhold');
  expect(decision.reasons.map(({ ruleId }) => ruleId)).toEqual([
    'release/date-unknown',
    'release/unsigned',
    'release/sensitive-class-not-named',
    'us/oh/sensitive-classes',
  ]);
});

test('an unsigned document that goes out carries its mark', () => {
  expect(decide({ authentication: 'preliminary' }, attorney({ withUnsigned: true })).mark).toBe('PRELIMINARY');
  expect(decide({}, attorney()).mark).toBeUndefined();
});

test('no label, date or state ever makes a decision milder', () => {
  const labels = fc.uniqueArray(
    fc.constantFrom(
      'hiv',
      'mental-health',
      'substance-use-part2',
      'psychotherapy-notes',
      'restricted',
      'violence',
      'genetic',
      'vip',
    ),
  );
  const base = fc.record({
    labels,
    authentication: fc.constantFrom('authenticated', 'unsigned', 'preliminary'),
    enteredInError: fc.boolean(),
  });
  const authority = fc.constantFrom(
    attorney(),
    patientThemselves(),
    attorney({ basis: 'subpoena' }),
    attorney({ basis: 'treatment' }),
  );
  fc.assert(
    fc.property(
      base,
      authority,
      fc.constantFrom('hiv', 'substance-use-part2', 'restricted', 'psychotherapy-notes'),
      (document, asked, more) => {
        const facts = document as Partial<DocumentFacts>;
        const before = decide(facts, asked).decision;
        const after = decide(
          { ...facts, labels: [...new Set([...(facts.labels ?? []), more as 'hiv'])] },
          asked,
        ).decision;
        return DECISIONS.indexOf(after) >= DECISIONS.indexOf(before);
      },
    ),
    { numRuns: 300 },
  );
});
