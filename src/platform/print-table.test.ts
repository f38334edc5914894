import { expect, it } from 'vitest';
import { printTable } from './print-table.ts';
import { rowsOfCsv } from './reading/rows-of-csv.ts';

const LINES = [
  ['name', 'note'],
  ['Núñez, Ana', 'said "no"\nand left'],
  ['Đặng', '-3.5'],
];

it('a table says that it is UTF-8, so that a spreadsheet reads accents', () => {
  expect([...printTable(LINES).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
});

it('a table is read back as it was printed, its first heading too', () => {
  expect(rowsOfCsv(printTable(LINES))).toEqual(LINES);
  expect(
    rowsOfCsv(
      printTable([
        ['first, quoted', 'b'],
        ['1', '2'],
      ]),
    )[0],
  ).toEqual(['first, quoted', 'b']);
});

it('no cell can be a formula', () => {
  expect(rowsOfCsv(printTable([['=1+1', '+1', '@x', '-2']]))).toEqual([["'=1+1", "'+1", "'@x", '-2']]);
});
