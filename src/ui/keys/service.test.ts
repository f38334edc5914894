import { describe, expect, it } from 'vitest';
import { KeyService, type TypedInto } from './service.ts';
import { type Command } from './scopes.ts';
import { type KeyStroke } from './wand.ts';

/** A clock that the test moves; timers fire in order of their hour. */
class TestClock {
  time = 0;
  private timers: { at: number; run: () => void }[] = [];
  now = () => this.time;
  after = (ms: number, run: () => void) => {
    const timer = { at: this.time + ms, run };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
  };
  moveTo(time: number) {
    for (;;) {
      const next = this.timers.filter((timer) => timer.at <= time).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.timers = this.timers.filter((other) => other !== next);
      this.time = Math.max(this.time, next.at);
      next.run();
    }
    this.time = time;
  }
}

function stroke(key: string, at: number, parts: Partial<KeyStroke> = {}): KeyStroke {
  const shift = /^[A-Z]$/.test(key);
  return { key, code: '', at, repeat: false, ctrl: false, alt: false, meta: false, shift, ...parts };
}

function desk(keys: readonly string[]) {
  const clock = new TestClock();
  const service = new KeyService(clock);
  const fired: string[] = [];
  const scans: string[] = [];
  const commands: Command[] = keys.map((key) => ({
    id: key,
    label: key,
    keys: [key],
    run: () => fired.push(key),
    repeats: key === 'j',
  }));
  service.scopes.add({
    level: 'page',
    commands: () => commands,
    onWand: (text) => {
      scans.push(text);
      return true;
    },
  });
  const type = (key: string, at: number, parts?: Partial<KeyStroke>, field?: TypedInto) => {
    clock.moveTo(at);
    return service.press(stroke(key, at, parts), field);
  };
  return { clock, service, fired, scans, type };
}

/** Same numbers in every run: a linear congruential generator (Numerical Recipes). */
function seeded(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-./?';
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];
const EVERY_KEY = [
  ...LETTERS,
  ...LETTERS.map((key) => `Shift+${key}`),
  ...'0123456789-./?',
  'g h',
  'Enter',
  'Tab',
  'F2',
  'Mod+k',
];

describe('Single keys at the desk', () => {
  it('act after one gap of silence, and a held key repeats only where that makes sense', () => {
    const { clock, fired, type } = desk(['j', 'x']);
    type('x', 0);
    expect(fired).toEqual([]);
    clock.moveTo(50);
    expect(fired).toEqual(['x']);
    for (const at of [500, 530, 560]) type('x', at, { repeat: true });
    for (const at of [700, 730, 760]) type('j', at, { repeat: true });
    clock.moveTo(900);
    expect(fired).toEqual(['x', 'j', 'j', 'j']);
  });

  it('stay letters while a person types into a field', () => {
    const { clock, fired, type } = desk(['j', 'Mod+s', 'F2']);
    const field: TypedInto = { keepsScans: false, restore: () => undefined };
    type('j', 0, {}, field);
    type('s', 200, { ctrl: true }, field);
    type('F2', 400, {}, field);
    clock.moveTo(1_000);
    expect(fired).toEqual(['Mod+s', 'F2']);
  });

  it('can be switched off, or moved behind Alt, as WCAG 2.1.4 asks', () => {
    const { clock, service, fired, type } = desk(['j', 'Enter', 'F2']);
    service.singleKeys = 'off';
    type('j', 0);
    type('Enter', 200);
    type('F2', 400);
    service.singleKeys = 'alt';
    type('j', 600);
    type('∆', 800, { alt: true, code: 'KeyJ' });
    clock.moveTo(1_000);
    expect(fired).toEqual(['Enter', 'F2', 'j']);
  });

  it('follow each other as a sequence, which is forgotten after a second', () => {
    const { clock, fired, type } = desk(['g h', 'h']);
    type('g', 0);
    type('h', 300);
    clock.moveTo(400);
    expect(fired).toEqual(['g h']);
    type('g', 1_000);
    type('h', 2_500);
    clock.moveTo(2_600);
    expect(fired).toEqual(['g h', 'h']);
  });
});

describe('A wand burst', () => {
  it('reaches the screen as one scan and fires nothing', () => {
    const { clock, fired, scans, type } = desk(EVERY_KEY);
    [...'MRN00123'].forEach((key, index) => type(key, index * 4));
    const swallowed = type('Enter', 33);
    clock.moveTo(500);
    expect(swallowed).toBe(true);
    expect(scans).toEqual(['MRN00123']);
    expect(fired).toEqual([]);
  });

  it('too short for a scan fires nothing either', () => {
    const { clock, fired, scans, type } = desk(EVERY_KEY);
    [...'A12'].forEach((key, index) => type(key, index * 4));
    type('Enter', 12);
    clock.moveTo(500);
    expect({ fired, scans }).toEqual({ fired: [], scans: [] });
  });

  it('behind the configured prefix counts at any length and without an ending', () => {
    const { clock, service, fired, scans, type } = desk(EVERY_KEY);
    service.wand = { maxGapMs: 35, minLength: 6, prefix: '~' };
    [...'~A1'].forEach((key, index) => type(key, index * 4));
    clock.moveTo(500);
    [...'~B2'].forEach((key, index) => type(key, 600 + index * 4));
    type('Enter', 612);
    clock.moveTo(1_000);
    expect({ fired, scans }).toEqual({ fired: [], scans: ['A1', 'B2'] });
  });

  it('begun in a field is taken out of it again, unless the field keeps scans', () => {
    const { scans, type } = desk([]);
    let restored = 0;
    const field: TypedInto = { keepsScans: false, restore: () => (restored += 1) };
    [...'SHELF-0042'].forEach((key, index) => type(key, index * 3, {}, field));
    expect(type('Tab', 31, {}, field)).toBe(true);
    expect({ restored, scans }).toEqual({ restored: 1, scans: ['SHELF-0042'] });
    const keeps: TypedInto = { ...field, keepsScans: true };
    [...'SHELF-0042'].forEach((key, index) => type(key, 500 + index * 3, {}, keeps));
    expect(type('Enter', 531, {}, keeps)).toBe(false);
    expect({ restored, scans: scans.length }).toEqual({ restored: 1, scans: 1 });
  });

  it('keeps the control characters of a GS1 label', () => {
    const { scans, type } = desk([]);
    [...'0112345'].forEach((key, index) => type(key, index * 3));
    type(']', 22, { ctrl: true });
    [...'10AB'].forEach((key, index) => type(key, 25 + index * 3));
    type('Enter', 40);
    expect(scans).toEqual(['0112345\u001d10AB']);
  });

  it('is recognised by the times of its strokes even when the page was too busy to look', () => {
    const { clock, service, fired, scans } = desk(EVERY_KEY);
    service.press(stroke('a', 0), undefined);
    // The timer of the first character comes 200 ms late, with the other strokes still in the queue.
    clock.time = 200;
    clock.moveTo(201);
    [...'bcdefgh'].forEach((key, index) => service.press(stroke(key, 4 * (index + 1)), undefined));
    service.press(stroke('Enter', 34), undefined);
    clock.moveTo(1_000);
    expect({ fired, scans }).toEqual({ fired: [], scans: ['abcdefgh'] });
  });
});

describe('A storm of 500 scans at ten a second', () => {
  for (const ending of ['Enter', 'Tab']) {
    it(`ending with ${ending} loses none and fires no shortcut`, () => {
      const random = seeded(20_261_123);
      const { clock, fired, scans, type } = desk(EVERY_KEY);
      const sent: string[] = [];
      for (let scan = 0; scan < 500; scan++) {
        const length = 6 + random(34);
        const text = Array.from({ length }, () => ALPHABET[random(ALPHABET.length)] ?? 'A').join('');
        sent.push(text);
        let at = 1_000 + scan * 100;
        for (const key of text) {
          if (/[A-Z?]/.test(key)) type('Shift', at, { shift: true });
          type(key, at);
          at += 0.5 + random(Math.floor(900 / length)) / 10;
        }
        type(ending, at);
      }
      clock.moveTo(100_000);
      expect(fired).toEqual([]);
      expect(scans).toEqual(sent);
    });
  }

  it('leaves a person at the same keyboard their shortcuts in between', () => {
    const { clock, fired, scans, type } = desk(EVERY_KEY);
    for (let scan = 0; scan < 500; scan++) {
      const start = scan * 300;
      [...`CHART-${scan}`].forEach((key, index) => type(key, start + index * 5));
      type('Enter', start + 60);
      type('j', start + 180);
    }
    clock.moveTo(200_000);
    expect(scans).toHaveLength(500);
    expect(fired).toHaveLength(500);
    expect(new Set(fired)).toEqual(new Set(['j']));
  });
});
