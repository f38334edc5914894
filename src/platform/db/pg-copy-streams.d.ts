/** The part of pg-copy-streams (MIT, untyped) that reading a log and filling a benchmark use. */
declare module 'pg-copy-streams' {
  import type { Readable, Writable } from 'node:stream';
  import type { Submittable } from 'pg';

  export function to(statement: string): Readable & Submittable;
  export function from(statement: string): Writable & Submittable;
}
