import { generateSync } from 'otplib';
import { describe, expect, test } from 'vitest';
import { hashPassword, passwordMatches } from './hash-password.ts';
import { newRecoveryCodes, recoveryCodeHash } from './recovery-codes.ts';
import { keyedDigest, openSecret, sealSecret } from './seal.ts';
import { assertShownFirst, markOf } from './shown-once.ts';
import { newTotpSecret, totpStep } from './totp.ts';
import { usernameKey } from './username.ts';

const keyring = { derive: (label: string) => Buffer.alloc(32, label.length) };
const otherKeyring = { derive: (label: string) => Buffer.alloc(32, label.length + 1) };

describe('a password', () => {
  test('is kept as argon2id with 19 MiB and two passes', async () => {
    expect(await hashPassword('violin under wet gravel')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  test('matches however the keyboard composes its letters, and only itself', async () => {
    const stored = await hashPassword('ungewo\u0308hnliche Bru\u0308cke');
    expect(await passwordMatches('ungewöhnliche Brücke', stored)).toBe(true);
    expect(await passwordMatches('ungewohnliche Brucke', stored)).toBe(false);
  });

  test('never matches where there is none', async () => {
    expect(await passwordMatches('', undefined)).toBe(false);
    expect(await passwordMatches('anything', undefined)).toBe(false);
  });
});

describe('a sealed secret', () => {
  test('opens for its owner under its key, and for nobody else', () => {
    const sealed = sealSecret(keyring, 'JBSWY3DPEHPK3PXP', 'ben');
    expect(openSecret(keyring, sealed, 'ben')).toBe('JBSWY3DPEHPK3PXP');
    expect(() => openSecret(keyring, sealed, 'eve')).toThrow();
    expect(() => openSecret(otherKeyring, sealed, 'ben')).toThrow();
  });

  test('does not open when any one bit of it was flipped', () => {
    const sealed = sealSecret(keyring, 'JBSWY3DPEHPK3PXP', 'ben');
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const flipped = Buffer.from(sealed);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => openSecret(keyring, flipped, 'ben')).toThrow();
    }
  });

  test('is different each time, a digest is the same each time', () => {
    expect(sealSecret(keyring, 'x', 'ben')).not.toEqual(sealSecret(keyring, 'x', 'ben'));
    expect(keyedDigest(keyring, 'ben')).toEqual(keyedDigest(keyring, 'ben'));
    expect(keyedDigest(otherKeyring, 'ben')).not.toEqual(keyedDigest(keyring, 'ben'));
  });
});

describe('a code from the authenticator', () => {
  const secret = newTotpSecret();
  const at = (seconds: number) => new Date(seconds * 1000);
  const epoch = 1_700_000_010;

  test('tells its time step, one step either way', () => {
    const code = generateSync({ secret, epoch });
    const step = Math.floor(epoch / 30);
    expect([-30, 0, 30].map((off) => totpStep(secret, code, at(epoch + off)))).toEqual([step, step, step]);
    expect(totpStep(secret, code, at(epoch + 60))).toBeUndefined();
    expect(totpStep(secret, code, at(epoch - 60))).toBeUndefined();
    expect(totpStep(secret, ` ${code.slice(0, 3)} ${code.slice(3)} `, at(epoch))).toBe(step);
  });

  test.each(['', '12345', '1234567', 'abcdef', '١٢٣٤٥٦', '12345\u0000', '-12345'])(
    'of another form is wrong: %j',
    (code) => {
      expect(totpStep(secret, code, at(epoch))).toBeUndefined();
    },
  );
});

describe('recovery codes', () => {
  test('are ten, all different, readable from paper', () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^[a-hjkmnp-z02-9]{4}(-[a-hjkmnp-z02-9]{4}){3}$/);
    const [code = ''] = codes;
    expect(recoveryCodeHash(code.replaceAll('-', '').toUpperCase())).toEqual(recoveryCodeHash(code));
  });
});

test('a username is one in every spelling of the same letters', () => {
  expect(usernameKey(' Ｂen ')).toBe('ben');
});

test('a secret is shown to the request that made it, to no repeat', () => {
  expect(() => assertShownFirst(markOf('first'), 'first')).not.toThrow();
  expect(() => assertShownFirst(markOf('first'), 'second')).toThrow(/shown-once/);
});
