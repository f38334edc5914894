/** When the steps of one item were done; a step still to come is null. */
export interface StepTimes {
  readonly receivedAt: Date;
  readonly readAt: Date | null;
  readonly separatedAt: Date | null;
  readonly filedAt: Date | null;
}

export interface Pace {
  /** Medians in milliseconds; null while there are too few to say. */
  readonly reading: number | null;
  readonly separating: number | null;
  readonly indexing: number | null;
  /** An item that is being read for longer than this stalls. */
  readonly stalledAfter: number;
}

/** Fewer say nothing about what is usual. */
const LEAST_ITEMS = 5;
const TIMES_THE_MEDIAN = 5;
/** Small files are read in a second: five seconds would be no reason to look. */
const FLOOR_MS = 3 * 60_000;

/** What is usual of late, step by step, and from when on an item is slower than that by far. */
export function derivePace(items: readonly StepTimes[]): Pace {
  const reading = medianOf(items.map((each) => span(each.receivedAt, each.readAt)));
  return {
    reading,
    separating: medianOf(items.map((each) => span(each.readAt, each.separatedAt))),
    indexing: medianOf(items.map((each) => span(each.separatedAt ?? each.readAt, each.filedAt))),
    stalledAfter: Math.max(FLOOR_MS, Math.round((reading ?? 0) * TIMES_THE_MEDIAN)),
  };
}

function span(from: Date | null, to: Date | null): number | null {
  return from === null || to === null ? null : Math.max(0, to.getTime() - from.getTime());
}

function medianOf(spans: readonly (number | null)[]): number | null {
  const known = spans.filter((each) => each !== null).sort((a, b) => a - b);
  if (known.length < LEAST_ITEMS) return null;
  const middle = Math.floor(known.length / 2);
  const [below = 0, above = 0] = [known[known.length % 2 === 0 ? middle - 1 : middle], known[middle]];
  return Math.round((below + above) / 2);
}
