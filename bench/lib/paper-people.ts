import { seededRandom } from '../../packages/chance/index.ts';
import { person } from './people.ts';

/** A registration of the generated hospital. */
export interface PaperPerson {
  readonly key: string;
  readonly family: string;
  readonly given: readonly string[];
  readonly maidenName?: string;
  readonly placeholder?: true;
  readonly sex: 'male' | 'female';
  /** YYYY-MM-DD. */
  readonly birthDate: string;
  readonly mrn: string;
  readonly line: string;
  readonly phone: string;
  readonly visits: readonly PaperVisit[];
  /** The registration that this one was merged into. */
  readonly mergedInto?: string;
}

export interface PaperVisit {
  readonly number: string;
  readonly from: string;
  readonly to: string;
}

export type Trap =
  | 'namesake'
  | 'twin'
  | 'sibling'
  | 'swapped birth date'
  | 'merged number'
  | 'maiden name'
  | 'newborn'
  | 'number misread'
  | 'not registered';

/** One document: its text as recognition might give it, and whom and which visit it truly belongs to. */
export interface Paper {
  readonly text: string;
  readonly barcode?: string;
  readonly person: string;
  readonly visit: string;
  readonly trap?: Trap;
}

const GIVEN: Readonly<Record<'male' | 'female', readonly string[]>> = {
  female:
    'Mary Maria Marie Anna Anne Hannah Emma Ella Jane Jean Joan Julia Julie Karen Karin Laura Lara Linda Lisa Susan Sara Sarah Rosa Rose Ruth Nora Nina Tina Dina Dana Kayla Layla'.split(
      ' ',
    ),
  male: 'John Jon Joan James Jason Jayden Hayden Aiden Brian Bryan Eric Erik Mark Marc Paul Saul Peter Robert Rupert Steven Stephen Thomas Tomas Wayne Dwayne Daniel Samuel Dylan'.split(
    ' ',
  ),
};
const TITLES = [
  'DISCHARGE SUMMARY',
  'OPERATIVE REPORT',
  'CONSULTATION',
  'PROGRESS NOTE',
  'HISTORY AND PHYSICAL',
  'ADVANCE DIRECTIVE',
];
const BODY = [
  'The patient was seen and examined. No acute distress.',
  'Medications were reviewed and continued without change.',
  'Follow up in two weeks with the primary physician.',
  'Results were discussed with the family at the bedside.',
];
const TRAP_SHARE = 0.05;

/** Families, twins, namesakes, the merged and the renamed; the same people at each call. */
export function makePeople(count: number, seed = 11): PaperPerson[] {
  const random = seededRandom(seed);
  const people: PaperPerson[] = [];
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T; // lists are not empty
  let next = 100_000;
  const add = (facts: Partial<PaperPerson>): PaperPerson => {
    const base = person(next);
    const sex = facts.sex ?? base.sex;
    const one: PaperPerson = {
      key: `p${people.length}`,
      family: base.family,
      given: random() < 0.4 ? [pick(GIVEN[sex]), pick(GIVEN[sex])] : [pick(GIVEN[sex])],
      sex,
      birthDate: base.birthDate,
      mrn: String(next),
      line: base.line,
      phone: base.phone,
      visits: visitsOf(next, random),
      ...facts,
    };
    next += 1;
    people.push(one);
    return one;
  };
  while (people.length < count) {
    const first = add({});
    const home = { family: first.family, line: first.line, phone: first.phone };
    const kind = random();
    if (kind < 0.12) {
      const [one, two] = distinct(GIVEN[first.sex], random);
      const twins = { ...home, sex: first.sex, birthDate: dayIn(2012, 2024, random) };
      add({ ...twins, given: [one] });
      add({ ...twins, given: [two] });
    } else if (kind < 0.22) add({ family: first.family, given: first.given, sex: first.sex });
    else if (kind < 0.25) add({ family: first.family, given: first.given, sex: first.sex, birthDate: first.birthDate });
    else if (kind < 0.31) {
      const swapped = `${first.birthDate.slice(0, 4)}-${String(1 + Math.floor(random() * 12)).padStart(2, '0')}-${String(1 + Math.floor(random() * 12)).padStart(2, '0')}`;
      const [year, month, day] = swapped.split('-');
      const same = { family: first.family, given: [pick(GIVEN[first.sex])], sex: first.sex };
      add({ ...same, birthDate: swapped });
      if (month !== day) add({ ...same, birthDate: `${year}-${day}-${month}` });
    } else if (kind < 0.41) {
      add({
        family: first.family,
        given: first.given,
        sex: first.sex,
        birthDate: first.birthDate,
        line: first.line,
        mergedInto: first.key,
      });
    } else if (kind < 0.51) add({ ...home, sex: 'female', maidenName: person(next + 7_000_000).family });
    else if (kind < 0.57) {
      const mother = add({ ...home, sex: 'female', birthDate: dayIn(1985, 2002, random) });
      add({
        ...home,
        family: mother.family,
        given: [pick(['Girl A', 'Boy A', 'Girl'])],
        placeholder: true,
        birthDate: dayIn(2026, 2026, random),
      });
    } else if (kind < 0.75) {
      add({ ...home });
      if (random() < 0.5) add({ ...home, birthDate: dayIn(2005, 2022, random) });
    }
  }
  return people;
}

/** Documents of these people; one in twenty is a trap. */
export function makePapers(
  people: readonly PaperPerson[],
  count: number,
  options: { seed?: number; traps?: number } = {},
): Paper[] {
  const { seed = 5, traps: trapShare = TRAP_SHARE } = options;
  const random = seededRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T; // lists are not empty
  const living = people.filter(({ mergedInto }) => mergedInto === undefined);
  const traps = trapsFor(people);
  const kinds = [...traps.keys()];
  return Array.from({ length: count }, () => {
    const kind = random() < trapShare ? pick(kinds) : undefined;
    const one = kind === undefined ? pick(living) : pick(traps.get(kind) ?? living);
    return kind === 'not registered' ? strangerTo(one, people, random) : write(one, people, kind, random);
  });
}

function trapsFor(people: readonly PaperPerson[]): Map<Trap, PaperPerson[]> {
  const found = new Map<Trap, PaperPerson[]>();
  const add = (trap: Trap, one: PaperPerson) => found.set(trap, [...(found.get(trap) ?? []), one]);
  const byFamily = new Map<string, PaperPerson[]>();
  for (const one of people) byFamily.set(one.family, [...(byFamily.get(one.family) ?? []), one]);
  for (const one of people) {
    if (one.mergedInto !== undefined) {
      add('merged number', one);
      continue;
    }
    if (one.maidenName === undefined && one.placeholder !== true) add('not registered', one);
    if (one.maidenName !== undefined) add('maiden name', one);
    if (one.placeholder) add('newborn', one);
    for (const other of byFamily.get(one.family) ?? []) {
      if (other === one || other.mergedInto !== undefined) continue;
      const sameName = other.given.join() === one.given.join();
      if (sameName && other.birthDate === swap(one.birthDate)) add('swapped birth date', one);
      else if (sameName) add('namesake', one);
      else if (other.birthDate === one.birthDate) add('twin', one);
      else if (other.line === one.line) add('sibling', one);
      if (Number(other.mrn) === Number(one.mrn) + 1) add('number misread', one);
    }
  }
  return found;
}

function write(one: PaperPerson, people: readonly PaperPerson[], trap: Trap | undefined, random: () => number): Paper {
  const chance = (share: number) => random() < share;
  const truth = one.mergedInto ?? one.key;
  const survivor = people.find(({ key }) => key === truth) ?? one;
  const visit = survivor.visits[Math.floor(random() * survivor.visits.length)] as PaperVisit; // each has one
  const family = trap === 'maiden name' ? (one.maidenName ?? one.family) : one.family;
  const [year = '', month = '', day = ''] = one.birthDate.split('-');
  // A slip at the desk: day and month changed places, so that the page looks like the namesake's.
  const birth = trap === 'swapped birth date' && chance(0.5) ? `${day}/${month}/${year}` : `${month}/${day}/${year}`;
  const confusable = trap === 'twin' || trap === 'namesake' || trap === 'sibling' || trap === 'swapped birth date';
  const hasNumber = trap === 'merged number' || trap === 'number misread' || !chance(confusable ? 0.7 : 0.15);
  // A neighbour's number instead of the own: as a misread last digit, or a label of the wrong sheet.
  const mrn = trap === 'number misread' ? String(Number(one.mrn) + 1) : one.mrn;
  const date = chance(0.5) ? visit.from : visit.to;
  const given = trap === 'twin' && chance(0.4) ? [(one.given[0] ?? '').slice(0, 1)] : one.given;
  const lines = [
    chance(0.92) ? (TITLES[Math.floor(random() * TITLES.length)] ?? '') : 'St. Elsewhere Hospital',
    '',
    `Patient Name: ${chance(0.7) ? `${family}, ${given.join(' ')}` : `${given.join(' ')} ${family}`}`,
    ...(hasNumber ? [`MRN: ${mrn}`] : []),
    ...(chance(0.93) ? [`Date of Birth: ${birth}`] : []),
    ...(chance(0.6) ? [`Sex: ${one.sex === 'male' ? 'M' : 'F'}`] : []),
    ...(chance(0.5) ? [`Address: ${one.line}`] : []),
    ...(chance(0.6) ? [`Visit No: ${visit.number}`] : []),
    `Date of Service: ${american(date)}`,
    '',
    ...BODY,
    ...(chance(0.4) ? [`Signed by: ${person(Math.floor(random() * 50) + 5_000_000).family}, Ann MD`] : []),
  ];
  const barcode = hasNumber && chance(0.4) ? { barcode: mrn } : {};
  return {
    text: slip(lines.join('\n'), chance(0.15) ? 0.03 : 0.003, random),
    person: truth,
    visit: visit.number,
    ...barcode,
    ...(trap === undefined ? {} : { trap }),
  };
}

/** Whose page nobody of the register is: the twin, the namesake of another age, the newcomer at the same door. */
function strangerTo(one: PaperPerson, people: readonly PaperPerson[], random: () => number): Paper {
  const at = GIVEN[one.sex].indexOf(one.given[0] ?? '') + 1;
  const other = GIVEN[one.sex][at % GIVEN[one.sex].length] ?? '';
  const [year = '', month, day] = one.birthDate.split('-');
  const kind = random();
  const stranger: PaperPerson = {
    ...one,
    mrn: `9${one.mrn}`,
    ...(kind < 0.4
      ? { given: [other] }
      : kind < 0.8
        ? { birthDate: `${Number(year) - 25}-${month}-${day}` }
        : { given: [other], birthDate: dayIn(1960, 2000, random) }),
  };
  // The register's visits are of others: a number of one's own that nobody knows.
  const paper = write(
    stranger,
    [{ ...stranger, visits: [{ ...(one.visits[0] as PaperVisit), number: `V9${one.mrn}` }] }],
    undefined,
    random,
  );
  return { ...paper, person: NOBODY, trap: 'not registered' };
}

export const NOBODY = 'nobody';

const CONFUSIONS: readonly (readonly [string, string])[] = [
  ['0', 'O'],
  ['1', 'l'],
  ['l', 'I'],
  ['m', 'rn'],
  ['e', 'c'],
  ['a', 'o'],
  ['5', 'S'],
  ['3', '8'],
  ['7', '1'],
  ['i', 'l'],
  ['n', 'u'],
];

/** What recognition does to letters: most slips are a confusion of shapes, some lose the letter. Labels suffer like all. */
export function slip(text: string, rate: number, random: () => number): string {
  return [...text]
    .map((letter) => {
      if (letter === '\n' || random() >= rate) return letter;
      const confused = CONFUSIONS.find(([from]) => from === letter);
      return confused?.[1] ?? (random() < 0.3 ? '' : letter);
    })
    .join('');
}

function visitsOf(n: number, random: () => number): PaperVisit[] {
  const count = 1 + Math.floor(random() * 3);
  return Array.from({ length: count }, (_visit, at) => {
    const from = new Date(Date.UTC(2026, Math.floor(random() * 9), 1 + Math.floor(random() * 27)));
    const to = new Date(from.getTime() + Math.floor(random() * 6) * 86_400_000);
    const day = (date: Date) => date.toISOString().slice(0, 10);
    return { number: `V${n}${at + 1}`, from: day(from), to: day(to) };
  });
}

function distinct(list: readonly string[], random: () => number): [string, string] {
  const one = Math.floor(random() * list.length);
  // Neighbours of the list often differ by a letter: twins are named like that.
  return [list[one] ?? '', list[(one + 1) % list.length] ?? ''];
}

function dayIn(from: number, to: number, random: () => number): string {
  const year = from + Math.floor(random() * (to - from + 1));
  const two = (value: number) => String(value).padStart(2, '0');
  return `${year}-${two(1 + Math.floor(random() * 9))}-${two(1 + Math.floor(random() * 27))}`;
}

function swap(date: string): string {
  const [year, month, day] = date.split('-');
  return `${year}-${day}-${month}`;
}

export function american(date: string): string {
  const [year, month, day] = date.split('-');
  return `${month}/${day}/${year}`;
}
