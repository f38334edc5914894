import { findDate } from '../packages/linkage/index.ts';
import { seededRandom } from '../packages/chance/index.ts';
import { type Known, numberAsRead } from '../src/modules/intake/index.ts';
import { deriveDuplicates } from '../src/modules/release/preflight/derive-duplicates.ts';
import { deriveFindings, type Finding } from '../src/modules/release/preflight/derive-findings.ts';
import { derivePageReading, type PageReading } from '../src/modules/release/preflight/derive-page-reading.ts';
import type { Bearer } from '../src/modules/release/preflight/derive-whose-page.ts';
import type { Bench } from './lib/bench.ts';
import { watchMachine } from './lib/machine.ts';
import { chartsOf, type Chart, type ChartPage, wordsOf } from './lib/chart-pages.ts';
import { makePeople, type PaperPerson } from './lib/paper-people.ts';
import { overScans } from './lib/over-scans.ts';

const PEOPLE = 3_000;
const PAGES = 2_000;
const PAGES_OF_A_DOCUMENT = 5;
const SEED = 20_261_128;
const habit = { today: '2026-11-28', order: 'mdy' } as const;
const key = Buffer.from('of the bench');

/** Charts with pages of twins, namesakes, mothers, babies and strangers among them, read with the slips of recognition. */
export const preflight: Bench = {
  name: 'preflight',
  measures: `${PAGES} generated pages, one in twenty of somebody else, and scans of one paper: caught, and false alarms`,
  async run(_options, print) {
    await overScans(print);
    const people = makePeople(PEOPLE, SEED);
    const charts = chartsOf(people, PAGES, seededRandom(SEED));
    const end = watchMachine();
    const begun = performance.now();
    const ours = charts.flatMap((chart) => goOver(chart, people));
    const seconds = (performance.now() - begun) / 1000;
    const noise = end();
    const naive = charts.flatMap((chart) =>
      chart.pages.map((page) => ({ page, asked: !bearsPlainly(page.text, chart.patient, people), kinds: [] })),
    );
    const [mine, plain] = [tally(ours), tally(naive)];
    print({
      what: `pages of somebody else caught, of ${mine.swapped}`,
      measured: mine.caught,
      unit: '%',
      reference: { what: 'text search for name or number', value: plain.caught },
      target: { atLeast: 99, goal: 99.5 },
      more: [...mine.bySort].map(([sort, { caught, all }]) => `${sort} ${caught}/${all}`).join(', '),
    });
    print({
      what: 'false alarms per 1,000 pages',
      measured: mine.falseOnes,
      unit: '',
      reference: { what: 'text search for name or number', value: plain.falseOnes },
      target: { atLeast: 20, goal: 10, atMost: true },
      more: [...mine.falseKinds].map(([kind, count]) => `${kind} ${count}`).join(', '),
    });
    print({
      what: 'pages gone over',
      measured: ours.length / seconds,
      unit: '/s',
      // 2,000 pages in two minutes, in two.
      target: { atLeast: 17, goal: 100 },
      noise,
    });
  },
};

interface Judged {
  readonly page: ChartPage;
  readonly asked: boolean;
  readonly kinds: readonly string[];
}

function goOver({ patient, pages }: Chart, people: readonly PaperPerson[]): Judged[] {
  const own = people.filter((each) => (each.mergedInto ?? each.key) === patient.key);
  const others = people.filter((each) => !own.includes(each));
  const readings = pages.map((page, at) =>
    derivePageReading({ number: (at % PAGES_OF_A_DOCUMENT) + 1, words: wordsOf(page.text) }, habit, key),
  );
  const births = new Set(
    readings.flatMap(({ told }) =>
      told.flatMap(({ kind, value }) =>
        kind === 'birthDate' || kind === 'date' ? (findDate(value, habit)?.dates.slice(0, 1) ?? []) : [],
      ),
    ),
  );
  const question = {
    patient: knownOf(own),
    others: {
      numbers: numbersOf(others),
      people: others.filter(({ birthDate }) => births.has(birthDate)).map(bearerOf),
    },
    ...{ habit, from: '2026-01-01', to: '2026-12-31', classesCovered: [] },
  };
  const judged: Judged[] = [];
  const digests = [];
  for (let from = 0; from < pages.length; from += PAGES_OF_A_DOCUMENT) {
    const documentId = String(from);
    const part: readonly PageReading[] = readings.slice(from, from + PAGES_OF_A_DOCUMENT);
    const findings = deriveFindings(
      { documentId, named: false, madeElsewhere: false, labels: [], mark: null, pages: part },
      question,
    );
    for (const reading of part) {
      digests.push({ ...reading, documentId, position: from, page: reading.number });
      const page = pages[from + reading.number - 1];
      const asking = findings.filter((finding) => asksOf(finding, reading.number));
      if (page !== undefined)
        judged.push({
          page,
          asked: asking.length > 0,
          kinds: asking.map(({ kind, what }) => `${kind} ${what}`.trim()),
        });
    }
  }
  for (const { documentId, page, weight } of deriveDuplicates(digests)) {
    const at = judged[Number(documentId) + (page ?? 1) - 1];
    if (weight === 'asks' && at !== undefined && !at.asked)
      judged[judged.indexOf(at)] = { ...at, asked: true, kinds: ['duplicate'] };
  }
  return judged;
}

/** One finding of a whole document is one question: it is counted at its first page, and means all of them. */
function asksOf({ weight, page, detail }: Finding, number: number): boolean {
  if (weight !== 'asks') return false;
  const pages = detail?.['pages'];
  return page === number || (page === undefined && Array.isArray(pages) && pages.includes(number));
}

function knownOf(registrations: readonly PaperPerson[]): Known {
  return {
    person: {
      names: registrations.flatMap(({ family, given, maidenName }) => [
        { family, given },
        ...(maidenName === undefined ? [] : [{ family: maidenName, given }]),
      ]),
      birthDate: registrations[0]?.birthDate,
      mrns: registrations.map(({ mrn }) => mrn),
    },
    visitNumbers: registrations.flatMap(({ visits }) => visits.map(({ number }) => number)),
    accountNumbers: [],
  };
}

function bearerOf(person: PaperPerson): Bearer {
  return { patientId: person.key, known: knownOf([person]) };
}

function numbersOf(people: readonly PaperPerson[]): Map<string, Bearer[]> {
  const numbers = new Map<string, Bearer[]>();
  for (const person of people)
    for (const number of [person.mrn, ...person.visits.map((visit) => visit.number)])
      numbers.set(numberAsRead(number), [bearerOf(person)]);
  return numbers;
}

/** What a person with a search field does: the number, or both names, stand on the page. */
function bearsPlainly(text: string, patient: PaperPerson, people: readonly PaperPerson[]): boolean {
  const own = people.filter((each) => (each.mergedInto ?? each.key) === patient.key);
  return own.some(
    ({ mrn, family, given }) => text.includes(mrn) || (text.includes(family) && text.includes(given[0] ?? family)),
  );
}

function tally(judged: readonly Judged[]) {
  const swapped = judged.filter(({ page }) => page.swap !== undefined);
  const good = judged.filter(({ page }) => page.swap === undefined);
  const bySort = new Map<string, { caught: number; all: number }>();
  for (const { page, asked } of swapped) {
    const sort = bySort.get(page.swap ?? '') ?? { caught: 0, all: 0 };
    bySort.set(page.swap ?? '', { caught: sort.caught + Number(asked), all: sort.all + 1 });
  }
  const falseKinds = new Map<string, number>();
  for (const kind of good.flatMap(({ kinds }) => kinds)) falseKinds.set(kind, (falseKinds.get(kind) ?? 0) + 1);
  return {
    swapped: swapped.length,
    caught: (swapped.filter(({ asked }) => asked).length / swapped.length) * 100,
    falseOnes: (good.filter(({ asked }) => asked).length / good.length) * 1000,
    bySort,
    falseKinds,
  };
}
