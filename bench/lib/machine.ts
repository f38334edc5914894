import { readdirSync, readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { performance } from 'node:perf_hooks';

/** Linux counts processor time in hundredths of a second, on every architecture it runs Node on. */
const TICKS_PER_SECOND = 100;
const MIB = 1024;
const LOOK_MS = 20;

/** What else the machine did while something was measured: a figure without it cannot be compared. */
export interface Noise {
  readonly seconds: number;
  /** Processor seconds of each named process with its descendants. */
  readonly cpu: Readonly<Record<string, number>>;
  /** Cores that everybody else used, on average. */
  readonly others: number;
  readonly load1: number;
}

/** Starts to watch; the function returned ends it. Zeros where there is no /proc (macOS). */
export function watchMachine(processes: Readonly<Record<string, number>> = {}): () => Noise {
  const begin = reading(processes);
  return () => {
    const end = reading(processes);
    const seconds = (end.at - begin.at) / 1000;
    const cpu = Object.fromEntries(
      Object.keys(processes).map((name) => [name, (end.cpu[name] ?? 0) - (begin.cpu[name] ?? 0)]),
    );
    // Where this process is a named one, it is counted there already.
    const self = Object.values(processes).includes(process.pid) ? 0 : end.self - begin.self;
    const ours = Object.values(cpu).reduce((sum, each) => sum + each, self);
    return { seconds, cpu, others: Math.max(0, (end.busy - begin.busy - ours) / seconds), load1: loadavg()[0] ?? 0 };
  };
}

function reading(processes: Readonly<Record<string, number>>) {
  const self = process.cpuUsage();
  const all = processTable();
  return {
    at: performance.now(),
    busy: busySeconds(),
    self: (self.user + self.system) / 1e6,
    cpu: Object.fromEntries(
      Object.entries(processes).map(([name, pid]) => [name, cpuSeconds(pid, all, new Set(Object.values(processes)))]),
    ),
  };
}

/** Resident memory in MiB of one process, without its children. */
export function residentMiB(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / MIB;
  } catch {
    return 0;
  }
}

/** Looks at the memory of a process often; the function returned ends it and tells the most that was seen, in MiB. */
export function watchPeak(pid: number): () => number {
  let most = residentMiB(pid);
  const look = setInterval(() => {
    most = Math.max(most, residentMiB(pid));
  }, LOOK_MS);
  return () => {
    clearInterval(look);
    return most;
  };
}

interface Times {
  readonly parent: number;
  readonly own: number;
  readonly waited: number;
}

/** Its own time, that of children it waited for, and that of those alive; a process counted under another name stays there. */
function cpuSeconds(pid: number, all: ReadonlyMap<number, Times>, named: ReadonlySet<number>): number {
  const times = all.get(pid);
  if (times === undefined) return 0;
  const children = [...all].filter(([child, { parent }]) => parent === pid && !named.has(child));
  return times.own + times.waited + children.reduce((sum, [child]) => sum + cpuSeconds(child, all, named), 0);
}

function processTable(): Map<number, Times> {
  const table = new Map<number, Times>();
  try {
    for (const name of readdirSync('/proc')) {
      if (!/^\d+$/.test(name)) continue;
      try {
        const line = readFileSync(`/proc/${name}/stat`, 'utf8');
        // proc(5): after the command in brackets come state, ppid, ...; utime is the 12th of them.
        const fields = line.slice(line.lastIndexOf(') ') + 2).split(' ');
        const ticks = (at: number) => Number(fields[at] ?? 0) / TICKS_PER_SECOND;
        table.set(Number(name), {
          parent: Number(fields[1]),
          own: ticks(11) + ticks(12),
          waited: ticks(13) + ticks(14),
        });
      } catch {
        // It ended while we looked.
      }
    }
  } catch {
    // No /proc here.
  }
  return table;
}

function busySeconds(): number {
  try {
    const [first = ''] = readFileSync('/proc/stat', 'utf8').split('\n');
    const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = first.split(/\s+/).slice(1).map(Number);
    return (user + nice + system + irq + softirq) / TICKS_PER_SECOND;
  } catch {
    return 0;
  }
}
