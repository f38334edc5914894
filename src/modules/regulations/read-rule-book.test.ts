import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readRuleBook } from './read-rule-book.ts';

const RULE = `# A comment changes nothing.
kind: clock
title: A clock
description: Answer in time.
jurisdiction: us
topic: access
values:
  - { from: 2020-01-01, n: 30, unit: calendar-days, starts: received_on }
references:
  - { title: Example, section: EX 1 }
verification: { status: verified, source: T, checked_on: 2026-01-01 }
`;

describe('reading the folder of rules', () => {
  let folder: string;
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ck-rules-'));
    write('sources.yaml', 'T: the test\n');
    write('us/ex/clock.yaml', RULE);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('a comment or another layout is not another version, another figure is', () => {
    const before = readRuleBook(folder);
    write(
      'us/ex/clock.yaml',
      RULE.replace('# A comment changes nothing.\n', '').replace('title: A clock', "title: 'A clock'"),
    );
    expect(readRuleBook(folder).version).toBe(before.version);
    write('us/ex/clock.yaml', RULE.replace('n: 30', 'n: 15'));
    expect(readRuleBook(folder).version).not.toBe(before.version);
  });

  test.each([
    [
      'a misspelt field',
      RULE.replace('starts:', 'start:'),
      'us/ex/clock.yaml:8: values.0.start: unknown field "start"',
    ],
    [
      'an unknown unit',
      RULE.replace('calendar-days', 'days'),
      'us/ex/clock.yaml:8: values.0.unit: "days" is not one of',
    ],
    ['a missing field', RULE.replace('title: A clock\n', ''), 'us/ex/clock.yaml:2: title: text is expected here'],
    [
      'an unknown source',
      RULE.replace('source: T', 'source: X'),
      'us/ex/clock.yaml:11: verification.source: no source "X"',
    ],
    ['a key that stands twice', `${RULE}title: again\n`, 'us/ex/clock.yaml:12: Map keys must be unique'],
    ['text that is no YAML', 'kind: [clock\n', 'us/ex/clock.yaml:2:'],
    ['an alias', RULE.replace('n: 30', 'n: &n 30, until: *n'), 'us/ex/clock.yaml'],
    [
      'a rule that supersedes nothing',
      `${RULE}supersedes: [{ rule: us/ex/gone, from: 2020-01-01 }]\n`,
      'supersedes "us/ex/gone"',
    ],
  ])('%s stops the start with file, line and field', (_, text, message) => {
    write('us/ex/clock.yaml', text);
    expect(() => readRuleBook(folder)).toThrow(message);
  });

  test('what was parsed at build time is used for the very same file only', () => {
    const digest = createHash('sha256').update(RULE).digest('hex');
    const parsed = new Map([[digest, { ...(parse(RULE) as object), title: 'Parsed at build time' }]]);
    expect(readRuleBook(folder, parsed).rules.get('us/ex/clock')?.title).toBe('Parsed at build time');
    write('us/ex/clock.yaml', RULE.replace('title: A clock', 'title: Edited since'));
    expect(readRuleBook(folder, parsed).rules.get('us/ex/clock')?.title).toBe('Edited since');
  });

  test('an empty folder is refused: a product without law would allow everything', () => {
    rmSync(join(folder, 'us'), { recursive: true });
    expect(() => readRuleBook(folder)).toThrow('no rule was found');
  });

  test('a case table with a flaw names its line', () => {
    write(
      'us/ex/clock.cases.yaml',
      'cases:\n  - name: One\n    on: 2020-01-01\n    facts: { recieved_on: 2020-01-01 }\n    expect: { acts: true }\n',
    );
    expect(() => readRuleBook(folder).casesOf('us/ex/clock')).toThrow('clock.cases.yaml:4: cases.0.facts.recieved_on');
  });
});
