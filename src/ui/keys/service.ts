import { type ChordContext, type SingleKeys } from './chord.ts';
import { KeyScopes } from './scopes.ts';
import { DEFAULT_WAND, MODIFIERS, WandGuard, type KeyStroke, type WandSettings } from './wand.ts';

/** The clock and timer are handed in, so that a day of scanning can be tested in a moment. */
export interface KeyClock {
  now(): number;
  after(ms: number, run: () => void): () => void;
}

/** The field in which a scan may have begun to type itself, and how to take that back. */
export interface TypedInto {
  /** The field wants scans as plain typing (`data-wand="type"`). */
  readonly keepsScans: boolean;
  readonly restore: () => void;
}

const SEQUENCE_MS = 1_000;
/** The timer came later than this after its hour: the page was busy and strokes may still wait in the queue. */
const LATE_MS = 12;
/** After so many late timers in a row the strokes are let go, whatever else waits. */
const MAX_REARMS = 5;

export class KeyService {
  readonly scopes = new KeyScopes();
  singleKeys: SingleKeys = 'on';
  mac = false;
  /** Called when a scan found no taker, so that the screen can say so instead of staying silent. */
  onUnusedScan: (text: string) => void = () => undefined;

  private readonly guard: WandGuard;
  private begun: KeyStroke[] = [];
  private cancelTimer: () => void = () => undefined;
  private rearms = 0;
  private typedInto: TypedInto | undefined;

  constructor(
    private readonly clock: KeyClock,
    wand: WandSettings = DEFAULT_WAND,
  ) {
    this.guard = new WandGuard(wand);
  }

  set wand(settings: WandSettings) {
    this.guard.settings = settings;
  }

  /** Returns true when the stroke is ours: the caller prevents its default and stops it from travelling on. */
  press(stroke: KeyStroke, field: TypedInto | undefined): boolean {
    if (MODIFIERS.has(stroke.key)) return false;
    const verdict = this.guard.press(stroke);
    const inText = field !== undefined;
    for (const released of verdict.released) this.dispatch(released, this.typedInto !== undefined);
    if (verdict.scanned !== undefined) {
      const ours = this.deliver(verdict.scanned, verdict.take === 'swallow');
      if (verdict.take === 'swallow') return ours;
    }
    if (verdict.take === 'hold') {
      if (!this.guard.inBurst) this.typedInto = field;
      this.arm();
      return !inText && (this.guard.inBurst || this.isBound(stroke));
    }
    // A very fast typist may end a word like a short scan; in a field that is harmless, so Enter keeps its meaning.
    if (verdict.take === 'swallow' && !inText) return true;
    return this.dispatch(stroke, inText);
  }

  private arm(): void {
    this.cancelTimer();
    const due = this.guard.dueAt;
    if (due === undefined) return;
    const wait = Math.max(0, due - this.clock.now()) + 1;
    const planned = this.clock.now() + wait;
    this.cancelTimer = this.clock.after(wait, () => {
      if (this.clock.now() - planned > LATE_MS && this.rearms < MAX_REARMS) {
        this.rearms += 1;
        this.cancelTimer = this.clock.after(this.guard.settings.maxGapMs, () => this.settle());
        return;
      }
      this.settle();
    });
  }

  private settle(): void {
    this.rearms = 0;
    const { released, scanned } = this.guard.settle();
    for (const stroke of released) this.dispatch(stroke, this.typedInto !== undefined);
    if (scanned !== undefined) this.deliver(scanned, false);
  }

  /** Returns true when the scan was taken from the field (or there was none), false when it stays there as typing. */
  private deliver(text: string, ended: boolean): boolean {
    this.cancelTimer();
    const field = this.typedInto;
    this.typedInto = undefined;
    if (field !== undefined && (field.keepsScans || !this.scopes.wantsWand())) return false;
    field?.restore();
    if (!this.scopes.wand(text)) this.onUnusedScan(text);
    return ended;
  }

  private dispatch(stroke: KeyStroke, inText: boolean): boolean {
    const context: ChordContext = { singleKeys: this.singleKeys, inText, mac: this.mac };
    const last = this.begun[this.begun.length - 1];
    if (last !== undefined && stroke.at - last.at > SEQUENCE_MS) this.begun = [];
    let found = this.scopes.resolve(this.begun, stroke, context);
    if (found.kind === 'none' && this.begun.length > 0) {
      this.begun = [];
      found = this.scopes.resolve([], stroke, context);
    }
    if (found.kind === 'opens') {
      this.begun = [...this.begun, stroke];
      return true;
    }
    this.begun = [];
    if (found.kind === 'none') return false;
    if (stroke.repeat && found.command.repeats !== true) return true;
    found.command.run();
    return true;
  }

  private isBound(stroke: KeyStroke): boolean {
    const context: ChordContext = { singleKeys: this.singleKeys, inText: false, mac: this.mac };
    return this.scopes.resolve(this.begun, stroke, context).kind !== 'none';
  }
}
