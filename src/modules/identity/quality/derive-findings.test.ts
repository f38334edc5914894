import { describe, expect, it } from 'vitest';
import { deriveFindings, type RegisterFacts } from './derive-findings.ts';
import { deriveMrnFault, derivePhoneFault, deriveSsnFault } from './derive-number-faults.ts';
import { derivePlaceholderName } from './derive-placeholder-name.ts';

const TODAY = '2026-11-23';
const BLANK: RegisterFacts = {
  ...{ stands: true, registeredOn: '2026-11-20', birthDate: '1961-03-12', birthDatePrecision: 'day', diedOn: null },
  ...{ names: [{ use: 'legal', family: 'Harlow', given: ['Josephine'] }], identifiers: [], phones: [] },
  ...{ visits: [], documents: [] },
};
const rules = (more: Partial<RegisterFacts>) =>
  deriveFindings({ ...BLANK, ...more }, TODAY).map(({ rule, why }) => `${rule}: ${why}`);
const paper = (
  typeCode: string,
  date: string | null,
  namesParent = false,
  mothersNumber?: { motherId: string | null },
) => ({
  ...{ id: 'd', typeCode, date, namesParent, mothersNumber },
});
const number = (kind: string, value: string, otherIds: string[] = []) => ({
  ...{ kind, value, otherIds, assignedHere: kind === 'mrn' },
});

describe('a registration', () => {
  it.each<[string, Partial<RegisterFacts>, string[]]>([
    ['nothing out of the ordinary', {}, []],
    ['a birth in the future', { birthDate: '2026-11-25' }, ['birth-in-future: after-today']],
    ['a birth tomorrow, where it is tomorrow already', { birthDate: '2026-11-24' }, []],
    ['somebody of 121 years', { birthDate: '1905-11-22' }, ['older-than-120: too-old']],
    ['somebody of whom only the year is known', { birthDate: '1906-01-01', birthDatePrecision: 'year' }, []],
    ['somebody who died at 110 long ago', { birthDate: '1850-06-01', diedOn: '1960-06-01' }, []],
    ['a death before the birth', { diedOn: '1960-01-01' }, ['death-before-birth: before-birth']],
    ['a death that is still to come', { diedOn: '2027-01-01' }, ['death-in-future: after-today']],
    ['an SSN never issued', { identifiers: [number('ssn', '000-12-3456')] }, ['ssn-never-issued: area']],
    ['an SSN of two people', { identifiers: [number('ssn', '212-34-5678', ['b'])] }, ['number-of-several: shared']],
    [
      'a number that nobody has and many share is named once',
      { identifiers: [number('ssn', '999-99-9999', ['b'])] },
      ['ssn-never-issued: area'],
    ],
    [
      'the SSN as record number',
      { identifiers: [number('ssn', '212-34-5678'), number('mrn', '212345678')] },
      ['mrn-irregular: is-the-ssn'],
    ],
    ['a telephone of nines', { phones: ['999-999-9999', '216 555 0142'] }, ['placeholder-phone: well-known']],
  ])('%s', (_what, facts, expected) => {
    expect(rules(facts)).toEqual(expected);
  });

  it('that was merged is looked at for its documents and visits only', () => {
    const facts = { stands: false, birthDate: '2027-01-01', documents: [paper('letter', '2030-01-01')] };
    expect(rules(facts)).toEqual(['document-in-future: after-today']);
  });
});

describe('a visit', () => {
  it.each([
    ['1961-03-10', null, null, ['visit-before-birth: before-birth']],
    ['1961-03-11', null, null, []],
    ['2020-05-03', null, '2020-05-01', ['visit-after-death: after-death']],
    ['2020-05-02', null, '2020-05-01', []],
    ['2026-11-20', '2026-12-24', null, ['discharge-in-future: after-today']],
  ])('from %s to %s of somebody who died %s', (from, to, diedOn, expected) => {
    expect(rules({ visits: [{ id: 'v', from, to }], diedOn })).toEqual(expected);
  });
});

describe('a document', () => {
  it.each<[string, ReturnType<typeof paper>, string, string[]]>([
    ['dated tomorrow week', paper('letter', '2026-11-30'), '1961-03-12', ['document-in-future: after-today']],
    ['dated before the birth', paper('letter', '2026-10-01'), '2026-11-01', ['document-before-birth: before-birth']],
    [
      'of labor on the newborn',
      paper('labor-record', '2026-11-01'),
      '2026-11-01',
      ['mothers-document-on-child: obstetric-type'],
    ],
    [
      'of prenatal care on the newborn is the mother’s, not only early',
      paper('prenatal-record', '2026-06-01'),
      '2026-11-01',
      ['mothers-document-on-child: obstetric-type'],
    ],
    ['of labor on a woman', paper('labor-record', '1990-11-01'), '1961-03-12', []],
    [
      'whose label names a parent',
      paper('progress-note', '2026-11-02', true),
      '2026-11-01',
      ['mothers-document-on-child: label-names-parent'],
    ],
    [
      'with the mother’s number and not the child’s',
      paper('progress-note', '2026-11-02', false, { motherId: 'm' }),
      '2026-11-01',
      ['mothers-document-on-child: mothers-number'],
    ],
    [
      'of the nursery on the mother',
      paper('newborn-record', '2026-11-01'),
      '1996-01-01',
      ['childs-document-on-adult: newborn-type'],
    ],
    ['of the nursery on who was the newborn', paper('newborn-record', '1961-03-13'), '1961-03-12', []],
    ['of the delivery room lies with either', paper('apgar-record', '2026-11-01'), '1996-01-01', []],
    ['without a date', paper('labor-record', null), '2026-11-01', []],
  ])('%s', (_what, document, birthDate, expected) => {
    expect(rules({ documents: [document], birthDate })).toEqual(expected);
  });

  it('of somebody whose birth date nobody knows is only looked at for the future', () => {
    expect(rules({ birthDate: null, documents: [paper('labor-record', '2026-11-01')] })).toEqual([]);
  });
});

describe('a name', () => {
  it.each([
    ['legal', 'Test', 'Anna', 1, undefined],
    ['legal', 'Doe', 'Robert', 1, undefined],
    ['legal', 'Ng', 'Baby', 1, undefined],
    ['legal', 'Boyd', 'Twinkle', 1, undefined],
    ['legal', 'Nguyễn', 'Ánh', 1, undefined],
    ['legal', '山田', '太郎', 1, undefined],
    ['legal', 'Harlow III', 'James', 1, undefined],
    ['legal', 'Test', 'Patient', 1, 'test'],
    ['legal', 'Doe', 'Jane', 1, 'unknown'],
    ['legal', 'Unknown', 'Unknown', 1, 'unknown'],
    ['legal', 'LNU', 'Maria', 1, 'unknown'],
    ['legal', 'Harlow', 'Baby Boy', 1, 'newborn'],
    ['legal', 'Harlow', 'Babygirl', 90, 'waits-too-long'],
    ['newborn-placeholder', 'Harlow', 'Baby Boy', 10, undefined],
    ['newborn-placeholder', 'Harlow', 'Baby Boy', 61, 'waits-too-long'],
    ['unknown-placeholder', 'Unknown', 'Trauma', 31, 'waits-too-long'],
    ['legal', 'Harlow', 'DUPLICATE - DO NOT USE', 1, 'do-not-use'],
    ['legal', 'Harlow2', 'Anna', 1, 'digits'],
    ['legal', '12345', 'Anna', 1, 'digits'],
    ['legal', 'XXX', 'Anna', 1, 'repeated'],
    ['legal', '---', 'Anna', 1, 'no-letters'],
  ])('%s %s, %s after %i days: %s', (use, family, given, days, why) => {
    expect(derivePlaceholderName({ use, family, given: given.split(' ') }, days)).toBe(why);
  });
});

describe('a number', () => {
  it.each([
    ['212-34-5678', undefined],
    ['899-34-5678', undefined],
    ['666-12-3456', 'area'],
    ['900-12-3456', 'area'],
    ['212-00-5678', 'group'],
    ['212-34-0000', 'serial'],
    ['078-05-1120', 'well-known'],
    ['123-45-6789', 'well-known'],
    ['222-22-2222', 'well-known'],
    ['21234567', 'length'],
    ['XXX-XX-5678', undefined],
    ['5678', undefined],
  ])('SSN %s: %s', (value, why) => {
    expect(deriveSsnFault(value)).toBe(why);
  });

  it.each([
    ['00012345', undefined],
    ['A-123.4', undefined],
    ['00000000', 'repeated'],
    ['12 34', 'signs'],
    ['#12', 'signs'],
  ])('MRN %s: %s', (value, why) => {
    expect(deriveMrnFault(value, new Set())).toBe(why);
  });

  it.each([
    ['(999) 999-9999', 'well-known'],
    ['+1 000 000 0000', 'well-known'],
    ['123-456-7890', 'well-known'],
    ['216 555 0142', undefined],
  ])('telephone %s: %s', (value, why) => {
    expect(derivePhoneFault(value)).toBe(why);
  });
});
