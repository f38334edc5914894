import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arrangePeople, type Residents } from './people.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let residents: Residents;
beforeAll(async () => {
  world = await openWorld();
  residents = await arrangePeople(world);
});
afterAll(() => world.close());

describe('the little hospital', () => {
  it('shows the retired registration under the surviving one', async () => {
    const { body } = await world.call<{ memberIds: string[] }>('GET', `/patients/${residents.of('novotny').patientId}`);
    expect(body.memberIds).toContain(residents.of('marchetti').patientId);
  });

  it('hides the person of public interest from the desk and shows her to the privacy officer', async () => {
    const path = `/patients/${residents.of('ravenscroft').patientId}`;
    expect((await world.callAs(world.person(['coordinator']), 'GET', path)).status).toBe(404);
    expect((await world.callAs(world.person(['privacy-officer']), 'GET', path)).status).toBe(200);
  });

  it('files a whole chart with text that can be searched', async () => {
    const filed = await residents.fileChartOf('hargrove');
    const { body } = await world.call<{ documents: { typeCode: string }[] }>(
      'GET',
      `/patients/${residents.of('hargrove').patientId}/documents`,
    );
    expect(body.documents).toHaveLength(filed);
    expect(body.documents.filter(({ typeCode }) => typeCode === 'substance-use-note')).toHaveLength(2);
  });
});
