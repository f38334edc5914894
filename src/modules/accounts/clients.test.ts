import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld, type World } from '../../../test/world/world.ts';
import { operatorActor } from '../../platform/system-actor.ts';
import { identifyToken, issueToken, revokeClient, revokeToken } from './index.ts';
import { readScopes } from './read-scopes.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const operator = operatorActor('records');
const asked = { verb: 'accounts.issue-token', permission: 'accounts/manage-clients' };
const issue = (client: string, scope = 'system/*.cruds', ttl?: number) =>
  world.act(operator, asked, (act) => issueToken(act, { client, scope, ttl }));

describe('a token for a machine', () => {
  test('makes the client known and speaks for it within its scopes', async () => {
    const issued = await issue('scanner room 2', 'system/DocumentReference.c system/Patient.rs');
    expect(issued.token).toMatch(/^[\w-]{43}$/);
    const context = await identifyToken(world.services, issued.token);
    expect(context?.actor).toEqual({
      kind: 'machine',
      realm: 'machine',
      id: issued.clientId,
      name: 'scanner room 2',
      assignments: [{ role: 'integration-client', facilityId: null }],
      grants: ['system/DocumentReference.c', 'system/Patient.rs'],
    });
  });

  test('of a client known already does not make a second one', async () => {
    const first = await issue('ehr', 'system/Patient.rs');
    const second = await issue('ehr', 'system/*.cruds');
    expect(second.clientId).toBe(first.clientId);
    expect((await identifyToken(world.services, first.token))?.actor.grants).toEqual(['system/Patient.rs']);
  });

  test('expires when it was said to, to the second, whatever was asked a year at most', async () => {
    const issued = await issue('short', 'system/*.rs', 3_600);
    expect(issued.expiresAt.getTime()).toBe(world.clock.now().getTime() + 3_600_000);
    world.clock.advance(3_599_999);
    expect(await identifyToken(world.services, issued.token)).toBeDefined();
    world.clock.advance(1);
    expect(await identifyToken(world.services, issued.token)).toBeUndefined();
    const long = await issue('long', 'system/*.rs', 10 * 366 * 86_400);
    expect(long.expiresAt.getTime() - world.clock.now().getTime()).toBe(366 * 86_400_000);
  });

  test('dies at once when it or its client is revoked, the client’s other tokens with it', async () => {
    const [one, two] = [await issue('feed'), await issue('feed')];
    const other = await issue('another feed');
    const alive = async () =>
      Promise.all(
        [one, two, other].map(async ({ token }) => (await identifyToken(world.services, token)) !== undefined),
      );
    expect(await alive()).toEqual([true, true, true]);
    const revoke = { ...asked, verb: 'accounts.revoke-token' };
    await world.act(operator, revoke, (act) => revokeToken(act, { tokenId: one.tokenId, reason: 'seen on a screen' }));
    expect(await alive()).toEqual([false, true, true]);
    const end = { ...asked, verb: 'accounts.revoke-client' };
    await world.act(operator, end, (act) => revokeClient(act, { clientId: two.clientId, reason: 'replaced' }));
    expect(await alive()).toEqual([false, false, true]);
    await expect(issue('feed')).rejects.toMatchObject({ code: 'accounts/no-such-client' });
  });

  test('is not issued by somebody who does not manage clients', async () => {
    const clerk = world.person(['index-clerk']);
    await expect(
      world.act(clerk, asked, (act) => issueToken(act, { client: 'mine', scope: 'system/*.cruds' })),
    ).rejects.toMatchObject({ code: 'access/not-permitted' });
  });

  test('may not manage accounts, whatever its scopes say', async () => {
    const issued = await issue('greedy', 'system/*.cruds');
    const headers = { authorization: `Bearer ${issued.token}`, 'content-type': 'application/json' };
    const answer = await world.stack.http.app.inject({
      method: 'POST',
      url: '/api/v1/clients/tokens',
      headers,
      payload: JSON.stringify({ client: 'more', scope: 'system/*.cruds' }),
    });
    expect(answer.statusCode).toBe(403);
  });
});

describe('scopes', () => {
  test.each(['system/*.cruds', 'system/Patient.rs', 'system/DocumentReference.c', 'system/*.rs system/Binary.c'])(
    'as SMART writes them are understood: %s',
    (text) => expect(readScopes(text)).toEqual(text.split(' ')),
  );

  test.each([
    '',
    'system/*',
    'system/*.',
    'system/*.sr',
    'user/*.rs',
    'system/patient.rs',
    'system/*.rs; drop',
    'openid',
  ])('in another form are refused: %j', (text) => expect(() => readScopes(text)).toThrow(/scope-not-understood/));
});
