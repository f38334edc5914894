import { describe, expect, it } from 'vitest';
import { rankChoices, type Choice } from './rank-choices.ts';

const types: Choice[] = [
  { value: 'dis', label: 'Discharge summary', number: '12', aliases: ['DS'] },
  { value: 'hp', label: 'History and physical', number: '1', aliases: ['H&P'] },
  { value: 'op', label: 'Operative report', number: '121' },
  { value: 'cons', label: 'Consent for treatment', number: '30' },
  { value: 'eche', label: 'Échocardiogramme', number: '44' },
];
const found = (typed: string) => rankChoices(types, typed).map(({ value }) => value);

describe('Choosing from a long list by what one remembers', () => {
  it('the exact number wins over numbers that begin with it', () => expect(found('12')).toEqual(['dis', 'op']));
  it('an alias counts, written any way', () => expect(found('h & p')[0]).toBe('hp'));
  it('the beginnings of words count in any order', () => expect(found('sum dis')).toEqual(['dis']));
  it('initials count', () => expect(found('hap')[0]).toBe('hp'));
  it('accents do not matter', () => expect(found('echo')).toEqual(['eche']));
  it('a slip of the finger still finds it', () => expect(found('dschrg')).toEqual(['dis']));
  it('nothing typed shows the list as given', () => expect(found('')).toHaveLength(5));
  it('nonsense finds nothing', () => expect(found('zzz')).toEqual([]));
});
