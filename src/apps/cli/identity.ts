import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Command } from 'commander';
import { parse } from 'csv-parse';
import {
  dedupe,
  type Dedupe,
  DEDUPE_FIELDS,
  type DedupeField,
  readRow,
  type ScoredPair,
  TableBuilder,
} from '../../../packages/linkage/index.ts';
import { addQualityCommand } from './quality.ts';

const MATCH_LINE = 0.5;
const MOST_REFUSED_NAMED = 100;
const MAX_ROW = 1024 * 1024;

interface Options {
  readonly columns: string;
  readonly out: string;
  readonly least: string;
  readonly dates: string;
  readonly json?: boolean;
}

interface RefusedRow {
  readonly line: number;
  readonly reason: string;
}

interface Index {
  readonly ids: readonly string[];
  readonly table: ReturnType<TableBuilder['finish']>;
  readonly refused: readonly RefusedRow[];
  readonly refusedCount: number;
}

export function addIdentityCommands(program: Command, exit: (code: number) => void): void {
  const identity = program.command('identity').description('Who is who');
  addQualityCommand(identity);
  identity
    .command('dedupe')
    .description('Find the rows of an index of patients that are one person; no database, nothing is stored')
    .argument('<file>', 'CSV with a heading row, also .csv.gz; divided by comma, semicolon, tab or bar')
    .requiredOption('--columns <map>', `COLUMN=FIELD,... where FIELD is one of ${DEDUPE_FIELDS.join(', ')}`)
    .requiredOption('--out <file>', 'CSV of the pairs: left, right, probability, evidence')
    .option('--least <probability>', 'tell pairs from this probability on', String(MATCH_LINE))
    .option('--dates <order>', 'how 3/4/1980 is meant: mdy or dmy', 'mdy')
    .option('--json', 'one JSON object on stdout')
    .action(async (file: string, options: Options) => {
      const begin = performance.now();
      const index = await readIndex(file, options);
      if (index.refusedCount > 0) {
        exit(1);
        const shown = index.refused.map(({ line, reason }) => `  line ${line}: ${reason}`).join('\n');
        console.error(`${index.refusedCount} rows were left out; the others were compared:\n${shown}`);
      }
      const found = await dedupe(index.table, { least: readLeast(options.least) });
      await writePairs(options.out, index.ids, found.pairs);
      const report = reportOf(index, found, (performance.now() - begin) / 1000);
      if (options.json === true) console.log(JSON.stringify(report));
      else
        console.log(
          `${report.records} rows, ${report.pairs} pairs at ${MATCH_LINE} or more, in ${report.seconds} s: ${options.out}\n` +
            `${report.compared} pairs were compared; about ${report.estimatedMissed} more may have met in no block.`,
        );
    });
}

function reportOf({ ids, refused, refusedCount }: Index, found: Dedupe, seconds: number) {
  return {
    records: ids.length,
    pairs: found.pairs.filter(({ probability }) => probability >= MATCH_LINE).length,
    seconds: Math.round(seconds * 100) / 100,
    compared: found.compared,
    estimatedMissed: found.estimatedMissed,
    blocking: found.blocking,
    model: found.model,
    ...(refusedCount > 0 ? { refused, refusedCount } : {}),
  };
}

function readLeast(text: string): number {
  const least = Number(text);
  if (text.trim() === '' || !(least > 0 && least <= 1))
    throw new Error(
      `--least is a probability above 0 and at most 1, such as 0.5; it was ${text}. Nothing was compared.`,
    );
  return least;
}

/** COLUMN=FIELD, as documented; FIELD=COLUMN too where it can only be meant so. */
function readColumns(map: string, heading: readonly string[]): ReadonlyMap<number, DedupeField> {
  const isField = (text: string): text is DedupeField => DEDUPE_FIELDS.some((field) => field === text);
  const columns = new Map<number, DedupeField>();
  for (const entry of map.split(',')) {
    const cut = entry.lastIndexOf('=');
    const [one, other] = [entry.slice(0, cut).trim(), entry.slice(cut + 1).trim()];
    const [column, field] = isField(other) && (heading.includes(one) || !isField(one)) ? [one, other] : [other, one];
    if (cut === -1 || !isField(field))
      throw new Error(
        `--columns: "${entry}" is not COLUMN=FIELD, where FIELD is one of ${DEDUPE_FIELDS.join(', ')}. Nothing was compared.`,
      );
    const at = heading.indexOf(column);
    if (at === -1)
      throw new Error(`The file has no column "${column}". It has: ${heading.join(', ')}. Nothing was compared.`);
    if ([...columns.values()].includes(field))
      throw new Error(`--columns names two columns for ${field}. Nothing was compared.`);
    columns.set(at, field);
  }
  if (![...columns.values()].includes('id'))
    throw new Error('--columns must say which column is the id, so that the pairs can be named. Nothing was compared.');
  if (columns.size < 2) throw new Error('--columns names nothing to compare. Nothing was compared.');
  return columns;
}

async function readIndex(file: string, options: Options): Promise<Index> {
  if (!existsSync(file)) throw new Error(`${file} is not there. Nothing was compared.`);
  const { dates } = options;
  if (dates !== 'mdy' && dates !== 'dmy') throw new Error('--dates is mdy or dmy. Nothing was compared.');
  const habit = { order: dates, today: new Date().toISOString().slice(0, 10) } as const;
  const parser = parse({
    bom: true,
    delimiter: await dividerOf(file),
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: MAX_ROW,
  });
  const builder = new TableBuilder();
  const ids: string[] = [];
  const known = new Set<string>();
  const refused: RefusedRow[] = [];
  let refusedCount = 0;
  const refuse = (line: number, reason: string): void => {
    refusedCount++;
    if (refused.length < MOST_REFUSED_NAMED) refused.push({ line, reason });
  };
  parser.on('skip', (error: { lines?: number; code?: string }) =>
    refuse(error.lines ?? 0, `it is not a row of a CSV file (${error.code ?? 'unknown'})`),
  );
  let columns: ReadonlyMap<number, DedupeField> | undefined;
  let width = 0;
  const take = async (rows: AsyncIterable<{ record: string[]; info: { lines: number } }>): Promise<void> => {
    for await (const { record, info } of rows) {
      if (columns === undefined) {
        const heading = record.map((name) => name.trim());
        columns = readColumns(options.columns, heading);
        width = heading.length;
        continue;
      }
      if (record.length !== width) {
        refuse(info.lines, `it has ${record.length} columns, the heading has ${width}`);
        continue;
      }
      const row = new Map<DedupeField, string>();
      for (const [at, field] of columns) row.set(field, record[at] ?? '');
      const id = row.get('id')?.trim() ?? '';
      if (id === '') refuse(info.lines, 'it has no id');
      else if (known.has(id)) refuse(info.lines, 'its id stands in an earlier row');
      else {
        known.add(id);
        ids.push(id);
        builder.add(readRow(row, habit));
      }
    }
  };
  // The stream would say only that it was aborted.
  let refusal: unknown;
  const takeAll = (rows: Parameters<typeof take>[0]) =>
    take(rows).catch((error: unknown) => {
      refusal = error;
      throw error;
    });
  const source = createReadStream(file);
  const reading = file.endsWith('.gz')
    ? pipeline(source, createGunzip(), parser, takeAll)
    : pipeline(source, parser, takeAll);
  await reading.catch((error: unknown) => {
    throw refusal ?? error;
  });
  if (columns === undefined) throw new Error(`${file} is empty. Nothing was compared.`);
  return { ids, table: builder.finish(), refused, refusedCount };
}

/** The sign that divides the heading most often. */
async function dividerOf(file: string): Promise<string> {
  let heading = '';
  const source = createReadStream(file);
  try {
    for await (const part of file.endsWith('.gz') ? source.pipe(createGunzip()) : source) {
      heading += (part as Buffer).toString('utf8');
      if (heading.includes('\n') || heading.length > MAX_ROW) break;
    }
  } finally {
    source.destroy();
  }
  const [line = ''] = heading.split('\n');
  const counted = [',', ';', '\t', '|'].map((sign) => ({ sign, count: line.split(sign).length }));
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).sign;
}

async function writePairs(out: string, ids: readonly string[], pairs: readonly ScoredPair[]): Promise<void> {
  const lines = function* (): Generator<string> {
    yield 'left,right,probability,evidence\n';
    for (const pair of pairs) {
      const cells = [ids[pair.a] ?? '', ids[pair.b] ?? '', probabilityText(pair.probability), evidenceOf(pair, ids)];
      yield `${cells.map(cell).join(',')}\n`;
    }
  };
  await pipeline(Readable.from(lines()), createWriteStream(out));
}

/** Never rounded up to certainty, nor across the match line. */
function probabilityText(probability: number): string {
  return String(Math.floor(probability * 1e6) / 1e6);
}

/** `family same +8.1; birthDate nearly +5.9; sex differs -5.6`: bits for one person, negative against. */
function evidenceOf({ fields, through, rival }: ScoredPair, ids: readonly string[]): string {
  const said = fields.map(({ column, level, bits }) => `${column} ${level} ${bits < 0 ? '' : '+'}${bits.toFixed(1)}`);
  if (rival !== undefined) said.push(`otherwise ${rival}`);
  if (through !== undefined) said.push(`joined through ${ids[through] ?? ''}`);
  return said.join('; ');
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
