import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workbook } from './workbook.fixture.ts';
import { openReader, type Reader } from './index.ts';
import { rowsOfXlsx } from './rows-of-xlsx.ts';
import { makeFolder } from './test-files.ts';

const folder = makeFolder();
const scratch = makeFolder();
let reader: Reader;
beforeAll(() => {
  reader = openReader({ scratch: scratch.path, ocr: 'bundled', readers: 1 });
});
afterAll(async () => {
  await reader.close();
  folder.remove();
  scratch.remove();
});

async function read(bytes: string | Uint8Array) {
  const file = join(folder.path, 'list');
  writeFileSync(file, bytes);
  const outcome = await reader.readTable(file);
  return outcome.ok ? outcome.value : outcome.reason;
}

describe('a table', () => {
  it('of a workbook is its first sheet that is shown, with days as days and what formulas came to', async () => {
    const rows = await read(
      workbook([
        ['Name', 'Born', 'Number'],
        ['Åse', new Date('1970-02-03'), 123],
        ['', '=x', 1.5e9],
      ]),
    );
    expect(rows).toEqual([
      ['Name', 'Born', 'Number'],
      ['Åse', '1970-02-03', '123'],
      ['', '=x', '1500000000'],
    ]);
  });

  it('of text is told by its first line, whatever the code page', async () => {
    expect(await read('Name;Born\r\nMüller;1970\r\n;\r\n')).toEqual([
      ['Name', 'Born'],
      ['Müller', '1970'],
    ]);
    expect(await read(Buffer.from('Name\tBorn\nM\xfcller\t1970', 'latin1'))).toEqual([
      ['Name', 'Born'],
      ['Müller', '1970'],
    ]);
    expect(await read(Buffer.from('\ufeffName|Born\nA|B', 'utf16le'))).toEqual([
      ['Name', 'Born'],
      ['A', 'B'],
    ]);
  });

  it('that is locked, damaged, empty, too long, too wide or no table is refused with a reason', async () => {
    expect(await read(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toBe('unsupported');
    expect(await read(Buffer.from('PK\x03\x04 and no more', 'latin1'))).toBe('damaged');
    expect(await read(zipSync({ 'word/document.xml': strToU8('<w/>') }))).toBe('damaged');
    expect(await read('')).toBe('empty');
    expect(await read('a\n'.repeat(5_002))).toBe('too-large');
    expect(await read(`${'a,'.repeat(101)}b\n`)).toBe('too-large');
    expect(await read(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1]))).toBe('unsupported');
  });

  it('that unpacks to more than any list is refused before it is unpacked', async () => {
    const bomb = zipSync({
      'xl/workbook.xml': strToU8('<w/>'),
      'xl/worksheets/sheet1.xml': new Uint8Array(64 * 1024 * 1024),
    });
    expect(bomb.length).toBeLessThan(200_000);
    expect(await read(bomb)).toBe('too-large');
  });

  it('whose book names entities of its own is refused', () => {
    const bytes = zipSync({ 'xl/workbook.xml': strToU8('<!DOCTYPE x [<!ENTITY a "b">]><workbook/>') });
    expect(() => rowsOfXlsx(bytes)).toThrow(/damaged/);
  });

  it('counts days as the books do, also those of 1904', () => {
    const book = (serial: number, more = '') =>
      rowsOfXlsx(
        zipSync({
          'xl/workbook.xml': strToU8(`<workbook>${more}<sheets><sheet r:id="a"/></sheets></workbook>`),
          'xl/styles.xml': strToU8('<s><cellXfs><xf numFmtId="14"/></cellXfs></s>'),
          'xl/worksheets/sheet1.xml': strToU8(`<w><row><c s="0"><v>${serial}</v></c></row></w>`),
        }),
      )[0]?.[0];
    expect([book(1), book(59), book(61), book(45_000), book(45_000.75)]).toEqual([
      ...['1900-01-01', '1900-02-28', '1900-03-01', '2023-03-15', '2023-03-15'],
    ]);
    expect(book(43_538, '<workbookPr date1904="1"/>')).toBe('2023-03-15');
  });
});
