import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { printWorkbook } from './print-workbook.ts';
import { rowsOfXlsx } from './reading/rows-of-xlsx.ts';

const sheetOf = (bytes: Uint8Array, number = 1) =>
  new TextDecoder().decode(unzipSync(bytes)[`xl/worksheets/sheet${number}.xml`]);

describe('a workbook', () => {
  it('gives back every cell as it was, leading zeros and spaces too', () => {
    const lines = [
      ['number', 'name'],
      ['007', ' Müller & <Söhne> "GmbH" '],
      ['', 'a\nb 😀'],
    ];
    expect(rowsOfXlsx(printWorkbook([{ name: 'All', lines }]))).toEqual(lines);
  });

  it('holds no formula, whatever a cell begins with', () => {
    const hostile = ['=1+1', '+1', '-2+3', '@SUM(A1)', '\t=1', '=HYPERLINK("http://x")', "=cmd|' /C calc'!A0"];
    const xml = sheetOf(printWorkbook([{ name: 'All', lines: [['h'], ...hostile.map((cell) => [cell])] }]));
    expect(xml).not.toMatch(/<f\b/);
    expect(xml.match(/t="inlineStr"/g)).toHaveLength(hostile.length + 1);
    expect(rowsOfXlsx(printWorkbook([{ name: 'x', lines: hostile.map((cell) => [cell]) }]))).toEqual(
      hostile.map((cell) => [cell]),
    );
  });

  it('leaves out what XML cannot say, and shortens what no spreadsheet opens', () => {
    const xml = sheetOf(printWorkbook([{ name: 'x', lines: [['a\u0000b\u001Fc\uD800'], ['y'.repeat(40_000)]] }]));
    expect(xml).toContain('>abc</t>');
    expect(xml).toContain(`>${'y'.repeat(32_767)}</t>`);
  });

  it('names its sheets so that each can be opened, and goes on after column Z', () => {
    const bytes = printWorkbook([
      { name: 'Matched', lines: [Array.from({ length: 28 }, (_, at) => String(at))] },
      { name: 'matched', lines: [] },
      { name: "[a]:*?/\\'", lines: [] },
    ]);
    const workbook = new TextDecoder().decode(unzipSync(bytes)['xl/workbook.xml']);
    expect([...workbook.matchAll(/sheet name="([^"]*)"/g)].map(([, name]) => name)).toEqual([
      'Matched',
      'Sheet 2',
      'a',
    ]);
    expect(sheetOf(bytes)).toContain('r="AB1"');
  });
});
