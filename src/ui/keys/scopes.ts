import { chordMatches, parseShortcut, type ChordContext } from './chord.ts';
import { type KeyStroke } from './wand.ts';

/** How an act is taken back; the command bar shows it and the undo audit walks it (research/ux.md 8, item 6). */
export type Reversal = 'reading' | 'reversible' | 'by-new-act' | 'irreversible';

export interface Command {
  /** `module.verb`, unique on the screen. */
  readonly id: string;
  readonly label: string;
  /** Heading in the help page and the command bar. */
  readonly group?: string;
  readonly keys: readonly string[];
  readonly run: () => void;
  readonly reversal?: Reversal;
  /** Fires again and again while the key is held, as moving a row does. */
  readonly repeats?: boolean;
  /** A command that makes no sense in the bar, such as "next row". */
  readonly hidden?: boolean;
  readonly disabled?: boolean;
}

/** A dialog silences everything below it; a panel counts only while the focus is inside. */
export type ScopeLevel = 'global' | 'page' | 'panel' | 'dialog';

export interface Scope {
  readonly level: ScopeLevel;
  readonly commands: () => readonly Command[];
  readonly isActive?: () => boolean;
  /** Returns true when the scope has a use for the scanned text. */
  readonly onWand?: ((text: string) => boolean) | undefined;
}

const RANK: Record<ScopeLevel, number> = { global: 0, page: 1, panel: 2, dialog: 3 };

export class KeyScopes {
  private scopes: Scope[] = [];

  add(scope: Scope): () => void {
    this.scopes = [...this.scopes, scope];
    return () => {
      this.scopes = this.scopes.filter((other) => other !== scope);
    };
  }

  /** Innermost first: a dialog before a panel before the page; among equals, the one added last. */
  active(): readonly Scope[] {
    const live = this.scopes.filter((scope) => scope.isActive?.() ?? true);
    const sorted = live
      .map((scope, index) => ({ scope, index }))
      .sort((a, b) => RANK[b.scope.level] - RANK[a.scope.level] || b.index - a.index)
      .map(({ scope }) => scope);
    const dialog = sorted.findIndex((scope) => scope.level === 'dialog');
    return dialog === -1 ? sorted : sorted.slice(0, dialog + 1);
  }

  /** What can be done here and now; of two commands with one id the inner one counts. */
  commands(): readonly Command[] {
    const seen = new Map<string, Command>();
    for (const scope of this.active()) {
      for (const command of scope.commands()) {
        if (!seen.has(command.id)) seen.set(command.id, command);
      }
    }
    return [...seen.values()];
  }

  /** `begun` holds the strokes of a sequence such as `g h` that have been typed so far. */
  resolve(begun: readonly KeyStroke[], stroke: KeyStroke, context: ChordContext): Resolution {
    const strokes = [...begun, stroke];
    let opens = false;
    for (const command of this.commands()) {
      if (command.disabled === true) continue;
      for (const shortcut of command.keys) {
        const chords = parseShortcut(shortcut);
        if (chords.length < strokes.length) continue;
        const fits = strokes.every((typed, index) => {
          const chord = chords[index];
          return chord !== undefined && chordMatches(chord, typed, context);
        });
        if (!fits) continue;
        if (chords.length === strokes.length) return { kind: 'run', command };
        opens = true;
      }
    }
    return opens ? { kind: 'opens' } : { kind: 'none' };
  }

  /** Hands a scan to the innermost scope that has a use for it. */
  wand(text: string): boolean {
    return this.active().some((scope) => scope.onWand?.(text) ?? false);
  }

  wantsWand(): boolean {
    return this.active().some((scope) => scope.onWand !== undefined);
  }
}

export type Resolution =
  { readonly kind: 'run'; readonly command: Command } | { readonly kind: 'opens' } | { readonly kind: 'none' };
