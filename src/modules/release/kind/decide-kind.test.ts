import { describe, expect, it } from 'vitest';
import { readRuleBook } from '../../regulations/read-rule-book.ts';
import { decideKind, type KindQuestion } from './decide-kind.ts';

const { rules } = readRuleBook('regulations');
const attorney: KindQuestion = {
  requester: 'attorney',
  purpose: 'legal-claim',
  wants: 'copy',
  said: {},
  receivedOn: '2026-11-20',
  jurisdictions: ['us'],
};
const decide = (asked: Partial<KindQuestion>) => decideKind({ ...attorney, ...asked }, rules);
const patient = (asked: Partial<KindQuestion> = {}) =>
  decide({ requester: 'individual', purpose: 'at-request-of-individual', ...asked });
const signed = { signedBy: 'individual', inWriting: true } as const;

describe('what a request is', () => {
  it('by an attorney: undecided until somebody has looked who signed, in whose name, and where the copy goes', () => {
    expect(decide({})).toMatchObject({ kind: null, needs: ['signedBy'], ruleRequester: 'attorney' });
    expect(decide({ said: signed })).toMatchObject({ kind: null, needs: ['speaks'] });
    expect(decide({ said: { ...signed, speaks: 'individual' } })).toMatchObject({ kind: null, needs: ['goesTo'] });
  });

  it('by an attorney, in the patient’s name and signed, for the patient: the right of access at the patient’s rate', () => {
    const decision = decide({ said: { ...signed, speaks: 'individual', goesTo: 'individual' } });
    expect(decision).toMatchObject({ kind: 'patient-access', ruleRequester: 'individual', needs: [], lacks: [] });
    expect(decision.reasons.map(({ cite }) => cite)).toContain('45 CFR 164.524(b)(2)');
    expect(decision.reasons.map(({ cite }) => cite)).toContain('45 CFR 164.524(b)(1)');
  });

  it('by an attorney, signed by the patient, to be sent to the attorney from the electronic record: a directive', () => {
    const decision = decide({
      copyForm: 'electronic',
      said: { ...signed, speaks: 'individual', goesTo: 'named', heldInEhr: true },
    });
    expect(decision).toMatchObject({ kind: 'third-party-directive', ruleRequester: 'third-party-directive' });
    expect(decision.reasons.map(({ cite }) => cite)).toContain('42 USC 17935(e)');
  });

  it('on paper a directive does not bind since Ciox: an authorization, and no clock of the individual', () => {
    const decision = decide({
      copyForm: 'paper',
      said: { ...signed, speaks: 'individual', goesTo: 'named', heldInEhr: true },
    });
    expect(decision).toMatchObject({ kind: 'authorization', ruleRequester: 'attorney' });
    expect(decision.reasons.map(({ cite }) => cite)).toContain('Ciox Health v. Azar, 435 F. Supp. 3d 30 (D.D.C. 2020)');
  });

  it('before Ciox the same directive bound on paper too', () => {
    const said = { ...signed, speaks: 'individual', goesTo: 'named', heldInEhr: true } as const;
    expect(decide({ receivedOn: '2019-06-01', copyForm: 'paper', said }).kind).toBe('third-party-directive');
  });

  it('a directive that does not say where to send the copy lacks just that', () => {
    const decision = decide({
      copyForm: 'electronic',
      said: { ...signed, speaks: 'individual', goesTo: 'named-without-address', heldInEhr: true },
    });
    expect(decision.kind).toBe('authorization');
    expect(decision.lacks).toEqual([{ text: 'It says where to send the copy', cite: '45 CFR 164.524(c)(3)(ii)' }]);
  });

  it('asks where the record is held before a directive is decided', () => {
    const said = { ...signed, speaks: 'individual', goesTo: 'named' } as const;
    expect(decide({ said })).toMatchObject({ kind: null, needs: ['heldInEhr', 'copyForm'] });
  });

  it('where the sender asks and the patient permits it: an authorization, whole or lacking', () => {
    const said = { ...signed, speaks: 'sender' } as const;
    expect(decide({ said: { ...said, elements: 'all' } })).toMatchObject({ kind: 'authorization', lacks: [] });
    expect(decide({ said: { ...said, elements: 'missing' } }).lacks).toHaveLength(1);
    expect(decide({ said: { signedBy: 'nobody' } }).lacks[0]?.text).toMatch(/signature/);
  });

  it('by the patient in any words and without our form: the right of access, and the rule is said', () => {
    for (const inWriting of [true, false, undefined]) {
      const decision = patient({ said: { inWriting, writingAnnounced: true } });
      expect(decision.kind).toBe('patient-access');
      expect(decision.reasons.at(-1)).toMatchObject({
        ruleId: 'us/hipaa/access-request-form',
        text: expect.stringMatching(inWriting === false ? /Writing may be asked for/ : /no form of ours/) as string,
      });
    }
  });

  it('by the patient for somebody else: a directive by its elements', () => {
    expect(patient({ wants: 'transmit-to-third-party' })).toMatchObject({
      kind: null,
      needs: ['inWriting', 'signedBy', 'goesTo'],
    });
    expect(
      patient({
        wants: 'transmit-to-third-party',
        copyForm: 'electronic',
        said: { ...signed, goesTo: 'named', heldInEhr: true },
      }).kind,
    ).toBe('third-party-directive');
  });

  it('by who stands in the patient’s place', () => {
    expect(patient({ requester: 'personal-representative' }).kind).toBe('personal-representative');
    const said = { signedBy: 'representative', speaks: 'individual', goesTo: 'individual' } as const;
    expect(decide({ said })).toMatchObject({ kind: 'personal-representative' });
  });

  it('for treatment, payment, an agency, a court, the house itself', () => {
    expect(decide({ requester: 'provider', purpose: 'treatment' }).kind).toBe('treatment');
    expect(decide({ requester: 'insurer', purpose: 'payment' }).kind).toBe('payment-operations');
    expect(decide({ requester: 'government-agency', purpose: 'other' }).kind).toBe('agency');
    expect(decide({ purpose: 'judicial' })).toMatchObject({ kind: null, needs: ['process'] });
    expect(decide({ said: { process: 'subpoena' } }).kind).toBe('court');
    expect(decide({ said: { process: 'court-order' } }).reasons[1]?.ruleId).toBe('us/hipaa/disclosure-court-order');
    expect(decide({ said: { inside: true } }).kind).toBe('internal');
  });

  it('an agency with a form that the patient signed rests on that form', () => {
    expect(
      decide({ requester: 'government-agency', purpose: 'other', said: { signedBy: 'individual', speaks: 'sender' } })
        .kind,
    ).toBe('authorization');
  });

  it('where the law of the place is not in the book, a person decides', () => {
    expect(patient({ jurisdictions: ['de'] })).toMatchObject({ kind: null, needs: [], warnings: [expect.any(String)] });
  });

  it('gives every reason of law a version', () => {
    const decision = patient();
    expect(decision.reasons.filter(({ ruleId }) => ruleId.startsWith('us/')).every(({ version }) => version)).toBe(
      true,
    );
  });
});
