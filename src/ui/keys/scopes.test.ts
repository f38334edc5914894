import { describe, expect, it } from 'vitest';
import { printShortcut } from './chord.ts';
import { KeyScopes, type Command, type Scope } from './scopes.ts';
import { type KeyStroke } from './wand.ts';

const stroke = (key: string, parts: Partial<KeyStroke> = {}): KeyStroke => ({
  ...{ key, code: '', at: 0, repeat: false, ctrl: false, alt: false, meta: false, shift: false },
  ...parts,
});
const context = { singleKeys: 'on', inText: false, mac: false } as const;
const command = (id: string, ...keys: string[]): Command => ({ id, label: id, keys, run: () => undefined });
const scope = (level: Scope['level'], ...commands: Command[]): Scope => ({ level, commands: () => commands });

describe('Shortcuts belong to a place on the screen', () => {
  it('where the page has a meaning for a key, it wins over the one that holds everywhere', () => {
    const scopes = new KeyScopes();
    scopes.add(scope('page', command('page.find', '/')));
    scopes.add(scope('global', command('shell.search', '/')));
    expect(scopes.resolve([], stroke('/'), context)).toMatchObject({ command: { id: 'page.find' } });
  });

  it('an open dialog silences everything behind it until it closes', () => {
    const scopes = new KeyScopes();
    scopes.add(scope('page', command('page.release', 'Mod+Enter')));
    const close = scopes.add(scope('dialog', command('dialog.cancel', 'Escape')));
    expect(scopes.resolve([], stroke('Enter', { ctrl: true }), context).kind).toBe('none');
    expect(scopes.commands().map(({ id }) => id)).toEqual(['dialog.cancel']);
    close();
    expect(scopes.resolve([], stroke('Enter', { ctrl: true }), context).kind).toBe('run');
  });

  it('a panel counts only while the focus is inside', () => {
    const scopes = new KeyScopes();
    let inside = false;
    scopes.add({ ...scope('panel', command('table.select', 'x')), isActive: () => inside });
    expect(scopes.resolve([], stroke('x'), context).kind).toBe('none');
    inside = true;
    expect(scopes.resolve([], stroke('x'), context).kind).toBe('run');
  });

  it('capital letters need Shift, symbols are whatever key prints them', () => {
    const scopes = new KeyScopes();
    scopes.add(scope('page', command('down', 'j'), command('extend', 'Shift+j'), command('help', '?')));
    expect(scopes.resolve([], stroke('J', { shift: true }), context)).toMatchObject({ command: { id: 'extend' } });
    expect(scopes.resolve([], stroke('j'), context)).toMatchObject({ command: { id: 'down' } });
    expect(scopes.resolve([], stroke('?', { shift: true }), context)).toMatchObject({ command: { id: 'help' } });
  });

  it('print as the keys that the person really has to press', () => {
    expect(printShortcut('g h', 'on', false)).toEqual([['G'], ['H']]);
    expect(printShortcut('x', 'alt', false)).toEqual([['Alt', 'X']]);
    expect(printShortcut('Mod+k', 'on', true)).toEqual([['⌘', 'K']]);
    expect(printShortcut('Alt+ArrowLeft', 'on', false)).toEqual([['Alt', '←']]);
  });
});
