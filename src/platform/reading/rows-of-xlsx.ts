import { unzipSync } from 'fflate';
import { READING_LIMITS } from './limits.ts';
import { refuse } from './refusal.ts';
import { decodeEntities } from './text-of-html.ts';

/** Macros, pictures, connections, links to other books and the like are not even unpacked. */
const PARTS = /^xl\/(workbook|sharedStrings|styles|_rels\/workbook|worksheets\/sheet\d{1,3})\.xml(\.rels)?$/;
const MOST_PARTS = 300;
const WHAT = 'The workbook';
const TAG = /<(\/?)([A-Za-z][\w:.-]*)((?:[^<>"']|"[^"]*"|'[^']*')*?)(\/?)>|([^<]+)/g;
/** Formats of days that are not written in the book (ECMA-376 18.8.30); 18 to 21 and 45 to 47 are times of day alone. */
const DAY_FORMATS = new Set([14, 15, 16, 17, 22]);
const DAY_MS = 86_400_000;

/**
 * The rows of the first sheet that is not hidden, as they are seen: what a formula came to, never the formula. Days become
 * YYYY-MM-DD. A part that says it is larger than any list is refused before it is unpacked.
 */
export function rowsOfXlsx(bytes: Uint8Array): string[][] {
  const parts = unpack(bytes);
  const workbook = parts['xl/workbook.xml'];
  if (workbook === undefined) throw refuse.damaged(WHAT);
  const sheet = parts[firstSheet(workbook, parts['xl/_rels/workbook.xml.rels'] ?? '')];
  if (sheet === undefined) throw refuse.damaged(WHAT);
  const strings = sharedStrings(parts['xl/sharedStrings.xml'] ?? '');
  const isDay = dayStyles(parts['xl/styles.xml'] ?? '');
  const since1904 = /<workbookPr\b[^>]*\bdate1904="(1|true)"/.test(workbook);
  return rowsOf(sheet, (cell) => shown(cell, { strings, isDay, since1904 }));
}

function unpack(bytes: Uint8Array): Record<string, string> {
  let parts = 0;
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!PARTS.test(name) || ++parts > MOST_PARTS) return false;
        if (originalSize > READING_LIMITS.tablePartBytes)
          throw refuse.tooLarge(originalSize, READING_LIMITS.tablePartBytes);
        return true;
      },
    });
  } catch (error) {
    throw error instanceof Error && error.name === 'Refused' ? error : refuse.damaged(WHAT);
  }
  return Object.fromEntries(
    Object.entries(files).map(([name, part]) => {
      const xml = new TextDecoder().decode(part);
      if (/<!(DOCTYPE|ENTITY)/i.test(xml)) throw refuse.damaged(WHAT);
      return [name, xml];
    }),
  );
}

function firstSheet(workbook: string, rels: string): string {
  const targets = new Map<string, string>();
  for (const [tag] of rels.matchAll(/<Relationship\b[^>]*>/g)) {
    const [id, target] = [attribute(tag, 'Id'), attribute(tag, 'Target')];
    if (id !== undefined && target !== undefined)
      targets.set(id, target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`);
  }
  for (const [tag] of workbook.matchAll(/<(?:\w+:)?sheet\b[^>]*>/g)) {
    if (/\bstate="(hidden|veryHidden)"/.test(tag)) continue;
    const id = /\br:id="([^"]*)"/.exec(tag)?.[1] ?? attribute(tag, 'id');
    return targets.get(id ?? '') ?? 'xl/worksheets/sheet1.xml';
  }
  throw refuse.damaged(WHAT);
}

function sharedStrings(xml: string): string[] {
  const strings: string[] = [];
  let text: string | undefined;
  let inText = false;
  let spoken = 0;
  for (const [, close, name, , selfClosed, words] of xml.matchAll(TAG)) {
    if (words !== undefined) {
      if (inText && text !== undefined && spoken === 0) text = (text + decodeEntities(words)).slice(0, MOST_TEXT);
    } else if (name === 'si') {
      if (close === '' && selfClosed === '') text = '';
      else {
        strings.push(text ?? '');
        text = undefined;
      }
    } else if (name === 't') inText = close === '' && selfClosed === '';
    // How a word is pronounced stands beside it in books of East Asia.
    else if (name === 'rPh') spoken += close === '' ? 1 : -1;
  }
  return strings;
}

const MOST_TEXT = READING_LIMITS.charactersPerCell;

/** Which cell styles show a day. */
function dayStyles(xml: string): (style: number) => boolean {
  const own = new Set<number>();
  for (const [tag] of xml.matchAll(/<numFmt\b[^>]*>/g)) {
    const code = decodeEntities(attribute(tag, 'formatCode') ?? '').replace(/"[^"]*"|\[[^\]]*\]|\\./g, '');
    if (/[yd]/i.test(code)) own.add(Number(attribute(tag, 'numFmtId')));
  }
  const formats = (/<cellXfs\b[^>]*>([\s\S]*?)<\/cellXfs>/.exec(xml)?.[1] ?? '').matchAll(/<xf\b[^>]*>/g);
  const styles = [...formats].map(([tag]) => Number(attribute(tag, 'numFmtId') ?? '0'));
  return (style) => {
    const format = styles[style] ?? 0;
    return DAY_FORMATS.has(format) || own.has(format);
  };
}

interface Cell {
  readonly type: string;
  readonly style: number;
  readonly value: string;
}

function rowsOf(sheet: string, show: (cell: Cell) => string): string[][] {
  const rows: string[][] = [];
  let row: string[] | undefined;
  let cell: { column: number; type: string; style: number; value: string } | undefined;
  let reading = false;
  for (const [, close, name, attributes = '', selfClosed, words] of sheet.matchAll(TAG)) {
    if (words !== undefined) {
      if (reading && cell !== undefined) cell.value = (cell.value + decodeEntities(words)).slice(0, MOST_TEXT);
      continue;
    }
    if (name === 'row') {
      if (close === '') row = [];
      if (row !== undefined && (close === '/' || selfClosed === '/')) {
        if (row.some((each) => each.trim() !== '')) rows.push(row);
        row = undefined;
        if (rows.length > READING_LIMITS.tableRows) throw refuse.tooManyRows(READING_LIMITS.tableRows);
      }
    } else if (name === 'c' && row !== undefined) {
      if (close === '') {
        const column = columnOf(attribute(attributes, 'r')) ?? row.length;
        if (column >= READING_LIMITS.tableColumns) throw refuse.tooManyColumns(READING_LIMITS.tableColumns);
        const style = Number(attribute(attributes, 's') ?? '0');
        cell = { column, type: attribute(attributes, 't') ?? 'n', style, value: '' };
      }
      if (cell !== undefined && (close === '/' || selfClosed === '/')) {
        while (row.length < cell.column) row.push('');
        row[cell.column] = show(cell);
        cell = undefined;
      }
    } else if (name === 'v' || name === 't') reading = close === '' && selfClosed === '';
  }
  return rows;
}

function shown(
  cell: Cell,
  book: { strings: readonly string[]; isDay: (style: number) => boolean; since1904: boolean },
): string {
  const { type, value } = cell;
  if (type === 's') return book.strings[Number(value)] ?? '';
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  if (type !== 'n' || value.trim() === '') return value;
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  if (book.isDay(cell.style) && number >= 1 && number < 2_958_466) return dayOf(number, book.since1904);
  // A record number of many digits is kept as 1.2345678E9.
  return Number.isSafeInteger(number) ? String(number) : value;
}

/** Day 60 of the older count is 29 February 1900, which never was (ECMA-376 18.17.4.1). */
function dayOf(serial: number, since1904: boolean): string {
  const days = Math.floor(serial);
  const start = since1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30);
  return new Date(start + days * DAY_MS).toISOString().slice(0, 10);
}

/** `BC12` is column 54, from 0. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^([A-Z]{1,3})\d+$/.exec(reference ?? '')?.[1];
  if (letters === undefined) return undefined;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}=(?:"([^"]*)"|'([^']*)')`).exec(tag);
  return found?.[1] ?? found?.[2];
}
