export { type BlobRef, type BlobStore, type SweepResult } from './blob-store.ts';
export { openBlobStore } from './open-blob-store.ts';
