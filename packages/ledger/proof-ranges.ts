/**
 * Which stretches of the log a proof is made of (RFC 6962 sections 2.1.1 and 2.1.2). Whoever holds the leaf hashes hashes
 * each stretch to one node; in this order the nodes are the proof.
 */
export interface LeafRange {
  /** First leaf, counted from 0. */
  readonly from: number;
  /** One past the last leaf. */
  readonly to: number;
}

/** The audit path of leaf `index` in the tree of the first `size` leaves. */
export function inclusionRanges(index: number, size: number): LeafRange[] {
  assertWhole(index);
  assertWhole(size);
  if (index >= size) throw new RangeError(`Leaf ${index} is not in a tree of ${size}`);
  const path: LeafRange[] = [];
  let from = 0;
  let to = size;
  while (to - from > 1) {
    const middle = from + splitOf(to - from);
    if (index < middle) {
      path.push({ from: middle, to });
      to = middle;
    } else {
      path.push({ from, to: middle });
      from = middle;
    }
  }
  return path.reverse();
}

/** The proof that the tree of `newer` leaves begins with the tree of `older` leaves. */
export function consistencyRanges(older: number, newer: number): LeafRange[] {
  assertWhole(older);
  assertWhole(newer);
  if (older > newer) throw new RangeError(`A tree of ${newer} cannot contain one of ${older}`);
  if (older === 0 || older === newer) return [];
  const path: LeafRange[] = [];
  let from = 0;
  let to = newer;
  while (to > older) {
    const middle = from + splitOf(to - from);
    if (older <= middle) {
      path.push({ from: middle, to });
      to = middle;
    } else {
      path.push({ from, to: middle });
      from = middle;
    }
  }
  // Left over is the last complete subtree of the older tree. Its verifier knows it only if it is that whole tree.
  if (from > 0) path.push({ from, to });
  return path.reverse();
}

/** The largest power of two smaller than `size` (which is at least 2). */
export function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

function assertWhole(value: number): void {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError('A position in the log is a whole number from 0');
}
