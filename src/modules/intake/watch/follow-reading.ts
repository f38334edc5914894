import type { JobContext } from '../../../platform/module.ts';
import type { Step } from './attempt.ts';

/** At most one commit a second, however many pages a second are read. */
const LOOK_MS = 1_000;
/** Without news: a sign of life this often, so that a dead reading is told from a slow page. */
const LOOKS_BETWEEN_SIGNS = 15;

export interface Following {
  at(step: Step): void;
  opened(pages: number): void;
  page(): void;
  /** Nothing is written after it. */
  stop(): Promise<void>;
}

/** Tells the monitor how far the reading of a file is, beside the reading and never in its way. */
export function followReading(
  context: Pick<JobContext, 'act'>,
  attempt: { readonly id: string; readonly itemId: string },
): Following {
  let now = { step: 'scanning' as Step, pages: null as number | null, pages_done: 0 };
  let told = now;
  let quiet = 0;
  let writing: Promise<void> | undefined;
  const tell = async (): Promise<void> => {
    const telling = now;
    const moved = telling !== told;
    await context
      .act({ verb: 'intake.note-progress', subject: { kind: 'item', id: attempt.itemId } }, async (act) => {
        await act.tx
          .updateTable('intake.attempt')
          .set({ ...telling, ...(moved ? { moved_at: act.now } : {}), seen_at: act.now })
          .where('id', '=', attempt.id)
          .where('ended_at', 'is', null)
          .execute();
        act.note({ coalesce: attempt.itemId });
      })
      // The file matters, not the news of it: the next second tells again.
      .catch(() => undefined);
    told = telling;
  };
  const look = setInterval(() => {
    if (writing !== undefined) return;
    quiet++;
    if (now === told && quiet < LOOKS_BETWEEN_SIGNS) return;
    quiet = 0;
    writing = tell().finally(() => {
      writing = undefined;
    });
  }, LOOK_MS);
  look.unref();
  return {
    at(step) {
      now = { ...now, step };
    },
    opened(pages) {
      now = { ...now, step: 'reading', pages };
    },
    page() {
      now = { ...now, pages_done: Math.min(now.pages_done + 1, now.pages ?? 0) };
    },
    async stop() {
      clearInterval(look);
      await writing;
    },
  };
}
