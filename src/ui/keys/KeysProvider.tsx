import { createContext, useContext, useEffect, useMemo, useRef, useState, type ReactNode, type RefObject } from 'react';
import { usePreferences } from '../preferences.ts';
import { type Command, type ScopeLevel } from './scopes.ts';
import { KeyService, type TypedInto } from './service.ts';
import { DEFAULT_WAND, type KeyStroke } from './wand.ts';

const KeysContext = createContext<KeyService | undefined>(undefined);

export const IS_MAC = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '');

const browserClock = {
  now: () => performance.now(),
  after: (ms: number, run: () => void) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** One listener for the whole window, in the capture phase: no component sees a key before the guard has. */
export function KeysProvider({
  onUnusedScan,
  children,
}: {
  readonly onUnusedScan: (text: string) => void;
  readonly children: ReactNode;
}) {
  const [service] = useState(() => new KeyService(browserClock));
  const { singleKeys, wandPrefix } = usePreferences();
  const unused = useRef(onUnusedScan);
  useEffect(() => {
    unused.current = onUnusedScan;
  });
  useEffect(() => {
    service.singleKeys = singleKeys;
    service.wand = { ...DEFAULT_WAND, prefix: wandPrefix };
    service.mac = IS_MAC;
    service.onUnusedScan = (text) => unused.current(text);
  }, [service, singleKeys, wandPrefix]);
  useEffect(() => listen(service), [service]);
  return <KeysContext value={service}>{children}</KeysContext>;
}

function listen(service: KeyService): () => void {
  // A button acts on the release of a space: a stroke we took must not come back as its keyup.
  const taken = new Set<string>();
  const down = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (!service.press(strokeOf(event), typedInto(event.target))) {
      taken.delete(event.code);
      return;
    }
    taken.add(event.code);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const up = (event: KeyboardEvent) => {
    if (!taken.delete(event.code)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  window.addEventListener('keydown', down, true);
  window.addEventListener('keyup', up, true);
  return () => {
    window.removeEventListener('keydown', down, true);
    window.removeEventListener('keyup', up, true);
  };
}

function strokeOf(event: KeyboardEvent): KeyStroke {
  // AltGr is reported as Ctrl+Alt on Windows although it only helps to write the character.
  const altGraph = event.getModifierState('AltGraph');
  return {
    key: event.key,
    code: event.code,
    at: event.timeStamp,
    repeat: event.repeat,
    ctrl: event.ctrlKey && !altGraph,
    alt: event.altKey && !altGraph,
    meta: event.metaKey,
    shift: event.shiftKey,
  };
}

const TYPED_TYPES = new Set(['text', 'search', 'email', 'password', 'tel', 'url', 'number', 'date', 'time', '']);

function typedInto(target: EventTarget | null): TypedInto | undefined {
  const isField =
    target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && TYPED_TYPES.has(target.type));
  if (isField) {
    const before = target.value;
    return { keepsScans: target.dataset['wand'] === 'type', restore: () => putBack(target, before) };
  }
  if (target instanceof HTMLSelectElement || (target instanceof HTMLElement && target.isContentEditable)) {
    return { keepsScans: true, restore: () => undefined };
  }
  return undefined;
}

/** React only hears of a value set past its own setter, followed by an input event. */
function putBack(field: HTMLInputElement | HTMLTextAreaElement, value: string): void {
  const prototype = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

export function useKeys(): KeyService {
  const service = useContext(KeysContext);
  if (service === undefined) throw new Error('KeysProvider is missing above this component');
  return service;
}

export interface CommandsOptions {
  readonly level?: ScopeLevel;
  /** For panels: when the commands count, usually while the focus is inside (`focusWithin`). */
  readonly isActive?: () => boolean;
  /** Takes a scan; returns true when it had a use for it. */
  readonly onWand?: (text: string) => boolean;
  readonly enabled?: boolean;
}

export function focusWithin(element: RefObject<HTMLElement | null>): () => boolean {
  return () => element.current?.contains(document.activeElement) ?? false;
}

/** Puts commands on the screen for as long as the component stands there. */
export function useCommands(commands: readonly Command[], options: CommandsOptions = {}): void {
  const service = useKeys();
  const latest = useRef({ commands, options });
  useEffect(() => {
    latest.current = { commands, options };
  });
  const { level = 'page', enabled = true } = options;
  const takesWand = options.onWand !== undefined;
  useEffect(() => {
    if (!enabled) return undefined;
    return service.scopes.add({
      level,
      commands: () => latest.current.commands,
      isActive: () => latest.current.options.isActive?.() ?? true,
      onWand: takesWand ? (text) => latest.current.options.onWand?.(text) ?? false : undefined,
    });
  }, [service, level, enabled, takesWand]);
}

/** What can be done here, as it stood when the caller asked for the nth time (on opening the help or the bar). */
export function useCommandList(asked: number): readonly Command[] {
  const service = useKeys();
  return useMemo(() => (asked === 0 ? [] : service.scopes.commands()), [service, asked]);
}
