import { availableParallelism } from 'node:os';
import { type Log } from '../log.ts';
import { resolveChildEntry } from './child-entry.ts';
import { type Confinement, findConfinement } from './confine.ts';
import { READING_LIMITS } from './limits.ts';
import { type ReaderMessage, type Task } from './protocol.ts';
import { type ReaderProcess, startReader, type TaskEnd } from './reader-process.ts';

export interface ReaderPool {
  /** Waits for a free reader and runs the task on it. */
  run(task: Task, hear: (message: ReaderMessage) => void): Promise<TaskEnd>;
  /** Readers that work at once, at most. */
  readonly size: number;
  confinement(): Promise<Confinement>;
  close(): Promise<void>;
}

/** At most one reader a core, started when there is work, replaced after some pages, ended when idle. */
export function openPool(options: {
  scratch: string;
  log: Log | undefined;
  size?: number;
  secondsPerPage?: number;
}): ReaderPool {
  const { scratch, log } = options;
  const size = options.size ?? availableParallelism();
  const entry = resolveChildEntry('reader-child', import.meta.url);
  const idle: { reader: ReaderProcess; timer: NodeJS.Timeout }[] = [];
  const working = new Set<ReaderProcess>();
  const waiting: (() => void)[] = [];
  let taken = 0;
  let closed = false;
  let walls: Promise<Confinement> | undefined;

  const confinement = (): Promise<Confinement> => {
    walls ??= findConfinement(entry, scratch).then((found) => {
      if (found === 'plain') log?.warn('bubblewrap does not work here: files are read in plain child processes');
      return found;
    });
    return walls;
  };

  /** First come, first served: a slice of a large file queues again behind everybody who waits. */
  const place = async (): Promise<void> => {
    if (taken < size) taken++;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) taken--;
    else next();
  };
  const take = async (): Promise<ReaderProcess> => {
    for (let spare = idle.pop(); spare !== undefined; spare = idle.pop()) {
      clearTimeout(spare.timer);
      if (spare.reader.alive) return spare.reader;
    }
    return startReader(entry, scratch, await confinement(), options.secondsPerPage);
  };
  const giveBack = (reader: ReaderProcess): void => {
    if (!reader.alive) return;
    if (closed || reader.pages >= READING_LIMITS.pagesPerReader) return reader.kill();
    const timer = setTimeout(() => {
      idle.splice(
        idle.findIndex((it) => it.reader === reader),
        1,
      );
      reader.kill();
    }, READING_LIMITS.idleSeconds * 1000);
    timer.unref();
    idle.push({ reader, timer });
  };

  return {
    size,
    confinement,
    async run(task, hear) {
      await place();
      try {
        if (closed) return { end: 'lost', loss: 'stopped' };
        const reader = await take();
        working.add(reader);
        try {
          return await reader.run(task, hear);
        } finally {
          working.delete(reader);
          giveBack(reader);
        }
      } finally {
        leave();
      }
    },
    close() {
      closed = true;
      for (const { reader, timer } of idle.splice(0)) {
        clearTimeout(timer);
        reader.kill();
      }
      for (const reader of working) reader.kill();
      return Promise.resolve();
    },
  };
}
