export { type BlobRef, type BlobStore, type SweepResult } from './blob-store.ts';
export { cutFrames, FRAME_BYTES, opener, sealer, storedBytes } from './frames.ts';
export { openBackupStore, openBlobStore } from './open-blob-store.ts';
export { namedAmong, nameBlobs } from './name-blobs.ts';
