import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from '../../../../test/world/world.ts';

interface Bundle {
  id: string;
  entry?: { resource: { id: string; url?: string } }[];
  issue?: { diagnostics?: string }[];
}

let world: World;
const names = new Map<string, string>();
const machine = () =>
  world.person(['integration-client'], { kind: 'machine', realm: 'machine', grants: ['system/*.cruds'] });
const send = (method: 'GET' | 'POST', path: string, body?: object) =>
  world.callAs<Bundle>(
    machine(),
    method,
    `/fhir/R4${path}`,
    body === undefined ? undefined : JSON.stringify(body),
    body === undefined ? {} : { 'content-type': 'application/fhir+json' },
  );
interface Sent {
  readonly resourceType: string;
  readonly [name: string]: unknown;
}
async function create(name: string, resource: Sent): Promise<string> {
  const { body, status } = await send('POST', `/${resource.resourceType}`, resource);
  expect([name, status]).toEqual([name, 201]);
  names.set(body.id, name);
  return body.id;
}
async function found(query: string): Promise<string[]> {
  const { body, status } = await send('GET', query);
  expect([query, status]).toEqual([query, 200]);
  return (body.entry ?? []).map(({ resource }) => names.get(resource.id) ?? resource.id).sort();
}

const loinc = (code: string) => ({ coding: [{ system: 'http://loinc.org', code }] });
const mmHg = (value: number) => ({
  valueQuantity: { value, unit: 'mmHg', system: 'http://unitsofmeasure.org', code: 'mm[Hg]' },
});
const observation = (code: string, more: object) => ({
  resourceType: 'Observation',
  status: 'final',
  code: loinc(code),
  ...more,
});
const pressure = (high: number, low: number) =>
  observation('85354-9', {
    component: [
      { code: loinc('8480-6'), ...mmHg(high) },
      { code: loinc('8462-4'), ...mmHg(low) },
    ],
  });

beforeAll(async () => {
  world = await openWorld();
  await create('high', pressure(180, 70));
  await create('low', pressure(110, 95));
  await create('mean', observation('8480-6', mmHg(150)));
  await create(
    'smoker',
    observation('72166-2', { valueCodeableConcept: { coding: [{ system: 'urn:s', code: 'yes' }] } }),
  );
  await create('words', observation('8302-2', { valueString: 'Tall for her age' }));
  await create('day', observation('8302-2', { valueDateTime: '2025-03-04' }));
});
afterAll(() => world.close());

describe('a composite parameter', () => {
  it.each([
    ['component-code-value-quantity=http://loinc.org|8480-6$gt160', ['high']],
    // 95 is in the same observation, under another code.
    ['component-code-value-quantity=http://loinc.org|8480-6$lt100', []],
    ['component-code-value-quantity=8462-4$ge90', ['low']],
    ['component-code-value-quantity=8462-4$ge90,8480-6$gt160', ['high', 'low']],
    ['component-code-value-quantity=8480-6$ne180', ['low']],
    ['component-code-value-quantity=8480-6$180|http://unitsofmeasure.org|mm[Hg]', ['high']],
    ['component-code-value-quantity=8480-6$180||kPa', []],
    ['combo-code-value-quantity=8480-6$gt140', ['high', 'mean']],
    ['code-value-quantity=8480-6$gt140', ['mean']],
    ['code-value-quantity=8480-6$gt140&status=final', ['mean']],
    ['code-value-concept=72166-2$urn:s|yes', ['smoker']],
    ['code-value-concept=72166-2$no', []],
    ['code-value-string=8302-2$tall', ['words']],
    ['code-value-date=8302-2$2025-03', ['day']],
    ['code-value-date=urn:other|8302-2$2025-03', []],
  ])('%s', async (query, expected) => {
    expect(await found(`/Observation?${query}`)).toEqual(expected);
  });

  it.each(['8480-6', '$5', '8480-6$', 'a$b$c', 'http://loinc.org|$5', '8480-6$much'])(
    'refuses %s, which is no code and value',
    async (value) => {
      expect((await send('GET', `/Observation?code-value-quantity=${value}`)).status).toBe(400);
    },
  );

  it('finds a document by what it is to another', async () => {
    const letter = {
      resourceType: 'DocumentReference',
      status: 'current',
      content: [{ attachment: { url: 'http://elsewhere.test/1' } }],
    };
    const id = await create('letter', letter);
    await create('appended', {
      ...letter,
      relatesTo: [{ code: 'appends', target: { reference: `DocumentReference/${id}` } }],
    });
    expect(await found(`/DocumentReference?relationship=DocumentReference/${id}$appends`)).toEqual(['appended']);
    expect(await found(`/DocumentReference?relationship=DocumentReference/${id}$replaces`)).toEqual([]);
  });
});

describe('a composite parameter of another type', () => {
  const age = { system: 'http://terminology.hl7.org/CodeSystem/usage-context-type', code: 'age' };
  it('finds a group by one of its characteristics', async () => {
    const trait = (code: string, more: object) => ({
      code: { coding: [{ system: 'urn:c', code }] },
      exclude: false,
      ...more,
    });
    const group = (...characteristic: object[]) => ({
      resourceType: 'Group',
      type: 'person',
      actual: false,
      characteristic,
    });
    const word = (code: string) => ({ valueCodeableConcept: { coding: [{ system: 'urn:v', code }] } });
    await create('smokers', group(trait('smokes', { valueBoolean: true }), trait('sex', word('female'))));
    await create('others', group(trait('smokes', { valueBoolean: false }), trait('sex', word('male'))));
    expect(await found('/Group?characteristic-value=urn:c|smokes$true')).toEqual(['smokers']);
    expect(await found('/Group?characteristic-value=sex$urn:v|male')).toEqual(['others']);
    // Female is said under another code.
    expect(await found('/Group?characteristic-value=smokes$female')).toEqual([]);
  });

  it.each(['ValueSet', 'Questionnaire', 'Measure'])(
    'finds a %s by the context that it is for',
    async (resourceType) => {
      const uses = (...useContext: object[]) => ({ resourceType, status: 'active', useContext });
      const years = (low: number, high: number) => ({
        code: age,
        valueRange: { low: { value: low }, high: { value: high } },
      });
      const task = {
        code: { ...age, code: 'task' },
        valueCodeableConcept: { coding: [{ system: 'urn:t', code: 'order' }] },
      };
      await create(`${resourceType} of children`, uses(years(0, 17), task));
      await create(`${resourceType} of adults`, uses(years(18, 120)));
      expect(await found(`/${resourceType}?context-type-quantity=age$lt10`)).toEqual([`${resourceType} of children`]);
      expect(await found(`/${resourceType}?context-type-value=task$urn:t|order`)).toEqual([
        `${resourceType} of children`,
      ]);
      expect(await found(`/${resourceType}?context-type-value=age$order`)).toEqual([]);
    },
  );
});

describe('a modifier', () => {
  it(':of-type finds a number by the type it says it has', async () => {
    const type = { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MR' }] };
    await create('chart', { resourceType: 'Device', identifier: [{ type, value: '446053' }] });
    const at = 'http://terminology.hl7.org/CodeSystem/v2-0203';
    expect(await found(`/Device?identifier:of-type=${at}|MR|446053`)).toEqual(['chart']);
    expect(await found(`/Device?identifier:of-type=${at}|SS|446053`)).toEqual([]);
    for (const value of ['MR|446053', `${at}||446053`])
      expect((await send('GET', `/Device?identifier:of-type=${value}`)).status).toBe(400);
  });

  it(':above finds an address by one below it', async () => {
    const list = { resourceType: 'ValueSet', status: 'active' };
    await create('root', { ...list, url: 'http://acme.test/fhir/' });
    await create('leaf', { ...list, url: 'http://acme.test/fhir/ValueSet/1' });
    await create('other', { ...list, url: 'http://acme.test/fhi' });
    expect(await found('/ValueSet?url:above=http://acme.test/fhir/ValueSet/1/_history/5')).toEqual(['leaf', 'root']);
  });

  it.each(['in', 'not-in', 'above', 'below'])(':%s of a token is refused with what to do', async (modifier) => {
    const { status, body } = await send('GET', `/Observation?code:${modifier}=http://loinc.org|8480-6`);
    expect(status).toBe(400);
    expect(body.issue?.[0]?.diagnostics).toContain('name them');
  });
});
