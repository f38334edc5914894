import type { PatientFacts } from '../../../modules/patients/index.ts';
import { CONDITIONS, HIV_CARE, OPIOID_USE, type Condition } from './conditions.ts';
import { dayPlus } from './days.ts';
import { inventContacts, inventVisit, type Person } from './person.ts';
import { randomFrom } from './random.ts';

export type StoryKey =
  | 'oduya'
  | 'whitcomb-of-march-14'
  | 'whitcomb-of-march-4'
  | 'kobayashi-elise'
  | 'kobayashi-elias'
  | 'novotny'
  | 'marchetti'
  | 'yellowhorse'
  | 'hargrove'
  | 'ravenscroft'
  | 'wainwright'
  | 'fairbanks'
  | 'quintana';

type Sketch = Omit<Person, 'key' | 'mrn' | 'facts' | 'visits' | 'flags' | 'representatives'> &
  Partial<Pick<Person, 'flags' | 'representatives'>> & {
    readonly key: StoryKey;
    readonly story: string;
    readonly name: readonly [family: string, ...given: string[]];
    readonly birthDate: string;
    readonly sex: PatientFacts['sex'];
    readonly otherNames?: PatientFacts['names'];
    readonly diedDaysAgo?: number;
    /** Household: the same word, the same address and telephone. */
    readonly home?: string;
    /** What brought them, and how many days ago. */
    readonly came: readonly (readonly [Condition, number])[];
  };

/** The charts that somebody wants to see for what is special about them. */
export function storyPeople(today: string): Person[] {
  return sketches(today).map((sketch, at) => {
    const { name, birthDate, sex, otherNames = [], diedDaysAgo, home, came, ...person } = sketch;
    const random = randomFrom(`story ${home ?? sketch.key}`);
    const [family, ...given] = name;
    const number = at + 1;
    return {
      flags: [],
      representatives: [],
      ...person,
      mrn: String(40_000_100 + number * 11),
      facts: {
        birthDate,
        sex,
        language: 'en',
        names: [{ use: 'legal', family, given }, ...otherNames],
        identifiers: [],
        contacts: inventContacts(random),
        ...(diedDaysAgo === undefined ? {} : { death: { on: dayPlus(today, -diedDaysAgo) } }),
      },
      visits: came.map(([condition, ago], n) =>
        inventVisit(random, `V${9_000 + number}-${n + 1}`, condition, dayPlus(today, -ago)),
      ),
    };
  });
}

function condition(code: string): Condition {
  const found = CONDITIONS.find((each) => each.code === code);
  if (found === undefined) throw new Error(`No condition ${code}.`);
  return found;
}

function sketches(today: string): Sketch[] {
  const sameName = {
    kind: 'same-name',
    reason: 'Another patient has the same name and nearly the same birth date',
  } as const;
  return [
    {
      key: 'oduya',
      story: 'Her daughter wrote for the records of the heart failure stay, with a signed authorization.',
      name: ['Oduya', 'Margaret', 'Ione'],
      birthDate: '1951-04-09',
      sex: 'female',
      came: [
        [condition('I48.0'), 320],
        [condition('I50.23'), 58],
      ],
    },
    {
      key: 'whitcomb-of-march-14',
      story: 'One of two James Whitcombs; his pages are most often filed in the chart of the other.',
      name: ['Whitcomb', 'James', 'Aldous'],
      birthDate: '1958-03-14',
      sex: 'male',
      flags: [sameName],
      came: [
        [condition('I10'), 400],
        [condition('R07.9'), 41],
      ],
    },
    {
      key: 'whitcomb-of-march-4',
      story: 'The other James Whitcomb, ten days older.',
      name: ['Whitcomb', 'James', 'Anselm'],
      birthDate: '1958-03-04',
      sex: 'male',
      flags: [sameName],
      came: [[condition('M17.11'), 122]],
    },
    {
      key: 'kobayashi-elise',
      story: 'A twin: same birth date, family name and address as her brother.',
      name: ['Kobayashi', 'Elise'],
      birthDate: dayPlus(today, -3_320),
      sex: 'female',
      home: 'kobayashi',
      came: [[condition('J45.41'), 33]],
    },
    {
      key: 'kobayashi-elias',
      story: 'A twin: same birth date, family name and address as his sister.',
      name: ['Kobayashi', 'Elias'],
      birthDate: dayPlus(today, -3_320),
      sex: 'male',
      home: 'kobayashi',
      came: [[condition('Z00.129'), 33]],
    },
    {
      key: 'novotny',
      story: 'Registered twice, before and after her marriage; the older registration was merged into this one.',
      name: ['Novotny', 'Katherine', 'Pearl'],
      otherNames: [{ use: 'maiden', family: 'Marchetti', given: ['Katherine', 'Pearl'] }],
      birthDate: '1984-10-21',
      sex: 'female',
      came: [[condition('O80'), 210]],
    },
    {
      key: 'marchetti',
      story: 'The retired registration of Katherine Novotny, under her maiden name misspelt.',
      name: ['Marchetti', 'Catherine'],
      birthDate: '1984-10-21',
      sex: 'female',
      mergedInto: 'novotny',
      came: [[condition('E03.9'), 980]],
    },
    {
      key: 'yellowhorse',
      story: 'Fifteen; came alone for care that a minor may consent to, which his parents may not see.',
      name: ['Yellowhorse', 'Theodore'],
      birthDate: dayPlus(today, -5_660),
      sex: 'male',
      representatives: [
        {
          standing: 'personal-representative',
          kind: 'parent',
          name: 'Sunniva Yellowhorse',
          phone: '555-555-0147',
          proof: 'Birth certificate',
          scope: 'All but care that a minor may consent to alone',
          from: dayPlus(today, -5_660),
        },
      ],
      came: [[condition('S51.811A'), 76]],
    },
    {
      key: 'hargrove',
      story: 'In the recovery program: his records are under 42 CFR Part 2.',
      name: ['Hargrove', 'Desmond', 'Cyrus'],
      birthDate: '1979-07-02',
      sex: 'male',
      came: [
        [OPIOID_USE, 64],
        [condition('S51.811A'), 20],
        [OPIOID_USE, 9],
      ],
    },
    {
      key: 'ravenscroft',
      story: 'A person of public interest: most staff do not find her.',
      name: ['Ravenscroft', 'Octavia', 'June'],
      birthDate: '1966-12-30',
      sex: 'female',
      flags: [{ kind: 'vip', reason: 'Holds public office' }],
      came: [[condition('C50.412'), 88]],
    },
    {
      key: 'wainwright',
      story: 'Died in the spring; his executor shows letters testamentary.',
      name: ['Wainwright', 'Ebenezer', 'Orville'],
      birthDate: '1938-02-17',
      sex: 'male',
      diedDaysAgo: 190,
      representatives: [
        {
          standing: 'personal-representative',
          kind: 'executor',
          name: 'Philippa Wainwright',
          phone: '555-555-0121',
          proof: 'Letters testamentary, probate court of the county (fictional)',
          scope: 'The whole record',
          from: dayPlus(today, -170),
        },
      ],
      came: [
        [condition('I50.23'), 300],
        [condition('J18.9'), 204],
      ],
    },
    {
      key: 'fairbanks',
      story: 'Fell on the ward; her attorney wrote, and nothing of her record may be destroyed.',
      name: ['Fairbanks', 'Lucinda', 'Mabel'],
      birthDate: '1944-08-26',
      sex: 'female',
      flags: [{ kind: 'legal-hold', reason: 'Letter of preservation received' }],
      litigation: 'Fairbanks against the hospital: letter of preservation received from counsel (fictional)',
      came: [[condition('S72.001A'), 146]],
    },
    {
      key: 'quintana',
      story: 'Asked that his HIV care be kept from everybody but his own clinic.',
      name: ['Quintana', 'Rafael'],
      birthDate: '1987-05-19',
      sex: 'male',
      came: [
        [HIV_CARE, 175],
        [condition('M54.50'), 50],
      ],
    },
  ];
}
