import { describe, expect, it } from 'vitest';
import { bodyOf, draftOf, type Reading, rowsOf } from './reading.ts';

const place = null;
const element = (id: Reading['elements'][number]['id'], state: 'found' | 'missing' | 'unclear') => ({
  ...{ id, state, place },
  ...{ confidence: 0.9, why: 'written', words: '' },
});
const READING: Reading = {
  ...{ state: 'read', source: 'intake', given: 1, looked: 1, waiting: 0, form: [1], others: [], unreadable: [] },
  ...{ patientKnown: true, requesterVerified: true, documents: [], digest: 'd', language: 'en', known: null },
  elements: [
    element('purpose', 'missing'),
    element('revocation', 'found'),
    element('representative-authority', 'missing'),
  ],
  checks: [{ check: 'patient', result: 'differs', place, words: 'Robert Jones' }],
  defects: [{ kind: 'revoked', confidence: 0.8, on: null, place, words: 'REVOKED' }],
  ...{ signedOn: '2026-11-02', signedBy: 'individual', expiresOn: null, expiresWhen: ' ', legalEntityIds: [] },
  ...{ receivedOn: '2026-11-20', notLookedFor: [], decided: null },
};
const LISTS = [
  {
    ruleId: 'us/hipaa/authorization-elements',
    title: '',
    elements: [
      { id: 'purpose', text: 'Each purpose', cite: 'a' },
      { id: 'representative-authority', text: 'Authority', cite: 'b' },
    ],
  },
  {
    ruleId: 'us/hipaa/authorization-statements',
    title: '',
    elements: [{ id: 'revocation', text: 'To revoke', cite: 'c' }],
  },
  {
    ruleId: 'us/part2/consent-elements',
    title: '',
    elements: [{ id: 'right-to-revoke', text: 'To revoke', cite: 'd' }],
  },
];

describe('what a person is about to confirm', () => {
  it('begins as it was read; a stamp without a day counts from the day of receipt', () => {
    const draft = draftOf(READING);
    expect(draft.form).toMatchObject({ revokedOn: '2026-11-20', combinedWith: 'nothing', wronglyConditioned: false });
    expect(bodyOf(READING, draft, undefined)).toMatchObject({
      checks: [{ check: 'patient', result: 'differs' }],
      form: { expiresWhen: null },
    });
  });

  it('asks each thing once, and for the authority of a representative only where one signed', () => {
    const draft = draftOf(READING);
    expect(rowsOf(READING, LISTS, draft).map(({ element: { id } }) => id)).toEqual(['purpose', 'revocation']);
    const signed = { ...draft, form: { ...draft.form, signedBy: 'representative' as const } };
    expect(rowsOf(READING, LISTS, signed)).toHaveLength(3);
  });
});
