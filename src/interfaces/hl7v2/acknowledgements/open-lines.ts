import { get, isRefusal, type Message, parseMessage } from '../../../../packages/hl7/index.ts';
import type { Services } from '../../../platform/services.ts';

const CONFIRM_MS = 30_000;
/** Answers of one connection whose confirmation may still come. */
const MAX_TOLD = 1_000;

export interface Confirmation {
  /** MSA-1; undefined: it was handed over, and the sender confirms nothing on this connection. */
  readonly code: string | undefined;
  readonly words: string | undefined;
}

/**
 * The way back on a connection that a sender opened: application acknowledgements go out on it between the answers to its
 * messages, and the sender's own answers to them are told apart from what it sends.
 */
export class OpenLine {
  private readonly told = new Set<string>();
  private waiting: { readonly controlId: string; readonly heard: (message: Message) => void } | undefined;
  private closed: ((error: Error) => void) | undefined;
  /** A sender that let the time for one pass is not waited for again on this connection, until it confirms one. */
  private confirms = true;
  private readonly write: (text: string) => Promise<void>;
  private readonly confirmMs: number;

  /** @param write resolves when the text was handed to the connection, after all that was answered before */
  constructor(write: (text: string) => Promise<void>, confirmMs = CONFIRM_MS) {
    this.write = write;
    this.confirmMs = confirmMs;
  }

  /** @throws where the connection ends before it is known whether the sender has it */
  async exchange(text: string, controlId: string): Promise<Confirmation> {
    if (this.told.size >= MAX_TOLD) this.told.clear();
    this.told.add(controlId);
    let timer: NodeJS.Timeout | undefined;
    const confirmed = new Promise<Confirmation>((resolve, reject) => {
      this.closed = reject;
      this.waiting = {
        controlId,
        heard: (message) => resolve({ code: get(message, 'MSA-1'), words: wordsOf(message) }),
      };
    });
    confirmed.catch(() => {}); // heard below, unless writing failed before
    try {
      await this.write(text);
      const unconfirmed = { code: undefined, words: undefined };
      if (!this.confirms) return unconfirmed;
      const late = new Promise<Confirmation>((resolve) => {
        timer = setTimeout(() => {
          this.confirms = false;
          resolve(unconfirmed);
        }, this.confirmMs);
      });
      return await Promise.race([confirmed, late]);
    } finally {
      clearTimeout(timer);
      this.waiting = undefined;
      this.closed = undefined;
    }
  }

  /** @returns whether this was an answer to one of ours, and no message */
  hears(text: string): boolean {
    if (this.told.size === 0 || !/[\r\n]MSA/.test(text.slice(0, 2_000))) return false;
    const message = parseMessage(text);
    if (isRefusal(message)) return false;
    const controlId = get(message, 'MSA-2');
    if (controlId === undefined || !this.told.has(controlId)) return false;
    this.confirms = true;
    if (this.waiting?.controlId === controlId) this.waiting.heard(message);
    return true;
  }

  close(): void {
    this.closed?.(new Error('The connection was closed before the answer was confirmed.'));
  }
}

/** ERR-8, ERR-7 or MSA-3: what the other side says, for the person who looks into it. */
export function wordsOf(message: Message): string | undefined {
  return get(message, 'ERR-8') ?? get(message, 'ERR-7') ?? get(message, 'ERR-3.2') ?? get(message, 'MSA-3');
}

/** The connections of this process on which each sender speaks, the newest last. */
const open = new WeakMap<Services['settings'], Map<string, Set<OpenLine>>>();

/** @returns whether the sender was not heard on this connection before */
export function joinLine({ settings }: Pick<Services, 'settings'>, senderId: string, line: OpenLine): boolean {
  const bySender = open.get(settings) ?? new Map<string, Set<OpenLine>>();
  open.set(settings, bySender);
  const lines = bySender.get(senderId) ?? new Set();
  bySender.set(senderId, lines);
  if (lines.has(line)) return false;
  lines.add(line);
  return true;
}

export function leaveLine({ settings }: Pick<Services, 'settings'>, line: OpenLine): void {
  const bySender = open.get(settings);
  for (const [senderId, lines] of bySender ?? []) {
    lines.delete(line);
    if (lines.size === 0) bySender?.delete(senderId);
  }
}

export function lineOf({ settings }: Pick<Services, 'settings'>, senderId: string): OpenLine | undefined {
  return [...(open.get(settings)?.get(senderId) ?? [])].at(-1);
}
