import { spawn } from 'node:child_process';
import { createReadStream, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse';
import { comparePeople, type Person } from '../packages/linkage/index.ts';
import type { Bench } from './lib/bench.ts';
import type { Line } from './lib/figure.ts';
import { watchMachine } from './lib/machine.ts';
import { madePeople } from './lib/made-people.ts';

interface TestSet {
  readonly file: string;
  readonly columns: string;
  /** Pairs that are one person, or the column whose value they share. */
  readonly truth: { readonly pairs: string } | { readonly cluster: string; readonly id: string };
  readonly target?: { readonly atLeast: number; readonly goal: number };
}

const FEBRL =
  'rec_id=id,given_name=given,surname=family,street_number=houseNumber,address_1=street,address_2=street2,' +
  'suburb=city,postcode=postalCode,state=state,date_of_birth=birthDate,soc_sec_id=ssn';
const SETS: readonly TestSet[] = [
  {
    file: 'febrl-dataset3.csv.gz',
    columns: FEBRL,
    truth: { pairs: 'febrl-dataset3-true-pairs.tsv.gz' },
    target: { atLeast: 99, goal: 99.8 },
  },
  { file: 'febrl-dataset1.csv.gz', columns: FEBRL, truth: { pairs: 'febrl-dataset1-true-pairs.tsv.gz' } },
  {
    file: 'fake_1000.csv.gz',
    columns: 'unique_id=id,first_name=given,surname=family,dob=birthDate,city=city',
    truth: { cluster: 'cluster', id: 'unique_id' },
  },
];
const MADE_COLUMNS =
  'id=id,given=given,family=family,birthDate=birthDate,sex=sex,ssn=ssn,houseNumber=houseNumber,street=street,' +
  'city=city,postalCode=postalCode,state=state,phone=phone';
/** Splink's best over all thresholds on FEBRL 3, in its own documentation: research on peers, not run here. */
const SPLINK_FEBRL3 = 99.54;

/** Duplicates found by the command, at probability 0.5, without labels; then how long an index of `--patients` rows takes. */
export const linkage: Bench = {
  name: 'linkage',
  measures: 'duplicates in an index of patients: right pairs at probability 0.5, and seconds for --patients rows',
  async run({ inputs, program, patients }, print) {
    const folder = mkdtempSync(join(tmpdir(), 'chartkeeper-linkage-bench-'));
    const data = join(inputs, 'record-linkage');
    try {
      for (const set of SETS) print(await measureSet(set, data, folder, program));
      for (const line of measureDecisions(join(data, 'miis-pairs.jsonl.gz'))) print(line);
      print(await measureSize(patients, folder, program));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function measureSet(set: TestSet, data: string, folder: string, program: string): Promise<Line> {
  const file = join(data, set.file);
  if (!existsSync(file)) return { what: set.file, notRun: `not in ${data}` };
  const out = join(folder, 'pairs.csv');
  const { seconds } = await dedupe(program, file, set.columns, out);
  const truth = await truthOf(set, data);
  const found = await rowsOf(out);
  const right = found.filter(([a = '', b = '']) => truth.has(pairKey(a, b))).length;
  const [precision, recall] = [right / found.length, right / truth.size];
  return {
    what: `${set.file}: F1 at 0.5`,
    measured: (200 * right) / (found.length + truth.size),
    unit: '%',
    more: `precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}, ${seconds} s`,
    ...(set.target === undefined
      ? {}
      : { target: set.target, reference: { what: 'Splink, best threshold (published)', value: SPLINK_FEBRL3 } }),
  };
}

async function measureSize(rows: number, folder: string, program: string): Promise<Line> {
  const file = join(folder, 'made.csv');
  // Each person has one and a half rows, about.
  const made = madePeople({ persons: Math.round(rows / 1.48), seed: 20_261_128 }).slice(0, rows);
  const names = MADE_COLUMNS.split(',').map((entry) => entry.split('=')[0] ?? '');
  const target = await open(file, 'w');
  await target.write(`${names.join(',')}\n`);
  for (let from = 0; from < made.length; from += 10_000)
    await target.write(
      made
        .slice(from, from + 10_000)
        .map(({ fields }) => `${names.map((name) => fields[name as keyof typeof fields] ?? '').join(',')}\n`)
        .join(''),
    );
  await target.close();
  const person = new Map(made.map((row) => [row.fields.id ?? '', row.person]));
  const parsing = performance.now();
  for await (const row of createReadStream(file).pipe(parse())) void row;
  const alone = (performance.now() - parsing) / 1000;
  const end = watchMachine();
  const out = join(folder, 'made-pairs.csv');
  const { seconds, mostMiB } = await dedupe(program, file, MADE_COLUMNS, out);
  const noise = end();
  const found = await rowsOf(out);
  const right = found.filter(([a = '', b = '']) => person.get(a) === person.get(b)).length;
  const counts = new Map<number, number>();
  for (const one of person.values()) counts.set(one, (counts.get(one) ?? 0) + 1);
  const truth = [...counts.values()].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0);
  return {
    what: `${made.length} made rows`,
    measured: seconds,
    unit: 's',
    reference: { what: 'reading the file alone', value: alone },
    target: { atLeast: (120 * rows) / 1e6, goal: (60 * rows) / 1e6, atMost: true },
    more: `precision ${(right / found.length).toFixed(4)}, recall ${(right / truth).toFixed(4)}, ${mostMiB} MiB`,
    noise,
  };
}

/** The pairs of the immunization registries, each made to test one defect; *possible* may be decided either way. */
function measureDecisions(file: string): Line[] {
  if (!existsSync(file)) return [{ what: 'miis-pairs', notRun: `${file} is not there` }];
  const pairs = gunzipSync(readFileSync(file))
    .toString('utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as MiisPair); // its README has the shape
  const byDefect = new Map<string, { decided: number; right: number }>();
  for (const { test, expect, a, b } of pairs) {
    if (expect === 'Possible Match') continue;
    const defect = test.split(':')[1] ?? 'other';
    const tally = byDefect.get(defect) ?? { decided: 0, right: 0 };
    tally.decided++;
    if (comparePeople(personOf(a), personOf(b)).probability >= 0.5 === (expect === 'Match')) tally.right++;
    byDefect.set(defect, tally);
  }
  return [...byDefect].map(([defect, { decided, right }]) => ({
    what: `miis-pairs, ${defect.toLowerCase().replaceAll('_', ' ')}`,
    measured: (right / decided) * 100,
    unit: '%',
    more: `${right} of ${decided} decided as expected`,
  }));
}

interface MiisPair {
  readonly test: string;
  readonly expect: string;
  readonly a: Readonly<Record<string, string>>;
  readonly b: Readonly<Record<string, string>>;
}

function personOf(row: MiisPair['a']): Person {
  const given = [row['nameFirst'] ?? '', row['nameMiddle'] ?? ''].filter((name) => name !== '');
  const families = [...new Set([row['nameLast'] ?? '', row['nameLastHyph'] ?? ''])].filter((name) => name !== '');
  const date = row['birthDate']?.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');
  const order = Number(row['birthOrder']);
  return {
    names: [
      ...families.map((family) => ({ given, family })),
      ...(row['aliasFirst'] === undefined
        ? []
        : [{ given: [row['aliasFirst']], family: row['aliasLast'] ?? row['nameLast'] ?? '', previous: true }]),
    ],
    birthDate: date,
    sex: row['gender'],
    mrns: row['mrns']?.split(/[,; ]+/),
    nationalIds: [row['ssn'], row['medicaid']].filter((id): id is string => id !== undefined),
    phones: row['phone'] === undefined ? [] : [row['phone']],
    addresses: [{ line: row['addressStreet1'], city: row['addressCity'], postcode: row['addressZip'] }],
    birthOrder: order > 0 ? order : undefined,
  };
}

interface Ran {
  readonly seconds: number;
  readonly mostMiB: number;
}

function dedupe(program: string, file: string, columns: string, out: string): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [program, 'identity', 'dedupe', file, '--columns', columns, '--out', out, '--json'],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let printed = '';
    let most = 0;
    const watch = setInterval(() => {
      most = Math.max(most, residentMiB(child.pid));
    }, 200);
    child.stdout.on('data', (part: Buffer) => (printed += part.toString('utf8')));
    child.on('close', (code) => {
      clearInterval(watch);
      if (code !== 0) reject(new Error(`identity dedupe ended with ${String(code)}`));
      else resolve({ seconds: (JSON.parse(printed) as { seconds: number }).seconds, mostMiB: Math.round(most) });
    });
  });
}

function residentMiB(pid: number | undefined): number {
  try {
    return (Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]) * 4096) / 1048576;
  } catch {
    return 0; // not Linux, or just ended
  }
}

async function truthOf({ file, truth }: TestSet, data: string): Promise<Set<string>> {
  const pairs = new Set<string>();
  if ('pairs' in truth) {
    const lines = gunzipSync(readFileSync(join(data, truth.pairs)))
      .toString('utf8')
      .trim()
      .split('\n')
      .slice(1);
    for (const line of lines) {
      const [a = '', b = ''] = line.split('\t').map((id) => id.trim());
      pairs.add(pairKey(a, b));
    }
    return pairs;
  }
  const groups = new Map<string, string[]>();
  const parser = parse(gunzipSync(readFileSync(join(data, file))), { columns: true });
  for await (const row of parser as AsyncIterable<Record<string, string>>) {
    const group = groups.get(row[truth.cluster] ?? '') ?? [];
    group.push(row[truth.id] ?? '');
    groups.set(row[truth.cluster] ?? '', group);
  }
  for (const ids of groups.values())
    ids.forEach((a, at) => {
      for (const b of ids.slice(at + 1)) pairs.add(pairKey(a, b));
    });
  return pairs;
}

async function rowsOf(file: string): Promise<string[][]> {
  const rows: string[][] = [];
  for await (const row of createReadStream(file).pipe(parse({ from: 2 }))) rows.push(row as string[]);
  return rows;
}

function pairKey(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}
