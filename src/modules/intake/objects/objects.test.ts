import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arrangeDocument, arrangeEncounter, arrangePatient } from '../../../../test/world/chart.ts';
import { codeSheet, scan, stack } from '../../../../test/world/scan.ts';
import { FACILITY, openWorld, type World } from '../../../../test/world/world.ts';
import type { Actor } from '../../../platform/act.ts';
import { openReader } from '../../../platform/reading/index.ts';
import { liftHold, placeHold } from '../../documents/index.ts';
import { mergePatients, raiseFlag, registerPatient } from '../../patients/index.ts';
import { ownMeaningOf } from '../codes/derive-code-facts.ts';
import { deriveCodeText } from '../codes/derive-code-text.ts';
import { deriveObjectState, type Movement } from './derive-object-state.ts';

let world: World;
let clerk: Actor;
let boss: Actor;
let ida = '';

type Answer = { code: string; id: string; number: string; detail: string; at: string };
const as = <T = Answer>(actor: Actor, method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown, headers = {}) =>
  world.callAs<T & Answer>(actor, method, path, body, headers);
const disc = (more: object = {}) => ({
  ...{ kind: 'cd', description: 'CT head and neck', receivedHow: 'mail', receivedFrom: 'Lakeside Imaging' },
  ...{ condition: 'good', readable: 'not-tried', place: 'Shelf 4', disposition: 'keep' },
  ...more,
});
const register = async (more: object = {}) => (await as(clerk, 'POST', '/intake/objects', disc(more))).body;
interface View {
  object: {
    number: string;
    state: string;
    place: string | null;
    custodian: { name: string } | null;
    patient: { id: string; name: string } | null;
    assigned: boolean;
    due: { what: string; on: string; now: boolean } | null;
    seen: number;
  };
  possible: string[];
  kept: string[];
  movements: { kind: string; by: string; note: string; document: { name: string } | null }[];
  scannedWith: { fileName: string; page: number }[];
}
const open = async (id: string, actor = clerk) => (await as<View>(actor, 'GET', `/intake/objects/${id}`)).body;
/** Sees the thing and does something with it at once. */
const move = async (id: string, kind: string, more: object = {}, actor = clerk) =>
  as(actor, 'POST', `/intake/objects/${id}/movements`, { kind, seen: (await open(id)).object.seen, ...more });
const plan = async (id: string, disposition: string, more: object = {}) =>
  as(clerk, 'POST', `/intake/objects/${id}/disposition`, {
    ...{ disposition, reason: 'Agreed with the patient', seen: (await open(id)).object.seen },
    ...more,
  });
const destroy = async (id: string, more: object = {}, actor = boss) =>
  as(actor, 'POST', `/intake/objects/${id}/destruction`, {
    ...{ seen: (await open(id)).object.seen, method: 'Shredded', witness: 'Ben Ode', rule: 'Retention policy 7' },
    ...more,
  });
const waits = async (kind: string) =>
  (
    await world.sql<{ subject_id: string }>(
      'SELECT subject_id FROM worklist.item WHERE kind = $1 AND closed_at IS NULL',
      [kind],
    )
  ).map((row) => row.subject_id);
const remind = async () => {
  await world.system((act) => Promise.resolve(act.enqueue('intake.remind-of-objects', {})));
  await world.stack.drain();
};
const person = async (family: string, mrn: string) =>
  (
    await world.system((act) =>
      registerPatient(act, {
        facts: {
          ...{ birthDate: '1950-02-01', sex: 'female' as const, contacts: [] },
          names: [{ use: 'legal', family, given: ['Ida'] }],
          identifiers: [{ system: 'urn:chartkeeper:mrn:default', value: mrn, kind: 'mrn' }],
        },
        facilityId: FACILITY,
        origin: 'desk',
      }),
    )
  ).id;

beforeAll(async () => {
  world = await openWorld({ env: { CHARTKEEPER_OCR: 'bundled' } });
  clerk = world.person(['index-clerk'], { name: 'Ana Ruiz' });
  boss = world.person(['coordinator'], { name: 'Cora Dean' });
  ida = await person('Marsh', '00900100');
});
afterAll(() => world.close());

describe('A thing that is not a sheet', () => {
  it('is registered with a number of its own, and is found by its label and by its number', async () => {
    const { status, body } = await as(clerk, 'POST', '/intake/objects', disc({ patientId: ida, piece: 1, pieces: 4 }));
    expect([status, body.number]).toEqual([201, expect.stringMatching(/^OBJ-\d{6}$/)]);
    const label = deriveCodeText({ kind: 'object', number: body.number }) ?? '';
    for (const text of [label, body.number.toLowerCase()])
      expect((await as(clerk, 'GET', `/intake/object?number=${encodeURIComponent(text)}`)).body.id).toBe(body.id);
    expect((await as(clerk, 'GET', '/intake/object?number=OBJ-999999')).body.id).toBeNull();
    expect((await as(clerk, 'GET', `/intake/object?number=${label}X`)).body.code).toBe('intake/not-an-object');
    expect(await open(body.id)).toMatchObject({
      object: { state: 'here', place: 'Shelf 4', patient: { name: 'Marsh, Ida' }, piece: 1, pieces: 4 },
      movements: [{ kind: 'registered', by: 'Ana Ruiz' }],
    });
  });

  it('keeps a label that was stuck on before, once', async () => {
    const first = await as(clerk, 'POST', '/intake/objects', disc({ number: 'film-17' }));
    expect(first.body.number).toBe('FILM-17');
    const again = await as(clerk, 'POST', '/intake/objects', disc({ number: 'FILM-17' }));
    expect([again.status, again.body.code]).toEqual([409, 'intake/object-number-taken']);
    expect((await as(clerk, 'POST', '/intake/objects', disc({ number: 'OBJ-000001' }))).body.at).toBe('number');
  });

  it.each([
    ['a day of receipt to come', { receivedOn: '2026-11-25' }, 'receivedOn'],
    ['a day of making after its receipt', { madeOn: '2026-11-20', receivedOn: '2026-11-10' }, 'madeOn'],
    ['more than there are', { piece: 3, pieces: 2 }, 'piece'],
    ['a visit of nobody', { encounterId: FACILITY }, 'patientId'],
    ['a return to nobody', { disposition: 'return' }, 'returnTo'],
    ['an end without a day', { disposition: 'keep-until' }, 'dispositionOn'],
    ['blanks for a place', { place: '  ' }, 'place'],
    ['a file that is not there', { itemId: FACILITY }, 'itemId'],
  ])('is refused with %s', async (_what, more, at) => {
    const { body } = await as(clerk, 'POST', '/intake/objects', disc(more));
    expect([body.code, body.at]).toEqual(['intake/not-an-object', at]);
  });

  it('is registered once however often the request comes', async () => {
    const key = { 'idempotency-key': 'one-disc-one-row' };
    const [one, two] = [
      await as(clerk, 'POST', '/intake/objects', disc({ description: 'Once' }), key),
      await as(clerk, 'POST', '/intake/objects', disc({ description: 'Once' }), key),
    ];
    expect(two.body.id).toBe(one.body.id);
    expect(await world.sql(`SELECT 1 FROM intake.object WHERE description = 'Once'`)).toHaveLength(1);
  });

  it('is at one place however the name of the place is typed', async () => {
    const { id } = await register({ place: 'shelf  4 ' });
    expect((await open(id)).object.place).toBe('Shelf 4');
    const { body } = await as<{ keepers: { kind: string; name: string }[] }>(clerk, 'GET', '/intake/keepers');
    expect(body.keepers.filter(({ name }) => name.toLowerCase() === 'shelf 4')).toHaveLength(1);
  });

  it('has a label of 4 by 2 inches that is read back, with no name in the code', async () => {
    const { id, number } = await register({ patientId: ida, piece: 2, pieces: 4 });
    const { status, body } = await world.callAs<Buffer>(clerk, 'GET', `/intake/objects/${id}/label.pdf`);
    expect(status).toBe(200);
    const folder = mkdtempSync(join(tmpdir(), 'ck-label-'));
    const reader = openReader({ scratch: folder, ocr: 'bundled', readers: 1 });
    try {
      writeFileSync(join(folder, 'label.pdf'), body);
      const codes: { format: string; text: string }[] = [];
      let text = '';
      await reader.readPages(join(folder, 'label.pdf'), {
        images: false,
        onPage(page) {
          if (!page.readable) return;
          codes.push(...page.barcodes);
          text += page.text;
        },
      });
      expect(codes.map(ownMeaningOf)).toEqual([
        expect.objectContaining({ kind: 'object', number }),
        expect.objectContaining({ kind: 'object', number }),
      ]);
      for (const each of [number, '2 of 4', 'Marsh', '00900100']) expect(text).toContain(each);
    } finally {
      await reader.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('A thing of nobody known', () => {
  it('waits on the worklist until somebody says whose it is, and that it is somebody else’s needs a reason', async () => {
    const { id } = await register();
    expect(await waits('intake.object-unassigned')).toContain(id);
    const list = await as<{ objects: { id: string }[] }>(clerk, 'GET', '/intake/objects?show=unassigned');
    expect(list.body.objects.map((each) => each.id)).toContain(id);
    const mary = await person('Poole', '00900101');
    const visit = await arrangeEncounter(world, ida);
    const assign = (seen: number, more: object) =>
      as(clerk, 'POST', `/intake/objects/${id}/patient`, { seen, ...more });
    expect((await assign(1, { patientId: mary, encounterId: visit })).body.at).toBe('encounterId');
    expect((await assign(1, { patientId: ida, encounterId: visit })).status).toBe(200);
    expect(await waits('intake.object-unassigned')).not.toContain(id);
    expect((await assign(1, { patientId: mary })).body.code).toBe('intake/object-changed');
    expect((await assign(2, { patientId: mary })).body).toMatchObject({
      ...{ code: 'intake/movement-incomplete', at: 'reason' },
    });
    expect((await assign(2, { patientId: mary, reason: 'The name on the disc' })).status).toBe(200);
    expect(await open(id)).toMatchObject({
      object: { patient: { name: 'Poole, Ida' }, encounter: null },
      movements: [{ kind: 'assigned', note: 'The name on the disc' }, { kind: 'assigned' }, { kind: 'registered' }],
    });
  });

  it('is neither handed over nor destroyed nor copied into a chart', async () => {
    const { id } = await register({ disposition: 'keep-until', dispositionOn: '2026-11-01' });
    expect((await move(id, 'handed-over', { recipient: 'patient', identityChecked: 'Passport' })).body.at).toBe(
      'patientId',
    );
    expect((await move(id, 'copied', { documentId: FACILITY })).body.at).toBe('patientId');
    expect((await open(id)).kept).toEqual(['patient-unknown']);
    expect((await destroy(id)).body.code).toBe('intake/object-needed');
  });
});

describe('The life of a thing', () => {
  it('is moved, lent, overdue, returned, copied and destroyed with a witness, and every step stays', async () => {
    const { id } = await register({
      ...{ patientId: ida, disposition: 'destroy-after-copy' },
      custodian: { kind: 'unit', name: 'Records' },
    });
    await move(id, 'moved', { place: 'Cabinet B' });
    expect((await open(id)).object).toMatchObject({ place: 'Cabinet B', custodian: { name: 'Records' } });
    const lent = { custodian: { kind: 'person', name: 'Dr. Lee' }, dueOn: '2026-11-30' };
    expect((await move(id, 'loaned', { ...lent, dueOn: '2026-11-01' })).body.at).toBe('dueOn');
    expect((await move(id, 'loaned', lent)).status).toBe(201);
    expect((await open(id)).object).toMatchObject({ state: 'on-loan', place: null, custodian: { name: 'Dr. Lee' } });
    const refused = await move(id, 'moved', { place: 'Shelf 4' });
    expect([refused.status, refused.body.code]).toEqual([422, 'intake/movement-impossible']);
    expect(refused.body.detail).toContain('on loan');

    await remind();
    expect(await waits('intake.object-due')).not.toContain(id);
    world.clock.advance(7 * 24 * 3_600_000);
    await remind();
    await remind();
    expect((await waits('intake.object-due')).filter((each) => each === id)).toHaveLength(1);
    const due = await as<{ objects: { id: string; due: { what: string; now: boolean } }[] }>(
      ...([clerk, 'GET', '/intake/objects?show=due'] as const),
    );
    expect(due.body.objects.find((each) => each.id === id)?.due).toMatchObject({ what: 'back', now: true });

    // For longer: it waits no more until the new day.
    expect((await move(id, 'loaned', { ...lent, dueOn: '2026-12-24' })).status).toBe(201);
    expect(await waits('intake.object-due')).not.toContain(id);
    await move(id, 'returned', { place: 'Shelf 4' });
    expect(await waits('intake.object-due')).not.toContain(id);
    expect((await destroy(id)).body.detail).toContain('not copied');
    const { documentId } = await arrangeDocument(world, ida);
    const other = await arrangeDocument(world, await arrangePatient(world));
    expect((await move(id, 'copied', { documentId: other.documentId })).body.at).toBe('documentId');
    expect((await move(id, 'copied', { documentId })).status).toBe(201);
    expect((await open(id)).movements[0]?.document?.name).toBe('Progress note');
    expect((await open(id)).object.due).toMatchObject({ what: 'destroy', now: true });

    expect((await destroy(id, { witness: ' cora dean' })).body.at).toBe('witness');
    expect((await destroy(id, { rule: ' ' })).body.at).toBe('rule');
    expect((await destroy(id)).status).toBe(201);
    const end = await open(id);
    expect(end).toMatchObject({ object: { state: 'destroyed', place: null, due: null }, possible: [] });
    expect(end.movements.map(({ kind }) => kind)).toEqual([
      ...['destroyed', 'copied', 'returned', 'loaned', 'loaned', 'moved', 'registered'],
    ]);
    expect((await move(id, 'found', { place: 'Shelf 4' })).body.detail).toContain('destroyed');
    expect((await plan(id, 'keep')).body.code).toBe('intake/movement-impossible');
  });

  it('is handed to the patient with proof of identity, or sent, and may come back', async () => {
    const { id } = await register({ patientId: ida, disposition: 'return', returnTo: 'The patient' });
    expect((await open(id)).object.due).toMatchObject({ what: 'return', now: true });
    // At once, not with the next look of the hour.
    expect(await waits('intake.object-due')).toContain(id);
    expect((await move(id, 'handed-over', { recipient: 'designee', identityChecked: 'Passport' })).body.at).toBe(
      'recipientName',
    );
    expect((await move(id, 'handed-over', { recipient: 'patient', identityChecked: 'Passport' })).status).toBe(201);
    expect(await waits('intake.object-due')).not.toContain(id);
    expect((await move(id, 'lost', { note: 'At home' })).body.code).toBe('intake/movement-impossible');
    await move(id, 'returned', { place: 'Shelf 4' });
    expect(
      (await move(id, 'sent', { organisation: 'Lakeside Imaging', method: 'Parcel 4711', basis: 'treatment' })).status,
    ).toBe(201);
    expect((await open(id)).object).toMatchObject({ state: 'sent', custodian: { name: 'Lakeside Imaging' } });
    const news = await world.sql<{ payload: { movement: string } }>(
      `SELECT payload FROM platform.event WHERE name = 'intake.object-moved' AND payload ->> 'objectId' = $1 ORDER BY id`,
      [id],
    );
    expect(news.map(({ payload }) => payload.movement)).toEqual(['registered', 'handed-over', 'returned', 'sent']);
  });

  it('is reported lost with where it was looked for, and found again', async () => {
    const { id } = await register({ patientId: ida });
    expect((await move(id, 'lost', { note: '  ' })).body.at).toBe('note');
    expect((await move(id, 'found', { place: 'Drawer' })).body.code).toBe('intake/movement-impossible');
    await move(id, 'lost', { note: 'Last seen in room 4' });
    expect((await open(id)).object).toMatchObject({ state: 'lost', place: null });
    await move(id, 'found', { place: 'Drawer' });
    expect((await open(id)).object).toMatchObject({ state: 'here', place: 'Drawer' });
  });

  it('is described better without its life being rewritten', async () => {
    const { id } = await register({ patientId: ida });
    const put = (seen: number, more: object) => {
      const { place: _place, disposition: _disposition, ...words } = disc(more) as Record<string, unknown>;
      return as(clerk, 'PUT', `/intake/objects/${id}`, { ...words, seen });
    };
    expect((await put(1, { readable: 'no', condition: 'broken' })).status).toBe(200);
    expect((await put(1, { readable: 'yes' })).body.code).toBe('intake/object-changed');
    expect((await put(2, { readable: 'no', condition: 'broken' })).body.number).toBe(2);
    expect((await open(id)).movements.map(({ kind }) => kind)).toEqual(['described', 'registered']);
  });

  it('stands in the row exactly as its movements tell, for every thing of this file', async () => {
    const rows = await world.sql<{ id: string; state: string; place: string; custodian: string; back: string }>(
      'SELECT id, state, place_id AS place, custodian_id AS custodian, due_back_on::text AS back FROM intake.object',
    );
    expect(rows.length).toBeGreaterThan(8);
    for (const row of rows) {
      const life = await world.sql<Movement & { place_id: string; custodian_id: string; due: string }>(
        'SELECT kind, place_id, custodian_id, due_on::text AS due, moved_at AS at FROM intake.object_movement WHERE object_id = $1 ORDER BY number',
        [row.id],
      );
      const told = deriveObjectState(
        life.map((each) => ({
          ...{ kind: each.kind, placeId: each.place_id, custodianId: each.custodian_id, dueOn: each.due },
          ...{ on: '', at: each.at },
        })),
      );
      expect([told.state, told.placeId, told.custodianId, told.dueBackOn]).toEqual([
        ...[row.state, row.place, row.custodian, row.back],
      ]);
    }
  });

  it('cannot be changed past its end by anybody: rows of its life take no change', async () => {
    await expect(
      world.system((act) => act.tx.updateTable('intake.object_movement').set({ note: 'Never' }).execute()),
    ).rejects.toThrow(/permission denied/);
    await expect(world.system((act) => act.tx.deleteFrom('intake.object').execute())).rejects.toThrow(
      /permission denied/,
    );
  });
});

describe('A legal hold', () => {
  it('keeps a thing of its patient from destruction, under every registration, until it is lifted', async () => {
    const mary = await person('Held', '00900200');
    const double = await person('Held', '00900201');
    const { id } = await register({ patientId: double, disposition: 'keep-until', dispositionOn: '2026-11-01' });
    await world.system((act) => mergePatients(act, { retiredId: double, survivorId: mary, reason: 'One person' }));
    const { holdId } = await world.system((act) => placeHold(act, { patientId: mary, matter: 'Held v. Hospital' }));
    const refused = await destroy(id);
    expect([refused.status, refused.body.code]).toEqual([422, 'intake/object-needed']);
    expect(refused.body.detail).toContain('legal hold');
    expect((await open(id)).kept).toEqual(['legal-hold']);
    await expect(
      world.sql(
        `INSERT INTO intake.object_movement (id, object_id, facility_id, number, kind, method, witness, note, moved_at, moved_by, moved_name)
         VALUES (gen_random_uuid(), $1, $2, 2, 'destroyed', 'Fire', 'Nobody', 'None', '2026-11-23Z', 'x', 'x')`,
        [id, FACILITY],
      ),
    ).rejects.toThrow(/legal hold/);
    await world.system((act) => liftHold(act, { patientId: mary, holdId, reason: 'Settled' }));
    expect((await destroy(id)).status).toBe(201);
  });

  it('on one visit keeps what belongs to it or to no visit, not what belongs to another', async () => {
    const mary = await person('Visits', '00900300');
    const [held, free] = [await arrangeEncounter(world, mary), await arrangeEncounter(world, mary)];
    const ended = { patientId: mary, disposition: 'keep-until', dispositionOn: '2026-11-01' };
    const of = async (more: object) => (await register({ ...ended, ...more })).id;
    const [kept, loose, other] = [await of({ encounterId: held }), await of({}), await of({ encounterId: free })];
    await world.system((act) => placeHold(act, { patientId: mary, on: { encounterId: held }, matter: 'Audit' }));
    for (const id of [kept, loose]) expect((await open(id)).kept).toEqual(['legal-hold']);
    expect((await open(other)).kept).toEqual([]);
  });
});

describe('The chart', () => {
  interface Lines {
    objects: { id: string; state: string; place: string | null }[];
  }
  it('shows what is kept of the patient and where it is, under the surviving registration after a merge', async () => {
    const [one, two] = [await person('Twice', '00900400'), await person('Twice', '00900401')];
    const first = await register({ patientId: one });
    const second = await register({ patientId: two, place: 'Cabinet B' });
    const clinician = world.person(['clinician']);
    const chart = async (id: string) =>
      (await as<Lines>(clinician, 'GET', `/patients/${id}/objects`)).body.objects.map((each) => each.id);
    expect(await chart(one)).toEqual([first.id]);
    await world.system((act) => mergePatients(act, { retiredId: two, survivorId: one, reason: 'One person' }));
    expect(await chart(one)).toEqual([second.id, first.id]);
    expect(await chart(two)).toEqual([second.id, first.id]);
    // What is registered under the retired number joins the survivor.
    const third = await register({ patientId: two });
    expect(await world.sql('SELECT patient_id FROM intake.object WHERE id = $1', [third.id])).toEqual([
      { patient_id: one },
    ]);
  });

  it('hides what is of a protected person, in the list, by the label and in the chart', async () => {
    const mary = await person('Famous', '00900500');
    const { id, number } = await register({ patientId: mary });
    await world.system((act) => raiseFlag(act, { patientId: mary, kind: 'vip', reason: 'Holds public office' }));
    await world.stack.drain();
    expect((await as(clerk, 'GET', `/intake/objects/${id}`)).status).toBe(404);
    expect((await as(clerk, 'GET', `/intake/object?number=${number}`)).body.id).toBeNull();
    const list = await as<Lines>(clerk, 'GET', '/intake/objects');
    expect(list.body.objects.map((each) => each.id)).not.toContain(id);
    const officer = world.person(['privacy-officer']);
    expect((await open(id, officer)).movements).toHaveLength(1);
    // Registered afterwards, it is hidden from the first moment.
    const later = await as(officer, 'POST', '/intake/objects', disc({ patientId: mary }));
    expect(later.status).toBe(403);
  });

  it('of a member of staff is not theirs to open or to move', async () => {
    const { id } = await register({ patientId: ida });
    const self = world.person(['coordinator'], { ownPatientIds: [ida] });
    expect((await as(self, 'GET', `/intake/objects/${id}`)).body.code).toBe('intake/own-object');
    expect((await as(self, 'GET', `/patients/${ida}/objects`)).status).toBe(403);
    const denied = await as(self, 'POST', `/intake/objects/${id}/movements`, { kind: 'moved', seen: 1, place: 'Bag' });
    expect(denied.status).toBe(403);
  });
});

describe('Who may do what', () => {
  it('is: clerks register and move, only coordinator and privacy officer destroy, others neither', async () => {
    const { id } = await register({ patientId: ida, disposition: 'keep-until', dispositionOn: '2026-11-01' });
    expect((await destroy(id, {}, clerk)).status).toBe(403);
    const room = world.person(['chart-room-clerk']);
    expect((await move(id, 'moved', { place: 'File room' }, room)).status).toBe(201);
    for (const role of ['clinician', 'coder', 'auditor']) {
      const other = world.person([role]);
      expect((await as(other, 'GET', '/intake/objects')).status).toBe(403);
      expect((await as(other, 'POST', '/intake/objects', disc())).status).toBe(403);
    }
    expect((await move(id, 'moved', { place: 'Bag' }, world.person(['verifier']))).status).toBe(403);
    expect((await destroy(id, {}, world.person(['privacy-officer']))).status).toBe(201);
  });

  it('is in the log with the patient, and no words of the thing are', async () => {
    const { id } = await register({ patientId: ida, description: 'Unmistakable words' });
    await move(id, 'moved', { place: 'Cabinet B', note: 'Unmistakable words' });
    await as(clerk, 'GET', `/patients/${ida}/objects`);
    await world.callAs(clerk, 'GET', `/intake/objects/${id}/label.pdf`);
    const entries = await world.sql<{ verb: string; patient_ids: string[]; detail: object }>(
      `SELECT verb, patient_ids, detail FROM audit.entry WHERE subject_ids @> ARRAY[$1::uuid] AND outcome = 'done'`,
      [id],
    );
    const verbs = entries.map(({ verb }) => verb);
    for (const verb of ['register-object', 'open-object', 'move-object', 'print-object-label'])
      expect(verbs).toContain(`intake.${verb}`);
    for (const entry of entries) expect(entry.patient_ids).toContain(ida);
    expect(JSON.stringify(entries)).not.toContain('Unmistakable');
    const news = await world.sql(`SELECT payload::text FROM platform.event WHERE payload::text LIKE '%Unmistakable%'`);
    expect(news).toEqual([]);
  });
});

describe('The list', () => {
  it('is narrowed by state, kind, place and custodian, and goes on page by page', async () => {
    const { id } = await register({ kind: 'dental-cast', place: 'Vault', custodian: { kind: 'unit', name: 'Dental' } });
    const { body } = await as<{ keepers: { id: string; kind: string; name: string }[] }>(
      ...([clerk, 'GET', '/intake/keepers'] as const),
    );
    const of = (name: string) => body.keepers.find((each) => each.name === name)?.id ?? '';
    const found = async (query: string) =>
      (
        await as<{ objects: { id: string; registeredAt: string }[]; more: boolean }>(
          ...([clerk, 'GET', `/intake/objects?${query}`] as const),
        )
      ).body;
    for (const query of ['kind=dental-cast', `placeId=${of('Vault')}`, `custodianId=${of('Dental')}`])
      expect((await found(query)).objects.map((each) => each.id)).toEqual([id]);
    expect((await found('kind=dental-cast&state=lost')).objects).toEqual([]);
    const all = await found('state=here');
    const [last] = all.objects.slice(-2, -1);
    const rest = await found(
      `state=here&beforeAt=${encodeURIComponent(last?.registeredAt ?? '')}&beforeId=${last?.id ?? ''}`,
    );
    expect(rest.objects.map((each) => each.id)).toEqual(all.objects.slice(-1).map((each) => each.id));
  });
});

describe('A page that shows the label of a thing', () => {
  it('makes the file say what it came with, and the thing where it was scanned', { timeout: 60_000 }, async () => {
    const { id, number } = await register({ patientId: ida });
    const code = deriveCodeText({ kind: 'object', number }) ?? '';
    const missing = deriveCodeText({ kind: 'object', number: 'GONE-1' }) ?? '';
    const taken = await world.callAs<{ items: { id: string }[] }>(
      ...([clerk, 'POST', '/intake/items?name=jacket.tiff'] as const),
      await stack([await codeSheet(code), await codeSheet(missing), await scan(['LETTER'])]),
      { 'content-type': 'application/octet-stream' },
    );
    await world.stack.drain();
    const itemId = taken.body.items[0]?.id ?? '';
    const { body } = await as<{ objects: { id: string; number: string }[]; unknown: string[] }>(
      ...([clerk, 'GET', `/intake/items/${itemId}/objects`] as const),
    );
    expect(body).toMatchObject({ objects: [{ id, number }], unknown: ['GONE-1'] });
    expect((await open(id)).scannedWith).toEqual([{ itemId, fileName: 'jacket.tiff', page: 1 }]);
    // Taken out of that file and registered later: linked both ways.
    const later = await register({ itemId, number: 'GONE-1' });
    const again = await as<{ objects: { id: string }[]; unknown: string[] }>(
      ...([clerk, 'GET', `/intake/items/${itemId}/objects`] as const),
    );
    expect(again.body.unknown).toEqual([]);
    expect(again.body.objects.map((each) => each.id).sort()).toEqual([id, later.id].sort());
  });
});
