import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'ck-identity-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const out = join(folder, 'pairs.csv');
const INDEX = [
  'number;first;last;born;town',
  '1;William;Muñoz;1980-03-04;Dayton',
  '2;Bill;Munoz;1980-03-04;Dayton',
  '3;Ana;Ortega;1991-11-30;Toledo',
  '4;Grace;Kelly;1955-01-02;Akron',
  '5;Petra;Lindqvist;1962-07-19;Parma',
].join('\n');
const MAP = 'number=id,first=given,last=family,born=birthDate,town=city';

/** `chartkeeper identity dedupe ...` as a process of its own, without a database. */
function dedupe(file: string, columns: string, ...more: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      ...process.execArgv,
      '--import',
      'tsx',
      'src/apps/main.ts',
      'identity',
      'dedupe',
      file,
      '--columns',
      columns,
      '--out',
      out,
      ...more,
    ],
    { encoding: 'utf8', env: { ...process.env, CHARTKEEPER_DATA: join(folder, 'data'), DATABASE_URL: '' } },
  );
  return { status, stdout, stderr };
}

function fileOf(name: string, content: string | Buffer): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

describe('chartkeeper identity dedupe', () => {
  it('writes each pair with its probability and what speaks for it, and touches no data of the product', () => {
    const { status, stdout } = dedupe(fileOf('index.csv', INDEX), MAP, '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ records: 5, pairs: 1 });
    const [heading, pair, ...rest] = readFileSync(out, 'utf8').trim().split('\n');
    expect(heading).toBe('left,right,probability,evidence');
    expect(pair).toMatch(/^1,2,0\.\d+,given nearly \+\d.*; family same \+\d.*birthDate same \+\d/);
    expect(rest).toEqual([]);
    expect(existsSync(join(folder, 'data'))).toBe(false);
  }, 60_000);

  it('compares the good rows of a damaged, compressed file and names the others', () => {
    const damaged = `${INDEX}\n;No;Number;1970-01-01;Erie\n1;Again;Number;1970-01-01;Erie\n6;too;short\n`;
    const { status, stdout, stderr } = dedupe(fileOf('index.csv.gz', gzipSync(damaged)), MAP, '--json');
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ records: 5, pairs: 1, refusedCount: 3 });
    expect(stderr).toContain('line 7: it has no id');
    expect(stderr).toContain('line 8: its id stands in an earlier row');
    expect(stderr).toContain('line 9: it has 3 columns, the heading has 5');
  }, 60_000);

  it.each([
    ['number=id,first=given,surname=family', 'no column "surname". It has: number, first, last, born, town'],
    ['number=id,first=forename', '"first=forename" is not COLUMN=FIELD'],
    ['first=given,last=family', 'which column is the id'],
    ['number=id', 'names nothing to compare'],
    ['number=id,first=given,last=given', 'two columns for given'],
  ])(
    'refuses the map %s and says why',
    (map, reason) => {
      rmSync(out, { force: true });
      const { status, stderr } = dedupe(fileOf('index.csv', INDEX), map);
      expect(status).toBe(1);
      expect(stderr).toContain(reason);
      expect(existsSync(out)).toBe(false);
    },
    60_000,
  );

  it('says so when the file is not there, or empty', () => {
    expect(dedupe(join(folder, 'nothing.csv'), MAP).stderr).toContain('is not there');
    expect(dedupe(fileOf('empty.csv', ''), MAP).stderr).toContain('is empty');
  }, 60_000);
});
