import type { Line } from './figure.ts';

export interface BenchOptions {
  /** The compiled product. */
  readonly program: string;
  /** Patients that the search is measured against. */
  readonly patients: number;
  readonly seconds: number;
  /** Sheets that separators are looked for on. */
  readonly count: number;
  /** Also what takes minutes and the network: a fresh clone installed and built. */
  readonly cold: boolean;
  /** A data folder to use and leave in place, so that a million patients are filled in once. */
  readonly data?: string;
  /** Folder of real inputs that others wrote; absent on most machines. */
  readonly inputs: string;
}

/** One measured claim, or a few that share their preparation. */
export interface Bench {
  readonly name: string;
  readonly measures: string;
  run(options: BenchOptions, print: (line: Line) => void): Promise<void>;
}
