import { parse } from 'csv-parse/sync';
import { READING_LIMITS } from './limits.ts';
import { refuse } from './refusal.ts';

const DELIMITERS = [',', ';', '\t', '|'];

/** The rows of a text table: UTF-8, UTF-16 or Windows-1252, the delimiter told by the first line. Empty rows are left out. */
export function rowsOfCsv(bytes: Uint8Array): string[][] {
  const text = decode(bytes);
  const first = text.split(/\r\n|\n|\r/, 1)[0] ?? '';
  const counts = DELIMITERS.map((delimiter) => first.split(delimiter).length);
  let rows: string[][];
  try {
    rows = parse(text, {
      delimiter: DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',',
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      to: READING_LIMITS.tableRows + 2,
    });
  } catch {
    throw refuse.damaged('The table breaks off at a quotation mark that is not closed: it');
  }
  const filled = rows.filter((row) => row.some((cell) => cell.trim() !== ''));
  if (filled.length > READING_LIMITS.tableRows) throw refuse.tooManyRows(READING_LIMITS.tableRows);
  if (filled.some((row) => row.length > READING_LIMITS.tableColumns))
    throw refuse.tooManyColumns(READING_LIMITS.tableColumns);
  return filled.map((row) => row.map((cell) => cell.slice(0, READING_LIMITS.charactersPerCell)));
}

function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
