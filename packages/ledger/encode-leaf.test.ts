import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeLeaf, hashLeaf, hashLeafData, MAX_LEAF_BYTES, type LeafColumn } from './index.ts';

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constant(''),
);
const column: fc.Arbitrary<LeafColumn> = fc.oneof(
  fc.constant(null),
  text,
  fc.array(fc.option(text, { nil: null }), { maxLength: 4 }),
);
const row = fc.array(column, { minLength: 1, maxLength: 15 });

describe('the bytes of a log entry', () => {
  it('are exactly the ones README.md describes', () => {
    expect(encodeLeaf(['ab', null, '', ['x', null], 7]).toString('hex')).toBe(
      [
        '01',
        '05',
        '0100000002' + '6162',
        '00',
        '0100000000',
        '0200000002' + '0100000001' + '78' + '00',
        '0100000001' + '37',
      ].join(''),
    );
  });

  it('tell nothing from the empty text, one name from two halves, and a column from its neighbour', () => {
    const alike: LeafColumn[][] = [
      [null, 'a'],
      ['', 'a'],
      ['a', ''],
      ['a', null],
      [[], 'a'],
      [[''], 'a'],
      [[null], 'a'],
      [['a'], 'a'],
      [['a', 'a'], ''],
      ['aa', ''],
      ['a', 'a'],
      ['a', 'a', null],
    ];
    expect(new Set(alike.map((columns) => encodeLeaf(columns).toString('hex'))).size).toBe(alike.length);
  });

  it('can be read back, so no two different entries share them', () => {
    fc.assert(
      fc.property(row, (columns) => {
        expect(decode(encodeLeaf(columns))).toEqual(columns);
      }),
      { numRuns: 1000 },
    );
  });

  it('count accents and emoji in bytes, whatever their length', () => {
    for (const length of [1, 47, 48, 49, 500, 5000]) {
      const name = 'é😀n'.repeat(length);
      expect(decode(encodeLeaf([name, 'x']))).toEqual([name, 'x']);
    }
  });

  it('write a whole number as its digits and refuse a fraction', () => {
    expect(encodeLeaf([12, 12n, -0])).toEqual(encodeLeaf(['12', '12', '0']));
    expect(() => encodeLeaf([1.5])).toThrow('safe integer');
    expect(() => encodeLeaf([2 ** 60])).toThrow('safe integer');
  });

  it('refuse broken Unicode, entries past 1 MiB, no columns, and things that are not columns', () => {
    expect(() => encodeLeaf(['\ud800'])).toThrow('well-formed');
    expect(() => encodeLeaf([['ok', 'x'.repeat(60) + '\udc00']])).toThrow('well-formed');
    expect(() => encodeLeaf(['x'.repeat(MAX_LEAF_BYTES)])).toThrow('larger than');
    expect(() => encodeLeaf(Array(40).fill('x'.repeat(MAX_LEAF_BYTES / 8)))).toThrow('larger than');
    expect(() => encodeLeaf([])).toThrow('columns');
    expect(() => encodeLeaf([undefined as unknown as null])).toThrow('leaf column');
    expect(() => encodeLeaf([[['nested']] as unknown as string[]])).toThrow('texts and nulls');
    expect(decode(encodeLeaf(['fine afterwards']))).toEqual(['fine afterwards']);
  });

  it('are hashed as a leaf of RFC 6962', () => {
    fc.assert(
      fc.property(row, (columns) => {
        expect(hashLeaf(columns)).toEqual(hashLeafData(encodeLeaf(columns)));
      }),
    );
  });
});

/** Reads an entry back by the grammar of README.md. */
function decode(bytes: Buffer): LeafColumn[] {
  let at = 2;
  const readText = (): string => {
    const length = bytes.readUInt32BE(at);
    at += 4 + length;
    return bytes.toString('utf8', at - length, at);
  };
  const readColumn = (): LeafColumn => {
    const kind = bytes[at++];
    if (kind === 0) return null;
    if (kind === 1) return readText();
    const count = bytes.readUInt32BE(at);
    at += 4;
    return Array.from({ length: count }, () => (bytes[at++] === 0 ? null : readText()));
  };
  expect(bytes[0]).toBe(1);
  const columns = Array.from({ length: bytes[1] ?? 0 }, readColumn);
  expect(at).toBe(bytes.length);
  return columns;
}
