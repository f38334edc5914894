import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  arrangePerson,
  identifyAndVerify,
  receive,
  recordAuthority,
  type ReleaseDesk,
  releaseDesk,
  step,
} from '../../../../test/world/release-case.ts';
import { GOOD_FORM } from '../../../../test/world/authority.ts';
import { openWorld, type World } from '../../../../test/world/world.ts';
import { feedOf } from '../feed.fixture.ts';

let world: World;
let desk: ReleaseDesk;
let patientId: string;
beforeAll(async () => {
  world = await openWorld();
  desk = releaseDesk(world);
  patientId = await arrangePerson(world, 'Yes', 'Ann');
});
afterAll(() => world.close());

interface Consent {
  id: string;
  status: string;
  policyRule: { text: string };
  provision: { type: string; securityLabel?: { code: string }[] };
}
const consents = async (query = '') => {
  await world.stack.drain();
  const path = `/fhir/R4/Consent?patient=${patientId}${query}`;
  const { body } = await world.callAs<{ entry?: { resource: Consent }[] }>(feedOf(world), 'GET', path);
  return body.entry?.map(({ resource }) => resource) ?? [];
};

describe('consents of the record, as FHIR', () => {
  it('are the signed forms of requests; one that another replaced or the patient revoked is inactive', async () => {
    const id = await receive(world, desk);
    await identifyAndVerify(world, desk, id, patientId);
    await recordAuthority(world, desk, id);
    const [first, ...more] = await consents();
    expect(more).toEqual([]);
    expect(first).toMatchObject({
      ...{ status: 'active', policyRule: { text: '45 CFR 164.508' }, patient: { reference: `Patient/${patientId}` } },
      scope: { coding: [{ code: 'patient-privacy' }] },
      provision: { type: 'permit', actor: [{ role: { coding: [{ code: 'IRCP' }] } }] },
    });
    await recordAuthority(world, desk, id, { form: { ...GOOD_FORM, revokedOn: '2026-11-20' } });
    const after = await consents();
    expect(after.map(({ status }) => status)).toEqual(['inactive', 'inactive']);
    expect(await consents('&status=active')).toEqual([]);
    expect(await consents('&category=IDSCL')).toHaveLength(2);
  });

  it('are restrictions too, proposed until they are answered, and inactive once they have ended', async () => {
    const at = `/patients/${patientId}/restrictions`;
    const actor = desk.specialist;
    const { id } = await step<{ id: string }>(world, {
      actor,
      path: at,
      body: {
        kind: 'agreed',
        askedOn: '2026-11-01',
        askedHow: 'in-writing',
        words: 'Nothing of this to my health plan',
      },
    });
    const status = async () => (await consents()).find((each) => each.id === id);
    expect(await status()).toMatchObject({ status: 'proposed', provision: { type: 'deny' } });
    await step(world, { actor, path: `${at}/${id}/answer`, body: { answer: 'agreed' } });
    expect(await status()).toMatchObject({ status: 'active', policyRule: { text: '45 CFR 164.522(a)' } });
    await step(world, {
      actor,
      path: `${at}/${id}/end`,
      body: { endedBy: 'individual', reason: 'The patient wrote so on 20 November' },
    });
    expect(await status()).toMatchObject({ status: 'inactive' });
  });

  it('that name a sensitive class are seen by those who may see the class', async () => {
    const id = await receive(world, desk);
    await identifyAndVerify(world, desk, id, patientId);
    await recordAuthority(world, desk, id, { classesNamed: ['psychotherapy-notes'] });
    await world.stack.drain();
    const rows = await world.sql<{ labels: string }>(
      `SELECT DISTINCT labels FROM fhir.resource WHERE type = 'Consent' AND content LIKE '%PSYTHPN%'`,
    );
    expect(rows).toEqual([{ labels: '2' }]);
    expect((await consents()).some(({ provision }) => provision.securityLabel !== undefined)).toBe(false);
  });
});
