import { dayOf } from '../sources/parse-index-file.ts';

/** What the heading of a dictated report says of it, beside patient and numbers, which are read as on every page. */
export interface ReportHeader {
  readonly job?: string;
  readonly author?: string;
  readonly type?: string;
  readonly visit?: string;
  /** YYYY-MM-DD. */
  readonly dictated?: string;
  readonly transcribed?: string;
  /** As written: PRELIMINARY, Final report. */
  readonly status?: string;
}

export type HeaderField = keyof ReportHeader;

export const HEADER_FIELDS = ['job', 'author', 'type', 'visit', 'dictated', 'transcribed', 'status'] as const;

/** Where a value ends: at the next space; at two spaces, a tab or the next label; with its line. */
export const VALUE_ENDS = ['word', 'gap', 'line'] as const;

/** How a transcription service writes one field: these words, then the value, on one line. */
export interface HeaderRule {
  readonly field: HeaderField;
  readonly label: string;
  readonly valueEnds: (typeof VALUE_ENDS)[number];
}

interface UsualRule {
  readonly field: HeaderField;
  /** Meets one line; the first group is the value. */
  readonly pattern: string;
}

const LABELS =
  'patient|name|mrn|dob|date|visit|account|acct|encounter|report|document|work|type|status|author|dictat\\w*|transcri\\w*|job|provider|dd?|dt|t';
/** A value ends at a gap, at the next label of the line, or with the line. */
const END = `\\s*[:#]\\s*(.+?)(?:\\s{2,}|\\t|\\s+(?:${LABELS})(?: \\w+){0,2}\\.?\\s*[:#]|$)`;
/** As transcription services of English-speaking countries mostly write it. */
const USUAL_RULES: readonly UsualRule[] = [
  {
    field: 'job',
    pattern: `\\b(?:job(?: (?:number|no|id))?|document (?:number|no|id)|dictation (?:number|id))\\.?${END}`,
  },
  { field: 'author', pattern: `\\b(?:author|dictated by|dictating (?:physician|provider)|dictator|provider)${END}` },
  { field: 'type', pattern: `\\b(?:report type|document type|work type|type of report)${END}` },
  { field: 'visit', pattern: `\\b(?:visit|account|acct|encounter|csn|fin)\\.?(?: (?:number|no|id))?\\.?${END}` },
  { field: 'dictated', pattern: `\\b(?:dictated(?: on)?|date dictated|dictation date|d|dd)${END}` },
  {
    field: 'status',
    pattern:
      '(?:^|\\b(?:report |document )?status\\s*[:#]\\s*)[\\s*-]*((?:preliminary|final|corrected|amended)(?: report)?)(?=[\\s*.-]*$|\\s{2,}|\\t)',
  },
  { field: 'transcribed', pattern: `\\b(?:transcribed(?: on)?|date transcribed|transcription date|t|dt)${END}` },
];

/** The heading stands above the text; some services put job and dates below it. */
const TOP_LINES = 30;
const BOTTOM_LINES = 15;
const MAX_LINE = 300;
const MAX_VALUE = 120;
const LEAST_FIELDS = 2;

/**
 * The heading of a dictated report; undefined when the text is none: a job number or a day of dictation must stand there,
 * and one more field. The site's own rules come first.
 */
export function deriveHeader(
  text: string,
  rules: readonly HeaderRule[],
  options: { order: 'mdy' | 'dmy' },
): ReportHeader | undefined {
  const all = text.split('\n').filter((line) => line.trim() !== '');
  const lines = [...all.slice(0, TOP_LINES), ...all.slice(TOP_LINES).slice(-BOTTOM_LINES)].map((line) =>
    line.slice(0, MAX_LINE),
  );
  const found = new Map<HeaderField, string>();
  const take = (field: HeaderField, read: (line: string) => string | undefined) => {
    if (found.has(field)) return;
    for (const line of lines) {
      const value = valueOf(field, read(line), options.order);
      if (value === undefined) continue;
      found.set(field, value);
      return;
    }
  };
  for (const rule of rules) take(rule.field, (line) => behindLabel(line, rule));
  for (const { field, pattern } of USUAL_RULES) {
    const search = new RegExp(pattern, 'iu');
    take(field, (line) => search.exec(line)?.[1]);
  }
  const dictated = found.has('job') || found.has('dictated') || found.has('transcribed');
  return dictated && found.size >= LEAST_FIELDS ? Object.fromEntries(found) : undefined;
}

/** What a report may say that it is: the words of `documents`. */
type ReportStatus = 'preliminary' | 'final' | 'corrected' | 'amended';

/** The one word of the heading that says what the report is; null where it says none of them. */
export function statusIn(written: string): ReportStatus | null {
  const word = /\b(preliminary|final|corrected|amended)\b/iu.exec(written)?.[1]?.toLowerCase();
  return (word as ReportStatus | undefined) ?? null; // one of the four of the pattern
}

const NEXT_LABEL = new RegExp(`\\s{2,}|\\t|\\s(?:${LABELS})(?: \\w+){0,2}\\.?\\s*[:#]`, 'iu');

/** What stands behind the words of a site's rule. Compared sign by sign: no rule of a site can make reading slow. */
function behindLabel(line: string, { label, valueEnds }: HeaderRule): string | undefined {
  const [said, wanted] = [line.toLowerCase(), label.trim().toLowerCase()];
  if (said.length !== line.length || wanted === '') return undefined;
  for (let at = said.indexOf(wanted); at !== -1; at = said.indexOf(wanted, at + 1)) {
    const end = at + wanted.length;
    if (isWordSign(said[at - 1]) || (isWordSign(said[end]) && isWordSign(said[end - 1]))) continue;
    const value = line.slice(end).replace(/^[\s:#=.-]{1,20}/, '');
    if (value === '') continue;
    return valueEnds === 'word'
      ? value.split(/\s/, 1)[0]
      : valueEnds === 'line'
        ? value
        : value.split(NEXT_LABEL, 1)[0];
  }
  return undefined;
}

function isWordSign(sign: string | undefined): boolean {
  return sign !== undefined && /[\p{L}\p{N}]/u.test(sign);
}

function valueOf(field: HeaderField, written: string | undefined, order: 'mdy' | 'dmy'): string | undefined {
  const text = written?.trim().slice(0, MAX_VALUE);
  if (text === undefined || text === '') return undefined;
  if (field === 'dictated' || field === 'transcribed') return dayOf(text, order);
  if (field === 'job' || field === 'visit') return /^[\w./-]*\d[\w./-]*/u.exec(text)?.[0];
  return text;
}
