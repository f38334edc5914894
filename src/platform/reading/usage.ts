import { readFile } from 'node:fs/promises';

const PAGE = 4096;
/** Linux reports processor time in hundredths of a second to programs (USER_HZ), whatever the kernel counts in. */
const TICKS = 100;
/** A reader starts the shell's successor, bubblewrap, Node and one OCR engine; anything wider is not ours. */
const MOST_PROCESSES = 64;

export interface Usage {
  /** Resident bytes of a process and everything it started that still runs. */
  readonly bytes: number;
  /** Processor seconds of the same, with those that have ended. */
  readonly cpuSeconds: number;
}

/** What a process and its descendants use, from /proc; undefined where there is no /proc. */
export async function usageOf(pid: number): Promise<Usage | undefined> {
  let bytes = 0;
  let ticks = 0;
  let found = false;
  const queue = [pid];
  const read = (path: string): Promise<string> => readFile(path, 'latin1').catch(() => '');
  for (let i = 0; i < queue.length && i < MOST_PROCESSES; i++) {
    const at = `/proc/${queue[i]}`;
    const [statm, stat, children] = await Promise.all([
      read(`${at}/statm`),
      read(`${at}/stat`),
      read(`${at}/task/${queue[i]}/children`),
    ]);
    const pages = Number(statm.split(' ')[1]);
    // Fields 14 to 17 of proc(5): own and waited-for children's time; the name before them may hold blanks.
    const times = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 15)
      .map(Number);
    if (Number.isFinite(pages)) {
      bytes += pages * PAGE;
      ticks += times.reduce((sum, it) => sum + it, 0);
      found = true;
    }
    queue.push(...children.split(' ').filter(Boolean).map(Number));
  }
  return found ? { bytes, cpuSeconds: ticks / TICKS } : undefined;
}
