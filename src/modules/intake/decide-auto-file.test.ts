import { describe, expect, it } from 'vitest';
import en from './web/messages/en.json' with { type: 'json' };
import { type AutoFileCase, type AutoFileRules, decideAutoFile } from './decide-auto-file.ts';
import { deriveThreshold, upperBound } from './derive-threshold.ts';

const PATIENT = {
  ...{ patientId: 'p1', confidence: 0.99, evidence: { how: 'mrn and name' } },
  ...{ agreeing: ['number', 'name'] as const, contradicting: [], rival: false },
};
const PART: AutoFileCase = {
  source: 'folder',
  pages: [{ number: 1, readable: true, weak: false, unknownCodes: 0 }],
  patients: [PATIENT],
  types: [{ code: 'discharge-summary', confidence: 0.9, evidence: { how: 'heading' } }],
  dates: [{ date: '2026-11-14', confidence: 0.8, evidence: { how: 'a labelled date' } }],
  encounters: [{ encounterId: 'e1', certain: true, confidence: 0.7, evidence: { how: 'the only encounter' } }],
  level: 'encounter',
  notPartOfRecord: false,
  checkedCover: false,
};
const ON: AutoFileRules = {
  policies: [{ source: null, typeCode: null, enabled: true, threshold: 0.9 }],
  learnedThresholds: new Map(),
};
const holds = (change: Partial<AutoFileCase>, rules = ON) => {
  const decision = decideAutoFile({ ...PART, ...change }, rules);
  return decision.file ? 'files' : decision.reasons.map(({ code }) => code);
};
const withPatient = (change: object) => holds({ patients: [{ ...PATIENT, ...change }] });

describe('Filing without a hand', () => {
  it('happens with reasons where everything agrees', () => {
    const decision = decideAutoFile(PART, ON);
    expect(decision).toMatchObject({ file: true, patientId: 'p1', encounterId: 'e1', typeCode: 'discharge-summary' });
    expect(decision.reasons.map(({ code }) => code)).toEqual([
      'agrees-number',
      'agrees-name',
      'type-sure',
      'encounter-certain',
    ]);
  });

  it('is off by default, but for what lies behind a checked cover sheet that the page agrees with', () => {
    const none = { ...ON, policies: [] };
    expect(holds({}, none)).toEqual(['no-policy']);
    const covered = [{ ...PATIENT, agreeing: ['cover', 'name'] as const }];
    expect(holds({ patients: covered, checkedCover: true }, none)).toBe('files');
    expect(holds({ patients: covered }, none)).toEqual(['no-policy']);
    expect(holds({ patients: [{ ...PATIENT, agreeing: ['cover'] }], checkedCover: true }, none)).toEqual([
      'identifiers-too-few',
    ]);
  });

  it('follows the most particular rule', () => {
    const off = { source: 'folder', typeCode: 'discharge-summary', enabled: false, threshold: 0.9 };
    expect(holds({}, { ...ON, policies: [...ON.policies, off] })).toEqual(['policy-off']);
    expect(holds({ source: 'fax' }, { ...ON, policies: [...ON.policies, off] })).toBe('files');
  });

  it('needs two independent facts, and without a number name, birth date and home', () => {
    expect(withPatient({ agreeing: ['number'] })).toEqual(['identifiers-too-few']);
    expect(withPatient({ agreeing: ['name', 'birthDate'] })).toEqual(['identifiers-too-few']);
    expect(withPatient({ agreeing: ['number', 'home'] })).toEqual(['identifiers-too-few']);
    expect(withPatient({ agreeing: ['name', 'birthDate', 'home'] })).toBe('files');
  });

  it('waits for a rival, a contradiction, a weak page, an unknown code, two visits', () => {
    expect(withPatient({ rival: true })).toEqual(['patient-ambiguous']);
    expect(withPatient({ contradicting: ['sex'] })).toEqual(['contradicts-sex']);
    expect(holds({ pages: [{ number: 3, readable: true, weak: true, unknownCodes: 0 }] })).toEqual(['page-weak']);
    expect(holds({ pages: [{ number: 3, readable: true, weak: false, unknownCodes: 1 }] })).toEqual(['code-unknown']);
    expect(holds({ encounters: [{ ...PART.encounters[0]!, certain: false }] })).toEqual(['encounter-ambiguous']);
    expect(holds({ encounters: [], level: 'patient' })).toBe('files');
    expect(holds({ patients: [], types: [], dates: [] })).toEqual(['patient-unknown', 'type-unknown', 'date-unknown']);
  });

  it('waits where it is too long to be checked to its end', () => {
    const pages = Array.from({ length: 301 }, (_page, at) => ({ ...PART.pages[0]!, number: at + 1 }));
    expect(holds({ pages })).toEqual(['too-many-pages']);
  });

  it('takes a learnt type only above the threshold that blind verification set', () => {
    const learned = {
      code: 'letter',
      confidence: 0.95,
      evidence: { how: 'what this site filed', more: { learned: true } },
    };
    expect(holds({ types: [learned] })).toEqual(['type-not-verified']);
    expect(holds({ types: [learned] }, { ...ON, learnedThresholds: new Map([['letter', 0.96]]) })).toEqual([
      'type-unsure',
    ]);
    expect(holds({ types: [learned] }, { ...ON, learnedThresholds: new Map([['letter', 0.94]]) })).toBe('files');
  });

  it('says every reason in words', () => {
    const words = new Set(Object.keys(en.autoFile));
    const codes = [
      holds({ patients: [], types: [], dates: [], encounters: [], pages: [] }, { ...ON, policies: [] }),
      ...(['mrn', 'name', 'birthDate', 'sex', 'visit', 'account'] as const).map((kind) =>
        withPatient({ contradicting: [kind] }),
      ),
      decideAutoFile(PART, ON).reasons.map(({ code }) => code),
    ].flat();
    expect(codes.filter((code) => !words.has(code))).toEqual([]);
  });
});

describe('The threshold of a type', () => {
  const pairs = (count: number, confidence: number, wrong = 0) =>
    Array.from({ length: count }, (_pair, index) => ({ confidence, right: index >= wrong }));

  it('is set by what was verified blind: 2,995 without an error prove one in a thousand, 2,994 do not', () => {
    expect(deriveThreshold(pairs(2_995, 0.95), { target: 0.001 }).threshold).toBe(0.95);
    expect(deriveThreshold(pairs(2_994, 0.95), { target: 0.001 }).threshold).toBeUndefined();
  });

  it('goes down as far as the errors allow, and no further', () => {
    const verified = [...pairs(3_000, 0.97), ...pairs(3_000, 0.9), ...pairs(500, 0.6, 60)];
    expect(deriveThreshold(verified, { target: 0.001 })).toMatchObject({ threshold: 0.9, verified: 6_500 });
    expect(deriveThreshold(pairs(3_000, 0.97, 3), { target: 0.001 }).threshold).toBeUndefined();
    expect(deriveThreshold([], { target: 0.001 })).toEqual({ threshold: undefined, verified: 0, bound: 1 });
  });

  it('bounds as Clopper and Pearson do', () => {
    expect(upperBound(0, 10)).toBeCloseTo(0.2589, 4);
    expect(upperBound(1, 10)).toBeCloseTo(0.3942, 4);
    expect(upperBound(10, 10)).toBe(1);
  });
});
