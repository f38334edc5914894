import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import {
  formatExportLine,
  formatVerifierKey,
  Frontier,
  hashLeaf,
  LogVerifier,
  noteSigner,
  parseExportLine,
  parseVerifierKey,
  signCheckpoint,
  type LeafColumn,
  type LeafShape,
  type LogVerdict,
} from '../packages/ledger/index.ts';
import { verifyLog } from './verify-log.mjs';

const SHAPE: LeafShape = [
  { name: 'id', kind: 'text' },
  { name: 'xid', kind: 'text' },
  { name: 'at', kind: 'text' },
  { name: 'actor_kind', kind: 'text' },
  { name: 'actor_id', kind: 'text' },
  { name: 'on_behalf_of', kind: 'text' },
  { name: 'purpose', kind: 'text' },
  { name: 'verb', kind: 'text' },
  { name: 'outcome', kind: 'text' },
  { name: 'subject_ids', kind: 'texts' },
  { name: 'patient_ids', kind: 'texts' },
  { name: 'object_count', kind: 'number' },
  { name: 'detail', kind: 'text' },
  { name: 'reason_ids', kind: 'texts' },
  { name: 'session_hash', kind: 'text' },
];
const script = fileURLToPath(new URL('verify-log.mjs', import.meta.url));
const signer = noteSigner('riverside.example/audit', generateKeyPairSync('ed25519').privateKey);
const keyFile = `${formatVerifierKey(signer.verifier)}\n`;

interface Export {
  entries: Buffer;
  places: string[];
}

/** Both verifiers read the same bytes; the server's is fed line by line as the audit module feeds it. */
function serverVerdict({ entries, places }: Export): LogVerdict {
  const verifier = new LogVerifier(places, [parseVerifierKey(keyFile.trimEnd())]);
  let start = 0;
  for (let end = entries.indexOf(10); end >= 0; end = entries.indexOf(10, start)) {
    verifier.add(parseExportLine(SHAPE, entries.subarray(start, end)));
    start = end + 1;
  }
  if (start < entries.length) verifier.add(undefined);
  return verifier.finish();
}

async function bothVerdicts(log: Export, seed: number): Promise<LogVerdict> {
  const chunks = [];
  const cut = log.entries.length === 0 ? 1 : (seed % log.entries.length) + 1;
  for (let at = 0; at < log.entries.length; at += cut) chunks.push(log.entries.subarray(at, at + cut));
  const alone = await verifyLog({ entries: Readable.from(chunks), checkpointFiles: log.places, keyFile });
  const ours = serverVerdict(log);
  expect(withoutWords(alone), `seed ${seed}`).toEqual(withoutWords(ours));
  return ours;
}

/** The two say the same in words of their own. */
function withoutWords(verdict: LogVerdict): unknown {
  return JSON.parse(JSON.stringify(verdict, (key, value: unknown) => (key === 'detail' ? undefined : value)));
}

/** mulberry32: a failing case prints its seed and can be run again. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

function randomColumns(random: (below: number) => number): LeafColumn[] {
  const id = (): string =>
    `019a${random(2 ** 31)
      .toString(16)
      .padStart(8, '0')}`;
  const maybe = (value: string): string | null => (random(3) === 0 ? null : value);
  const ids = (): LeafColumn => (random(6) === 0 ? null : Array.from({ length: random(4) }, id));
  const details = ['{}', '{"a": 1}', '{"note": "naïve 😀 \\" \\\\"}', '', `{"x": "${'y'.repeat(random(200))}"}`];
  return [
    id(),
    String(random(1e6)),
    `2026-11-23T15:12:00.${String(random(1e6)).padStart(6, '0')}Z`,
    ['person', 'machine', 'system'][random(3)] ?? '',
    maybe(id()),
    maybe(id()),
    maybe('treatment'),
    'patients.open',
    ['allowed', 'denied'][random(2)] ?? '',
    ids(),
    ids(),
    random(4) === 0 ? null : random(1000),
    details[random(details.length)] ?? '',
    ids(),
    maybe('ab'.repeat(32)),
  ];
}

interface Made extends Export {
  rows: LeafColumn[][];
  lines: string[];
  notes: string[];
  withHash: boolean;
}

function write(rows: readonly LeafColumn[][], withHash: boolean): string[] {
  return rows.map((columns, n) =>
    formatExportLine(SHAPE, { n, columns, hash: withHash ? hashLeaf(columns) : undefined }),
  );
}

const file = (lines: readonly string[]): Buffer => Buffer.from(lines.map((line) => `${line}\n`).join(''));

function makeLog(random: (below: number) => number, atLeast = 0): Made {
  const rows = Array.from({ length: atLeast + random(20) }, () => randomColumns(random));
  const frontier = Frontier.empty();
  const notes: string[] = [];
  const note = (): void => {
    notes.push(
      signCheckpoint({ origin: 'riverside.example/audit', size: frontier.size, root: frontier.root() }, signer),
    );
  };
  if (random(4) === 0) note();
  for (const columns of rows) {
    frontier.append(hashLeaf(columns));
    if (random(5) === 0) note();
  }
  note();
  const withHash = random(3) > 0;
  const lines = write(rows, withHash);
  return { rows, lines, notes, withHash, entries: file(lines), places: [notes.join('')] };
}

type Tampering = (log: Made, random: (below: number) => number) => Export;

function withLines(log: Made, lines: readonly string[]): Export {
  return { ...log, entries: file(lines) };
}

/** The forger who also writes every number and every hash anew, and only lacks the key. */
function rewritten(log: Made, rows: readonly LeafColumn[][]): Export {
  return withLines(log, write(rows, log.withHash));
}

const TAMPERINGS: Record<string, Tampering> = {
  'a bit flipped in the entries': (log, random) => {
    const entries = Buffer.from(log.entries);
    const at = random(entries.length);
    entries[at] = (entries[at] ?? 0) ^ (1 << random(8));
    return { ...log, entries };
  },
  'a bit flipped in a checkpoint': (log, random) => {
    const bytes = Buffer.from(log.notes.join(''));
    const at = random(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
    return { ...log, places: [bytes.toString('utf8')] };
  },
  'one value changed and everything rewritten': (log, random) => {
    const at = random(log.rows.length);
    return rewritten(
      log,
      log.rows.map((row, n) => (n === at ? row.map((column, i) => (i === 7 ? 'patients.list' : column)) : row)),
    );
  },
  'two lines swapped': (log, random) => {
    const at = random(log.lines.length - 1);
    const lines = [...log.lines];
    lines.splice(at, 2, log.lines[at + 1] ?? '', log.lines[at] ?? '');
    return withLines(log, lines);
  },
  'two entries swapped and everything rewritten': (log, random) => {
    const at = random(log.rows.length - 1);
    const rows = [...log.rows];
    rows.splice(at, 2, log.rows[at + 1] ?? [], log.rows[at] ?? []);
    return rewritten(log, rows);
  },
  'all entries in another order': (log) => withLines(log, [...log.lines].reverse()),
  'a line deleted': (log, random) => withLines(log, log.lines.toSpliced(random(log.lines.length), 1)),
  'an entry deleted and everything rewritten': (log, random) =>
    rewritten(log, log.rows.toSpliced(random(log.rows.length), 1)),
  'an entry inserted and everything rewritten': (log, random) =>
    rewritten(log, log.rows.toSpliced(random(log.rows.length), 0, randomColumns(random))),
  'a line duplicated': (log, random) => {
    const at = random(log.lines.length);
    return withLines(log, log.lines.toSpliced(at, 0, log.lines[at] ?? ''));
  },
  'an entry duplicated and everything rewritten': (log, random) => {
    const at = random(log.rows.length - 1);
    return rewritten(log, log.rows.toSpliced(at, 0, log.rows[at] ?? []));
  },
  'the tail cut off between entries': (log, random) => withLines(log, log.lines.slice(0, random(log.lines.length))),
  'the tail cut off inside an entry': (log, random) => ({
    ...log,
    entries: log.entries.subarray(0, log.entries.length - 1 - random(20)),
  }),
  'a checkpoint repeated out of its place': (log) => {
    const sizes = log.notes.map((note) => note.split('\n')[1]);
    return sizes[0] === sizes.at(-1) ? log : { ...log, places: [[...log.notes, log.notes[0] ?? ''].join('')] };
  },
  'every checkpoint removed': (log) => ({ ...log, places: [''] }),
  'log and checkpoints rolled back together, one copy elsewhere': (log, random) => {
    const size = random(log.rows.length);
    const older = log.notes.filter((note) => Number(note.split('\n')[1]) <= size);
    return { entries: file(log.lines.slice(0, size)), places: [older.join(''), log.notes.join('')] };
  },
  'another view, signed with the true key, shown to another auditor': (log, random) => {
    const rows = log.rows.with(random(log.rows.length), randomColumns(random));
    const frontier = Frontier.empty();
    for (const columns of rows) frontier.append(hashLeaf(columns));
    const view = { origin: 'riverside.example/audit', size: frontier.size, root: frontier.root() };
    return { ...rewritten(log, rows), places: [signCheckpoint(view, signer), log.notes.join('')] };
  },
};

/** Both put things back as they were, so nothing is to be found. */
const sameAsBefore = (log: Made, tampered: Export): boolean =>
  log.entries.equals(tampered.entries) && log.places.join() === tampered.places.join();

describe('the two verifiers', () => {
  it('agree that 1,500 untouched logs are whole', async () => {
    for (let seed = 0; seed < 1500; seed++) {
      const log = makeLog(randomFrom(seed));
      const verdict = await bothVerdicts(log, seed);
      expect(verdict, `seed ${seed}`).toEqual({ entries: log.rows.length, verified: log.rows.length });
    }
  });

  it.each(Object.keys(TAMPERINGS))('agree on where, 250 times: %s', async (name) => {
    for (let seed = 0; seed < 250; seed++) {
      const random = randomFrom(seed * 7919 + name.length);
      const log = makeLog(random, 2);
      const tampered = TAMPERINGS[name]?.(log, random) ?? log;
      // Reversing a log of one and the same entries, or swapping two alike, changes nothing.
      if (sameAsBefore(log, tampered)) continue;
      const verdict = await bothVerdicts(tampered, seed);
      expect(verdict.firstBad, `seed ${seed}`).toBeDefined();
    }
  });

  it('find every flipped bit of a small log, and name the very entry that was touched', async () => {
    const rows = makeLog(randomFrom(42), 2).rows.slice(0, 2);
    const whole = file(write(rows, true));
    const frontier = Frontier.empty();
    for (const columns of rows) frontier.append(hashLeaf(columns));
    const places = [signCheckpoint({ origin: 'riverside.example/audit', size: 2, root: frontier.root() }, signer)];
    let line = 0;
    for (let at = 0; at < whole.length; at++) {
      const endOfLine = whole[at] === 10;
      for (let bit = 0; bit < 8; bit++) {
        const entries = Buffer.from(whole);
        entries[at] = (entries[at] ?? 0) ^ (1 << bit);
        const { firstBad } = await bothVerdicts({ entries, places }, at);
        expect(firstBad && 'n' in firstBad ? firstBad.n : undefined, `byte ${at} bit ${bit}`).toBe(line);
      }
      if (endOfLine) line++;
    }
  });

  it('locate a change to the entry when its hash was kept, and to the stretch between checkpoints when not', async () => {
    const random = randomFrom(7);
    const rows = Array.from({ length: 30 }, () => randomColumns(random));
    const frontier = Frontier.empty();
    let place = '';
    rows.forEach((columns, n) => {
      frontier.append(hashLeaf(columns));
      if ((n + 1) % 10 === 0) {
        const checkpoint = { origin: 'riverside.example/audit', size: n + 1, root: frontier.root() };
        place += signCheckpoint(checkpoint, signer);
      }
    });
    const changed = rows.with(14, rows[13] ?? []);
    const kept = write(rows, true);
    const oldHash = /"hash":".*/.exec(kept[14] ?? '')?.[0] ?? '';
    const touched = (write(changed, true)[14] ?? '').replace(/"hash":".*/, oldHash);
    expect(await bothVerdicts({ entries: file(kept.with(14, touched)), places: [place] }, 1)).toEqual({
      entries: 30,
      verified: 10,
      firstBad: { reason: 'changed', n: 14 },
    });
    expect(await bothVerdicts({ entries: file(write(changed, true)), places: [place] }, 1)).toEqual({
      entries: 30,
      verified: 10,
      firstBad: { reason: 'changed', n: 10, upTo: 19 },
    });
  });

  it('call hostile lines unreadable and go on counting', async () => {
    const log = makeLog(randomFrom(3), 3);
    const first = log.lines[0] ?? '';
    for (const line of [
      '',
      '[]',
      'null',
      '['.repeat(200_000),
      '{"n":0}',
      ` ${first}`,
      first.replace('{"n":0', '{"n":0,"n":0'),
      first.replace('{"n":0', '{"__proto__":{},"n":0'),
      first.replace('"xid"', '"\\u0078id"'),
      first.replace(/"id":"[^"]*"/, '"id":"\\ud800"'),
      first.replace(/"id":"[^"]*"/, `"id":"${'x'.repeat(2 << 20)}"`),
      first.replace(/"id":"[^"]*"/, `"id":"${'x'.repeat(9 << 20)}"`),
      first.replace(/"id":"[^"]*"/, '"id":["x"]'),
      first.replace('{"n":0', '{"n":-1'),
      first.replace('{"n":0', '{"n":0.5'),
    ]) {
      const verdict = await bothVerdicts({ ...log, entries: file(log.lines.with(0, line)) }, 70_000);
      expect(verdict, line.slice(0, 60)).toMatchObject({
        entries: log.rows.length,
        firstBad: { reason: 'unreadable', n: 0 },
      });
    }
  });
});

describe('the stand-alone verifier', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'verify-log-'));
  afterAll(() => rmSync(scratch, { recursive: true }));

  const run = (...args: string[]): { status: number | null; out: string; err: string } => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
    return { status, out: stdout, err: stderr };
  };
  const random = randomFrom(11);
  const log = makeLog(random, 12);
  const save = (lines: readonly string[], notes: readonly string[] = log.notes): void => {
    writeFileSync(join(scratch, 'entries.ndjson'), file(lines));
    writeFileSync(join(scratch, 'checkpoints.txt'), notes.join(''));
    writeFileSync(join(scratch, 'key.pub'), keyFile);
  };

  it('has at most 400 lines and needs nothing but Node', () => {
    const source = readFileSync(script, 'utf8');
    expect(source.split('\n').length).toBeLessThanOrEqual(400);
    expect([...source.matchAll(/from '([^']+)'/g)].every(([, from]) => from?.startsWith('node:'))).toBe(true);
    expect(source).not.toMatch(/import\(|require\(/);
  });

  it('says that a whole log is whole and leaves with 0', () => {
    save(log.lines);
    const { status, out, err } = run(scratch);
    expect(JSON.parse(out)).toEqual({ entries: log.rows.length, verified: log.rows.length });
    expect(err).toContain('The log is whole');
    expect(status).toBe(0);
  });

  it('locates the first bad entry and leaves with 1', () => {
    save(log.lines.with(5, (log.lines[5] ?? '').replace('patients.open', 'patients.list')));
    const { status, out, err } = run(scratch);
    const verdict = JSON.parse(out) as LogVerdict;
    expect(verdict.firstBad).toMatchObject({ reason: 'changed' });
    expect(err).toMatch(/^(Entry 5|Entries \d+ to \d+): changed/);
    expect(status).toBe(1);
  });

  it('finds with a copy kept elsewhere that log and checkpoints went back together', () => {
    const elsewhere = join(scratch, 'elsewhere.txt');
    save(log.lines.slice(0, 0), []);
    writeFileSync(elsewhere, log.notes.join(''));
    expect(run(scratch).status).toBe(0);
    const { status, out } = run(scratch, '--checkpoints', elsewhere);
    expect(JSON.parse(out)).toMatchObject({ firstBad: { reason: 'rolled back', n: 0 } });
    expect(status).toBe(1);
  });

  it('leaves with 2 and a sentence when it cannot be run', () => {
    save(log.lines);
    expect(run()).toMatchObject({ status: 2, out: '' });
    expect(run('--key')).toMatchObject({ status: 2, out: '' });
    expect(run(join(scratch, 'nowhere'))).toMatchObject({ status: 2, out: '' });
    writeFileSync(join(scratch, 'key.pub'), keyFile.replace(/\+.{8}\+/, '+00000000+'));
    expect(run(scratch)).toMatchObject({ status: 2, out: '' });
    writeFileSync(join(scratch, 'key.pub'), '');
    expect(run(scratch).err).toContain('1 to 16 keys');
  });
});
