import { describe, expect, it } from 'vitest';
import { ruleBook } from '../../regulations/index.ts';
import { deriveFileNames } from './derive-file-names.ts';
import { deriveKnownForm } from './derive-known-form.ts';
import { derivePayerState } from './derive-payer-state.ts';
import { evaluateDestination, hasCaseFormat } from './evaluate-destination.ts';
import { evaluateRowMatch, hasServiceIn } from './evaluate-row-match.ts';

const RULE = {
  pattern: '{claim}-{family}-{date}-{sequence}',
  length: 40,
  characters: 'letters-digits-dashes',
} as const;
const FACTS = { claim: 'CL 77/01', family: 'Müller-Weiß', date: '20261128' };
const RULES = {
  namePattern: '{case}_{sequence}',
  nameLength: 40,
  nameCharacters: 'letters-digits-dashes',
  fileBytes: 50_000_000,
  submissionBytes: 100_000_000,
  ways: ['portal'],
} as const;

describe('file names of a destination', () => {
  it('are made of letters, digits and dashes, each volume with its own', () => {
    expect(deriveFileNames(RULE, FACTS, 2)).toEqual({
      names: ['CL-77-01-Muller-Weiss-20261128-01.pdf', 'CL-77-01-Muller-Weiss-20261128-02.pdf'],
      missing: [],
      shortened: false,
    });
  });

  it('carry no path, formula, ending or control character of a name', () => {
    const hostile = "=cmd|' /C calc'!A1/../..\\etc/passwd\u0000.exe\u0001";
    const { names } = deriveFileNames({ ...RULE, length: 200 }, { ...FACTS, family: hostile, claim: '../../x' }, 3);
    for (const name of names) expect(name).toMatch(/^[A-Za-z0-9][A-Za-z0-9-]*\.pdf$/);
    expect(new Set(names).size).toBe(3);
  });

  it('keep within the length without losing what tells two volumes apart', () => {
    const { names, shortened } = deriveFileNames({ ...RULE, length: 16 }, FACTS, 12);
    expect(shortened).toBe(true);
    expect(new Set(names).size).toBe(12);
    for (const name of names) expect(name.length).toBeLessThanOrEqual(16);
  });

  it('number a second volume where the pattern has no sequence, and say which field is missing', () => {
    const plain = { pattern: '{case}', length: 40, characters: 'letters-digits' } as const;
    expect(deriveFileNames(plain, { case: 'A-12' }, 2).names).toEqual(['A1201.pdf', 'A1202.pdf']);
    expect(deriveFileNames(plain, {}, 1)).toMatchObject({ missing: ['case'], names: ['records.pdf'] });
  });
});

describe('rules of a destination', () => {
  const at = (more: object) => evaluateDestination({ ...RULES, ...more }).map((wrong) => wrong.at);
  it('are kept when a packet can be handed in by them', () => expect(at({})).toEqual([]));
  it('are refused where a name could be a path, a formula, or the same for every file', () => {
    for (const namePattern of [
      '../{case}',
      '{case}/x',
      '={case}',
      'a b{case}',
      '{case}.exe',
      'records',
      '{ssn}',
      '{case}{case}',
    ])
      expect(at({ namePattern }), namePattern).toEqual(['namePattern']);
  });
  it('are refused where a file holds less than one page, or a submission less than a file', () => {
    expect(at({ fileBytes: 100_000 })).toEqual(['fileBytes']);
    expect(at({ submissionBytes: 10_000_000 })).toEqual(['submissionBytes']);
    expect(at({ ways: [] })).toEqual(['ways']);
  });
  it('know the form of a case number', () => {
    expect(hasCaseFormat('ab-1234', 'AA-9999')).toBe(true);
    expect(hasCaseFormat('ab-123', 'AA-9999')).toBe(false);
    expect(hasCaseFormat('1b-1234', 'AA-9999')).toBe(false);
    expect(hasCaseFormat('anything', null)).toBe(true);
  });
});

describe('a row of a payer’s list', () => {
  const row = { name: 'Alvarez, Rosa', birthDate: '1961-03-12', mrn: undefined };
  const rosa = { id: 'a', names: ['Alvarez, Rosa Maria'], birthDate: '1961-03-12', mrns: ['100'] };
  it('is matched when the name and a second fact agree with one person and nothing differs', () => {
    expect(evaluateRowMatch(row, [rosa], false)).toEqual({ patientId: 'a', matchedOn: ['name', 'birth-date'] });
    expect(evaluateRowMatch({ ...row, mrn: '0100' }, [rosa], false)).toMatchObject({
      matchedOn: ['name', 'birth-date', 'mrn'],
    });
  });
  it('is ambiguous with two people of one name and birth date', () => {
    expect(evaluateRowMatch(row, [rosa, { ...rosa, id: 'b', mrns: ['200'] }], false)).toMatchObject({
      reason: 'match-ambiguous',
    });
  });
  it('is told apart by the record number', () => {
    expect(evaluateRowMatch({ ...row, mrn: '200' }, [rosa, { ...rosa, id: 'b', mrns: ['200'] }], false)).toMatchObject({
      patientId: 'b',
    });
  });
  it('is not matched where one of its facts is another person’s', () => {
    expect(evaluateRowMatch({ ...row, mrn: '999' }, [rosa], false)).toMatchObject({ reason: 'match-differs' });
    expect(evaluateRowMatch({ ...row, birthDate: '1961-12-03' }, [rosa], false)).toMatchObject({
      reason: 'match-differs',
    });
    expect(evaluateRowMatch({ ...row, name: 'Rosa' }, [rosa], false).patientId).toBeNull();
  });
  it('is not found where nobody comes near', () => {
    expect(evaluateRowMatch(row, [], false)).toEqual({ patientId: null, reason: 'match-not-found' });
  });
  it('asks for care within its days', () => {
    const stay = { from: '2026-03-01', to: '2026-03-05', cancelled: false };
    expect(hasServiceIn({ from: '2026-03-05', to: '2026-03-09' }, [stay])).toBe(true);
    expect(hasServiceIn({ from: '2026-03-06', to: '2026-03-09' }, [stay])).toBe(false);
    expect(hasServiceIn({ from: '2026-03-01', to: undefined }, [{ ...stay, cancelled: true }])).toBe(false);
    expect(hasServiceIn({ from: '2026-05-01', to: undefined }, [{ ...stay, to: null }])).toBe(true);
    expect(hasServiceIn({ from: undefined, to: undefined }, [])).toBe(true);
  });
});

describe('where a case stands with its payer', () => {
  const sent = { id: 's1', appealId: null, proved: true, outcome: null };
  const appeal = { id: 'p1', level: 'redetermination', dueOn: '2027-01-10', dropped: false } as const;
  it('is in preparation with the day of the clock, then to prove, then waits', () => {
    expect(derivePayerState([], [], '2026-12-20')).toMatchObject({ state: 'preparing', dueOn: '2026-12-20' });
    expect(derivePayerState([{ ...sent, proved: false }], [], '2026-12-20')).toMatchObject({
      state: 'to-prove',
      dueOn: null,
    });
    expect(derivePayerState([sent], [], null).state).toBe('waiting');
  });
  it('is the newest answer, and an open appeal with its own day before it', () => {
    const denied = { ...sent, outcome: 'denied' } as const;
    expect(derivePayerState([denied], [], null).state).toBe('denied');
    expect(derivePayerState([denied], [appeal], null)).toMatchObject({ state: 'to-appeal', dueOn: '2027-01-10' });
    expect(derivePayerState([denied, { ...sent, id: 's2', appealId: 'p1' }], [appeal], null).state).toBe('waiting');
    expect(derivePayerState([denied], [{ ...appeal, dropped: true }], null).state).toBe('denied');
  });
  it('is due again by the clock after a rejection', () => {
    expect(derivePayerState([{ ...sent, outcome: 'rejected' }], [], '2026-12-20')).toMatchObject({
      state: 'rejected',
      dueOn: '2026-12-20',
    });
  });
});

describe('form SSA-827', () => {
  const known = (text: string, signedOn: string | null = '2026-11-02') =>
    deriveKnownForm(text, signedOn, ruleBook().rules, '2026-11-28');
  it('is recognised by its number or its title, and proposed to end twelve months after signing', () => {
    const ends = { form: 'ssa-827', endsOn: '2027-11-02', acts: false, cite: 'POMS DI 11005.055' };
    expect(known('Form SSA-827 (11-2023) Page 1 of 2')).toEqual(ends);
    expect(known('AUTHORIZATION TO DISCLOSE INFORMATION TO THE SOCIAL SECURITY ADMINISTRATION (SSA)')).toEqual(ends);
    expect(known('SSA 827', null)).toMatchObject({ endsOn: null });
  });
  it('is not seen in another form or in a number that only looks like it', () => {
    expect(known('AUTHORIZATION TO DISCLOSE INFORMATION TO THE BENEFITS AGENCY')).toBeNull();
    expect(known('Claim MSSA-8271')).toBeNull();
    expect(known('form SSA-8270')).toBeNull();
  });
});
