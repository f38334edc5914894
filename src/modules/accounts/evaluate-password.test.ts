import { describe, expect, test } from 'vitest';
import { evaluatePassword } from './evaluate-password.ts';

const about = ['m.okafor', 'Miriam Okafor', 'Lakeside Hospital'];

describe('a new password', () => {
  test.each([
    'violin under wet gravel',
    'kT9#vq2Lm!xz',
    'the heron eats at noon',
    'ungewöhnliche Brücke',
    '雨が降る前に傘を買った人は',
  ])('of a person’s own making is accepted: %s', (password) => expect(evaluatePassword(password, about)).toEqual([]));

  test('needs no capital, digit or sign', () => {
    expect(evaluatePassword('gravel heron umbrage', about)).toEqual([]);
  });

  test.each(['short', 'elevenchars', 'ﬁﬁﬁ'])('of fewer than twelve characters is refused: %s', (password) =>
    expect(evaluatePassword(password, about)).toEqual(['too-short']),
  );

  test('longer than anybody types is refused before it is hashed', () => {
    expect(evaluatePassword('a1b2'.repeat(65), about)).toEqual(['too-long']);
  });

  test.each([
    'Password2026!',
    'P@ssw0rd12345',
    'Hospital2026!!',
    'Summer2026Winter',
    'iloveyoubabygirl',
    'qwertyuiop1234',
    '123456789012',
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    'letmein-letmein',
    'changeme12345',
    'Welcome1Welcome1',
    'Okafor-Miriam-1',
    'Lakeside2026!',
    'chartkeeper123',
    'administrator1!',
  ])('that guessers try first is refused: %s', (password) =>
    expect(evaluatePassword(password, about)).toEqual(['easily-guessed']),
  );
});
