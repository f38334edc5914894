import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DOCUMENT_TYPES, findType } from '../../documents/index.ts';
import { deriveCheckCharacter, isChecked } from './derive-check-character.ts';
import { deriveCodeMeaning } from './derive-code-meaning.ts';
import { deriveCodeText, type OwnCode, readOwnCode } from './derive-code-text.ts';

const ALPHABET = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-'];
const known = { isType: (code: string) => findType(code) !== undefined, patterns: [] };
const meaning = (text: string) => deriveCodeMeaning({ format: 'Code128', text }, known);

const alnum = fc.constantFrom(...ALPHABET.slice(0, 36));
const value = fc
  .array(
    fc.array(alnum, { minLength: 1, maxLength: 8 }).map((each) => each.join('')),
    { minLength: 1, maxLength: 3 },
  )
  .map((parts) => parts.join('-'));
const type = fc.constantFrom(...DOCUMENT_TYPES.map((each) => each.code));
const own: fc.Arbitrary<OwnCode> = fc.oneof(
  fc.constant({ kind: 'separator' as const }),
  type.map((typeCode) => ({ kind: 'type' as const, typeCode })),
  fc.record(
    { kind: fc.constant('cover' as const), mrn: value, visit: value, typeCode: type },
    { requiredKeys: ['kind', 'mrn'] },
  ),
  value.map((mrn) => ({ kind: 'patient' as const, mrn })),
  fc.record({
    kind: fc.constantFrom('visit', 'account', 'box', 'volume', 'batch', 'object', 'request'),
    number: value,
  }),
);

describe('Our own codes', () => {
  it('are read back as what they were written', () => {
    fc.assert(
      fc.property(own, (code) => {
        expect(readOwnCode(deriveCodeText(code) ?? '')).toEqual(code);
      }),
    );
  });

  it('name every type of the catalogue', () => {
    for (const { code } of DOCUMENT_TYPES)
      expect(meaning(deriveCodeText({ kind: 'type', typeCode: code }) ?? '')).toMatchObject({
        kind: 'type',
        typeCode: code,
      });
  });

  it('find every single wrong character', () => {
    fc.assert(
      fc.property(own, fc.nat(), fc.constantFrom(...ALPHABET), (code, seed, other) => {
        const text = deriveCodeText(code) ?? '';
        const at = seed % text.length;
        fc.pre(text[at] !== other);
        const wrong = text.slice(0, at) + other + text.slice(at + 1);
        expect(isChecked(wrong)).toBe(false);
        expect(['damaged', 'unknown']).toContain(meaning(wrong).kind);
      }),
      { numRuns: 2000 },
    );
  });

  it('find every exchange of two neighbours', () => {
    fc.assert(
      fc.property(own, fc.nat(), (code, seed) => {
        const text = deriveCodeText(code) ?? '';
        const at = seed % (text.length - 1);
        const [a = '', b = ''] = [text[at], text[at + 1]];
        fc.pre(a !== b);
        expect(isChecked(text.slice(0, at) + b + a + text.slice(at + 2))).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it('are closed as the standard weighs them: powers of two from the right, to 1 modulo 37', () => {
    for (const text of ['G123417654321', 'CK1S', 'A99-7']) {
      const sum = [...text].reduce((total, each, at) => total + ALPHABET.indexOf(each) * 2 ** (text.length - at), 0);
      const check = ALPHABET.indexOf(deriveCheckCharacter(text) ?? '');
      expect((sum + check) % 37).toBe(1);
    }
  });

  it('never hold what is no number: a name is refused', () => {
    expect(deriveCodeText({ kind: 'patient', mrn: 'Whitfield, Mary' })).toBeUndefined();
    expect(deriveCodeText({ kind: 'patient', mrn: '' })).toBeUndefined();
    expect(deriveCodeText({ kind: 'box', number: 'A--B' })).toBeUndefined();
    expect(deriveCodeText({ kind: 'box', number: 'A'.repeat(41) })).toBeUndefined();
  });
});

describe('The meaning of a code', () => {
  it('takes patch sheets as separators', () => {
    for (const text of ['PATCHT', 'PATCH-T', 'patch t', '*PATCHT*'])
      expect(meaning(text)).toEqual({ kind: 'separator', from: 'patch-t' });
  });

  it('reads the service relation of a GS1 wristband and takes it for no record number', () => {
    expect(meaning('(8018)735005385000000011')).toEqual({
      kind: 'service-relation',
      number: '735005385000000011',
      from: 'gs1',
    });
    expect(meaning('8018735005385000000012')).toEqual({ kind: 'unknown', reason: 'not-understood' });
  });

  it('says so where it understands nothing, never silence', () => {
    for (const text of ['https://example.org/x', '5901234123457X', '12', 'Zażółć', ''])
      expect(meaning(text)).toEqual({ kind: 'unknown', reason: 'not-understood' });
    expect(meaning('CK1S1')).toEqual({ kind: 'damaged' });
    expect(meaning('CK9')).toEqual({ kind: 'damaged' });
    expect(meaning(deriveCodeText({ kind: 'type', typeCode: 'no-such-paper' }) ?? '')).toEqual({
      kind: 'unknown',
      reason: 'no-such-type',
    });
  });
});
