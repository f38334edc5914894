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
const HEAP = '--max-old-space-size=256';

/** The child was ended, or ended itself, while it read this document. */
export class PacketChildStopped extends Error {
  constructor(
    override readonly cause: 'silent' | 'memory' | 'crashed',
    readonly documentId?: string,
  ) {
    super(`the packet process was stopped: ${cause}`);
  }
}

/**
 * Runs one task in a process of its own: the main thread never waits for it, and a file that hangs, crashes or fills the
 * memory takes only that process along. The child gets no environment, so no secret of the server.
 */
export function runPacketChild(
  task: ChildTask,
  onProgress: (progress: PacketProgress) => void = () => {},
  limits: ChildLimits = CHILD_LIMITS,
): Promise<ChildAnswer> {
  return new Promise((resolve, reject) => {
    const { file, execArgv } = resolveChildEntry('packet-child', import.meta.url);
    const child = fork(file, [], {
      execArgv: [HEAP, ...execArgv],
      env: {},
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
    });
    let reading: string | undefined;
    let lastHeard = performance.now();
    let stopped: PacketChildStopped['cause'] | undefined;
    const watch = setInterval(() => {
      if (performance.now() - lastHeard > limits.silentMs) stopped = 'silent';
      else if (residentMiB(child.pid) > limits.memoryMiB) stopped = 'memory';
      if (stopped !== undefined) child.kill('SIGKILL');
    }, WATCH_MS);
    child.on('message', (answer: ChildAnswer) => {
      lastHeard = performance.now();
      if (answer.kind === 'progress') {
        reading = answer.progress.documentId;
        onProgress(answer.progress);
      } else if (answer.kind === 'refused') reject(new PacketRefused(answer.reason, answer.documentId));
      else resolve(answer);
    });
    child.on('error', reject);
    child.on('exit', () => {
      clearInterval(watch);
      reject(new PacketChildStopped(stopped ?? 'crashed', reading)); // after an answer this says nothing more
    });
    child.send(task);
  });
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
