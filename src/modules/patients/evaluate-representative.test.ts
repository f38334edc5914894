import { describe, expect, it } from 'vitest';
import { readRuleBook } from '../regulations/read-rule-book.ts';
import { evaluateRepresentative, questionOf, type RepresentativeQuestion } from './evaluate-representative.ts';

const { rules } = readRuleBook('regulations');

type Parts = Partial<Omit<RepresentativeQuestion, 'patient'>> & {
  patient?: Partial<RepresentativeQuestion['patient']>;
};

function ask(kind: RepresentativeQuestion['kind'], { patient, ...parts }: Parts = {}) {
  return evaluateRepresentative(
    {
      standing: 'personal-representative',
      kind,
      proofVerified: true,
      from: '2020-01-01',
      to: null,
      ended: null,
      judgement: null,
      minorControl: null,
      custody: null,
      custodyOrderKnown: false,
      country: 'US',
      state: 'OH',
      act: 'act-for-patient',
      on: '2026-11-28',
      ...parts,
      patient: { birthDate: '1950-03-12', birthDatePrecision: 'day', death: null, ...patient },
    },
    rules,
  );
}
const ids = (answer: { reasons: readonly { ruleId: string }[] }) => answer.reasons.map(({ ruleId }) => ruleId);
const DEAD = { death: { on: '2026-11-20' } };
const CHILD = { birthDate: '2014-05-02' };

describe('a power of attorney for health care', () => {
  it('is treated as the patient, and ends with the patient’s death', () => {
    const alive = ask('health-care-poa');
    expect(alive).toMatchObject({ result: 'allowed', reasons: [{ cite: '45 CFR 164.502(g)(2)' }] });
    const dead = ask('health-care-poa', { patient: DEAD });
    expect(dead).toMatchObject({ result: 'not', over: true });
    expect(dead.reasons[0]?.text).toContain('ended with the death');
    expect(ids(dead)).toEqual(['us/hipaa/personal-representative']);
  });

  it('ends with a death whose day nobody knows', () => {
    expect(ask('health-care-poa', { patient: { death: { on: null } } }).result).toBe('not');
  });

  it('holds from its first to its last day, and waits until somebody saw the proof', () => {
    expect(ask('health-care-poa', { from: '2026-11-28', to: '2026-11-28' }).result).toBe('allowed');
    expect(ids(ask('health-care-poa', { from: '2026-11-29' }))).toEqual(['patients/power-not-yet']);
    expect(ask('health-care-poa', { to: '2026-11-27' })).toMatchObject({ result: 'not', over: true });
    expect(ask('health-care-poa', { proofVerified: false }).result).toBe('person-decides');
  });

  it('is over from the day on which it was recorded as revoked', () => {
    const ended = { on: '2026-11-28', cause: 'revoked' as const };
    expect(ask('health-care-poa', { ended }).result).toBe('not');
    expect(ask('health-care-poa', { ended, on: '2026-11-27' }).result).toBe('allowed');
  });

  it('is judged by no rule of another country', () => {
    expect(ask('health-care-poa', { country: 'DE' }).result).toBe('person-decides');
  });
});

describe('the dead', () => {
  it('are represented by executor and administrator, who represent nobody alive', () => {
    for (const kind of ['executor', 'administrator'] as const) {
      expect(ask(kind, { patient: DEAD })).toMatchObject({
        result: 'allowed',
        reasons: [{ cite: '45 CFR 164.502(g)(4)' }],
      });
      expect(ask(kind).result).toBe('not');
    }
  });

  it('are not represented by family unasked: the order differs by state and no state is verified', () => {
    for (const kind of ['next-of-kin', 'surrogate', 'parent', 'other'] as const)
      expect(ask(kind, { patient: DEAD })).toMatchObject({ result: 'person-decides' });
    expect(ask('guardian', { patient: DEAD }).result).toBe('not');
  });

  it('let no designee pick up and no proxy look any more', () => {
    const designee = { standing: 'designee', act: 'pick-up' } as const;
    expect(ask('other', designee).result).toBe('allowed');
    expect(ask('other', { ...designee, patient: DEAD })).toMatchObject({ result: 'not', over: true });
    expect(ask('other', { standing: 'proxy', act: 'portal', patient: DEAD }).result).toBe('not');
  });
});

describe('a minor', () => {
  it('is represented by a parent, unless the minor controls the information', () => {
    expect(ask('parent', { patient: CHILD, minorControl: 'parent' })).toMatchObject({
      result: 'allowed',
      reasons: [{ cite: '45 CFR 164.502(g)(3)(i)' }],
    });
    for (const minorControl of ['consented-alone', 'may-obtain-alone', 'parent-agreed'] as const) {
      const answer = ask('parent', { patient: CHILD, minorControl });
      expect(answer.result).toBe('person-decides');
      expect(ids(answer)).toContain('us/hipaa/minor-parent-access');
    }
    expect(ask('parent', { patient: CHILD }).result).toBe('person-decides');
  });

  it('with a custody order has parents who differ', () => {
    const child = { patient: CHILD, minorControl: 'parent', custodyOrderKnown: true } as const;
    expect(ask('parent', { ...child, custody: 'order-gives' }).result).toBe('allowed');
    expect(ask('parent', { ...child, custody: 'order-denies' }).result).toBe('not');
    expect(ids(ask('parent', child))).toEqual(['patients/custody-unknown']);
  });

  it('comes of age: the day before the 18th birthday the parent acts, from that day on a person decides', () => {
    const parent = { minorControl: 'parent', patient: { birthDate: '2008-11-29' } } as const;
    const before = ask('parent', parent);
    expect(before.result).toBe('allowed');
    expect(before.warnings.join()).toContain('Not verified');
    expect(ids(ask('parent', { ...parent, on: '2026-11-29' }))).toEqual(['patients/of-age-perhaps']);
    // Said by somebody who knows the state or the decree, it is over.
    const ended = { on: '2026-11-29', cause: 'majority' as const };
    expect(ask('parent', { ...parent, ended, on: '2026-11-29' })).toMatchObject({ result: 'not', over: true });
    expect(ask('parent', { minorControl: 'parent', patient: { birthDate: null } }).result).toBe('person-decides');
    const year = { birthDate: '2008-01-01', birthDatePrecision: 'year' } as const;
    expect(ids(ask('parent', { minorControl: 'parent', patient: year }))).toEqual(['patients/birth-date-unknown']);
  });

  it('and an adult may have a guardian by court order, with its dates', () => {
    expect(ask('guardian', { patient: CHILD, minorControl: 'parent' }).result).toBe('allowed');
    expect(ask('guardian').result).toBe('allowed');
    expect(ask('guardian', { to: '2026-06-30' })).toMatchObject({ result: 'not', over: true });
  });
});

describe('what a person decided', () => {
  it('answers the question that was open, and no other', () => {
    const open = ask('next-of-kin');
    const judgement = { decision: 'may-act', question: questionOf(open) } as const;
    expect(ask('next-of-kin', { judgement }).result).toBe('allowed');
    expect(ask('next-of-kin', { judgement, patient: DEAD }).result).toBe('person-decides');
    expect(ask('health-care-poa', { judgement, patient: DEAD }).result).toBe('not');
  });

  it('may refuse whom the rules would allow (45 CFR 164.502(g)(5))', () => {
    const judgement = { decision: 'may-not-act', question: '' } as const;
    expect(ask('health-care-poa', { judgement })).toMatchObject({
      result: 'not',
      reasons: [{ ruleId: 'patients/refused', cite: '45 CFR 164.502(g)(5)' }],
    });
  });
});

describe('the three standings', () => {
  it('are three things: a designee and a proxy sign nothing', () => {
    expect(ask('other', { standing: 'designee' }).result).toBe('not');
    expect(ask('parent', { standing: 'proxy' }).result).toBe('not');
  });
});
