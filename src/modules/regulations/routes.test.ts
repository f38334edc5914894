import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld, type World } from '../../../test/world/world.ts';
import type { ResponseOf } from '../../platform/http/contract.ts';
import { citeRulings, evaluate } from './index.ts';
import type { contract } from './contract.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const ACCESS = 'us/hipaa/access-response-time';
const get = <T>(path: string) => world.callAs<T>(world.person(['release-specialist']), 'GET', path);
const listed = async (query: string) => {
  const { body } = await get<ResponseOf<typeof contract.rules>>(`/regulations/rules${query}`);
  return body.rules.map(({ id }) => id);
};

describe('GET /regulations/rules', () => {
  test('lists every rule with its citation and what is in force today', async () => {
    const { status, body } = await get<ResponseOf<typeof contract.rules>>('/regulations/rules');
    expect(status).toBe(200);
    expect(body.rules.length).toBeGreaterThanOrEqual(40);
    expect(body.rules.find(({ id }) => id === ACCESS)).toMatchObject({
      citations: ['45 CFR 164.524(b)(2)'],
      verified: true,
      acts: true,
      inForce: expect.arrayContaining(['30 calendar days after the received date']) as unknown,
    });
    expect(body.jurisdictions).toContain('us/tx');
  });

  test('a state is shown with the law of its country, and not with that of its neighbours', async () => {
    const texas = await listed('?jurisdiction=us/tx&topic=access');
    expect(texas).toContain('us/tx/physician-response-time');
    expect(texas).toContain(ACCESS);
    expect(texas).not.toContain('us/ca/copy-time');
    expect(await listed('?jurisdiction=us&topic=access')).not.toContain('us/tx/physician-response-time');
  });

  test('finds a rule by its section and by words of its sentence', async () => {
    expect(await listed('?text=164.512(e)')).toContain('us/hipaa/disclosure-subpoena');
    expect(await listed('?text=PROTECTIVE%20order')).toContain('us/hipaa/qualified-protective-order');
    expect(await listed('?text=nowhere-in-any-rule')).toEqual([]);
  });

  test('another day has another law', async () => {
    const { body } = await get<ResponseOf<typeof contract.rules>>(
      '/regulations/rules?on=2010-01-01&text=access-response-time',
    );
    expect(body.rules[0]).toMatchObject({ inForce: [], acts: false, warnings: ['Not in force on 2010-01-01.'] });
  });

  test('somebody without a role sees no rules', async () => {
    const { status } = await world.callAs(world.person([]), 'GET', '/regulations/rules');
    expect(status).toBe(403);
  });
});

describe('GET /regulations/rules/:id', () => {
  test('shows citation, values over time, source and the cases as they come out', async () => {
    const { status, body } = await get<ResponseOf<typeof contract.rule>>(
      `/regulations/rules/${encodeURIComponent('us/hipaa/access-third-party-directive-scope')}`,
    );
    expect(status).toBe(200);
    expect(body.values.map(({ from, until, inForce }) => [from, until, inForce])).toEqual([
      ['2013-09-23', '2020-01-23', false],
      ['2020-01-23', null, true],
    ]);
    expect(body.verification.source).toContain('Ciox');
    expect(body.cases.length).toBeGreaterThan(3);
    expect(body.cases.every(({ passed }) => passed)).toBe(true);
    expect(body.appliesWhen).toBe('requester is third-party-directive');
  });

  test('an unknown rule says what to do', async () => {
    const { status, body } = await get<{ type?: string; code?: string }>(
      `/regulations/rules/${encodeURIComponent('us/hipaa/no-such')}`,
    );
    expect(status).toBe(404);
    expect(JSON.stringify(body)).toContain('regulations/no-such-rule');
  });

  test('a version on which a decision rested can be read again', async () => {
    const ruling = evaluate('clock', ACCESS, {
      on: '2026-11-23',
      facts: { requester: 'individual', wants: 'copy', received_on: '2026-11-23' },
    });
    await world.system((act) => citeRulings(act, [ruling]));
    const path = `/regulations/rules/${encodeURIComponent(ACCESS)}`;
    const rule = await get<ResponseOf<typeof contract.rule>>(path);
    expect(rule.body.versions.map(({ version }) => version)).toEqual([ruling.version]);
    const kept = await get<ResponseOf<typeof contract.ruleVersion>>(`${path}/versions/${ruling.version}`);
    expect(kept.body).toMatchObject({ id: ACCESS, current: true, citations: ['45 CFR 164.524(b)(2)'] });
    expect((await get(`${path}/versions/${'0'.repeat(64)}`)).status).toBe(404);
  });
});
