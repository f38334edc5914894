/** What a place for ciphertext can do. Two exist: a folder and an S3-compatible bucket. It never sees a key. */
export interface BlobDriver {
  /** For people: the folder or the bucket. */
  readonly place: string;
  /** Identity of this store; undefined when nothing is there yet. */
  readMarker(): Promise<string | undefined>;
  writeMarker(id: string): Promise<void>;
  receive(): Promise<Receiving>;
  stat(address: string): Promise<StoredBlob | undefined>;
  /**
   * Bytes from inclusive, to exclusive.
   * @throws blobs/missing, blobs/unreachable
   */
  read(address: string, from: number, to: number): AsyncIterable<Uint8Array>;
  /** False when it was not there. Durable when this returns. */
  remove(address: string): Promise<boolean>;
  /** In order of address, beginning behind `after`. */
  list(after?: string): AsyncIterable<StoredBlob>;
  /** Removes what puts left behind that were begun before `before`. */
  removeUnfinished(before: Date): Promise<number>;
}

export interface StoredBlob {
  readonly address: string;
  readonly stored: number;
  readonly at: Date;
  /** Changes whenever the stored bytes are written again. */
  readonly version: string;
}

/** Ciphertext on its way in; nothing is visible under an address before `commit` returns. */
export interface Receiving {
  write(bytes: Buffer): Promise<void>;
  /** Bytes and name are on disk (or acknowledged with their checksum) when this returns. */
  commit(address: string): Promise<void>;
  abort(): Promise<void>;
}
