import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolveChildEntry } from '../../../platform/reading/child-entry.ts';
import {
  PacketRefused,
  type AssembledPacket,
  type PacketDocument,
  type PacketInput,
  type PacketManifest,
} from './packet-input.ts';
import type { PageWord } from './redaction/derive-kept-words.ts';
import type { LookedAt } from './redaction/look-at-page.ts';
import type { Verification } from './verify-packet.ts';
import type { PacketProgress } from './write-packet.ts';

export type ChildTask =
  | { readonly kind: 'assemble'; readonly input: PacketInput; readonly folder: string }
  | {
      readonly kind: 'verify';
      readonly files: readonly string[];
      readonly manifest: PacketManifest;
      readonly folder: string;
      /** Fingerprints of the certificates with which we seal and sealed. */
      readonly certificates: readonly string[];
      readonly passcode?: string;
    }
  | {
      readonly kind: 'look';
      readonly document: PacketDocument;
      readonly page: number;
      readonly redacted: boolean;
      readonly folder: string;
    }
  | { readonly kind: 'words'; readonly document: PacketDocument; readonly folder: string }
  | { readonly kind: 'number'; readonly file: string; readonly folder: string; readonly passcode?: string };

export type ChildAnswer =
  | { readonly kind: 'progress'; readonly progress: PacketProgress }
  | { readonly kind: 'assembled'; readonly packet: AssembledPacket }
  | { readonly kind: 'verified'; readonly verification: Verification }
  | { readonly kind: 'numbered'; readonly number?: { packetNumber: string; volume: number } }
  | { readonly kind: 'looked'; readonly picture: LookedAt }
  | { readonly kind: 'words'; readonly pages: readonly (readonly PageWord[])[] }
  | { readonly kind: 'refused'; readonly reason: PacketRefused['reason']; readonly documentId?: string }
  | { readonly kind: 'failed'; readonly error: string };

export interface ChildLimits {
  /** Since the last sign of life: one document. */
  readonly silentMs: number;
  readonly memoryMiB: number;
}

/** A document of 5,000 pages takes seconds; a file built to take for ever is ended. The memory is five times the usual. */
export const CHILD_LIMITS: ChildLimits = { silentMs: 60_000, memoryMiB: 768 };
const WATCH_MS = 200;
/**
 * How the process is started. New objects seldom outlive a page: a small nursery keeps it under what a volume may take; one
 * arena (glibc; elsewhere it says nothing) lets a thread use what another freed.
 */
export const CHILD_START = {
  heap: ['--max-old-space-size=256', '--max-semi-space-size=4'],
  env: { MALLOC_ARENA_MAX: '1' },
} as const;

/** The child was ended, or ended itself, while it read this document. */
export class PacketChildStopped extends Error {
  constructor(
    override readonly cause: 'silent' | 'memory' | 'crashed',
    readonly documentId?: string,
  ) {
    super(`the packet process was stopped: ${cause}`);
  }
}

/** A process that does one task after the other, for documents that belong together. */
export interface PacketChild {
  /** False once it was stopped, or stopped itself. */
  readonly isAlive: boolean;
  /** One at a time. @throws PacketRefused, PacketChildStopped */
  ask(task: ChildTask, onProgress?: (progress: PacketProgress) => void): Promise<ChildAnswer>;
  /** Ends the process; what it was asked fails. */
  close(): void;
}

interface Asked {
  readonly onProgress: (progress: PacketProgress) => void;
  resolve(answer: ChildAnswer): void;
  reject(error: Error): void;
}

/**
 * Starts a process of its own: the main thread never waits for it, and a file that hangs, crashes or fills the memory takes
 * only that process along. The child gets no environment, so no secret of the server. While it is asked nothing it does
 * not keep the server from ending.
 */
export function openPacketChild(limits: ChildLimits = CHILD_LIMITS): PacketChild {
  const { file, execArgv } = resolveChildEntry('packet-child', import.meta.url);
  const child = fork(file, [], {
    execArgv: [...CHILD_START.heap, ...execArgv],
    env: CHILD_START.env,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
  });
  let asked: Asked | undefined;
  let reading: string | undefined;
  let lastHeard = performance.now();
  let stopped: PacketChildStopped['cause'] | undefined;
  let isAlive = true;
  const watch = setInterval(() => {
    if (asked === undefined) return;
    if (performance.now() - lastHeard > limits.silentMs) stopped = 'silent';
    else if (residentMiB(child.pid) > limits.memoryMiB) stopped = 'memory';
    if (stopped !== undefined) child.kill('SIGKILL');
  }, WATCH_MS);
  watch.unref();
  const settle = (how: (task: Asked) => void) => {
    const task = asked;
    asked = undefined;
    child.unref();
    child.channel?.unref();
    if (task !== undefined) how(task);
  };
  child.on('message', (answer: ChildAnswer) => {
    lastHeard = performance.now();
    if (answer.kind === 'progress') {
      reading = answer.progress.documentId;
      asked?.onProgress(answer.progress);
    } else if (answer.kind === 'refused')
      settle(({ reject }) => reject(new PacketRefused(answer.reason, answer.documentId)));
    else settle(({ resolve }) => resolve(answer));
  });
  const ended = (error: Error) => {
    isAlive = false;
    clearInterval(watch);
    settle(({ reject }) => reject(error));
  };
  child.on('error', ended);
  child.on('exit', () => ended(new PacketChildStopped(stopped ?? 'crashed', reading)));
  return {
    get isAlive() {
      return isAlive;
    },
    ask(task, onProgress = () => {}) {
      return new Promise((resolve, reject) => {
        if (!isAlive || asked !== undefined) return reject(new PacketChildStopped('crashed'));
        asked = { onProgress, resolve, reject };
        reading = undefined;
        lastHeard = performance.now();
        child.ref();
        child.channel?.ref();
        child.send(task, (error) => {
          if (error !== null) child.kill('SIGKILL');
        });
      });
    },
    close() {
      isAlive = false;
      child.kill('SIGKILL');
    },
  };
}

/** Runs one task in a process of its own, which ends with it. @throws PacketRefused, PacketChildStopped */
export async function runPacketChild(
  task: ChildTask,
  onProgress?: (progress: PacketProgress) => void,
  limits?: ChildLimits,
): Promise<ChildAnswer> {
  const child = openPacketChild(limits);
  try {
    return await child.ask(task, onProgress);
  } finally {
    child.close();
  }
}

/** Linux tells; elsewhere the heap limit and the clock must do. */
function residentMiB(pid: number | undefined): number {
  if (process.platform !== 'linux' || pid === undefined) return 0;
  try {
    return (Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]) * 4096) / 1048576;
  } catch {
    return 0; // it has just ended
  }
}
