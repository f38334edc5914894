import { describe, expect, it } from 'vitest';
import { comparePeople, type AgreementLevel, type ComparedField, type Person } from './index.ts';

const john: Person = {
  names: [{ given: ['John', 'William'], family: 'Carter' }],
  birthDate: '1961-07-04',
  sex: 'male',
  nationalIds: ['657-68-0344'],
  phones: ['(906) 389-8576'],
  addresses: [{ line: '52 Williamson Circle', city: 'Lansing', postcode: '48909' }],
};

const chance = (a: Person, b: Person): number => comparePeople(a, b).probability;
const levels = (a: Person, b: Person): Partial<Record<ComparedField, AgreementLevel>> =>
  Object.fromEntries(comparePeople(a, b).fields.map(({ field, level }) => [field, level]));

describe('two records are taken for one person', () => {
  it.each<[string, Person]>([
    ['when everything agrees', john],
    [
      'after a move, by name, birth date and number',
      { ...john, phones: [], addresses: [{ line: '9 Elm St', city: 'Flint', postcode: '48501' }] },
    ],
    ['under a nickname', { ...john, names: [{ given: ['Jack'], family: 'Carter' }] }],
    [
      'misspelt, with one digit of the birth date off',
      { ...john, names: [{ given: ['Jhon'], family: 'Cartre' }], birthDate: '1961-07-05' },
    ],
    ['with day and month swapped', { ...john, birthDate: '1961-04-07', nationalIds: [] }],
    ['with given and family name in each other’s place', { ...john, names: [{ given: ['Carter'], family: 'John' }] }],
    [
      'under a name changed by marriage that the record still knows',
      {
        ...john,
        names: [
          { given: ['John'], family: 'Okafor' },
          { given: ['John'], family: 'Carter', previous: true },
        ],
      },
    ],
    ['with half of a compound family name', { ...john, names: [{ given: ['John'], family: 'Carter-Reyes' }] }],
  ])('%s', (_when, other) => {
    expect(chance(john, other)).toBeGreaterThan(0.95);
    expect(chance(other, john)).toBeCloseTo(chance(john, other), 10);
  });
});

describe('two records are not taken for one person', () => {
  const child: Person = {
    ...john,
    names: [{ given: ['Jayden'], family: 'Brooks' }],
    birthDate: '2015-05-05',
    nationalIds: [],
  };

  it.each<[string, Person, Person]>([
    ['strangers', john, { names: [{ given: ['Mary'], family: 'Jones' }], birthDate: '1980-01-01' }],
    ['twins with names unlike', child, { ...child, names: [{ given: ['Olivia'], family: 'Brooks' }] }],
    [
      'twins whose order of birth is known',
      { ...child, birthOrder: 1 },
      { ...child, names: [{ given: ['Jaydon'], family: 'Brooks' }], birthOrder: 2 },
    ],
    ['father and son of one name', { ...john, nationalIds: [] }, { ...john, nationalIds: [], birthDate: '1988-10-19' }],
    [
      'namesakes born on different days',
      { names: john.names, birthDate: '1961-07-04' },
      { names: john.names, birthDate: '1974-11-30' },
    ],
    [
      'two that share only a birth date',
      { names: [{ given: ['Ann'], family: 'Lee' }], birthDate: '1961-07-04' },
      { names: john.names, birthDate: '1961-07-04' },
    ],
    ['records with nothing in them', { names: [] }, { names: [] }],
  ])('%s', (_who, a, b) => {
    expect(chance(a, b)).toBeLessThan(0.5);
  });
});

describe('the comparison', () => {
  it('leaves twins with names a letter apart to a person, and tells them from a slip of the pen', () => {
    const child: Person = {
      ...john,
      names: [{ given: ['Jayden'], family: 'Brooks' }],
      birthDate: '2015-05-05',
      nationalIds: [],
    };
    const twin = chance(child, { ...child, names: [{ given: ['Hayden'], family: 'Brooks' }] });
    const slip = chance(child, { ...child, names: [{ given: ['Jaydne'], family: 'Brooks' }] });
    expect(twin).toBeLessThan(0.9);
    expect(slip).toBeGreaterThan(twin);
  });

  it('says field by field how they agree', () => {
    const other: Person = {
      ...john,
      names: [{ given: ['Jon', 'W'], family: 'Cartier' }],
      nationalIds: ['657-68-0343'],
      phones: ['389-8576'],
      addresses: [{ line: '52 Williamsen Cir', city: 'Lansing', postcode: '48908' }],
    };
    expect(levels(john, other)).toEqual({
      given: 'nearly',
      family: 'nearly',
      middle: 'nearly',
      birthDate: 'same',
      sex: 'same',
      nationalId: 'nearly',
      phone: 'same',
      street: 'nearly',
      postcode: 'nearly',
      city: 'same',
    });
  });

  it('says nothing of a field that is empty on either side', () => {
    const bare: Person = { names: [{ given: ['John'], family: 'Carter' }] };
    expect(Object.keys(levels(john, bare)).sort()).toEqual(['family', 'given']);
    expect(comparePeople(john, bare).fields.every(({ weight }) => weight > 0)).toBe(true);
  });

  it('lets a better prior speak', () => {
    const bare: Person = { names: [{ given: ['John'], family: 'Carter' }], birthDate: '1961-07-04' };
    const even = comparePeople(john, bare, { strangers: 0.5, family: 0.5 });
    expect(even.probability).toBeGreaterThan(comparePeople(john, bare).probability);
    expect(even.weight).toBe(comparePeople(john, bare).weight);
  });
});
