import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { problems } from './problems.ts';

const MAX_RECORD = 1024 * 1024;
const MAX_COLUMNS = 300;
const DELIMITERS = [',', ';', '\t', '|'];
/** Enough of the file to tell its delimiter by its heading. */
const HEAD_BYTES = 64 * 1024;

export interface IndexRow {
  /** From 1, headings not counted. */
  readonly number: number;
  /** Undefined where the row has other columns than the heading. */
  readonly values: Readonly<Record<string, string>> | undefined;
}

/**
 * The rows of an index, one at a time: UTF-8, UTF-16 or Windows-1252, the delimiter told by the heading. A row with too many
 * or too few columns comes without values; only an unclosed quote ends the reading.
 * @throws intake/index-unreadable
 */
export async function* readIndex(
  open: () => AsyncIterable<Uint8Array>,
): AsyncGenerator<IndexRow, { headings: readonly string[] }> {
  const encoding = await encodingOf(open());
  const text = Readable.from(decoded(open(), encoding));
  const head = await headOf(open(), encoding);
  const parser = text.pipe(
    parse({
      delimiter: delimiterOf(head),
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: MAX_RECORD,
    }),
  );
  // A pipe does not hand its source's failure on.
  text.once('error', (error) => parser.destroy(error));
  let headings: string[] | undefined;
  let number = 0;
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      if (headings === undefined) {
        headings = headingsOf(record);
        continue;
      }
      number++;
      const names = headings;
      yield {
        number,
        values:
          record.length === names.length
            ? Object.fromEntries(names.map((name, at) => [name, record[at] ?? '']))
            : undefined,
      };
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_'))
      throw unreadable(
        `The index breaks off after row ${number}: a quotation mark is not closed, or a row is too long.`,
      );
    throw error;
  } finally {
    text.destroy();
  }
  if (headings === undefined) throw unreadable('The index is empty.');
  return { headings };
}

function headingsOf(record: readonly string[]): string[] {
  const headings = record.map((each) => each.trim());
  const filled = headings.filter((each) => each !== '');
  if (filled.length === 0 || headings.length > MAX_COLUMNS || new Set(filled).size !== filled.length)
    throw unreadable('The first row must name the columns, each once.');
  return headings;
}

const unreadable = (detail: string) =>
  problems.indexUnreadable({ detail: `${detail} Correct the file and upload it again.` });

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

async function encodingOf(bytes: AsyncIterable<Uint8Array>): Promise<Encoding> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let first = true;
  try {
    for await (const chunk of bytes) {
      if (first && chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le';
      if (first && chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be';
      first = false;
      decoder.decode(chunk, { stream: true });
    }
    decoder.decode();
    return 'utf-8';
  } catch (error) {
    if (error instanceof TypeError) return 'windows-1252';
    throw error;
  }
}

async function* decoded(bytes: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of bytes) {
    const text = decoder.decode(chunk, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

async function headOf(bytes: AsyncIterable<Uint8Array>, encoding: Encoding): Promise<string> {
  let head = '';
  for await (const text of decoded(bytes, encoding)) {
    head += text;
    if (head.length >= HEAD_BYTES) break;
  }
  return head.split(/\r\n|\n|\r/, 1)[0] ?? '';
}

function delimiterOf(heading: string): string {
  const counts = DELIMITERS.map((delimiter) => heading.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}
