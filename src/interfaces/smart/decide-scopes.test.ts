import { describe, expect, test } from 'vitest';
import { decideScopes } from './decide-scopes.ts';

const decide = (asked: string, registered: string) => {
  const { granted, notUnderstood } = decideScopes(asked.split(' '), registered.split(' '));
  return [granted.join(' '), notUnderstood.join(' ')];
};

describe('of the scopes that a client asks for', () => {
  test.each([
    ['what it was registered with is granted', 'system/Patient.rs', 'system/Patient.rs', 'system/Patient.rs'],
    ['less than it was registered with is enough', 'system/Patient.r', 'system/*.cruds', 'system/Patient.r'],
    ['no letter is granted beyond them', 'system/Patient.cruds', 'system/Patient.rs', 'system/Patient.rs'],
    [
      'all types means all types it has',
      'system/*.rs',
      'system/Patient.rs system/Encounter.r',
      'system/Patient.rs system/Encounter.r',
    ],
    ['another type is not', 'system/Encounter.rs', 'system/Patient.rs', ''],
    ['letters from two of its own add up', 'system/Patient.crs', 'system/Patient.rs system/*.c', 'system/Patient.crs'],
    [
      'the first version is understood as the second says',
      'system/Patient.read system/Binary.write',
      'system/*.cruds',
      'system/Patient.rs system/Binary.cud',
    ],
  ])('%s', (_says, asked, registered, granted) => expect(decide(asked, registered)).toEqual([granted, '']));

  test.each([
    'patient/Patient.rs',
    'user/Patient.rs',
    'openid',
    'system/Patient.sr',
    'system/Patient.',
    'system/Observation.rs?category=laboratory',
    '',
  ])('%j is not understood, and said so', (asked) => expect(decide(asked, 'system/*.cruds')).toEqual(['', asked]));
});
