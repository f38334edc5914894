import { describe, expect, it } from 'vitest';
import { deriveCareMail } from './derive-care-mail.ts';

const TOLD = { facility: 'Lakeside\u2028Hospital', fictional: true, request: 'R-2026-000007' };

describe('the mail around a packet', () => {
  it('says who writes and which request, in the language asked for, and keeps the word FICTIONAL', () => {
    for (const language of ['en', 'es'] as const)
      for (const what of ['care', 'packet'] as const) {
        const { subject, text } = deriveCareMail('email', what, { ...TOLD, language });
        expect(subject).toContain('R-2026-000007');
        expect(text).toContain('Lakeside Hospital');
        expect(text).toContain('FICTIONAL');
        expect(text).toMatch(language === 'es' ? /La clave|la clave/ : /passcode/);
      }
  });

  it('says nothing of a passcode on a fax', () => {
    expect(deriveCareMail('fax', 'care', { ...TOLD, language: 'es' }).text).not.toMatch(/clave/);
  });
});
