import { readFile, stat } from 'node:fs/promises';
import { READING_LIMITS } from './limits.ts';
import { refuse } from './refusal.ts';
import { rowsOfCsv } from './rows-of-csv.ts';
import { rowsOfXlsx } from './rows-of-xlsx.ts';

/** The rows of a workbook or of a text table, told apart by content. Control characters are taken out. */
export async function readTable(file: string): Promise<string[][]> {
  const { size } = await stat(file);
  if (size === 0) throw refuse.empty();
  if (size > READING_LIMITS.tablePartBytes) throw refuse.tooLarge(size, READING_LIMITS.tablePartBytes);
  const bytes = await readFile(file);
  const rows = tableOf(bytes).map((row) => row.map(plain));
  if (rows.length === 0) throw refuse.empty();
  return rows;
}

function tableOf(bytes: Buffer): string[][] {
  const magic = bytes.subarray(0, 4).toString('latin1');
  if (magic === 'PK\x03\x04') return rowsOfXlsx(bytes);
  // A workbook with a password, or one of before 2007, is an OLE container.
  if (magic === '\xd0\xcf\x11\xe0')
    throw refuse.unsupported('an old or a locked workbook', 'Save it as XLSX without a password, or as CSV.');
  const wide = magic.startsWith('\xff\xfe') || magic.startsWith('\xfe\xff');
  if (!wide && bytes.subarray(0, 4096).some((byte) => byte < 9 || (byte > 13 && byte < 32)))
    throw refuse.unsupported('neither a workbook nor a text table', 'Save it as XLSX or CSV.');
  return rowsOfCsv(bytes);
}

function plain(cell: string): string {
  return cell
    .normalize('NFC')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, ' ')
    .replace(/\p{Cs}/gu, '\ufffd')
    .trim();
}
