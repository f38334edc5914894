import { assertHash, emptyRoot, hashNode, HASH_BYTES, type Hash } from './hash.ts';
import { consistencyRanges, inclusionRanges, splitOf, type LeafRange } from './proof-ranges.ts';

/** 2^24 leaves are 1 GiB of nodes here: beyond that a proof is made from stored hashes, with `inclusionRanges`. */
export const MAX_TREE_LEAVES = 1 << 24;

/**
 * A tree with every complete node kept, for making proofs of any size it has had: 64 bytes a leaf. Where only the root
 * matters, `Frontier` does the same work in a few hundred bytes.
 */
export class TreeBuilder {
  #size = 0;
  /** Level 0 holds the leaf hashes, level h the roots of complete subtrees of 2^h leaves, each level one long buffer. */
  readonly #levels: Buffer[] = [];

  get size(): number {
    return this.#size;
  }

  append(leafHash: Hash): void {
    if (this.#size >= MAX_TREE_LEAVES) throw new RangeError(`A tree in memory ends at ${MAX_TREE_LEAVES} leaves`);
    this.#put(0, this.#size, assertHash(leafHash));
    let index = this.#size++;
    for (let level = 0; index % 2 === 1; level++, index = (index - 1) / 2) {
      const parent = hashNode(this.#get(level, index - 1), this.#get(level, index));
      this.#put(level + 1, (index - 1) / 2, parent);
    }
  }

  leaf(index: number): Hash {
    if (!Number.isSafeInteger(index) || index < 0 || index >= this.#size)
      throw new RangeError(`There is no leaf ${index}`);
    return Buffer.from(this.#get(0, index));
  }

  /** The root that the tree had when it held `size` leaves. */
  root(size = this.#size): Hash {
    this.#assertSize(size);
    return size === 0 ? emptyRoot() : this.#rangeHash({ from: 0, to: size });
  }

  inclusionProof(index: number, size = this.#size): Hash[] {
    this.#assertSize(size);
    return inclusionRanges(index, size).map((range) => this.#rangeHash(range));
  }

  consistencyProof(older: number, newer = this.#size): Hash[] {
    this.#assertSize(newer);
    return consistencyRanges(older, newer).map((range) => this.#rangeHash(range));
  }

  #rangeHash({ from, to }: LeafRange): Hash {
    const leaves = to - from;
    const level = Math.log2(leaves);
    if (Number.isInteger(level)) return Buffer.from(this.#get(level, from / leaves));
    const middle = from + splitOf(leaves);
    return hashNode(this.#rangeHash({ from, to: middle }), this.#rangeHash({ from: middle, to }));
  }

  #get(level: number, index: number): Hash {
    const nodes = this.#levels[level];
    if (!nodes) throw new RangeError(`There is no level ${level}`);
    return nodes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);
  }

  #put(level: number, index: number, node: Hash): void {
    let nodes = this.#levels[level] ?? Buffer.alloc(0);
    if ((index + 1) * HASH_BYTES > nodes.length) {
      const grown = Buffer.alloc(Math.max(nodes.length * 2, 16 * HASH_BYTES));
      nodes.copy(grown);
      nodes = grown;
      this.#levels[level] = nodes;
    }
    nodes.set(node, index * HASH_BYTES);
  }

  #assertSize(size: number): void {
    if (!Number.isSafeInteger(size) || size < 0 || size > this.#size) {
      throw new RangeError(`The tree has had 0 to ${this.#size} leaves, not ${size}`);
    }
  }
}
