import { strToU8, zipSync } from 'fflate';

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** A workbook as programs write it: shared strings, a hidden sheet before the one that is meant, days as numbers. */
export function workbook(rows: readonly (readonly (string | number | Date)[])[]): Uint8Array {
  const strings: string[] = [];
  const column = (at: number) => String.fromCharCode(65 + at);
  const cell = (value: string | number | Date, at: number, row: number) => {
    const place = `r="${column(at)}${row}"`;
    if (value === '') return '';
    if (typeof value === 'number') return `<c ${place}><v>${value}</v></c>`;
    if (value instanceof Date) return `<c ${place} s="1"><v>${value.getTime() / 86_400_000 + 25_569}</v></c>`;
    if (value.startsWith('=')) return `<c ${place} t="str"><f>HYPERLINK("x")</f><v>${escape(value)}</v></c>`;
    return `<c ${place} t="s"><v>${strings.push(value) - 1}</v></c>`;
  };
  const data = rows.map(
    (row, at) => `<row r="${at + 1}">${row.map((value, place) => cell(value, place, at + 1)).join('')}</row>`,
  );
  const parts: Record<string, string> = {
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml':
      '<workbook xmlns:r="r"><sheets><sheet name="Old" sheetId="1" state="hidden" r:id="rId1"/><sheet name="List" sheetId="2" r:id="rId2"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>',
    'xl/styles.xml':
      '<styleSheet><numFmts><numFmt numFmtId="165" formatCode="mm/dd/yyyy"/></numFmts><cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="165"/></cellXfs></styleSheet>',
    'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row><c t="str"><v>Hidden</v></c></row></sheetData></worksheet>',
    'xl/worksheets/sheet2.xml': `<worksheet><sheetData>${data.join('')}</sheetData></worksheet>`,
    'xl/sharedStrings.xml': `<sst>${strings.map((text) => `<si><r><t xml:space="preserve">${escape(text)}</t></r><rPh><t>spoken</t></rPh></si>`).join('')}</sst>`,
    'xl/vbaProject.bin': 'macros',
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
}
