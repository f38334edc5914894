import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWorld, type World } from '../../../test/world/world.ts';
import { maskOf } from '../../modules/access/index.ts';
import { lowerFlag, raiseFlag } from '../../modules/patients/index.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const VIP = maskOf(['vip']).toString();

it('what a feed sent of a person is hidden with the person, before and after, and shown again with him', async () => {
  const post = async (resource: object) =>
    (
      await world.call<{ id: string }>(
        'POST',
        `/fhir/R4/${(resource as { resourceType: string }).resourceType}`,
        resource,
      )
    ).body.id;
  const patientId = await post({ resourceType: 'Patient', name: [{ family: 'Senator' }] });
  const observe = (text: string, meta = {}) =>
    post({
      resourceType: 'Observation',
      status: 'final',
      code: { text },
      subject: { reference: `Patient/${patientId}` },
      ...meta,
    });
  await observe('Before');
  const labels = () =>
    world.sql<{ labels: string; n: number }>(
      `SELECT labels::text, count(*)::int AS n FROM fhir.resource WHERE patient_id = $1 GROUP BY 1 ORDER BY 1`,
      [patientId],
    );
  expect(await labels()).toEqual([{ labels: '0', n: 2 }]);

  const { id: flagId } = await world.system((act) =>
    raiseFlag(act, { patientId, kind: 'vip', reason: 'Holds public office' }),
  );
  await world.stack.drain();
  await observe('After');
  expect(await labels()).toEqual([{ labels: VIP, n: 3 }]);

  await world.system((act) => lowerFlag(act, { patientId, flagId }));
  await world.stack.drain();
  expect(await labels()).toEqual([{ labels: '0', n: 3 }]);
});
