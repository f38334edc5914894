import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  keysFor,
  MAX_KEYS_PER_PERSON,
  MAX_QUERY_KEYS,
  parseQuery,
  queryKeys,
  score,
  type DateHabit,
  type Person,
  type PersonQuery,
} from './index.ts';

const habit: DateHabit = { order: 'mdy', today: '2026-11-23' };

function person(given: string, family: string, rest: Partial<Person> = {}): Person {
  return { names: [{ given: given.split(' '), family }], ...rest };
}

/** What the search key table would answer: is the person among the candidates at all? */
function isFound(who: Person, query: PersonQuery | string): boolean {
  const rows = keysFor(who);
  return queryKeys(parseQuery(query, habit)).some((asked) =>
    rows.some(
      ({ kind, key }) =>
        kind === asked.kind && (asked.match === 'prefix' ? key.startsWith(asked.key) : key === asked.key),
    ),
  );
}

function scoreOf(who: Person, query: PersonQuery | string): number {
  return score(who, parseQuery(query, habit)).score;
}

function reasonsOf(who: Person, query: PersonQuery | string): string[] {
  const { reasons } = score(who, parseQuery(query, habit));
  return reasons.map(({ detailKey, how }) => `${detailKey}: ${how}`);
}

const maria = person('Maria Elena', 'García-López', {
  birthDate: '1980-02-03',
  mrns: ['00-4711'],
  phones: ['(555) 123-4567'],
  addresses: [{ line: '12 Main Street', city: 'Springfield', postcode: '01101' }],
});

describe('a query is read', () => {
  const readings = (query: PersonQuery | string): unknown[] =>
    parseQuery(query, habit).terms.map(({ readings: r }) => r);

  it('as names, birth date and telephone in any order', () => {
    const name = (part: string): unknown => [{ as: 'name', part }];
    const born = [{ as: 'birthDate', date: '1980-02-03' }];
    const phone = [{ as: 'phone', digits: '5551234' }];
    expect(readings('smith jo 1980-02-03 555-1234')).toEqual([born, phone, name('smith'), name('jo')]);
    expect(readings('555-1234, Smith; 1980/2/3')).toEqual([born, phone, name('smith')]);
  });

  it.each([
    ['2/3/1980', ['1980-02-03', '1980-03-02']],
    ['02/03/80', ['1980-02-03', '1980-03-02']],
    ['25/12/1999', ['1999-12-25']],
    ['3.2.1980', ['1980-02-03', '1980-03-02']],
    ['1980-02-03', ['1980-02-03']],
    ['3 Feb 1980', ['1980-02-03']],
    ['3rd February, 1980', ['1980-02-03']],
    ['03-FEB-1980', ['1980-02-03']],
    ['Feb 3, 1980', ['1980-02-03']],
    ['dob: 1980-02-03', ['1980-02-03']],
    ['1/2/26', ['2026-01-02', '2026-02-01']],
    ['1/2/27', ['1927-01-02', '1927-02-01']],
  ])('%s as a date', (text, dates) => {
    const found = parseQuery(text, { ...habit, order: text.includes('.') ? 'mdy' : habit.order }).terms;
    expect(found).toHaveLength(1);
    const read = found[0]?.readings.flatMap((reading) => (reading.as === 'birthDate' ? [reading.date] : []));
    expect([...(read ?? [])].sort()).toEqual([...dates].sort());
  });

  it('with the day first where that is the habit', () => {
    const first = parseQuery('2/3/1980', { ...habit, order: 'dmy' }).terms[0]?.readings[0];
    expect(first).toEqual({ as: 'birthDate', date: '1980-03-02' });
  });

  it('with no date that does not exist or lies ahead', () => {
    for (const text of ['1980-02-30', '13/13/1980', '2030-01-01', '1500-01-01']) {
      const all = parseQuery(text, habit).terms.flatMap((term) => term.readings);
      expect(all.filter(({ as }) => as === 'birthDate')).toEqual([]);
    }
  });

  it('with a number taken as all it may be', () => {
    const kinds = (text: string): string[] =>
      parseQuery(text, habit).terms.flatMap((term) => term.readings.map(({ as }) => as));
    expect(kinds('19800203')).toEqual(['birthDate', 'mrn', 'phone']);
    expect(kinds('4711')).toEqual(['mrn']);
    expect(kinds('1980')).toEqual(['birthYear', 'mrn']);
    expect(kinds('5551234567')).toEqual(['mrn', 'phone']);
    expect(kinds('A-10023')).toEqual(['mrn']);
    expect(kinds('mrn: 4711')).toEqual(['mrn']);
    expect(kinds('+44 20 7946 0958')).toEqual(['phone']);
    expect(kinds('(906) 389-8576')).toEqual(['phone']);
    expect(kinds('12 Main')).toEqual(['mrn', 'address', 'name']);
  });

  it('from fields as well, and both together', () => {
    expect(
      readings({ names: ['García', 'Maria'], birthDate: '02/03/1980', mrn: '4711', phone: '5551234567' }),
    ).toHaveLength(5);
    expect(readings({ text: 'garcia', birthDate: '1980' })).toHaveLength(2);
    expect(readings({ birthDate: 'yesterday', phone: '12', mrn: '--' })).toEqual([]);
    expect(readings('   ')).toEqual([]);
  });

  it('with a bound, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const query = parseQuery(text, habit);
        expect(query.terms.length).toBeLessThanOrEqual(12);
        expect(queryKeys(query).length).toBeLessThanOrEqual(MAX_QUERY_KEYS);
        const { score: value } = score(maria, query);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1 + 1e-9);
      }),
      { numRuns: 500 },
    );
    const started = performance.now();
    parseQuery('1/1/'.repeat(50), habit);
    parseQuery('9'.repeat(200), habit);
    parseQuery('- '.repeat(100), habit);
    expect(performance.now() - started).toBeLessThan(200);
  });
});

describe('a person is found', () => {
  it.each([
    ['by each name alone', 'garcia'],
    ['by a maiden or second family name', 'lopez'],
    ['by the second given name', 'elena'],
    ['with accents or without', 'GARCÍA'],
    ['by a compound name run together', 'garcialopez'],
    ['by the beginning of a name', 'gar'],
    ['by two beginnings', 'garc mar'],
    ['with a letter missing', 'gacia'],
    ['with a letter too many', 'garrcia'],
    ['with another letter', 'garzia'],
    ['with two letters swapped', 'gracia'],
    ['as it sounds', 'garsya'],
    ['by birth date', '02/03/1980'],
    ['by birth date with day and month swapped', '1980-03-02'],
    ['by birth date a year off', '1981-02-03'],
    ['by birth date a decade off', '1970-02-03'],
    ['by birth date without dividers', '19800203'],
    ['by telephone without area code', '123-4567'],
    ['by telephone with country code', '+1 555 123 4567'],
    ['by record number without dashes and zeros', '4711'],
    ['by house number and street', '12 main'],
  ])('%s', (_how, query) => {
    expect(isFound(maria, query)).toBe(true);
    expect(scoreOf(maria, query)).toBeGreaterThan(0.3);
  });

  it('under every name ever borne, and the reason says it was a previous one', () => {
    const anna: Person = {
      names: [
        { given: ['Anna'], family: 'Becker' },
        { given: ['Anna'], family: 'Vogel', previous: true },
      ],
    };
    expect(isFound(anna, 'vogel')).toBe(true);
    expect(reasonsOf(anna, 'anna vogel')).toEqual(['given: exact', 'previous family: exact']);
    expect(scoreOf(anna, 'anna becker')).toBeGreaterThan(scoreOf(anna, 'anna vogel'));
  });

  it('by names that are small words elsewhere', () => {
    for (const [given, family, query] of [
      ['Ben', 'Carter', 'ben'],
      ['Anh', 'Le', 'le'],
      ['Maria', 'de la Cruz', 'delacruz'],
      ['Maria', 'de la Cruz', 'de la cruz maria'],
    ] as const) {
      expect(isFound(person(given, family), query)).toBe(true);
      expect(scoreOf(person(given, family), query)).toBeCloseTo(1);
    }
    expect(scoreOf(person('Ben', 'Carter'), 'ben carter')).toBeGreaterThan(
      scoreOf(person('Jim', 'Carter'), 'ben carter'),
    );
  });

  it('by a nickname, either way round', () => {
    expect(isFound(person('Robert', 'Young'), 'bob')).toBe(true);
    expect(isFound(person('Bill', 'Young'), 'william')).toBe(true);
    expect(reasonsOf(person('Robert', 'Young'), 'bob young')).toEqual(['given: nickname', 'family: exact']);
  });

  it('when a long name is misspelt twice', () => {
    expect(isFound(person('Anastasia', 'Papadopoulos'), 'papadoplous')).toBe(true);
    expect(isFound(person('A', 'Wolkenstein'), 'volkenstien')).toBe(true);
  });

  it('in other scripts as written, and Cyrillic and Greek also by their Latin sound', () => {
    expect(isFound(person('Иван', 'Петров'), 'petrov')).toBe(true);
    expect(isFound(person('小龍', '李'), '李')).toBe(true);
    expect(isFound(person('محمد', 'الأحمد'), 'مُحَمَّد')).toBe(true);
  });

  it('whatever one edit does to a name of four letters or more', () => {
    const letter = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz');
    const name = fc.string({ unit: letter, minLength: 4, maxLength: 12 });
    fc.assert(
      fc.property(name, fc.nat(), letter, fc.nat(3), (family, where, other, kind) => {
        const at = where % family.length;
        const misspelt = [
          family.slice(0, at) + family.slice(at + 1),
          family.slice(0, at) + other + family.slice(at),
          family.slice(0, at) + other + family.slice(at + 1),
          family.slice(0, at) + (family[at + 1] ?? '') + (family[at] ?? '') + family.slice(at + 2),
        ][kind];
        expect(isFound(person('X', family), { names: [misspelt ?? ''] })).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('with a bounded number of keys, the most telling kept', () => {
    const many: Person = {
      names: Array.from({ length: 40 }, (_, i) => ({
        given: [`Maximiliana${i}x`, 'Alexandrina'],
        family: `Hohenzollern${i}`,
      })),
      birthDate: '1980-02-03',
      phones: Array.from({ length: 40 }, (_, i) => `555123${1000 + i}`),
      mrns: ['1'],
    };
    const keys = keysFor(many);
    expect(keys).toHaveLength(MAX_KEYS_PER_PERSON);
    expect(new Set(keys.map(({ kind, key }) => `${kind} ${key}`)).size).toBe(keys.length);
    expect(keys.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['mrn', 'birth', 'phone', 'name']));
    expect(keysFor({ names: [] })).toEqual([]);
  });

  it('with about forty keys for an ordinary record', () => {
    expect(keysFor(maria).length).toBeLessThan(75);
    expect(keysFor(person('Mary', 'Jones', { birthDate: '1950-01-01', mrns: ['12'] })).length).toBeLessThan(30);
  });
});

describe('a candidate is ranked', () => {
  const best = (query: string, ...people: Person[]): Person | undefined =>
    [...people].sort((a, b) => scoreOf(b, query) - scoreOf(a, query))[0];

  it('highest when everything asked answers exactly', () => {
    expect(scoreOf(maria, 'maria garcia 1980-02-03')).toBeCloseTo(1);
    expect(scoreOf(maria, 'garcia lopez maria elena 555-123-4567')).toBeCloseTo(1);
  });

  it('the exact name before the misspelt, the beginning, the sound', () => {
    const [exact, near, prefix, sound] = [
      person('Jon', 'Smith'),
      person('Jon', 'Smyth'),
      person('Jon', 'Smithson'),
      person('Jon', 'Schmidt'),
    ] as const;
    const scores = [exact, prefix, near, sound].map((who) => scoreOf(who, 'smith'));
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(scores.at(-1)).toBeGreaterThan(0);
  });

  it('twins by the given name, and both are shown', () => {
    const home = { birthDate: '2015-05-05', phones: ['5551112222'] };
    const [jayden, hayden] = [person('Jayden', 'Brooks', home), person('Hayden', 'Brooks', home)];
    expect(best('hayden brooks 2015-05-05', jayden, hayden)).toBe(hayden);
    expect(best('jayden brooks 2015-05-05', jayden, hayden)).toBe(jayden);
    expect(scoreOf(jayden, 'hayden brooks 2015-05-05')).toBeGreaterThan(0.8);
  });

  it('whoever is born that day before whoever is not, and says that the date differs', () => {
    const [right, wrong] = [maria, { ...maria, birthDate: '1955-12-30' }];
    expect(best('garcia 1980-02-03', wrong, right)).toBe(right);
    expect(reasonsOf(wrong, 'garcia 1980-02-03')).toContain('date: differs');
    expect(reasonsOf(right, 'garcia 1980-03-02')).toContain('date: swapped day and month');
    expect(reasonsOf(right, 'garcia 1980-02-04')).toContain('date: one digit off');
  });

  it('in the same way whichever order the names are typed in', () => {
    expect(scoreOf(maria, 'garcia maria')).toBeCloseTo(scoreOf(maria, 'maria garcia'));
  });

  it('with each part of a name answering once', () => {
    expect(scoreOf(person('Maria', 'Lopez'), 'maria maria')).toBeLessThan(0.6);
    expect(scoreOf(person('Maria Maria', 'Lopez'), 'maria lopez')).toBeCloseTo(1);
  });

  it('by the better of two readings of a number', () => {
    expect(reasonsOf({ ...maria, mrns: ['19800203'] }, '19800203')).toEqual(['number: exact']);
    expect(reasonsOf(maria, '19800203')).toEqual(['date: exact']);
  });

  it('not at all when nothing answers', () => {
    expect(score(maria, parseQuery('zzyzx', habit))).toEqual({ score: 0, reasons: [] });
    expect(score(maria, parseQuery('', habit))).toEqual({ score: 0, reasons: [] });
  });

  it('with reasons that add up and hold no word of the record', () => {
    const { score: value, reasons } = score(maria, parseQuery('bob gracia 1980-03-02 4711 12 main', habit));
    expect(reasons.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(value);
    expect(JSON.stringify(reasons)).not.toMatch(/garc|gracia|maria|1980|4711|main/i);
  });
});
