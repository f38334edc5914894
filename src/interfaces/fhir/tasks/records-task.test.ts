import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  arrangePerson,
  identifyAndVerify,
  openCase,
  queuesOf,
  type ReleaseDesk,
  releaseDesk,
  step,
} from '../../../../test/world/release-case.ts';
import { scan } from '../../../../test/world/scan.ts';
import { openWorld, type World } from '../../../../test/world/world.ts';
import type { Actor } from '../../../platform/act.ts';
import type { AskedState } from '../../../modules/release/index.ts';
import { deriveTaskStatus } from './derive-task-answer.ts';

const FHIR = { 'content-type': 'application/fhir+json' };

let world: World;
let desk: ReleaseDesk;
let payer: Actor;
let form: string;
beforeAll(async () => {
  world = await openWorld();
  desk = releaseDesk(world);
  payer = machine();
  form = (await scan(['AUTHORIZATION TO DISCLOSE', 'Patient: Ivo Horvat'])).toString('base64');
});
afterAll(() => world.close());

const machine = (grants = ['system/*.cruds']) =>
  world.person(['integration-client'], { kind: 'machine', realm: 'machine', grants });

type Task = Record<string, unknown>;
interface Answer {
  resourceType: string;
  id: string;
  status: string;
  statusReason?: { text: string };
  businessStatus?: unknown;
  identifier?: { system?: string; value: string }[];
  input?: unknown[];
  issue?: { code: string; expression?: string[]; diagnostics: string }[];
  entry?: { response: { status: string; location?: string; outcome?: { issue: { code: string }[] } } }[];
}
const send = (path: string, body: unknown, actor = payer) =>
  world.callAs<Answer>(actor, 'POST', `/fhir/R4${path}`, JSON.stringify(body), FHIR);
const post = (task: Task, actor = payer) => send('/Task', task, actor);
const get = async (id: string, actor = payer) => world.callAs<Answer>(actor, 'GET', `/fhir/R4/Task/${id}`);

let count = 0;
/** A whole request of a payer; a call changes what it is about. */
const task = (more: Task = {}): Task => ({
  resourceType: 'Task',
  identifier: [{ system: 'urn:payer:acn', value: `ACN-${++count}` }],
  status: 'requested',
  intent: 'order',
  priority: 'urgent',
  code: { coding: [{ system: 'urn:chartkeeper:task', code: 'records-request' }] },
  description: 'Operative report and discharge summary',
  contained: [
    {
      resourceType: 'Patient',
      id: 'who',
      name: [{ family: 'Horvat', given: ['Ivo'] }],
      birthDate: '1955-05-05',
      identifier: [{ value: 'MEMBER-9' }],
    },
    {
      resourceType: 'Organization',
      id: 'payer',
      name: 'Harbor Health Plan',
      type: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/organization-type', code: 'pay' }] }],
      telecom: [{ system: 'fax', value: '614 555 0190' }],
    },
  ],
  for: { reference: '#who' },
  requester: { reference: '#payer' },
  reasonCode: { coding: [{ code: 'HPAYMT' }] },
  restriction: { period: { end: '2026-12-20' } },
  input: [
    { type: { text: 'Days of the records' }, valuePeriod: { start: '2026-01-01', end: '2026-06-30' } },
    {
      type: { text: 'Authorization' },
      valueAttachment: { contentType: 'image/png', title: 'authorization.png', data: form },
    },
  ],
  ...more,
});
const casesInAll = async () => (await world.sql<{ n: number }>('SELECT count(*)::int AS n FROM release.request'))[0]?.n;
const itemsInAll = async () => (await world.sql<{ n: number }>('SELECT count(*)::int AS n FROM intake.item'))[0]?.n;

describe('a Task that asks for records', { timeout: 120_000 }, () => {
  it('opens a case that waits for a person to identify its patient, described as far as the Task says', async () => {
    const { status, body, headers } = await post(task());
    expect([status, body.resourceType, body.status]).toEqual([201, 'Task', 'received']);
    expect(headers['location']).toMatch(new RegExp(`/fhir/R4/Task/${body.id}$`));
    const [row] = await world.sql<Record<string, unknown>>(
      `SELECT number, origin, received_via, requester_class, requester_name, requester_fax, requester_reference, purpose, asked_for,
         asked_from::text, asked_to::text, patient_as_written, priority, patient_id FROM release.request WHERE id = $1`,
      [body.id],
    );
    expect(row).toMatchObject({
      ...{ origin: 'fhir-task', received_via: 'electronic', requester_class: 'insurer', priority: 3, patient_id: null },
      ...{ requester_name: 'Harbor Health Plan', requester_fax: '614 555 0190', purpose: 'payment' },
      asked_for: 'Operative report and discharge summary; Wanted by 2026-12-20',
      ...{ asked_from: '2026-01-01', asked_to: '2026-06-30' },
      patient_as_written: 'Ivo Horvat, born 1955-05-05, number MEMBER-9',
    });
    expect(body.identifier).toContainEqual({ system: 'urn:chartkeeper:release-case', value: row?.['number'] });
    expect(await queuesOf(world, body.id)).toEqual(['release.to-work']);
    expect(await openCase(world, desk.specialist, body.id)).toMatchObject({ next: 'identify-patient' });
    const entries = await world.sql<{ actor_id: string; subject_ids: string[] }>(
      `SELECT actor_id, subject_ids FROM audit.entry WHERE verb = 'fhir.ask-for-records' AND outcome = 'done'`,
    );
    expect(entries).toContainEqual({ actor_id: payer.id, subject_ids: expect.arrayContaining([body.id]) });
  });

  it('brings its authorization through intake into the case, past the index desk, and keeps no copy in the Task', async () => {
    const { body } = await post(task());
    await world.stack.drain();
    expect(await openCase(world, desk.specialist, body.id)).toMatchObject({ intakePages: [{ pages: [1] }] });
    const [item] = await world.sql<{ id: string }>(
      'SELECT item_id AS id FROM release.awaited_item WHERE request_id = $1',
      [body.id],
    );
    expect(
      await world.sql(
        `SELECT w.kind FROM worklist.item w WHERE w.closed_at IS NULL AND w.kind LIKE 'intake.%'
         AND (w.subject_id = $1 OR w.subject_id IN (SELECT part_id FROM intake.part_page WHERE item_id = $1))`,
        [item?.id],
      ),
    ).toEqual([]);
    expect(JSON.stringify((await get(body.id)).body)).not.toContain(form.slice(0, 60));
    expect(await world.sql(`SELECT 1 FROM fhir.resource WHERE id = $1 AND content LIKE '%"data"%'`, [body.id])).toEqual(
      [],
    );
    // A contained DocumentReference is the same paper.
    const contained = task();
    const reference = {
      ...{ resourceType: 'DocumentReference', id: 'form', status: 'current' },
      content: [{ attachment: { contentType: 'image/png', data: form } }],
    };
    const second = await post({
      ...contained,
      contained: [...(contained['contained'] as object[]), reference],
      input: [{ type: { text: 'Authorization' }, valueReference: { reference: '#form' } }],
    });
    await world.stack.drain();
    expect(await openCase(world, desk.specialist, second.body.id)).toMatchObject({ intakePages: [{ pages: [1] }] });
  });

  it('is the same request when it comes again by its identifier; another sender’s is another', async () => {
    const once = task();
    const first = await post(once);
    const [cases, items] = [await casesInAll(), await itemsInAll()];
    const again = await post({ ...once, description: 'Said otherwise' });
    expect([again.status, again.body.id, again.body.status]).toEqual([200, first.body.id, 'received']);
    expect([await casesInAll(), await itemsInAll()]).toEqual([cases, items]);
    const other = await post(once, machine());
    expect([other.status, other.body.id === first.body.id]).toEqual([201, false]);
  });

  it('is read with the state of its case: accepted, on hold with the reason, in progress, completed', async () => {
    const patient = await arrangePerson(world, 'Horvat', 'Ivo');
    const { body } = await post(task());
    await identifyAndVerify(world, desk, body.id, patient);
    expect((await get(body.id)).body.status).toBe('accepted');
    const before = (await get(body.id)).headers['etag'];
    const pend = { waitingFor: 'requester', reason: 'The form names no expiry of Ivo.' };
    await step(world, { actor: desk.specialist, path: `/release/requests/${body.id}/pends`, body: pend });
    const waiting = (await get(body.id)).body;
    // What the desk wrote down is not told.
    expect([waiting.status, waiting.statusReason]).toEqual([
      'on-hold',
      { text: 'Waits for an answer of the requester' },
    ]);
    expect((await get(body.id)).headers['etag']).not.toBe(before);
    await step(world, {
      actor: desk.approver,
      path: `/release/requests/${body.id}/cancellation`,
      body: { reasonCode: 'withdrawn', reason: 'The payer paid without' },
    });
    expect((await get(body.id)).body).toMatchObject({
      ...{ status: 'cancelled', statusReason: { text: 'Withdrawn' } },
      businessStatus: { coding: [{ system: 'urn:chartkeeper:release-status', code: 'cancelled' }] },
    });
  });

  it('is taken for a patient of ours by reference, who still waits for a person', async () => {
    const patient = await arrangePerson(world, 'Reference', 'Rita');
    const { body } = await post(task({ for: { reference: `Patient/${patient}` } }));
    const [row] = await world.sql<{ written: string; patient_id: string | null }>(
      'SELECT patient_as_written AS written, patient_id FROM release.request WHERE id = $1',
      [body.id],
    );
    expect(row?.written).toMatch(/Rita Reference, born .*number/);
    expect(row?.patient_id).toBeNull();
  });

  it('stands in a batch beside other entries, and is refused in a transaction and by PUT', async () => {
    const entry = (resource: object) => ({ resource, request: { method: 'POST', url: 'Task' } });
    const bundle = (type: string, ...entries: object[]) => ({ resourceType: 'Bundle', type, entry: entries });
    const batch = await send('', bundle('batch', entry(task()), entry(task({ status: 'completed' }))));
    expect(batch.body.entry?.map(({ response }) => response.status.slice(0, 3))).toEqual(['201', '400']);
    const cases = await casesInAll();
    const whole = await send('', bundle('transaction', entry(task())));
    expect([whole.status, whole.body.issue?.[0]?.expression]).toEqual([501, ['Bundle.entry[0]']]);
    const { body } = await post(task());
    const put = await world.callAs<Answer>(
      payer,
      'PUT',
      `/fhir/R4/Task/${body.id}`,
      JSON.stringify({ ...task(), id: body.id, status: 'cancelled' }),
      FHIR,
    );
    expect(put.status).toBe(501);
    expect(await casesInAll()).toBe((cases ?? 0) + 1);
    expect((await get(body.id)).body.status).toBe('received');
  });

  it('of another kind stays a resource and opens no case', async () => {
    const cases = await casesInAll();
    const { status, body } = await post(task({ code: { text: 'Call the ward' } }));
    expect([status, body.status]).toEqual([201, 'requested']);
    expect((await get(body.id)).body.status).toBe('requested');
    expect(await casesInAll()).toBe(cases);
  });

  it('is said to be there in the capability statement', async () => {
    const { body } = await world.callAs<{ rest: { resource: { type: string; documentation?: string }[] }[] }>(
      payer,
      'GET',
      '/fhir/R4/metadata',
    );
    expect(body.rest[0]?.resource.find(({ type }) => type === 'Task')?.documentation).toMatch(/opens a case/);
  });
});

describe('a Task that cannot be taken', { timeout: 60_000 }, () => {
  const attachment = (more: object) => [{ type: { text: 'Authorization' }, valueAttachment: more }];
  it.each<[string, Task, string]>([
    ['that is not requested', { status: 'in-progress' }, 'Task.status'],
    ['without an intent', { intent: undefined }, 'Task.intent'],
    ['without an identifier', { identifier: [{ system: 'urn:payer:acn' }] }, 'Task.identifier'],
    ['for nobody', { for: undefined }, 'Task.for'],
    ['for what is no patient', { for: { reference: '#payer' } }, 'Task.for'],
    ['for somebody without name and number', { for: { type: 'Patient' } }, 'Task.for'],
    ['for a patient who is nowhere', { for: { reference: '#nobody' } }, 'Task.for'],
    [
      'for a patient who is not stored',
      { for: { reference: 'Patient/01900000-0000-7000-8000-00000000dead' } },
      'Task.for',
    ],
    ['without a requester', { requester: undefined }, 'Task.requester'],
    ['of a requester without a name', { requester: { identifier: { value: '7' } } }, 'Task.requester'],
    ['with a priority of its own', { priority: 'yesterday' }, 'Task.priority'],
    ['with inputs that are no list', { input: { type: {} } }, 'Task.input'],
    [
      'with a file elsewhere',
      { input: attachment({ url: 'https://example.org/x' }) },
      'Task.input[0].valueAttachment.data',
    ],
    ['with half a file', { input: attachment({ data: 'iVBORw0' }) }, 'Task.input[0].valueAttachment.data'],
    [
      'with a file that is not what it claims',
      { input: attachment({ contentType: 'application/pdf', data: Buffer.from('hello').toString('base64') }) },
      'Task.input[0].valueAttachment.contentType',
    ],
    [
      'with days in the wrong order',
      { input: [{ type: { text: 'Days' }, valuePeriod: { start: '2026-02-01', end: '2026-01-01' } }] },
      'Task.input[0].valuePeriod',
    ],
    [
      'wanted on a day that does not exist',
      { restriction: { period: { end: '2026-02-31' } } },
      'Task.restriction.period.end',
    ],
    ['with words without end', { description: 'x'.repeat(3_000) }, 'Task.description'],
  ])('%s is answered with the place, and nothing is stored', async (_what, more, at) => {
    const [cases, items] = [await casesInAll(), await itemsInAll()];
    const { status, body } = await post(task(more));
    expect([status, body.resourceType, body.issue?.[0]?.expression]).toEqual([400, 'OperationOutcome', [at]]);
    expect([await casesInAll(), await itemsInAll()]).toEqual([cases, items]);
  });

  it('is refused to a token without the scope, to staff without the permission, and read by nobody without it', async () => {
    const narrow = machine(['system/Patient.cruds']);
    expect((await post(task(), narrow)).status).toBe(403);
    expect((await post(task(), desk.specialist)).status).toBe(403);
    const { body } = await post(task());
    expect((await get(body.id, narrow)).status).toBe(403);
    expect((await get('01900000-0000-7000-8000-00000000dead')).status).toBe(404);
  });
});

describe('the status of a Task', () => {
  const state = (more: Partial<AskedState>): AskedState => ({
    ...{ number: 'R-1', status: 'received', pends: [], ending: null, handedOver: false, cancelledFor: null },
    ...more,
  });
  it.each<[Partial<AskedState>, string]>([
    [{}, 'received'],
    [{ status: 'identified' }, 'accepted'],
    [{ status: 'verified' }, 'accepted'],
    [{ status: 'authorized' }, 'in-progress'],
    [{ status: 'handing-over' }, 'in-progress'],
    [{ status: 'partly-delivered', handedOver: true }, 'in-progress'],
    [{ status: 'scoped', pends: ['payment', 'patient'] }, 'on-hold'],
    [{ status: 'delivered', handedOver: true }, 'completed'],
    [{ status: 'closed', handedOver: true }, 'completed'],
    [{ status: 'answered', ending: 'denied' }, 'rejected'],
    [{ status: 'closed', ending: 'no-records' }, 'rejected'],
    [{ status: 'answered', ending: 'undeliverable' }, 'failed'],
    [{ status: 'answered', ending: 'duplicate' }, 'cancelled'],
    [{ status: 'cancelled', cancelledFor: 'authority-not-cured' }, 'rejected'],
    [{ status: 'cancelled', cancelledFor: 'entered-in-error' }, 'cancelled'],
  ])('of a case %j is %s', (more, status) => {
    expect(deriveTaskStatus(state(more)).status).toBe(status);
  });
});
