import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  consistencyRanges,
  emptyRoot,
  Frontier,
  hashLeafData,
  hashNode,
  inclusionRanges,
  TreeBuilder,
  verifyConsistency,
  verifyInclusion,
  type Hash,
} from './index.ts';

// The vectors that Certificate Transparency and its successors publish (rfc6962 and proof tests of transparency-dev/merkle).
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const N01 = 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125';
const N23 = '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e';
const N45 = '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a';
const N67 = 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0';
const N03 = 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7';
const N47 = '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4';
const L0 = '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d';
const L1 = '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7';
const L4 = 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b';
const L6 = 'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f';
const INCLUSION: [index: number, size: number, proof: string[]][] = [
  [0, 1, []],
  [0, 8, [L1, N23, N47]],
  [5, 8, [L4, N67, N03]],
  [2, 3, [N01]],
  [1, 5, [L0, N23, L4]],
];
const CONSISTENCY: [older: number, newer: number, proof: string[]][] = [
  [1, 1, []],
  [1, 8, [L1, N23, N47]],
  [6, 8, [N45, N67, N03]],
  [2, 5, [N23, L4]],
  [6, 7, [N45, L6, N03]],
];

const hex = (hash: Hash): string => Buffer.from(hash).toString('hex');
const bytes = (text: string): Hash => Buffer.from(text, 'hex');

function grow(leaves: readonly Hash[]): TreeBuilder {
  const tree = new TreeBuilder();
  for (const leaf of leaves) tree.append(leaf);
  return tree;
}

const published = grow(LEAVES.map((leaf) => hashLeafData(bytes(leaf))));
const many = grow(Array.from({ length: 300 }, (_, i) => hashLeafData(Buffer.from(`entry ${i}`))));

describe('the tree over the log, against the published vectors', () => {
  it('is SHA-256 of nothing when empty', () => {
    expect(hex(emptyRoot())).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(Frontier.empty().root()).toEqual(emptyRoot());
    expect(new TreeBuilder().root()).toEqual(emptyRoot());
  });

  it('has the published root at every size', () => {
    const frontier = Frontier.empty();
    ROOTS.forEach((root, i) => {
      frontier.append(published.leaf(i));
      expect(hex(frontier.root())).toBe(root);
      expect(hex(published.root(i + 1))).toBe(root);
    });
  });

  it.each(INCLUSION)('shows that entry %i is in the log of %i', (index, size, proof) => {
    expect(published.inclusionProof(index, size).map(hex)).toEqual(proof);
    const root = bytes(ROOTS[size - 1] ?? '');
    expect(verifyInclusion({ index, size, leafHash: published.leaf(index), proof: proof.map(bytes), root })).toBe(true);
  });

  it.each(CONSISTENCY)('shows that the log of %i is the beginning of the log of %i', (older, newer, proof) => {
    expect(published.consistencyProof(older, newer).map(hex)).toEqual(proof);
    const [olderRoot, newerRoot] = [bytes(ROOTS[older - 1] ?? ''), bytes(ROOTS[newer - 1] ?? '')];
    expect(verifyConsistency({ older, newer, olderRoot, newerRoot, proof: proof.map(bytes) })).toBe(true);
  });
});

describe('the tree over the log', () => {
  it('has the root that the recursive definition gives, kept whole or by its edge, at every size', () => {
    const leaves = Array.from({ length: 130 }, (_, i) => many.leaf(i));
    const define = (part: Hash[]): Hash => {
      if (part.length <= 1) return part[0] ?? emptyRoot();
      const split = 2 ** Math.ceil(Math.log2(part.length) - 1);
      return hashNode(define(part.slice(0, split)), define(part.slice(split)));
    };
    const frontier = Frontier.empty();
    for (let size = 0; size <= leaves.length; size++) {
      expect(frontier.root()).toEqual(define(leaves.slice(0, size)));
      expect(many.root(size)).toEqual(frontier.root());
      if (size < leaves.length) frontier.append(many.leaf(size));
    }
  });

  it('goes on after a restart as if there had been none', () => {
    fc.assert(
      fc.property(fc.nat(300), (stop) => {
        const before = Frontier.empty();
        for (let i = 0; i < stop; i++) before.append(many.leaf(i));
        const after = Frontier.resume(before.size, before.nodes());
        for (let i = stop; i < 300; i++) after.append(many.leaf(i));
        expect(after.root()).toEqual(many.root());
      }),
    );
    expect(() => Frontier.resume(3, [many.leaf(0)])).toThrow('2 nodes');
    expect(() => Frontier.resume(1, [Buffer.alloc(31)])).toThrow('32 bytes');
  });

  it('proves every entry and every earlier log', () => {
    fc.assert(
      fc.property(fc.nat(299), fc.nat(299), (a, b) => {
        const [index, size] = [Math.min(a, b), Math.max(a, b) + 1];
        const root = many.root(size);
        const inclusion = many.inclusionProof(index, size);
        expect(verifyInclusion({ index, size, leafHash: many.leaf(index), proof: inclusion, root })).toBe(true);
        const proof = many.consistencyProof(index, size);
        const parts = { older: index, newer: size, olderRoot: many.root(index), newerRoot: root, proof };
        expect(verifyConsistency(parts)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('believes none of 4,000 forged proofs', () => {
    let forged = 0;
    fc.assert(
      fc.property(fc.nat(299), fc.nat(299), fc.nat(11), fc.nat(), (a, b, forgery, pick) => {
        const [index, size] = [Math.min(a, b), Math.max(a, b) + 1];
        const good = {
          index,
          size,
          leafHash: many.leaf(index),
          root: many.root(size),
          proof: many.inclusionProof(index, size),
        };
        const bad = { ...good, ...forge(good.proof, good.index, good.size, forgery, pick, 'index') };
        forged++;
        expect(verifyInclusion(bad)).toBe(false);

        if (index === 0) return;
        const proof = many.consistencyProof(index, size);
        const consistent = { older: index, newer: size, olderRoot: many.root(index), newerRoot: good.root, proof };
        const { index: older = index, size: newer = size, ...rest } = forge(proof, index, size, forgery, pick, 'older');
        // The claim "this log is the beginning of itself" needs no proof, so only a changed root can forge it.
        if (older === newer && !rest.proof?.length && !rest.root) return;
        const { root: newerRoot = good.root, leafHash: olderRoot = consistent.olderRoot } = rest;
        forged++;
        expect(verifyConsistency({ older, newer, olderRoot, newerRoot, proof: rest.proof ?? proof })).toBe(false);
      }),
      { numRuns: 2200 },
    );
    expect(forged).toBeGreaterThan(4000);
  });

  it('believes no proof with impossible sizes or hashes of the wrong length', () => {
    const root = many.root(1);
    const inclusion = { index: 0, size: 1, leafHash: many.leaf(0), proof: [], root };
    expect(verifyInclusion(inclusion)).toBe(true);
    for (const [index, size] of [
      [0, 0],
      [1, 1],
      [2, 1],
      [-1, 1],
      [0, 1.5],
      [Number.NaN, 1],
      [0, 2 ** 53],
      [0, Infinity],
    ] as const) {
      expect(verifyInclusion({ ...inclusion, index, size })).toBe(false);
      const parts = { older: index, newer: size, olderRoot: root, newerRoot: many.root(2), proof: [] };
      expect(verifyConsistency(parts)).toBe(false);
    }
    expect(verifyInclusion({ ...inclusion, leafHash: Buffer.alloc(0), root: Buffer.alloc(0) })).toBe(false);
    const empty = emptyRoot();
    expect(verifyConsistency({ older: 0, newer: 0, olderRoot: empty, newerRoot: empty, proof: [] })).toBe(true);
    expect(verifyConsistency({ older: 0, newer: 0, olderRoot: root, newerRoot: root, proof: [] })).toBe(false);
    expect(verifyConsistency({ older: 0, newer: 1, olderRoot: empty, newerRoot: root, proof: [] })).toBe(true);
    expect(verifyConsistency({ older: 0, newer: 1, olderRoot: empty, newerRoot: root, proof: [empty] })).toBe(false);
    expect(verifyConsistency({ older: 1, newer: 2, olderRoot: root, newerRoot: many.root(2), proof: [] })).toBe(false);
  });

  it('refuses to prove what is not in it', () => {
    expect(() => many.inclusionProof(300)).toThrow('not in a tree');
    expect(() => many.inclusionProof(0, 301)).toThrow('0 to 300');
    expect(() => many.consistencyProof(9, 8)).toThrow('cannot contain');
    expect(() => inclusionRanges(-1, 8)).toThrow('whole number');
    expect(() => consistencyRanges(0.5, 8)).toThrow('whole number');
    expect(() => many.leaf(300)).toThrow('no leaf 300');
  });
});

/** One mutation of a good proof. For a consistency proof `leafHash` and `root` stand for the older and the newer root. */
function forge(
  proof: readonly Hash[],
  index: number,
  size: number,
  forgery: number,
  pick: number,
  kind: 'index' | 'older',
): { proof?: Hash[]; index?: number; size?: number; leafHash?: Hash; root?: Hash } {
  const at = proof.length === 0 ? 0 : pick % proof.length;
  const flipped = (hash: Hash): Hash =>
    Buffer.from(hash).map((byte, i) => (i === pick % 32 ? byte ^ (1 << (pick % 8)) : byte));
  const stray = hashLeafData(Buffer.from(`stray ${pick}`));
  const target = proof[at];
  switch (forgery) {
    case 0:
      return { root: flipped(many.root(size)) };
    case 1:
      return { leafHash: flipped(kind === 'index' ? many.leaf(index) : many.root(index)) };
    case 2:
      return { proof: [...proof, stray] };
    case 3:
      return { proof: [stray, ...proof] };
    case 4:
      return { proof: [...proof, many.root(size)] };
    case 5:
      return { proof: [...proof.slice(0, at), stray, ...proof.slice(at)] };
    case 6:
      return { proof: [...proof, Buffer.alloc(0)] };
    case 7:
      return target ? { proof: proof.map((hash, i) => (i === at ? flipped(hash) : hash)) } : { root: stray };
    case 8:
      return target ? { proof: proof.filter((_, i) => i !== at) } : { root: stray };
    case 9:
      return target ? { proof: proof.map((hash, i) => (i === at ? hash.subarray(0, 31) : hash)) } : { root: stray };
    case 10:
      return target && proof.length > 1 ? { proof: [...proof].reverse() } : { root: stray };
    default:
      return { root: many.root(size === 300 ? 299 : size + 1), leafHash: stray };
  }
}
