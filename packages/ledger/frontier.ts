import { assertHash, emptyRoot, hashNode, type Hash } from './hash.ts';

/**
 * A growing tree held by its right edge alone: the roots of the complete subtrees that its size in binary names, largest
 * first. So a log of a billion entries folds in 30 hashes of memory, and a restart needs only `size` and `nodes()`.
 */
export class Frontier {
  #size: number;
  readonly #peaks: Hash[];

  private constructor(size: number, peaks: Hash[]) {
    this.#size = size;
    this.#peaks = peaks;
  }

  static empty(): Frontier {
    return new Frontier(0, []);
  }

  /** Goes on from what `size` and `nodes()` said earlier. */
  static resume(size: number, nodes: readonly Hash[]): Frontier {
    if (!Number.isSafeInteger(size) || size < 0) throw new RangeError('A tree size is a whole number of entries');
    if (nodes.length !== onesIn(size)) {
      throw new RangeError(`A tree of ${size} has ${onesIn(size)} nodes on its edge, not ${nodes.length}`);
    }
    return new Frontier(size, nodes.map(assertHash));
  }

  get size(): number {
    return this.#size;
  }

  nodes(): readonly Hash[] {
    return [...this.#peaks];
  }

  append(leafHash: Hash): void {
    let node = assertHash(leafHash);
    // Each complete pair of equal subtrees becomes one: as many as the size has ones at its low end.
    for (let rest = this.#size; rest % 2 === 1; rest = (rest - 1) / 2) {
      node = hashNode(this.#peaks.pop() as Hash, node);
    }
    this.#peaks.push(node);
    this.#size++;
  }

  root(): Hash {
    let root: Hash | undefined;
    for (let i = this.#peaks.length - 1; i >= 0; i--) {
      const peak = this.#peaks[i] as Hash;
      root = root === undefined ? peak : hashNode(peak, root);
    }
    return root ?? emptyRoot();
  }
}

function onesIn(size: number): number {
  let ones = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) ones += rest % 2;
  return ones;
}
