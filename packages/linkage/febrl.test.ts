import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  comparePeople,
  dedupe,
  keysFor,
  parseQuery,
  queryKeys,
  readRow,
  score,
  TableBuilder,
  type ParsedQuery,
  type Person,
} from './index.ts';

/** FEBRL data set 3 (Christen, ANU): 5,000 records, 2,000 persons, up to three errors a record; its README is beside it. */
const folder = new URL('../../../shared/data/record-linkage/', import.meta.url);
const isThere = existsSync(new URL('febrl-dataset3.csv.gz', folder));
const habit = { order: 'dmy', today: '2026-11-23' } as const;

function read(name: string, divider: string): string[][] {
  const text = gunzipSync(readFileSync(new URL(name, folder))).toString('utf8');
  const rows = text.trim().split('\n').slice(1);
  return rows.map((row) => row.split(divider).map((cell) => cell.trim()));
}

function readPeople(): Map<string, Person> {
  return new Map(
    read('febrl-dataset3.csv.gz', ',').map(
      ([id = '', given, family = '', house, street, , city, postcode, , born, number]) => [
        id,
        {
          names: [{ given: given ? [given] : [], family }],
          birthDate: born?.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3') || undefined,
          nationalIds: number ? [number] : [],
          addresses: [{ line: `${house} ${street}`, city, postcode }],
        },
      ],
    ),
  );
}

/** The search key table of all people, as PostgreSQL would hold it, and what it answers: the best 500 by summed weights. */
class KeyTable {
  readonly #rows = new Map<string, string[]>();

  constructor(people: Map<string, Person>) {
    for (const [id, person] of people) {
      for (const { kind, key } of keysFor(person)) {
        const slot = `${kind} ${key}`;
        const ids = this.#rows.get(slot);
        if (ids) ids.push(id);
        else this.#rows.set(slot, [id]);
      }
    }
  }

  candidates(query: ParsedQuery): string[] {
    const best = new Map<string, Map<string, number>>();
    for (const { kind, key, weight, terms } of queryKeys(query)) {
      for (const id of this.#rows.get(`${kind} ${key}`) ?? []) {
        const found = best.get(id) ?? new Map<string, number>();
        found.set(terms.join(), Math.max(found.get(terms.join()) ?? 0, weight));
        best.set(id, found);
      }
    }
    const ranked = [...best].map(([id, found]) => ({ id, rank: [...found.values()].reduce((a, b) => a + b, 0) }));
    ranked.sort((a, b) => b.rank - a.rank);
    return ranked.slice(0, 500).map(({ id }) => id);
  }
}

const pairKey = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

describe.skipIf(!isThere)('on FEBRL 3 (skipped where ../shared/data is not beside the checkout)', () => {
  const people = isThere ? readPeople() : new Map<string, Person>();
  const truth = new Set(
    (isThere ? read('febrl-dataset3-true-pairs.tsv.gz', '\t') : []).map(([a = '', b = '']) => pairKey(a, b)),
  );
  const table = new KeyTable(people);

  /** What was asked of each record: its names, birth date and street, without the number of a life. */
  const asked = new Map(
    [...people].map(([id, { names, birthDate, addresses }]) => {
      const written = [...(names[0]?.given ?? []), names[0]?.family ?? ''];
      return [id, parseQuery({ names: written, birthDate, address: addresses?.[0]?.line }, habit)];
    }),
  );

  const candidates = new Map(
    [...asked].map(([id, query]) => [id, table.candidates(query).filter((other) => other !== id)]),
  );

  it('the keys bring nearly every other record of a person among the candidates, and scoring puts them in front', () => {
    let among = 0;
    let first = 0;
    for (const [id, query] of asked) {
      const scored = (candidates.get(id) ?? []).map((other) => ({
        other,
        value: score(people.get(other) ?? { names: [] }, query).score,
      }));
      scored.sort((a, b) => b.value - a.value);
      among += scored.filter(({ other }) => truth.has(pairKey(id, other))).length;
      first += scored.slice(0, 10).filter(({ other }) => truth.has(pairKey(id, other))).length;
    }
    const recall = among / (2 * truth.size);
    const onFirstPage = first / (2 * truth.size);
    process.stdout.write(
      `FEBRL 3 recall: ${recall.toFixed(4)} among 500, ${onFirstPage.toFixed(4)} among the first 10\n`,
    );
    expect(recall).toBeGreaterThan(0.995);
    expect(onFirstPage).toBeGreaterThan(0.97);
  });

  it('fixed weights take hardly a stranger for the same person, and find most duplicates', () => {
    const pairs = new Set<string>();
    for (const [id, others] of candidates) for (const other of others.slice(0, 30)) pairs.add(pairKey(id, other));
    const linked = [...pairs].filter((pair) => {
      const [a = '', b = ''] = pair.split(' ');
      return comparePeople(people.get(a) ?? { names: [] }, people.get(b) ?? { names: [] }).probability >= 0.5;
    });
    const right = linked.filter((pair) => truth.has(pair)).length;
    const [precision, recall] = [right / linked.length, right / truth.size];
    process.stdout.write(`FEBRL 3 at 0.5: precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}\n`);
    expect(precision).toBeGreaterThan(0.999);
    expect(recall).toBeGreaterThan(0.93);
  });

  it('weights learnt from the file itself find nearly all duplicates, without labels', async () => {
    const rows = read('febrl-dataset3.csv.gz', ',');
    const builder = new TableBuilder();
    const fields = [
      'id',
      'given',
      'family',
      'houseNumber',
      'street',
      'street2',
      'city',
      'postalCode',
      'state',
      'birthDate',
      'ssn',
    ] as const;
    for (const row of rows) builder.add(readRow(new Map(fields.map((field, at) => [field, row[at] ?? ''])), habit));
    const { pairs, estimatedMissed } = await dedupe(builder.finish());
    const right = pairs.filter(({ a, b }) => truth.has(pairKey(rows[a]?.[0] ?? '', rows[b]?.[0] ?? ''))).length;
    const f1 = (2 * right) / (pairs.length + truth.size);
    process.stdout.write(`FEBRL 3, learnt: F1 ${f1.toFixed(4)}, about ${estimatedMissed} pairs met in no block\n`);
    expect(f1).toBeGreaterThan(0.998);
  }, 120_000);
});
