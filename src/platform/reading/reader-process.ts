import { type ChildProcess, spawn } from 'node:child_process';
import { type ChildEntry } from './child-entry.ts';
import { type Confinement, readerCommand, readerEnvironment } from './confine.ts';
import { READING_LIMITS } from './limits.ts';
import { parseMessage, type ReaderMessage, type Task } from './protocol.ts';
import { type Refusal } from './refusal.ts';
import { usageOf } from './usage.ts';

/** `killed`: by somebody else (the kernel short of memory, an administrator): the page is not known to be at fault. */
export type Loss = 'timed-out' | 'out-of-memory' | 'crashed' | 'killed' | 'stopped';

/** How a task ended: done, refused by the reader, or the reader was lost (and must be replaced). */
export type TaskEnd =
  | { readonly end: 'done' }
  | { readonly end: 'refused'; readonly refusal: Refusal }
  | { readonly end: 'lost'; readonly loss: Loss };

export interface ReaderProcess {
  readonly alive: boolean;
  /** Pages begun in its life. */
  readonly pages: number;
  run(task: Task, hear: (message: ReaderMessage) => void): Promise<TaskEnd>;
  kill(loss?: Loss): void;
}

const WATCH_EVERY_MS = 100;
/** As a shell and bubblewrap report that what they started was ended by signal 9. */
const KILLED_WITHIN = 128 + 9;
/** From source on a busy machine a reader takes seconds to start; compiled it takes a fifth of one. */
const START_SECONDS = 60;

interface Running {
  hear(message: ReaderMessage): void;
  end(how: TaskEnd): void;
}

/** Starts one reader and watches over it: the wall clock starts anew with each page, memory is looked at all the time. */
export async function startReader(
  entry: ChildEntry,
  scratch: string,
  confinement: Confinement,
  secondsPerPage: number = READING_LIMITS.secondsPerPage,
): Promise<ReaderProcess> {
  const [command = '', ...args] = readerCommand(entry, scratch, confinement);
  const child = spawn(command, args, {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: readerEnvironment(),
    cwd: '/',
    // A process group of its own, so that a kill takes the OCR engine with it.
    detached: true,
  });
  let running: Running | undefined;
  let loss: Loss | undefined;
  let alive = true;
  let pages = 0;
  let clock: NodeJS.Timeout | undefined;
  /** As last looked at; stays 0 where there is no /proc, and then the clock is never stretched. */
  let cpuSeconds = 0;
  const watch = setInterval(() => void look(), WATCH_EVERY_MS);
  watch.unref();
  // The server's own exit does not wait for an idle reader; a reader whose channel closes ends itself.
  const hold = (held: boolean): void => {
    if (held) child.ref();
    else child.unref();
    if (held) child.channel?.ref();
    else child.channel?.unref();
  };

  const kill = (why: Loss = 'stopped'): void => {
    loss ??= why;
    killGroup(child);
  };
  const wind = (seconds = secondsPerPage): void => {
    clearTimeout(clock);
    const since = cpuSeconds;
    let waited = 0;
    const again = (): void => {
      waited += seconds;
      const starved = running !== undefined && cpuSeconds > 0 && cpuSeconds - since < waited / 2;
      if (!starved || waited >= seconds * READING_LIMITS.patience) return kill('timed-out');
      clock = setTimeout(again, seconds * 1000);
    };
    clock = setTimeout(again, seconds * 1000);
  };
  const look = async (): Promise<void> => {
    if (child.pid === undefined || running === undefined) return;
    const usage = await usageOf(child.pid);
    if (usage === undefined) return;
    cpuSeconds = usage.cpuSeconds;
    if (usage.bytes > READING_LIMITS.memoryBytes) kill('out-of-memory');
  };
  const finish = (how: TaskEnd): void => {
    clearTimeout(clock);
    hold(false);
    const task = running;
    running = undefined;
    task?.end(how);
  };

  const ready = new Promise<void>((resolve, reject) => {
    wind(START_SECONDS);
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`The reader did not start (${code ?? signal}).`)));
    child.once('message', (message) => {
      clearTimeout(clock);
      if (parseMessage(message)?.type === 'ready') resolve();
      else reject(new Error('The reader did not say that it is ready.'));
    });
  });
  child.on('error', () => undefined);
  child.on('exit', (code, signal) => {
    alive = false;
    clearInterval(watch);
    killGroup(child);
    finish({ end: 'lost', loss: loss ?? (signal === 'SIGKILL' || code === KILLED_WITHIN ? 'killed' : 'crashed') });
  });
  try {
    await ready;
  } catch (error) {
    kill();
    throw error;
  }
  hold(false);
  child.on('message', (raw) => {
    const message = parseMessage(raw);
    // A reader that says what no reader says has been taken over: end it.
    if (message === undefined) return kill('crashed');
    if (message.type === 'done') return finish({ end: 'done' });
    if (message.type === 'refused') return finish({ end: 'refused', refusal: message.refusal });
    if (running === undefined) return;
    if (message.type === 'begun') pages++;
    wind();
    running.hear(message);
  });

  return {
    get alive() {
      return alive && loss === undefined;
    },
    get pages() {
      return pages;
    },
    run(task, hear) {
      return new Promise((resolve) => {
        if (!alive) return resolve({ end: 'lost', loss: loss ?? 'crashed' });
        running = { hear, end: resolve };
        hold(true);
        wind();
        child.send(task, (error) => {
          if (error !== null) kill('crashed');
        });
      });
    },
    kill,
  };
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Already gone.
  }
}
