import { type ChildAnswer, type ChildTask, openPacketChild, type PacketChild } from './run-packet-child.ts';

/** Turning a page, or the next document of a preflight, comes within this time. */
const IDLE_MS = 5_000;
/** Kept at once: each takes some 100 MiB. */
const MOST_KEPT = 2;
/** After so many tasks a fresh one is started, so that nothing piles up. */
const MOST_TASKS = 200;

interface Kept {
  readonly child: PacketChild;
  readonly tasks: number;
  readonly timer: NodeJS.Timeout;
}
const idle = new Map<string, Kept>();

/**
 * Runs a task on the process that did the last one of the same `key`, where it still stands, else on a new one: starting one
 * takes longer than most pages. Only what belongs together has a key in common (the pages of one document, the documents of
 * one preflight), so that nobody's file is ever open in a process that has read a stranger's before.
 * @throws PacketRefused, PacketChildStopped
 */
export async function askKeptChild(key: string, task: ChildTask, open = openPacketChild): Promise<ChildAnswer> {
  const kept = take(key);
  const child = kept?.child ?? open();
  try {
    const answer = await child.ask(task);
    keep(key, child, (kept?.tasks ?? 0) + 1);
    return answer;
  } catch (error) {
    child.close();
    throw error;
  }
}

function take(key: string): Kept | undefined {
  const kept = idle.get(key);
  if (kept === undefined) return undefined;
  idle.delete(key);
  clearTimeout(kept.timer);
  return kept.child.isAlive ? kept : undefined;
}

function keep(key: string, child: PacketChild, tasks: number): void {
  const before = take(key);
  before?.child.close();
  if (tasks >= MOST_TASKS || !child.isAlive) return child.close();
  const timer = setTimeout(() => take(key)?.child.close(), IDLE_MS);
  timer.unref();
  idle.set(key, { child, tasks, timer });
  for (const oldest of [...idle.keys()].slice(0, Math.max(0, idle.size - MOST_KEPT))) take(oldest)?.child.close();
}
