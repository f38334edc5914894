import { describe, expect, test } from 'vitest';
import { decideGrant, withinReach } from './decide-role-change.ts';

const lakeside = '01900000-0000-7000-8000-00000000000a';
const hillcrest = '01900000-0000-7000-8000-00000000000b';
const parts = {
  actorId: 'ada',
  reach: 'all',
  personId: 'ben',
  grant: { role: 'verifier', facilityId: null },
  held: [],
} as const;

describe('granting a role', () => {
  test('an administrator of all facilities may grant any role to somebody else', () => {
    expect(decideGrant(parts)).toBeUndefined();
  });

  test('nobody grants themselves a role', () => {
    expect(decideGrant({ ...parts, personId: 'ada' })).toBe('own-roles');
  });

  test('an administrator of one facility grants roles there and nowhere else', () => {
    const local = { ...parts, reach: [lakeside] };
    expect(decideGrant({ ...local, grant: { role: 'verifier', facilityId: lakeside } })).toBeUndefined();
    expect(decideGrant({ ...local, grant: { role: 'verifier', facilityId: hillcrest } })).toBe('beyond-reach');
    expect(decideGrant(local)).toBe('beyond-reach');
  });

  test('an administrator of one facility does not touch people who also act elsewhere', () => {
    const grant = { role: 'verifier', facilityId: lakeside };
    const held = [{ role: 'administrator', facilityId: null }];
    expect(decideGrant({ ...parts, reach: [lakeside], grant, held })).toBe('beyond-reach');
    expect(withinReach([lakeside], [{ role: 'coder', facilityId: lakeside }])).toBe(true);
    expect(withinReach([lakeside], [{ role: 'coder', facilityId: hillcrest }])).toBe(false);
    expect(withinReach([], [])).toBe(true);
  });
});
