import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld, type World } from '../../../test/world/world.ts';

let world: World;
const ids: Record<string, string> = {};

beforeAll(async () => {
  world = await openWorld();
  for (const [family, given, birthDate, mrn] of [
    ['Okafor', 'Maria', '1970-05-05', 'A1'],
    ['Okafor', 'Amara', '1970-05-05', 'A2'],
    ['Marianov', 'Ivan', '1980-01-01', 'A3'],
    ['García-López', 'Luz', '1990-09-09', 'A4'],
  ] as const) {
    const { body } = await world.call<{ id: string }>('POST', '/fhir/R4/Patient', {
      resourceType: 'Patient',
      name: [{ family, given: [given] }],
      birthDate,
      identifier: [{ system: 'urn:elsewhere', value: mrn }],
    });
    ids[given] = body.id;
  }
});
afterAll(() => world.close());

interface Page {
  link: { relation: string; url: string }[];
  entry?: { resource: { name: { given: string[] }[] } }[];
}

async function found(query: string): Promise<string[]> {
  const { body } = await world.call<{ entry?: { resource: { id: string; name: { given: string[] }[] } }[] }>(
    'GET',
    `/fhir/R4/Patient?${query}`,
  );
  return (body.entry ?? []).map(({ resource }) => resource.name[0]?.given[0] ?? '').sort();
}

describe('a FHIR patient search', () => {
  test.each([
    ['family=okaf', ['Amara', 'Maria']],
    ['name=maria', ['Ivan', 'Maria']],
    ['family=okafor&given=mar', ['Maria']],
    ['given=mar&family=okafor', ['Maria']],
    ['family=García López', ['Luz']],
    ['name=lopez luz', ['Luz']],
    ['family=de la Garcia', ['Luz']],
    ['family=---', []],
    ['birthdate=1970-05-05&name=---', []],
    ['family:exact=Marianov', ['Ivan']],
    ['birthdate=1970-05-05', ['Amara', 'Maria']],
    ['birthdate=eq1970-05-05&given=amara', ['Amara']],
    ['identifier=urn:elsewhere|A3', ['Ivan']],
    ['identifier=A3', ['Ivan']],
    ['identifier=urn:other|A3', []],
    ['identifier=A1&family=marianov', []],
    ['_id=no-id-of-ours', []],
    ['', ['Amara', 'Ivan', 'Luz', 'Maria']],
  ])('%s', async (query, expected) => {
    expect(await found(query)).toEqual(expected);
  });

  test('finds who bears several names, however many bear the first', async () => {
    await world.sql(
      `INSERT INTO patients.search_key (patient_id, kind, key, weight, facility_id)
       SELECT gen_random_uuid(), 'name', 'okafor', 1, facility_id FROM patients.search_key, generate_series(1, 300)
       WHERE patient_id = $1 AND kind = 'name' LIMIT 300`,
      [ids['Maria']],
    );
    expect(await found('family=okafor&given=mar')).toEqual(['Maria']);
    expect(await found('family=okafor')).toEqual(['Amara', 'Maria']);
    await world.sql(
      `DELETE FROM patients.search_key k WHERE NOT EXISTS (SELECT FROM patients.patient p WHERE p.id = k.patient_id)`,
    );
  });

  test.each(['name=okaf', 'family=okafor&given=a'])(
    'goes through the pages of %s without losing anybody',
    async (query) => {
      const whole = await found(query);
      const seen: string[] = [];
      let next: string | undefined = `/fhir/R4/Patient?${query}&_count=1`;
      while (next !== undefined) {
        const { body }: { body: Page } = await world.call<Page>('GET', next);
        seen.push(...(body.entry ?? []).map(({ resource }) => resource.name[0]?.given[0] ?? ''));
        next = body.link.find(({ relation }) => relation === 'next')?.url.replace(/^https?:\/\/[^/]+/, '');
      }
      expect(seen.sort()).toEqual(whole);
    },
  );

  test('by our own id finds that patient alone', async () => {
    expect(await found(`_id=${ids['Amara']}`)).toEqual(['Amara']);
    expect(await found(`_id=${ids['Amara']}&family=marianov`)).toEqual([]);
  });

  test('counts a client as itself: no more than strangers are allowed does not hold for it', async () => {
    const client = world.person(['integration-client'], { kind: 'machine', realm: 'machine', grants: ['system/*.rs'] });
    const statuses = new Set<number>();
    for (let n = 0; n < 300; n++)
      statuses.add((await world.callAs(client, 'GET', `/fhir/R4/Patient/${ids['Amara']}`)).status);
    expect([...statuses]).toEqual([200]);
  });
});
