import { describe, expect, it } from 'vitest';
import { goodForm } from './decisions.fixture.ts';
import { deriveBasisWords, deriveWithheldStatement } from './derive-cover.ts';
import { policy, type PolicyId } from './reason.ts';

const basis = (of: string, more: { form?: unknown; elements?: unknown } = {}) =>
  deriveBasisWords({ basis: of, form: null, elements: [], ...more } as never);
const left = (id: PolicyId, effective = 'withhold') => ({ effective, reasons: [policy(id)] });

describe('the cover of a packet', () => {
  it('says on what it rests, with the citation', () => {
    expect(basis('authorization', { form: goodForm() })).toBe('Authorization signed 2026-11-02 (45 CFR 164.508)');
    expect(basis('part2-consent', { form: goodForm() })).toBe('Consent signed 2026-11-02 (42 CFR 2.31)');
    expect(basis('to-individual')).toBe('Right of access (45 CFR 164.524)');
    expect(basis('subpoena', { elements: [{ cite: '45 CFR 164.512(e)(1)(ii)' }] })).toBe(
      'Subpoena (45 CFR 164.512(e)(1)(ii))',
    );
  });

  it('does not speak of what nobody asked for', () => {
    expect(deriveWithheldStatement([left('release/covered', 'include')])).toBeUndefined();
    expect(deriveWithheldStatement([left('release/outside-dates'), left('release/entered-in-error')])).toBeUndefined();
  });

  it('says that something was withheld without saying what or of what kind', () => {
    const hiv = deriveWithheldStatement([left('release/sensitive-class-not-named')]);
    expect(hiv).toBe(deriveWithheldStatement([left('release/other-custodian')]));
    expect(hiv).not.toMatch(/protected|substance|HIV|psychotherapy/i);
  });
});
