import { describe, expect, it } from 'vitest';
import { deriveAuthenticationState } from './derive-authentication-state.ts';

describe('whether a document is authenticated', () => {
  it('asks nothing of a type that needs no signature', () => {
    expect(deriveAuthenticationState([], [], 'v1').state).toBe('not-required');
  });

  it('names the roles that still owe a signature', () => {
    const signed = [{ role: 'patient' as const, versionId: 'v1' }];
    expect(deriveAuthenticationState(['patient', 'practitioner'], signed, 'v1')).toEqual({
      state: 'partly-signed',
      missing: ['practitioner'],
    });
  });

  it('lets a representative sign for the patient and a cosigner for the practitioner', () => {
    const signed = [
      { role: 'representative' as const, versionId: 'v1' },
      { role: 'cosigner' as const, versionId: 'v1' },
    ];
    expect(deriveAuthenticationState(['patient', 'practitioner'], signed, 'v1').state).toBe('authenticated');
  });

  it('does not take a witness for the author', () => {
    expect(deriveAuthenticationState(['author'], [{ role: 'witness', versionId: 'v1' }], 'v1').state).toBe('unsigned');
  });

  it('says that a document was changed after it was signed', () => {
    const signed = [{ role: 'author' as const, versionId: 'v1' }];
    expect(deriveAuthenticationState(['author'], signed, 'v2').state).toBe('changed-since-signed');
  });
});
