import { emptyRoot, hashNode, HASH_BYTES, sameHash, type Hash } from './hash.ts';

/**
 * Proof checks after RFC 9162 sections 2.1.3.2 and 2.1.4.2 (same tree as RFC 6962, algorithms spelled out). Everything is
 * taken as hostile: wrong lengths, impossible sizes and leftover nodes answer false, never throw.
 */
export function verifyInclusion(parts: {
  index: number;
  size: number;
  leafHash: Hash;
  proof: readonly Hash[];
  root: Hash;
}): boolean {
  const { index, size, leafHash, proof, root } = parts;
  if (!isPosition(index) || !isPosition(size) || index >= size) return false;
  if (![leafHash, root, ...proof].every(isHash)) return false;
  let at = index;
  let last = size - 1;
  let node = leafHash;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      node = hashNode(sibling, node);
      while (at % 2 === 0 && at !== 0) {
        at /= 2;
        last = half(last);
      }
    } else {
      node = hashNode(node, sibling);
    }
    at = half(at);
    last = half(last);
  }
  return last === 0 && sameHash(node, root);
}

/** True when the tree of `newer` leaves under `newerRoot` begins with the `older` leaves under `olderRoot`. */
export function verifyConsistency(parts: {
  older: number;
  newer: number;
  olderRoot: Hash;
  newerRoot: Hash;
  proof: readonly Hash[];
}): boolean {
  const { older, newer, olderRoot, newerRoot, proof } = parts;
  if (!isPosition(older) || !isPosition(newer) || older > newer) return false;
  if (![olderRoot, newerRoot, ...proof].every(isHash)) return false;
  if (older === newer) {
    return proof.length === 0 && sameHash(olderRoot, newerRoot) && (newer > 0 || sameHash(newerRoot, emptyRoot()));
  }
  if (older === 0) return proof.length === 0 && sameHash(olderRoot, emptyRoot());

  let at = older - 1;
  let last = newer - 1;
  while (at % 2 === 1) {
    at = half(at);
    last = half(last);
  }
  // When the older tree is one complete subtree of the newer, its root is the first node and is not sent.
  const [first, ...rest] = at === 0 ? [olderRoot, ...proof] : proof;
  if (first === undefined) return false;
  let olderNode = first;
  let newerNode = first;
  for (const node of rest) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      olderNode = hashNode(node, olderNode);
      newerNode = hashNode(node, newerNode);
      while (at % 2 === 0 && at !== 0) {
        at /= 2;
        last = half(last);
      }
    } else {
      newerNode = hashNode(newerNode, node);
    }
    at = half(at);
    last = half(last);
  }
  return last === 0 && sameHash(olderNode, olderRoot) && sameHash(newerNode, newerRoot);
}

function half(value: number): number {
  return Math.floor(value / 2);
}

function isPosition(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function isHash(value: Hash): boolean {
  return value instanceof Uint8Array && value.length === HASH_BYTES;
}
