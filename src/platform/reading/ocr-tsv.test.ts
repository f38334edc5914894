import { expect, test } from 'vitest';
import { readTsv } from './ocr-tsv.ts';

const HEAD = 'level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n';

test('words are taken with their boxes and lines; empty boxes and the frame are left out', () => {
  const tsv =
    `${HEAD}1\t1\t0\t0\t0\t0\t0\t0\t640\t480\t-1\t\n` +
    '4\t1\t1\t1\t1\t0\t36\t92\t580\t30\t-1\t\n' +
    '5\t1\t1\t1\t1\t1\t36\t92\t60\t24\t96.5\tThis\n' +
    '5\t1\t1\t1\t1\t2\t109\t92\t20\t24\t95.9\t \n' +
    '5\t1\t1\t1\t2\t1\t36\t126\t60\t24\t93\ta"b\n';
  expect(readTsv(tsv)).toEqual([
    { text: 'This', confidence: 96.5, left: 36, top: 92, right: 96, bottom: 116, line: 0 },
    { text: 'a"b', confidence: 93, left: 36, top: 126, right: 96, bottom: 150, line: 1 },
  ]);
});

test('a row that is no row is passed over', () => {
  expect(readTsv(`${HEAD}5\t1\t1\n5\t1\t1\t1\t1\t1\tx\ty\tz\tw\tq\tword\n`)).toEqual([]);
});
