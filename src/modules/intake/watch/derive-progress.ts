import type { Step } from './attempt.ts';

/** What is known of a file that waits to be read or is being read. */
export interface ReadingFacts {
  readonly receivedAt: Date;
  /** Files that came before it and wait too. */
  readonly ahead: number;
  /** The latest attempt; none while it waits for the first. */
  readonly attempt?: {
    readonly beganAt: Date;
    readonly step: Step;
    readonly pages: number | null;
    readonly pagesDone: number;
    readonly movedAt: Date;
    readonly ended: 'refused' | 'waits' | 'fault' | 'lost' | null;
    readonly reason: string | null;
  };
}

export interface Progress {
  readonly step: 'waiting' | Step;
  readonly pages: number | null;
  readonly pagesDone: number;
  readonly ahead: number;
  /** Milliseconds until it is read, as far as can be said. */
  readonly left: number | null;
  /** Slower than usual by far, and nothing moves. */
  readonly stalled: boolean;
  /** What it waits for, of what the file cannot help. */
  readonly waitsFor: 'space' | 'restart' | 'fault' | null;
}

/** Fewer pages tell nothing about the rest. */
const LEAST_PAGES = 3;
/** A file of many pages takes long and moves: it does not stall as long as a page was read within this time. */
const MOVES_WITHIN_MS = 60_000;

/** How far a file is, and when it will be read, by its own pages or by what is usual here. */
export function deriveProgress(
  facts: ReadingFacts,
  pace: { readonly reading: number | null; readonly stalledAfter: number },
  now: Date,
): Progress {
  const { attempt } = facts;
  const slow = now.getTime() - facts.receivedAt.getTime() > pace.stalledAfter;
  const usual = pace.reading === null ? null : Math.max(0, pace.reading - (now.getTime() - facts.receivedAt.getTime()));
  if (attempt === undefined || attempt.ended !== null)
    return {
      ...{ step: 'waiting', pages: attempt?.pages ?? null, pagesDone: 0, ahead: facts.ahead },
      left: attempt === undefined && usual !== 0 ? usual : null,
      stalled: slow,
      waitsFor: attempt === undefined ? null : waitsFor(attempt),
    };
  const { step, pages, pagesDone } = attempt;
  return {
    ...{ step, pages, pagesDone, ahead: 0 },
    left: byItsPages(attempt) ?? (usual === 0 ? null : usual),
    stalled: slow && now.getTime() - attempt.movedAt.getTime() > MOVES_WITHIN_MS,
    waitsFor: null,
  };
}

function byItsPages({ beganAt, movedAt, pages, pagesDone }: NonNullable<ReadingFacts['attempt']>): number | null {
  if (pages === null || pagesDone < LEAST_PAGES) return null;
  return Math.round(((movedAt.getTime() - beganAt.getTime()) / pagesDone) * (pages - pagesDone));
}

function waitsFor({ ended, reason }: NonNullable<ReadingFacts['attempt']>): Progress['waitsFor'] {
  if (ended === 'waits') return reason === 'no-space' ? 'space' : 'restart';
  return ended === 'fault' ? 'fault' : 'restart';
}
