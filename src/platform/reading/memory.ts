import { readFile } from 'node:fs/promises';

const PAGE = 4096;
/** A reader starts the shell's successor, bubblewrap, Node and one OCR engine; anything wider is not ours. */
const MOST_PROCESSES = 64;

/** Resident bytes of a process and everything it started, from /proc; undefined where there is no /proc. */
export async function residentBytes(pid: number): Promise<number | undefined> {
  let sum = 0;
  let found = false;
  const queue = [pid];
  for (let i = 0; i < queue.length && i < MOST_PROCESSES; i++) {
    const [statm, children] = await Promise.all([
      readFile(`/proc/${queue[i]}/statm`, 'latin1').catch(() => ''),
      readFile(`/proc/${queue[i]}/task/${queue[i]}/children`, 'latin1').catch(() => ''),
    ]);
    const pages = Number(statm.split(' ')[1]);
    if (Number.isFinite(pages)) {
      sum += pages * PAGE;
      found = true;
    }
    queue.push(...children.split(' ').filter(Boolean).map(Number));
  }
  return found ? sum : undefined;
}
