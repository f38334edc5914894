import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compareNames } from './compare-names.ts';
import { areNicknames, fullNamesOf } from './nicknames.ts';
import { foldText, identifierText, nameParts, phoneDigits, streetPlace } from './normalise.ts';
import { soundsOf } from './sounds.ts';

const soundAlike = (a: string, b: string): boolean =>
  soundsOf(foldText(a)).some((s) => soundsOf(foldText(b)).includes(s));

describe('a name as it is compared', () => {
  it('has no case, accent, apostrophe or title', () => {
    expect(nameParts('Dr. José  Núñez-O’Brien, Jr.')).toEqual(['jose', 'nunez', 'obrien']);
    expect(nameParts('Łukasz Błaszczyk')).toEqual(['lukasz', 'blaszczyk']);
    expect(nameParts('Jørgen Ægir Strauß')).toEqual(['jorgen', 'aegir', 'strauss']);
    expect(nameParts('Nguyễn Thị Hương')).toEqual(['nguyen', 'thi', 'huong']);
    expect(nameParts('ISTANBULLU')).toEqual(['istanbullu']);
    expect(nameParts('')).toEqual([]);
    expect(nameParts('Jr.')).toEqual(['jr']);
  });

  it('keeps the letters of other scripts, and their vowel signs where those are letters', () => {
    expect(foldText('Йордан')).toBe('иордан');
    expect(foldText('مُحَمَّد')).toBe(foldText('محمد'));
    expect(foldText('李小龍')).toBe('李小龍');
    expect(foldText('किरण')).not.toBe(foldText('करण'));
    expect(foldText('ｔａｎａｋａ')).toBe('tanaka');
  });

  it('has a bound on its length and its parts', () => {
    expect(nameParts('x'.repeat(5000))).toEqual(['x'.repeat(40)]);
    expect(nameParts('a b c d e f g h i j')).toHaveLength(6);
  });

  it.each([
    ['Smith', 'Smyth'],
    ['Smith', 'Schmidt'],
    ['Catherine', 'Kathryn'],
    ['Stephen', 'Steven'],
    ['Jose', 'Hose'],
    ['Thomas', 'Tomas'],
    ['Wright', 'Right'],
    ['Michael', 'Mikael'],
    ['Philip', 'Fillip'],
    ['Gonzalez', 'Gonzales'],
    ['Geoffrey', 'Jeffrey'],
    ['Sean', 'Shaun'],
    ['Meyer', 'Maier'],
    ['McDonald', 'MacDonald'],
    ['Jackson', 'Jaxon'],
    ['Xavier', 'Zavier'],
    ['Yusuf', 'Youssef'],
    ['Caitlin', 'Kaitlyn'],
    ['Иванов', 'Ivanov'],
    ['Παπαδόπουλος', 'Papadopoulos'],
    ['محمد', 'محمود'],
  ])('sounds alike: %s and %s', (a, b) => {
    expect(soundAlike(a, b)).toBe(true);
  });

  it.each([
    ['Smith', 'Jones'],
    ['Maria', 'Martha'],
    ['Brown', 'Green'],
    ['李', '张'],
    ['Robert', 'Richard'],
  ])('does not sound alike: %s and %s', (a, b) => {
    expect(soundAlike(a, b)).toBe(false);
  });

  it('has no sound when it is a number', () => {
    expect(soundsOf('12')).toEqual([]);
  });

  it.each([
    ['robert', 'bob', 'nickname'],
    ['bill', 'william', 'nickname'],
    ['bobby', 'rob', 'nickname'],
    ['francisco', 'paco', 'nickname'],
    ['smith', 'smiht', 'letters swapped'],
    ['johnson', 'jonson', 'one letter off'],
    ['katherine', 'cathryn', 'sounds like'],
    ['fitzgerald', 'fitgerold', 'two letters off'],
    ['jo', 'john', 'prefix'],
    ['j', 'john', 'initial'],
    ['garcia', 'garcia', 'exact'],
  ])('%s and %s: %s', (a, b, how) => {
    expect(compareNames(a, b, true)?.how).toBe(how);
  });

  it.each([
    ['ann', 'amy'],
    ['smith', 'jones'],
    ['david', 'daniel'],
    ['j', 'mary'],
    ['', 'mary'],
  ])('%s and %s have nothing in common', (a, b) => {
    expect(compareNames(a, b, true)).toBeUndefined();
  });

  it('may be a short form of several, and is no short form of itself', () => {
    expect(fullNamesOf('alex')).toEqual(expect.arrayContaining(['alexander', 'alexandra', 'alejandro']));
    expect(areNicknames('alex', 'alex')).toBe(false);
    expect(areNicknames('bob', 'bill')).toBe(false);
  });

  it('knows a good part of the short forms, many long out of use, that another list has for the same names', (test) => {
    const file = new URL('../../../shared/data/record-linkage/nicknames.csv', import.meta.url);
    if (!existsSync(file)) test.skip('the shared inputs are not beside this checkout');
    const rows = readFileSync(file, 'utf8').trim().split(/\r?\n/).slice(1);
    const pairs = rows.map((row) => row.split(',')).filter(([full = '']) => fullNamesOf(full).includes(full));
    const known = pairs.filter(([full = '', , short = '']) => areNicknames(full, short) || full === short);
    expect(pairs.length).toBeGreaterThan(500);
    expect(known.length / pairs.length).toBeGreaterThan(0.4);
  });
});

describe('numbers and places as they are compared', () => {
  it('a telephone number is its digits without the country of North America', () => {
    expect(phoneDigits('+1 (906) 389-8576')).toBe('9063898576');
    expect(phoneDigits('0044 20 7946 0958')).toBe('442079460958');
  });

  it('a record number has no dashes, case or leading zeros', () => {
    expect(identifierText('mrn-00012a')).toBe('MRN00012A');
    expect(identifierText('000123')).toBe('123');
    expect(identifierText('0')).toBe('0');
  });

  it('an address is its house number and the word that names the street', () => {
    expect(streetPlace('12 N. Main St, Apt 4')).toEqual({ number: '12', word: 'main' });
    expect(streetPlace('54 hoseason street')).toEqual({ number: '54', word: 'hoseason' });
    expect(streetPlace('9 The Avenue')).toEqual({ number: '9', word: 'the' });
    expect(streetPlace('PO Box 7')).toBeUndefined();
    expect(streetPlace('')).toBeUndefined();
  });
});
