import { describe, expect, it } from 'vitest';
import { checkOwnWords, NO_WORDS } from './check-own-words.ts';
import { safeReturn } from './paths.ts';

const asKey = (key: string) => key;
const good = {
  ...NO_WORDS,
  name: 'Ana Torres',
  username: 'ana',
  password: 'four quiet grey herons',
  repeat: 'four quiet grey herons',
};

describe('Making a sign-in', () => {
  it('asks for everything that is missing at once', () => {
    expect(checkOwnWords(NO_WORDS, 'all', asKey).map(({ field }) => field)).toEqual([
      'own-name',
      'own-username',
      'own-password',
    ]);
    expect(checkOwnWords(good, 'all', asKey)).toEqual([]);
  });
  it('refuses a username with a space and two passwords that differ', () => {
    const errors = checkOwnWords({ ...good, username: 'ana torres', repeat: 'four' }, 'all', asKey);
    expect(errors.map(({ text }) => text)).toEqual(['you.usernameSpaces', 'you.repeatWrong']);
  });
  it('an invited person only chooses a password', () => {
    expect(checkOwnWords({ ...NO_WORDS, password: 'x', repeat: 'x' }, 'password', asKey)).toEqual([]);
  });
});

describe('After signing in', () => {
  it('one returns to the page one came for, never to another site', () => {
    expect(safeReturn('/queues/intake.index?x=1')).toBe('/queues/intake.index?x=1');
    for (const to of ['https://evil.example', '//evil.example', '/\\evil.example', '/sign-in?to=/x', undefined]) {
      expect(safeReturn(to)).toBe('/');
    }
  });
});
