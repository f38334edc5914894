// Reads the folder of rules once, at start. A rule file with a flaw stops the start: law that cannot be read must not be
// silently absent. The message names file, line and field, for whoever just edited it.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { LineCounter, parseDocument, type Document } from 'yaml';
import {
  readCases,
  readRule,
  Reading,
  versionHash,
  type Flaw,
  type Place,
  type Rule,
  type RuleCase,
} from '../../../packages/rule-engine/index.ts';

/** All rules of the product as they stand in the folder, with what they were read from. */
export interface RuleBook {
  readonly rules: ReadonlyMap<string, Rule>;
  /** Key of a source -> where it was read. */
  readonly sources: ReadonlyMap<string, string>;
  /** Changes when any rule does. */
  readonly version: string;
  /** The worked examples beside a rule. Read when asked for: only the screen and the tests need them. */
  casesOf(ruleId: string): readonly RuleCase[];
}

const RULE_FILE = '.yaml';
const CASES_FILE = '.cases.yaml';
const SOURCES_FILE = 'sources.yaml';
const MAX_FILES = 20_000;
const MAX_BYTES = 256 * 1024; // of one file; the longest has 6 KiB

/** Contents parsed at build time, by the SHA-256 of the file they came from. */
export type ParsedBefore = ReadonlyMap<string, unknown>;

/** Throws an Error that lists every flaw of every file. */
export function readRuleBook(folder: string, parsedBefore: ParsedBefore = new Map()): RuleBook {
  const faults: string[] = [];
  const sources = readSources(folder, parsedBefore, faults);
  const rules = new Map<string, Rule>();
  for (const file of ruleFiles(folder)) {
    const id = file.slice(0, -RULE_FILE.length);
    const { content, lineOf } = parseFile(folder, file, faults, parsedBefore);
    const { rule, flaws } = readRule(id, content);
    faults.push(...flaws.map((flaw) => printFlaw(file, flaw, lineOf)));
    if (rule === null) continue;
    rules.set(id, rule);
    for (const { at, source } of sourcesNamed(rule)) {
      if (!sources.has(source))
        faults.push(printFlaw(file, { at, message: `no source "${source}" in ${SOURCES_FILE}` }, lineOf));
    }
  }
  for (const rule of rules.values()) {
    for (const { rule: other } of rule.supersedes) {
      if (!rules.has(other)) faults.push(`${rule.id}${RULE_FILE}: supersedes "${other}", which does not exist`);
    }
  }
  if (rules.size === 0) faults.push(`no rule was found in ${folder}`);
  if (faults.length > 0) throw new Error(`The regulations cannot be read:\n  ${faults.join('\n  ')}`);
  return {
    rules,
    sources,
    version: versionHash([...rules.values()].map(({ id, version }) => [id, version])),
    casesOf: (ruleId) => readCasesOf(folder, ruleId),
  };
}

function readCasesOf(folder: string, ruleId: string): RuleCase[] {
  const file = `${ruleId}${CASES_FILE}`;
  const faults: string[] = [];
  const { content, lineOf } = parseFile(folder, file, faults);
  const { cases, flaws } = readCases(content);
  faults.push(...flaws.map((flaw) => printFlaw(file, flaw, lineOf)));
  if (faults.length > 0) throw new Error(`The cases cannot be read:\n  ${faults.join('\n  ')}`);
  return cases;
}

function ruleFiles(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(sep).join('/'))
    .filter((file) => file.endsWith(RULE_FILE) && !file.endsWith(CASES_FILE) && file !== SOURCES_FILE);
  if (files.length > MAX_FILES) throw new Error(`More than ${MAX_FILES} rule files in ${folder}`);
  return files.sort();
}

function readSources(folder: string, parsedBefore: ParsedBefore, faults: string[]): Map<string, string> {
  const { content, lineOf } = parseFile(folder, SOURCES_FILE, faults, parsedBefore);
  const root = new Reading(content, []);
  const sources = new Map(root.keys().map((key) => [key, root.get(key).text()]));
  faults.push(...root.flaws.map((flaw) => printFlaw(SOURCES_FILE, flaw, lineOf)));
  return sources;
}

function sourcesNamed(rule: Rule): { at: Place; source: string }[] {
  return [
    { at: ['verification', 'source'], source: rule.verification.source },
    ...rule.values.flatMap(({ verification }, index) =>
      verification === null ? [] : [{ at: ['values', index, 'verification'], source: verification.source }],
    ),
  ];
}

interface ParsedFile {
  readonly content: unknown;
  readonly lineOf: (place: Place) => number | null;
}

function parseFile(folder: string, file: string, faults: string[], parsedBefore: ParsedBefore = new Map()): ParsedFile {
  const bytes = readFileSync(join(folder, file));
  if (bytes.length > MAX_BYTES) {
    faults.push(`${file}: longer than ${MAX_BYTES} bytes`);
    return { content: null, lineOf: () => null };
  }
  const known = parsedBefore.get(createHash('sha256').update(bytes).digest('hex'));
  if (known !== undefined) return { content: known, lineOf: () => null };
  const counter = new LineCounter();
  const document = parseDocument(bytes.toString('utf8'), { lineCounter: counter, uniqueKeys: true });
  for (const error of [...document.errors, ...document.warnings]) {
    faults.push(`${file}:${counter.linePos(error.pos[0]).line}: ${error.message.split('\n')[0] ?? 'not YAML'}`);
  }
  const content = document.errors.length > 0 ? null : toPlain(document, file, faults);
  return { content, lineOf: (place) => findLine(document, counter, place) };
}

/** Aliases are refused: none is needed, and a small file of aliases can unfold into gigabytes. */
function toPlain(document: Document, file: string, faults: string[]): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    faults.push(`${file}: ${error instanceof Error ? error.message : 'cannot be read'}`);
    return null;
  }
}

/** The line of a place, or of its nearest parent that stands in the file (for a field that is missing). */
function findLine(document: Document, counter: LineCounter, place: Place): number | null {
  for (let depth = place.length; depth >= 0; depth -= 1) {
    const node: unknown = depth === 0 ? document.contents : document.getIn(place.slice(0, depth), true);
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
      return counter.linePos(Number(node.range[0])).line;
    }
  }
  return null;
}

function printFlaw(file: string, { at, message }: Flaw, lineOf: ParsedFile['lineOf']): string {
  const line = lineOf(at);
  const field = at.length === 0 ? '' : ` ${at.join('.')}:`;
  return `${file}${line === null ? '' : `:${line}`}:${field} ${message}`;
}
