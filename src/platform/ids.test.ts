import { describe, expect, it } from 'vitest';
import { isId, namedId, newId, secretHash, secretToken } from './ids.ts';

describe('ids', () => {
  it('are UUIDs of version 7 that sort in the order they were made', () => {
    const made = Array.from({ length: 20_000 }, () => newId());
    expect(made.every(isId)).toBe(true);
    expect(made[0]?.[14]).toBe('7');
    expect([...made].sort()).toEqual(made);
    expect(new Set(made).size).toBe(made.length);
  });

  it('are the same for the same words, where a fact must not exist twice', () => {
    expect(namedId('fhir-import', 'Patient', '1')).toBe(namedId('fhir-import', 'Patient', '1'));
    expect(namedId('ab', 'c')).not.toBe(namedId('a', 'bc'));
  });

  it('are no secrets: secrets are 256 random bits, stored hashed', () => {
    const token = secretToken();
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(secretHash(token).toString('hex')).not.toContain(token);
  });
});
