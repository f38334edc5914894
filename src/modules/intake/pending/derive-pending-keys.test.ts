import { describe, expect, it } from 'vitest';
import { derivePendingKeys, parseName, type PendedIdentifiers } from './derive-pending-keys.ts';

const keys = (read: PendedIdentifiers) =>
  derivePendingKeys({
    names: read.name === undefined ? [] : [parseName(read.name)],
    birthDate: read.birthDate,
    mrns: read.mrn === undefined ? [] : [read.mrn],
    visitNumbers: read.visitNumber === undefined ? [] : [read.visitNumber],
  }).map(({ kind, text }) => `${kind} ${text}`);
const meet = (one: PendedIdentifiers, other: PendedIdentifiers) => {
  const known = new Set(keys(other));
  return keys(one).some((key) => known.has(key));
};
const ida = { name: 'Marsh, Ida', birthDate: '1950-02-01' };

describe('what a waiting document is found by', () => {
  it.each([
    ['the same name in the other order', { name: 'Ida Marsh', birthDate: '1950-02-01' }, true],
    ['a name that sounds the same', { name: 'Marsch, Ida', birthDate: '1950-02-01' }, true],
    ['a twin, who shares family name and day', { name: 'Marsh, Otto', birthDate: '1950-02-01' }, false],
    ['a namesake of another day', { name: 'Marsh, Ida', birthDate: '1950-01-02' }, false],
    ['a name without a birth date', { name: 'Marsh, Ida' }, false],
  ])('%s', (_words, other, met) => {
    expect(meet(ida, other)).toBe(met);
  });

  it('is the record or visit number however it is written', () => {
    expect(meet({ mrn: '00-900 100' }, { mrn: '900100' })).toBe(true);
    expect(meet({ visitNumber: 'v-77' }, { visitNumber: 'V77' })).toBe(true);
    expect(meet({ mrn: '900100' }, { visitNumber: '900100' })).toBe(false);
    expect(keys({ mrn: '0' })).toEqual([]);
  });
});
