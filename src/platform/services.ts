import type { Acting } from './act.ts';
import type { BlobStore } from './blobs/index.ts';
import type { Clock } from './clock.ts';
import type { Keyring } from './keys/index.ts';
import type { Log } from './log.ts';
import type { Settings } from './settings.ts';
import type { Reader } from './reading/index.ts';

/** What lies outside the transaction: handed to jobs, to the `before` and `after` steps of routes, and to feeds. */
export interface Services {
  readonly acting: Acting;
  readonly blobs: BlobStore;
  readonly keyring: Keyring;
  readonly reader: Reader;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: Log;
  /** Address that links begin with, e.g. `http://localhost:8080`. */
  readonly publicUrl: string;
}
