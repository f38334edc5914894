/** What a row of an index file says of one scan, as far as it was understood. */
export interface IndexEntry {
  /** Name of the scan, without path; absent where the row speaks of the scan of the same base name. */
  readonly file?: string;
  readonly mrn?: string;
  readonly visitNumber?: string;
  readonly type?: string;
  /** YYYY-MM-DD. */
  readonly date?: string;
  readonly pages?: number;
  readonly batch?: string;
  readonly sheets?: number;
}

const MAX_ENTRIES = 5_000;
const MAX_VALUE = 200;
const MAX_DEPTH = 20;

/** Names of columns, keys and elements as scanning systems write them, without case, blanks and signs. */
const FIELDS: Readonly<Record<string, keyof IndexEntry>> = Object.fromEntries(
  (
    [
      ['file', 'file filename image imagefile imagename document documentfile path filepath scan'],
      ['mrn', 'mrn medrec medicalrecordnumber medrecno patientid patientnumber chartnumber chartno unitnumber'],
      ['visitNumber', 'visit visitnumber visitno encounter encounternumber csn account accountnumber acct fin har'],
      ['type', 'type doctype documenttype doctypename form formtype category'],
      ['date', 'date docdate documentdate servicedate dateofservice dos'],
      ['pages', 'pages pagecount numpages imagecount images'],
      ['batch', 'batch batchname batchid batchno batchnumber'],
      ['sheets', 'sheets sheetcount'],
    ] as const
  ).flatMap(([field, words]) => words.split(' ').map((word) => [word, field] as const)),
);

/**
 * Reads an index file as scanning systems write it beside their scans: CSV with a heading row, XML, or text of `KEY=value`
 * lines. Undefined when it is none: then it is a file like any other.
 */
export function parseIndexFile(
  name: string,
  text: string,
  options: { order: 'mdy' | 'dmy' },
): readonly IndexEntry[] | undefined {
  const plain = text.replace(/^\ufeff/, '');
  const records = /\.xml$/i.test(name) ? fromXml(plain) : (fromTable(plain) ?? fromKeys(plain));
  const entries = records?.slice(0, MAX_ENTRIES).map((record) => entryOf(record, options.order)) ?? [];
  return entries.some((entry) => Object.keys(entry).length > 0) ? entries : undefined;
}

type Raw = Map<keyof IndexEntry, string>;

function entryOf(raw: Raw, order: 'mdy' | 'dmy'): IndexEntry {
  const text = (field: keyof IndexEntry) => {
    const value = raw.get(field)?.trim().slice(0, MAX_VALUE);
    return value === undefined || value === '' ? undefined : value;
  };
  const number = (field: keyof IndexEntry) => (/^\d{1,6}$/.test(text(field) ?? '') ? Number(text(field)) : undefined);
  const all = {
    file: text('file')?.split(/[\\/]/).at(-1),
    mrn: text('mrn'),
    visitNumber: text('visitNumber'),
    type: text('type'),
    date: dayOf(text('date') ?? '', order),
    pages: number('pages'),
    batch: text('batch'),
    sheets: number('sheets'),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** A date as a scanning system writes it; undefined when it is none that exists. */
export function dayOf(text: string, order: 'mdy' | 'dmy'): string | undefined {
  const iso = /^(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?$/.exec(text);
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T].*)?$/.exec(text);
  const [year, month, day] =
    iso !== null
      ? [iso[1], iso[2], iso[3]]
      : local === null
        ? []
        : order === 'mdy'
          ? [local[3], local[1], local[2]]
          : [local[3], local[2], local[1]];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${written}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== written ? undefined : written;
}

const fieldOf = (name: string) => FIELDS[name.toLowerCase().replace(/[^a-z]/g, '')];

function fromTable(text: string): Raw[] | undefined {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const [heading, ...rest] = lines;
  if (heading === undefined || rest.length === 0) return undefined;
  const delimiter = [',', ';', '|', '\t'].sort((a, b) => heading.split(b).length - heading.split(a).length)[0] ?? ',';
  const columns = cellsOf(heading, delimiter).map(fieldOf);
  if (columns.filter((column) => column !== undefined).length < 2) return undefined;
  return rest.map((line) => {
    const raw: Raw = new Map();
    for (const [at, cell] of cellsOf(line, delimiter).entries()) {
      const column = columns[at];
      if (column !== undefined && !raw.has(column)) raw.set(column, cell);
    }
    return raw;
  });
}

function cellsOf(line: string, delimiter: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    const sign = line[at] ?? '';
    if (sign === '"' && quoted && line[at + 1] === '"') {
      cell += '"';
      at++;
    } else if (sign === '"') quoted = !quoted;
    else if (sign === delimiter && !quoted) {
      cells.push(cell);
      cell = '';
    } else cell += sign;
  }
  return [...cells, cell].map((each) => each.trim());
}

/** One scan: a line for each field. Half of the lines must be understood, else it is prose. */
function fromKeys(text: string): Raw[] | undefined {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const raw: Raw = new Map();
  for (const line of lines) {
    const [, key = '', value = ''] = /^\s*([^=:]{1,40})[=:]\s*(.*)$/.exec(line) ?? [];
    const field = fieldOf(key);
    if (field !== undefined && !raw.has(field)) raw.set(field, value);
  }
  return raw.size >= 2 && raw.size * 2 >= lines.length ? [raw] : undefined;
}

interface Element {
  readonly name: string;
  readonly raw: Raw;
  text: string;
  children: number;
}

/**
 * Elements and attributes by their names; a record is an element that names a file, or else the whole. What stands further
 * up (the batch) holds for all below. No DTD, no entities but the five of XML itself: there is nothing to expand.
 */
function fromXml(text: string): Raw[] | undefined {
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) return undefined;
  const records: Raw[] = [];
  const whole: Raw = new Map();
  const open: Element[] = [];
  for (const [, close = '', name = '', attributes = '', selfClosed = '', content = ''] of text.matchAll(
    /<(\/?)([A-Za-z][\w.:-]*)([^<>]*?)(\/?)>([^<]*)/g,
  )) {
    if (close === '') {
      if (open.length >= MAX_DEPTH) return undefined;
      const parent = open.at(-1);
      if (parent !== undefined) parent.children++;
      const raw: Raw = new Map();
      for (const [, attribute = '', value = ''] of attributes.matchAll(/([\w.:-]+)\s*=\s*["']([^"']*)["']/g)) {
        const field = fieldOf(attribute);
        if (field !== undefined) raw.set(field, unescape(value));
      }
      open.push({ name, raw, text: content, children: 0 });
      if (selfClosed === '') continue;
    }
    const ended = open.pop();
    if (ended === undefined) return undefined;
    const field = fieldOf(ended.name.split(':').at(-1) ?? '');
    const value = unescape(ended.text).trim();
    const parent = open.at(-1);
    if (ended.children === 0 && field !== undefined && value !== '' && ended.raw.size === 0) {
      if (parent !== undefined && !parent.raw.has(field)) parent.raw.set(field, value);
    } else if (ended.raw.has('file') || (ended.children === 0 && ended.raw.size > 0)) {
      const above = open.reduce<Raw>((raw, each) => new Map([...raw, ...each.raw]), new Map());
      records.push(new Map([...above, ...ended.raw]));
    } else for (const [key, each] of ended.raw) whole.set(key, each);
  }
  return records.length > 0 ? records : whole.size > 0 ? [whole] : undefined;
}

function unescape(text: string): string {
  return text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&');
}
