import { describe, expect, it } from 'vitest';
import { madePeople, type MadeRow } from '../../../bench/lib/made-people.ts';
import { dedupe, type DedupeField, readRow, TableBuilder } from '../index.ts';
import { CROSSED, LEVELS, NEARLY, SAME, UNKNOWN } from './fields.ts';
import { levelsIn, RowComparer } from './compare-rows.ts';
import { RecordTable } from './record-table.ts';
import { runStretches } from './run-stretches.ts';
import { findBlocks } from './blocking.ts';

const habit = { order: 'mdy', today: '2026-11-28' } as const;

function tableOf(rows: readonly Partial<Record<DedupeField, string>>[]) {
  const builder = new TableBuilder();
  for (const row of rows) builder.add(readRow(new Map(Object.entries(row) as [DedupeField, string][]), habit));
  return builder.finish();
}

function measure(rows: readonly MadeRow[], pairs: readonly { a: number; b: number }[]) {
  const persons = new Map<number, number>();
  for (const { person } of rows) persons.set(person, (persons.get(person) ?? 0) + 1);
  const truth = [...persons.values()].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0);
  const right = pairs.filter(({ a, b }) => rows[a]?.person === rows[b]?.person).length;
  return { precision: right / Math.max(1, pairs.length), recall: right / truth };
}

describe('Duplicates in an index of patients', () => {
  it('finds the two rows of a person through slips, a move and a marriage, without labels', async () => {
    const rows = madePeople({ persons: 1500, seed: 7 });
    const { pairs } = await dedupe(tableOf(rows.map(({ fields }) => fields)));
    const { precision, recall } = measure(rows, pairs);
    expect(precision).toBeGreaterThan(0.995);
    expect(recall).toBeGreaterThan(0.97);
  });

  it('does not take twins, a father of the same name or a household for one person', async () => {
    const rows = madePeople({ persons: 1500, seed: 11, families: 120 });
    const { pairs } = await dedupe(tableOf(rows.map(({ fields }) => fields)));
    const kin = pairs.filter(({ a, b }) => {
      const [one, other] = [rows[a], rows[b]];
      return one?.family !== undefined && one.family === other?.family && one.person !== other.person;
    });
    // Of 360 pairs of kin, of which 120 are twins and 120 bear one name at one address.
    expect(kin.length).toBeLessThanOrEqual(4);
  });

  it('answers the same on one thread and on three', async () => {
    const rows = madePeople({ persons: 11_000, seed: 3 });
    const table = tableOf(rows.map(({ fields }) => fields));
    const [one, three] = [await dedupe(table, { threads: 1 }), await dedupe(table, { threads: 3 })];
    expect(three.pairs).toEqual(one.pairs);
    expect(three.compared).toBe(one.compared);
  });

  it('explains each pair field by field, in bits that speak for and against', async () => {
    const rows = madePeople({ persons: 800, seed: 5 });
    const { pairs } = await dedupe(tableOf(rows.map(({ fields }) => fields)));
    for (const { fields } of pairs.slice(0, 50)) {
      for (const { level, bits } of fields) {
        expect(LEVELS).toContain(level);
        if (level === 'same') expect(bits).toBeGreaterThan(0);
        if (level === 'differs') expect(bits).toBeLessThan(0);
      }
    }
  });

  it('says that a rare name in common weighs more than a frequent one', async () => {
    const rows = madePeople({ persons: 1500, seed: 9 });
    const { pairs } = await dedupe(tableOf(rows.map(({ fields }) => fields)));
    const bitsOf = (family: string): number[] =>
      pairs
        .filter(({ a, b }) => rows[a]?.fields.family === family && rows[b]?.fields.family === family)
        .flatMap(({ fields }) => fields.filter(({ column }) => column === 'family').map(({ bits }) => bits));
    const counts = new Map<string, number>();
    for (const { fields } of rows) counts.set(fields.family ?? '', (counts.get(fields.family ?? '') ?? 0) + 1);
    const [frequent = ''] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? [];
    const [rare = ''] = [...counts].find(([name, n]) => n === 2 && bitsOf(name).length > 0) ?? [];
    expect(bitsOf(rare)[0]).toBeGreaterThan((bitsOf(frequent)[0] ?? 0) + 2);
  });

  it('has nothing to say of an empty file, of one row, and of rows without a fact', async () => {
    expect((await dedupe(tableOf([]))).pairs).toEqual([]);
    expect((await dedupe(tableOf([{ given: 'Ana' }]))).pairs).toEqual([]);
    expect((await dedupe(tableOf([{}, {}, {}]))).pairs).toEqual([]);
  });

  it('never joins rows that share only a placeholder', async () => {
    const rows = madePeople({ persons: 400, seed: 13 }).map(({ fields }) => ({
      ...fields,
      ssn: '999-99-9999',
      phone: '000-000-0000',
    }));
    const { model } = await dedupe(tableOf(rows));
    expect(model.columns.map(({ column }) => column)).not.toContain('ssn');
    expect(model.columns.map(({ column }) => column)).not.toContain('phone');
  });
});

describe('Comparing two rows', () => {
  const levelOf = (a: Partial<Record<DedupeField, string>>, b: Partial<Record<DedupeField, string>>) => {
    const table = new RecordTable(tableOf([a, b]));
    const comparer = new RowComparer(table, ['given', 'family', 'middle', 'birthDate', 'street', 'street2', 'ssn']);
    const levels = levelsIn(comparer.compare(0, 1), comparer.columns.length);
    return Object.fromEntries(comparer.columns.map((column, at) => [column, levels[at]]));
  };

  it('sees given and family name in each other’s place', () => {
    expect(levelOf({ given: 'Mitchell', family: 'Green' }, { given: 'Green', family: 'Mitchell' })).toMatchObject({
      given: UNKNOWN,
      family: CROSSED,
    });
  });

  it('sees a nickname, an accent, a swap of day and month, and an initial', () => {
    expect(
      levelOf(
        { given: 'William', family: 'Muñoz', middle: 'James', birthDate: '1980-03-04' },
        { given: 'Bill', family: 'MUNOZ', middle: 'J', birthDate: '1980-04-03' },
      ),
    ).toMatchObject({ given: NEARLY, family: SAME, middle: NEARLY, birthDate: NEARLY });
  });

  it('reads dates in any usual writing, and takes what is no date as it stands', () => {
    expect(levelOf({ birthDate: '19800304' }, { birthDate: '3/4/1980' })).toMatchObject({ birthDate: SAME });
    expect(levelOf({ birthDate: '19801399' }, { birthDate: '19801398' })).toMatchObject({ birthDate: NEARLY });
    expect(levelOf({ birthDate: 'unknown' }, { birthDate: '1980-03-04' })).toMatchObject({ birthDate: UNKNOWN });
  });

  it('gives the same levels whichever row comes first', () => {
    const rows = madePeople({ persons: 150, seed: 17 }).map(({ fields }) => fields);
    const table = new RecordTable(tableOf(rows));
    const comparer = new RowComparer(table, ['given', 'family', 'birthDate', 'street', 'city']);
    for (let a = 0; a < rows.length; a++)
      for (let b = a + 1; b < rows.length; b += 7) expect(comparer.compare(b, a)).toBe(comparer.compare(a, b));
  });

  it('leaves out early only what comparing in full would leave out', async () => {
    const rows = madePeople({ persons: 500, seed: 19 }).map(({ fields }) => fields);
    const shared = tableOf(rows);
    const table = new RecordTable(shared);
    const columns = ['given', 'family', 'birthDate', 'ssn', 'street', 'city'] as const;
    const bits = columns.map(() => [0, 8, 5, 2, -3, 6]);
    const least = 9;
    const blocks = findBlocks(table, 20);
    const found = await runStretches({ table: shared, columns, blocks, bits, least }, 1);
    const kept = new Set(found.flatMap(({ a, b }) => [...a].map((row, at) => `${row} ${b[at]}`)));
    const comparer = new RowComparer(table, columns);
    const all = await runStretches({ table: shared, columns, blocks, bits, least: -1000 }, 1);
    for (const { a, b } of all)
      a.forEach((row, at) => {
        const levels = levelsIn(comparer.compare(row, b[at] ?? 0), columns.length);
        const sum = levels.reduce((total: number, level, column) => total + (bits[column]?.[level] ?? 0), 0);
        expect(kept.has(`${row} ${b[at]}`)).toBe(sum >= least);
      });
  });
});
