import { describe, expect, it } from 'vitest';
import { compareIdentifier } from './compare-identifiers.ts';
import type { ReadIdentifier } from './derive-identifiers.ts';
import { decideMismatch } from './decide-mismatch.ts';
import { type PatientCandidate, proposePatient } from './propose-patient.ts';

const HABIT = { today: '2026-11-28', order: 'mdy' } as const;

function someone(id: string, facts: Partial<PatientCandidate['person']> & { given?: string; family?: string }) {
  const { given = 'Anna', family = 'Whitfield', ...more } = facts;
  return {
    patientId: id,
    person: {
      names: [{ given: given.split(' '), family }],
      birthDate: '2015-03-04',
      sex: 'female',
      mrns: [`70${id}`],
      addresses: [{ line: '12 Oak Street' }],
      ...more,
    },
    visitNumbers: [],
    accountNumbers: [],
  } satisfies PatientCandidate;
}
const read = (kind: ReadIdentifier['kind'], value: string, more: Partial<ReadIdentifier> = {}): ReadIdentifier => ({
  ...{ kind, value, from: 'label', page: 1 },
  ...more,
});
const best = (facts: ReadIdentifier[], people: PatientCandidate[], more = {}) =>
  proposePatient(facts, people, { ...HABIT, ...more })[0];

const NAME = read('name', 'Whitfield, Anna');
const BORN = read('birthDate', '03/04/2015');
const HOME = read('address', '12 Oak Street');

describe('Whose page it is', () => {
  it('is told by number and name together, each a fact of its own', () => {
    const found = best([read('mrn', '701'), NAME, BORN], [someone('1', {})]);
    expect(found).toMatchObject({ patientId: '1', rival: false, contradicting: [] });
    expect([...(found?.agreeing ?? [])].sort()).toEqual(['birthDate', 'name', 'number']);
    expect(found?.confidence).toBeGreaterThan(0.9);
  });

  it('is ambiguous between twins where only the name tells them apart', () => {
    const twins = [someone('1', {}), someone('2', { given: 'Emma' })];
    expect(best([NAME, BORN, HOME], twins)).toMatchObject({ patientId: '1', rival: true });
    expect(best([NAME, BORN, HOME, read('mrn', '701')], twins)).toMatchObject({ patientId: '1', rival: false });
  });

  it('is ambiguous between namesakes, also where day and month of the birth date are exchanged', () => {
    const swapped = someone('2', { birthDate: '2015-04-03', addresses: [] });
    expect(best([NAME, BORN, HOME], [someone('1', {}), swapped])).toMatchObject({ patientId: '1', rival: true });
  });

  it('is contradicted by another sex, number or birth date anywhere on the pages', () => {
    const facts = [NAME, BORN, HOME, read('sex', 'M'), read('mrn', '999123', { page: 2 })];
    expect(best(facts, [someone('1', {})])?.contradicting).toEqual(expect.arrayContaining(['sex', 'mrn']));
    expect(best([NAME, read('birthDate', '04/03/2015')], [someone('1', {})])?.contradicting).toEqual(['birthDate']);
  });

  it('is not told by what every newborn is called', () => {
    const baby = someone('1', { given: 'Girl A' });
    expect(best([read('name', 'Whitfield, Girl A'), BORN], [baby])?.agreeing).toEqual(['birthDate']);
  });

  it('is found by any name the person ever had, and by the number of a merged registration', () => {
    const names = [
      { given: ['Anna'], family: 'Lindqvist' },
      { given: [], family: 'Whitfield', previous: true },
    ];
    const found = best([NAME, read('mrn', '555')], [someone('1', { names, mrns: ['701', '555'] })]);
    expect([...(found?.agreeing ?? [])].sort()).toEqual(['name', 'number']);
  });

  it('counts a code and the number printed beside it as one label, and a cover sheet as one fact', () => {
    const code = read('mrn', '701', { from: 'barcode', zone: { page: 1, x: 0.6, y: 0.1, w: 0.3, h: 0.05 } });
    const beside = read('mrn', '701', { zone: { page: 1, x: 0.6, y: 0.16, w: 0.2, h: 0.02 } });
    const below = read('mrn', '701', { zone: { page: 1, x: 0.1, y: 0.8, w: 0.2, h: 0.02 } });
    expect(best([code, beside], [someone('1', {})])?.agreeing).toEqual(['barcode']);
    expect(best([code, below], [someone('1', {})])?.agreeing).toEqual(['barcode', 'number']);
    const cover = { coverPages: new Set([1]) };
    expect(best([code, beside, NAME, BORN], [someone('1', {})], cover)?.agreeing).toEqual(['cover']);
  });
});

describe('What was read against what is known', () => {
  const level = (each: ReadIdentifier, facts = {}) => compareIdentifier(each, someone('1', facts), HABIT);

  it('forgives signs that look alike, and no other digit', () => {
    expect(level(read('mrn', '7O1'))).toBe('agrees');
    expect(level(read('mrn', '70l'))).toBe('agrees');
    expect(level(read('mrn', '702'))).toBe('differs');
    expect(level(read('name', 'Whitfieid, Arina'), { given: 'Arina' })).toBe('agrees');
    expect(level(read('name', 'Bamer, Anna'), { family: 'Barner' })).toBe('agrees');
  });

  it('takes one letter between two given names for two people', () => {
    expect(level(read('name', 'Whitfield, Hayden'), { given: 'Jayden' })).toBe('differs');
    expect(level(read('name', 'Whitfield, Anna'), { given: 'Emma' })).toBe('differs');
    expect(level(read('name', 'Whitfeld, Anna'))).toBe('near');
    expect(level(read('name', 'Whitfield, A'))).toBe('near');
    expect(level(read('name', 'Whitfield, Anna Rose'), { given: 'Anna Maria' })).toBe('near');
  });

  it('warns at the desk of a sibling and of an exchanged birth date, and forgives what reading does', () => {
    const { person } = someone('1', {});
    expect(decideMismatch([read('name', 'Whitfield, Emma')], person, HABIT)).toEqual([{ field: 'name' }]);
    expect(decideMismatch([read('birthDate', '04/03/2015')], person, HABIT)).toEqual([{ field: 'birthDate' }]);
    expect(decideMismatch([read('mrn', '702')], person, HABIT)).toEqual([{ field: 'mrn' }]);
    expect(decideMismatch([NAME, BORN, read('mrn', '7O1')], person, HABIT)).toEqual([]);
  });
});
