const START = 0x0b;
const END = 0x1c;
const CR = 0x0d;

/** The first bytes of what is dropped: enough to say to whom the refusal goes. */
const KEPT_OF_TOO_LONG = 4_096;

export interface Frame {
  /** whole; broken: the next one began before it ended; too-long: only its beginning was kept. */
  readonly kind: 'whole' | 'broken' | 'too-long';
  readonly bytes: Buffer;
}

/** Shared by all connections: what unfinished frames may hold together. */
export interface Budget {
  held: number;
  readonly most: number;
}

/**
 * Cuts a stream into MLLP frames: 0B message 1C 0D. Bytes before 0B are dropped. A frame that begins within another one
 * (0B MSH after a lost end) ends it, so a damaged message does not swallow the next.
 */
export class Deframer {
  private parts: Buffer[] = [];
  private size = 0;
  private inside = false;
  private overflown = false;
  /** 1C stood at the end of the last chunk, or a 0B whose next bytes are not here yet. */
  private rest: Buffer = Buffer.alloc(0);
  private readonly limit: number;
  private readonly budget: Budget;

  constructor(limit: number, budget: Budget) {
    this.limit = limit;
    this.budget = budget;
  }

  get unfinished(): boolean {
    return this.inside;
  }

  push(chunk: Buffer): Frame[] {
    const bytes = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    this.rest = Buffer.alloc(0);
    const frames: Frame[] = [];
    let from = 0;
    while (from < bytes.length) {
      if (!this.inside) {
        const start = bytes.indexOf(START, from);
        if (start === -1) break;
        this.inside = true;
        from = start + 1;
        continue;
      }
      const mark = nextMark(bytes, from);
      if (mark === -1) {
        this.keep(bytes.subarray(from));
        break;
      }
      // What follows the mark decides, and may be in the next chunk.
      const ahead = bytes[mark] === END ? 1 : 3;
      if (bytes.length - mark <= ahead && couldBe(bytes, mark)) {
        this.keep(bytes.subarray(from, mark));
        this.rest = Buffer.from(bytes.subarray(mark));
        break;
      }
      if (bytes[mark] === END && bytes[mark + 1] === CR) {
        this.keep(bytes.subarray(from, mark));
        frames.push(this.take('whole'));
        from = mark + 2;
      } else if (bytes[mark] === START && bytes.toString('latin1', mark + 1, mark + 4) === 'MSH') {
        this.keep(bytes.subarray(from, mark));
        frames.push(this.take('broken'));
        this.inside = true;
        from = mark + 1;
      } else {
        this.keep(bytes.subarray(from, mark + 1));
        from = mark + 1;
      }
    }
    return frames;
  }

  /** The connection ended. */
  release(): void {
    this.budget.held -= this.size;
    this.size = 0;
    this.parts = [];
    this.inside = false;
  }

  private keep(bytes: Buffer): void {
    if (bytes.length === 0) return;
    if (
      !this.overflown &&
      (this.size + bytes.length > this.limit || this.budget.held + bytes.length > this.budget.most)
    ) {
      this.overflown = true;
      const beginning = Buffer.concat([...this.parts, bytes], Math.min(this.size + bytes.length, KEPT_OF_TOO_LONG));
      this.budget.held -= this.size;
      this.size = 0;
      this.parts = [beginning];
    }
    if (this.overflown) return;
    // Copied: a small part must not keep the whole chunk of the socket in memory.
    this.parts.push(Buffer.from(bytes));
    this.size += bytes.length;
    this.budget.held += bytes.length;
  }

  private take(kind: 'whole' | 'broken'): Frame {
    const frame: Frame = { kind: this.overflown ? 'too-long' : kind, bytes: Buffer.concat(this.parts) };
    this.budget.held -= this.size;
    this.parts = [];
    this.size = 0;
    this.inside = false;
    this.overflown = false;
    return frame;
  }
}

function nextMark(bytes: Buffer, from: number): number {
  const end = bytes.indexOf(END, from);
  const start = bytes.indexOf(START, from);
  return end === -1 ? start : start === -1 ? end : Math.min(end, start);
}

function couldBe(bytes: Buffer, mark: number): boolean {
  return bytes[mark] === END || 'MSH'.startsWith(bytes.toString('latin1', mark + 1));
}

export function framed(text: string): Buffer {
  return Buffer.concat([Buffer.of(START), Buffer.from(text, 'latin1'), Buffer.of(END, CR)]);
}
