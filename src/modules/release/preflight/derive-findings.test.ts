import { describe, expect, it } from 'vitest';
import type { Known } from '../../intake/index.ts';
import type { PageWord } from '../packet/redaction/derive-kept-words.ts';
import { deriveFindings, type DocumentRead, type Question } from './derive-findings.ts';
import { derivePageReading } from './derive-page-reading.ts';
import type { Bearer, Others } from './derive-whose-page.ts';
import { deriveDuplicates } from './derive-duplicates.ts';

const habit = { today: '2026-11-28', order: 'mdy' } as const;
const key = Buffer.from('a key of the test');

/** Words as on printed lines; two spaces in a row are a wide gap. */
function wordsOf(text: string): PageWord[] {
  return text.split('\n').flatMap((line, row) => {
    let x = 0.05;
    return line.split(' ').flatMap((part) => {
      if (part === '') {
        x += 0.05;
        return [];
      }
      const word = { text: part, x, y: 0.05 + row * 0.03, w: part.length * 0.01, h: 0.015 };
      x += word.w + 0.01;
      return [word];
    });
  });
}
const read = (text: string, number: number) => derivePageReading({ number, words: wordsOf(text) }, habit, key);

const known = (facts: { given: string[]; family: string; birth: string; mrn?: string; more?: string[] }): Known => ({
  person: {
    names: [
      { given: facts.given, family: facts.family },
      ...(facts.more ?? []).map((family) => ({ given: facts.given, family, previous: true })),
    ],
    birthDate: facts.birth,
    mrns: facts.mrn === undefined ? [] : [facts.mrn, '900001'],
  },
  visitNumbers: ['V7001'],
  accountNumbers: [],
});
const ANNA = known({ given: ['Anna'], family: 'Smith', birth: '1980-03-14', mrn: '104711', more: ['Kowalski'] });

function find(
  pages: readonly string[],
  more: { others?: Partial<Others>; document?: Partial<DocumentRead>; question?: Partial<Question> } = {},
) {
  return deriveFindings(
    {
      documentId: 'd1',
      named: false,
      madeElsewhere: false,
      labels: [],
      mark: null,
      pages: pages.map((text, at) => read(text, at + 1)),
      ...more.document,
    },
    {
      patient: ANNA,
      others: { numbers: new Map(), people: [], ...more.others },
      habit,
      from: '2026-01-01',
      to: '2026-12-31',
      classesCovered: [],
      ...more.question,
    },
  );
}
const brief = (findings: ReturnType<typeof find>) =>
  findings.map(({ kind, what, weight, page }) =>
    [kind, what, weight, page ?? ''].filter((each) => each !== '').join(' '),
  );
const bearer = (patientId: string, known: Known): Bearer => ({ patientId, known });

const OURS = 'PROGRESS NOTE\nPatient Name: Smith, Anna\nMRN: 104711\nDate of Birth: 03/14/1980\nNo acute distress.';

describe('whose pages they are', () => {
  it('has nothing against a page of the patient, under a former name, a retired number, or misread signs', () => {
    expect(find([OURS])).toEqual([]);
    expect(find(['Patient: Anna Kowalski\nDOB: 3/14/1980'])).toEqual([]);
    expect(find(['Patient: Smlth, Anna\nMRN: 90000l\nSeen today.'])).toEqual([]);
    expect(find(['SMITH, ANNA   DOB 03/14/1980\nSeen today.'])).toEqual([]);
    expect(find(['Visit No: V7001\nSeen today.'])).toEqual([]);
  });

  it('finds the number of another patient, and marks where it stands', () => {
    const others = {
      numbers: new Map([
        ['104712', [bearer('p2', known({ given: ['John'], family: 'Brown', birth: '1950-01-01', mrn: '104712' }))]],
      ]),
    };
    const [finding] = find(['Patient Name: Brown, John\nMRN: 104712\nSeen today.'], { others });
    expect(finding).toMatchObject({ kind: 'another-person', weight: 'asks', page: 1, about: 'p2' });
    expect(finding?.box?.y).toBeCloseTo(0.08);
  });

  it('finds the number of a namesake born on the same day', () => {
    const others = {
      numbers: new Map([
        ['104799', [bearer('p2', known({ given: ['Anna'], family: 'Smith', birth: '1980-03-14', mrn: '104799' }))]],
      ]),
    };
    expect(brief(find(['Patient Name: Smith, Anna\nMRN: 104799\nDOB: 03/14/1980'], { others }))).toEqual([
      'another-number mrn asks 1',
    ]);
  });

  it('asks where only name and birth date stand and two patients share both', () => {
    const people = [bearer('p2', known({ given: ['Anna'], family: 'Smith', birth: '1980-03-14', mrn: '104799' }))];
    expect(brief(find(['Patient Name: Smith, Anna\nDOB: 03/14/1980'], { others: { people } }))).toEqual([
      'another-person namesake asks 1',
    ]);
    expect(find([OURS], { others: { people } })).toEqual([]);
  });

  it('only notes a number one sign off on a page that otherwise is the patient’s', () => {
    const others = {
      numbers: new Map([
        ['104717', [bearer('p2', known({ given: ['John'], family: 'Brown', birth: '1950-01-01', mrn: '104717' }))]],
      ]),
    };
    expect(brief(find(['Patient Name: Smith, Anna\nMRN: 104717\nDOB: 03/14/1980'], { others }))).toEqual([
      'another-number mrn notes 1',
    ]);
  });

  it('asks about a record number of nobody known where the page does not say otherwise that it is the patient’s', () => {
    expect(brief(find(['Medical Record No: 555123']))).toEqual(['another-number unknown asks 1']);
    expect(find(['Patient Name: Smith, Anna\nMRN: 555123\nDOB: 03/14/1980'])).toEqual([]);
    expect(find(['MRN: 10471\nSeen today.', OURS])).toMatchObject([{ kind: 'no-identity', weight: 'notes' }]);
  });

  it('reads the line of a label, which names nothing: name, birth date, number', () => {
    const namesake = bearer('p2', known({ given: ['Anna'], family: 'Smith', birth: '1955-07-29', mrn: '104799' }));
    expect(brief(find(['Smith, Anna  07/29/1955  1O479B'], { others: { people: [namesake] } }))).toEqual([
      'another-person registered asks 1',
    ]);
    expect(find(['Smith, Anna  03/14/1980  104711'], { others: { people: [namesake] } })).toEqual([]);
  });

  it('counts a number without a label only beside the name of whom it belongs to', () => {
    const others = {
      numbers: new Map([
        ['104712', [bearer('p2', known({ given: ['John'], family: 'Brown', birth: '1950-01-01', mrn: '104712' }))]],
      ]),
    };
    expect(find([`${OURS}\nOrder 104712 was sent.`], { others })).toEqual([]);
    expect(brief(find(['BROWN JOHN 104712\nSeen today.'], { others }))).toEqual(['another-person registered asks 1']);
  });

  it('tells twins apart by name and birth date', () => {
    const twin = bearer('p2', known({ given: ['Hanna'], family: 'Smith', birth: '1980-03-14', mrn: '104712' }));
    expect(
      brief(find(['Patient Name: Smith, Hanna\nDate of Birth: 03/14/1980'], { others: { people: [twin] } })),
    ).toEqual(['another-person registered asks 1']);
    expect(find([OURS], { others: { people: [twin] } })).toEqual([]);
  });

  it('tells mother and baby apart, also where the mother is named on the page of the baby', () => {
    const baby = bearer('p2', known({ given: ['Girl A'], family: 'Smith', birth: '2026-10-02', mrn: '104712' }));
    const page = 'Patient Name: Smith, Girl A\nDate of Birth: 10/02/2026\nMother: Smith, Anna';
    expect(brief(find([page], { others: { people: [baby] } }))).toEqual(['another-person registered asks 1']);
    expect(find([`${OURS}\nNewborn MRN: 104712`], { others: { numbers: new Map([['104712', [baby]]]) } })).toEqual([]);
  });

  it('asks about a namesake of another birth date though nobody registered is born then', () => {
    expect(brief(find(['Patient Name: Smith, Anna\nDate of Birth: 07/29/1955']))).toEqual([
      'birth-date-differs asks 1',
    ]);
    expect(brief(find(['Patient Name: Smith, Anna\nDOB: O7/29/l955']))).toEqual(['birth-date-differs asks 1']);
    expect(brief(find(['Patient Name: Smith, Anna\nDate of Birth: 03/15/1980']))).toEqual([
      'birth-date-differs slip notes 1',
    ]);
  });

  it('notes a page without identity between good ones, and asks where it lies behind a page of somebody else', () => {
    const text = 'Continued. Medications were reviewed.';
    expect(brief(find([OURS, text, OURS]))).toEqual(['no-identity page notes 2']);
    expect(brief(find([OURS, 'Patient Name: Brown, John\nDOB: 01/01/1950', text, OURS]))).toEqual([
      'another-person unregistered asks 2',
      'no-identity behind-other asks 3',
    ]);
  });

  it('asks once for a document that never says whose it is, unless its patient came with it', () => {
    const text = 'Continued. Medications were reviewed.';
    expect(find([text, text])).toMatchObject([
      { kind: 'no-identity', what: 'document', weight: 'asks', detail: { pages: [1, 2] } },
    ]);
    expect(find([text], { document: { named: true } })).toEqual([]);
  });

  it('takes the number of another organisation for nobody of ours', () => {
    const others = {
      numbers: new Map([
        ['104712', [bearer('p2', known({ given: ['John'], family: 'Brown', birth: '1950-01-01', mrn: '104712' }))]],
      ]),
    };
    expect(
      find(['Patient Name: Smith, Anna\nMRN: 104712\nDOB: 03/14/1980'], { others, document: { madeElsewhere: true } }),
    ).toEqual([]);
  });
});

describe('what else may not leave unseen', () => {
  it('asks about a page whose every day of service lies outside the dates', () => {
    expect(brief(find([`${OURS}\nDate of Service: 05/02/2024`]))).toEqual(['outside-dates asks 1']);
    expect(find([`${OURS}\nDate of Service: 05/02/2026\nAdmitted: 12/30/2025`])).toEqual([]);
    expect(find([`${OURS}\nDate of Service: 05/02/2024`], { question: { from: null, to: null } })).toEqual([]);
  });

  it('asks about words of a protected class that the document is not labelled with, with the rule', () => {
    expect(find([`${OURS}\nHIV-1 antibody: negative`])).toMatchObject([
      { kind: 'sensitive', what: 'hiv', weight: 'asks', page: 1, ruleId: 'release/sensitive-class-not-named' },
    ]);
    expect(find([`${OURS}\nHIV-1 antibody: negative`], { document: { labels: ['hiv'] } })).toEqual([]);
    expect(brief(find([`${OURS}\nBRCA1 variant`], { question: { classesCovered: ['genetic'] } }))).toEqual([
      'sensitive genetic notes 1',
    ]);
  });

  it('lets weak words pass alone and asks where they stand together', () => {
    expect(find([`${OURS}\nDenies cocaine.`])).toEqual([]);
    expect(brief(find([`${OURS}\nOn methadone since leaving detoxification.`]))).toEqual([
      'sensitive substance-use-part2 asks 1',
    ]);
  });

  it('finds the gap in pages that count themselves, and puts up with numbers that were not read', () => {
    const page = (n: number, of: number) => `${OURS}\nPage ${n} of ${of}`;
    expect(find([page(1, 3), OURS, page(3, 3)])).toEqual([]);
    expect(find([page(1, 2), page(2, 2), page(1, 2), page(2, 2)])).toEqual([]);
    expect(find([page(1, 4), page(2, 4), page(4, 4)])).toMatchObject([
      { kind: 'missing-page', page: 3, detail: { of: 4, missing: [3] } },
    ]);
    expect(find([page(2, 3)])).toMatchObject([{ kind: 'missing-page', detail: { of: 3, missing: [1, 3] } }]);
    expect(find([page(1, 2), page(1, 3), page(2, 3)])).toMatchObject([
      { detail: { of: 2, missing: [2] } },
      { detail: { of: 3, missing: [3] } },
    ]);
  });

  it('asks about what is unsigned', () => {
    expect(brief(find([OURS], { document: { mark: 'UNSIGNED' } }))).toEqual(['unsigned UNSIGNED asks']);
  });
});

describe('what leaves twice', () => {
  const long = (more: string) => `${OURS}\n${Array.from({ length: 40 }, (_, at) => `word${at}`).join(' ')}\n${more}`;
  const digest = (documentId: string, position: number, page: number, text: string) => ({
    ...read(text, page),
    ...{ documentId, position, page },
  });

  it('asks about a page that says word for word what an earlier one says', () => {
    const found = deriveDuplicates([
      digest('a', 1, 1, long('one')),
      digest('a', 1, 2, long('two other words')),
      digest('b', 2, 1, long('one')),
      digest('b', 2, 2, `${OURS} short`),
    ]);
    expect(found.filter(({ weight }) => weight === 'asks')).toMatchObject([
      { documentId: 'b', page: 1, sameAs: { documentId: 'a', page: 1 } },
    ]);
  });

  it('is one finding where a whole document comes twice', () => {
    const found = deriveDuplicates([digest('a', 1, 1, long('one')), digest('b', 2, 1, long('one'))]);
    expect(found).toMatchObject([{ documentId: 'b', what: 'document', weight: 'asks', sameAs: { documentId: 'a' } }]);
  });

  it('only notes what is nearly the same, and leaves short pages alone', () => {
    expect(deriveDuplicates([digest('a', 1, 1, long('one')), digest('b', 2, 1, long('on3'))])).toMatchObject([
      { weight: 'notes' },
    ]);
    expect(deriveDuplicates([digest('a', 1, 1, 'Blank form'), digest('b', 2, 1, 'Blank form')])).toEqual([]);
  });
});
