export { encodeLeaf, MAX_LEAF_BYTES, type LeafColumn } from './encode-leaf.ts';
export {
  emptyRoot,
  hashEncodedLeaf,
  hashLeaf,
  hashLeafData,
  hashNode,
  sameHash,
  HASH_BYTES,
  type Hash,
} from './hash.ts';
export { Frontier } from './frontier.ts';
export { TreeBuilder, MAX_TREE_LEAVES } from './tree.ts';
export { consistencyRanges, inclusionRanges, type LeafRange } from './proof-ranges.ts';
export { verifyConsistency, verifyInclusion } from './verify-proof.ts';
export {
  formatVerifierKey,
  noteSigner,
  noteVerifier,
  openNote,
  parseVerifierKey,
  signNote,
  type NoteSigner,
  type NoteVerifier,
  type OpenedNote,
} from './signed-note.ts';
export {
  formatCheckpoint,
  openCheckpoint,
  parseCheckpoint,
  signCheckpoint,
  splitCheckpoints,
  type Checkpoint,
  type OpenedCheckpoint,
} from './checkpoint.ts';
export { LogVerifier, type LogEntry, type LogFault, type LogVerdict } from './verify-log.ts';
export { formatExportLine, parseExportLine, MAX_LINE_BYTES, type LeafShape } from './export-line.ts';
