import { type KeyStroke } from './wand.ts';

/** One step of a shortcut: `j`, `Shift+j`, `?`, `Mod+k`, `Alt+ArrowLeft`, `F2`. A shortcut is one or two of them. */
export interface Chord {
  readonly key: string;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  /** Ctrl on most machines, Command on a Mac; Ctrl is accepted there too. */
  readonly mod: boolean;
}

/** WCAG 2.2, 2.1.4: a shortcut of one printable character can be switched off or moved behind Alt. */
export type SingleKeys = 'on' | 'off' | 'alt';

const parsed = new Map<string, readonly Chord[]>();

export function parseShortcut(shortcut: string): readonly Chord[] {
  const known = parsed.get(shortcut);
  if (known !== undefined) return known;
  const chords = shortcut.split(' ').map(parseChord);
  parsed.set(shortcut, chords);
  return chords;
}

function parseChord(text: string): Chord {
  const parts = text.length > 1 ? text.split('+') : [text];
  const key = parts[parts.length - 1] ?? '';
  const has = (name: string) => parts.slice(0, -1).includes(name);
  return { key, ctrl: has('Ctrl'), alt: has('Alt'), shift: has('Shift'), mod: has('Mod') };
}

export function isSingleKey(chord: Chord): boolean {
  return [...chord.key].length === 1 && !chord.ctrl && !chord.alt && !chord.mod;
}

const isLetter = (key: string) => /^\p{L}$/u.test(key);

export interface ChordContext {
  readonly singleKeys: SingleKeys;
  /** The focus is where typing belongs: characters without a modifier are text there. */
  readonly inText: boolean;
  readonly mac: boolean;
}

export function chordMatches(chord: Chord, stroke: KeyStroke, context: ChordContext): boolean {
  const single = isSingleKey(chord);
  if (single && (context.inText || context.singleKeys === 'off')) return false;
  const alt = chord.alt || (single && context.singleKeys === 'alt');
  if (stroke.alt !== alt) return false;
  if (!modifiersMatch(chord, stroke, context.mac)) return false;
  const key = alt ? keyUnderAlt(stroke) : stroke.key;
  if (!isLetter(chord.key)) {
    // Shift is part of how `?` or `+` is typed, so it only counts for named keys such as Enter.
    return key === chord.key && ([...chord.key].length === 1 || stroke.shift === chord.shift);
  }
  return key.toLowerCase() === chord.key.toLowerCase() && stroke.shift === chord.shift;
}

function modifiersMatch(chord: Chord, stroke: KeyStroke, mac: boolean): boolean {
  if (chord.mod && mac && stroke.meta && !stroke.ctrl) return true;
  return stroke.ctrl === (chord.ctrl || chord.mod) && !stroke.meta;
}

/** Alt (Option) prints other characters on many keyboards; the key's place tells which letter was meant. */
function keyUnderAlt(stroke: KeyStroke): string {
  const place = /^(?:Key([A-Z])|Digit([0-9]))$/.exec(stroke.code);
  return place?.[1] ?? place?.[2] ?? stroke.key;
}

const PRINTED: Record<string, string> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
};

/** The shortcut as a person reads it on the help page and in the command bar, one string for each key cap. */
export function printShortcut(shortcut: string, singleKeys: SingleKeys, mac: boolean): readonly (readonly string[])[] {
  return parseShortcut(shortcut).map((chord) => {
    const alt = chord.alt || (isSingleKey(chord) && singleKeys === 'alt');
    return [
      ...(chord.mod ? [mac ? '⌘' : 'Ctrl'] : []),
      ...(chord.ctrl ? ['Ctrl'] : []),
      ...(alt ? [mac ? '⌥' : 'Alt'] : []),
      ...(chord.shift ? ['Shift'] : []),
      PRINTED[chord.key] ?? (isLetter(chord.key) ? chord.key.toUpperCase() : chord.key),
    ];
  });
}
