export { encodeLeaf, MAX_LEAF_BYTES, type LeafColumn } from './encode-leaf.ts';
export { emptyRoot, hashLeaf, hashLeafData, hashNode, sameHash, HASH_BYTES, type Hash } from './hash.ts';
