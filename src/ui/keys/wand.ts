/**
 * A barcode wand is a keyboard: it types letters and ends with Enter or Tab. Left alone, a scanned label would fire
 * every single-letter shortcut of the screen. This guard watches the rhythm: nobody types six characters less than
 * 35 ms apart, every wand does. A single character is therefore held for one gap before it may act as a shortcut.
 * Pure: strokes with their times go in, verdicts come out; the clock and the document live in `service.ts`.
 */
export interface KeyStroke {
  /** `KeyboardEvent.key`. */
  readonly key: string;
  /** `KeyboardEvent.code`, to find the letter under Alt on keyboards where Alt prints something else. */
  readonly code: string;
  /** Milliseconds on the event's own clock, not the time at which we got round to it. */
  readonly at: number;
  readonly repeat: boolean;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
  readonly shift: boolean;
}

export interface WandSettings {
  readonly maxGapMs: number;
  readonly minLength: number;
  /** A character or string that the site has programmed its wands to send first; then any length counts as a scan. */
  readonly prefix: string;
}

export const DEFAULT_WAND: WandSettings = { maxGapMs: 35, minLength: 6, prefix: '' };

/** A driver's licence in PDF417 holds some 500 characters, a full QR code 4,296; what is longer is noise. */
const MAX_LENGTH = 4_300;

export interface WandVerdict {
  /** Strokes that turned out to be a person's: they may act as shortcuts now. */
  readonly released: readonly KeyStroke[];
  /** A finished scan. */
  readonly scanned?: string;
  /** What becomes of the stroke at hand. */
  readonly take: 'pass' | 'hold' | 'swallow';
}

/** Keys that only change others; they neither begin nor break a burst or a sequence. */
export const MODIFIERS: ReadonlySet<string> = new Set([
  'Shift',
  'Control',
  'Alt',
  'AltGraph',
  'Meta',
  'CapsLock',
  'NumLock',
  'Fn',
  'Dead',
]);

export class WandGuard {
  private strokes: KeyStroke[] = [];
  private lastAt = Number.NEGATIVE_INFINITY;

  constructor(public settings: WandSettings = DEFAULT_WAND) {}

  /** More than one stroke in wand rhythm: nothing of it may reach the screen. */
  get inBurst(): boolean {
    return this.strokes.length > 1;
  }

  /** When the strokes held so far will have proven themselves, if nothing follows. */
  get dueAt(): number | undefined {
    return this.strokes.length === 0 ? undefined : this.lastAt + this.settings.maxGapMs;
  }

  press(stroke: KeyStroke): WandVerdict {
    if (MODIFIERS.has(stroke.key)) return { released: [], take: 'pass' };
    const late = stroke.at - this.lastAt > this.settings.maxGapMs;
    // A key held down repeats every 30 ms or so, and a wand never repeats: it lifts the key after each character.
    if (stroke.repeat || late || !belongsToBurst(stroke, this.strokes.length > 0)) {
      const before = this.settle();
      const now = stroke.repeat ? ({ released: [], take: 'pass' } as const) : this.begin(stroke);
      return { ...now, ...before };
    }
    if (stroke.key === 'Enter' || stroke.key === 'Tab') return this.finish();
    if (this.strokes.length < MAX_LENGTH) this.strokes.push(stroke);
    this.lastAt = stroke.at;
    return { released: [], take: 'hold' };
  }

  /** Silence: one held stroke was a person's; several without an ending were a scan only if the prefix says so. */
  settle(): { readonly released: readonly KeyStroke[]; readonly scanned?: string } {
    const strokes = this.strokes;
    this.strokes = [];
    if (strokes.length === 1) return { released: strokes };
    const text = textOf(strokes);
    const { prefix } = this.settings;
    if (prefix !== '' && text.startsWith(prefix) && text.length > prefix.length) {
      return { released: [], scanned: text.slice(prefix.length) };
    }
    return { released: [] };
  }

  private begin(stroke: KeyStroke): WandVerdict {
    if (!isCharacter(stroke)) return { released: [], take: 'pass' };
    this.strokes = [stroke];
    this.lastAt = stroke.at;
    return { released: [], take: 'hold' };
  }

  private finish(): WandVerdict {
    if (this.strokes.length < 2) return { ...this.settle(), take: 'pass' };
    const text = textOf(this.strokes);
    const { scanned } = this.settle();
    if (scanned !== undefined) return { released: [], scanned, take: 'swallow' };
    // Shorter bursts come from wands too (a shelf label "A12"): no scan without a prefix, but never a shortcut either.
    return text.length >= this.settings.minLength
      ? { released: [], scanned: text, take: 'swallow' }
      : { released: [], take: 'swallow' };
  }
}

/** A space alone must stay what it is on a button or a check box, so it never opens a burst. */
function isCharacter(stroke: KeyStroke): boolean {
  return [...stroke.key].length === 1 && stroke.key !== ' ' && !stroke.ctrl && !stroke.alt && !stroke.meta;
}

/** Inside a burst a wand may send spaces and, for GS1 labels, control characters as Ctrl+] and the like. */
function belongsToBurst(stroke: KeyStroke, open: boolean): boolean {
  if (!open) return false;
  return [...stroke.key].length === 1 || stroke.key === 'Enter' || stroke.key === 'Tab';
}

function textOf(strokes: readonly KeyStroke[]): string {
  return strokes.map((stroke) => (stroke.ctrl && !stroke.alt ? controlCharacter(stroke.key) : stroke.key)).join('');
}

function controlCharacter(key: string): string {
  return String.fromCharCode(key.toUpperCase().charCodeAt(0) & 0x1f);
}
