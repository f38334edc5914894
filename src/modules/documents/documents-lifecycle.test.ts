import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { arrangeDocument, arrangeEncounter, arrangePatient, putBlob } from '../../../test/world/chart.ts';
import { openWorld, type World } from '../../../test/world/world.ts';
import type { Act, Actor } from '../../platform/act.ts';
import { addAddendum } from './add-addendum.ts';
import { addLateEntry } from './add-late-entry.ts';
import { addVersion } from './add-version.ts';
import { copyForMove } from './copy-for-move.ts';
import type { DocumentRef } from './document.ts';
import { findRenditions } from './find-renditions.ts';
import { findUnitSlot } from './find-unit-slot.ts';
import { liftHold } from './lift-hold.ts';
import { listDocuments } from './list-documents.ts';
import { holdsOnUnit } from './list-holds.ts';
import { markEnteredInError } from './mark-entered-in-error.ts';
import { moveDocument } from './move-document.ts';
import { openDocument } from './open-document.ts';
import { placeHold } from './place-hold.ts';
import { reindexDocument } from './reindex-document.ts';
import { labelDocument, liftLabel } from './relabel-document.ts';
import { recordSignature, signDocument } from './sign-document.ts';
import { withdrawEnteredInError } from './withdraw-entered-in-error.ts';

let world: World;
let coordinator: Actor;
let clinician: Actor;
beforeAll(async () => {
  world = await openWorld();
  coordinator = world.person(['coordinator']);
  clinician = world.person(['clinician']);
});
afterAll(() => world.close());

/** An act of the test; what is decided on is the permission, which is the documents module's own here. */
function as<T>(actor: Actor, permission: string, fn: (act: Act) => Promise<T>): Promise<T> {
  return world.act(actor, { verb: 'documents.open', permission: `documents/${permission}` }, fn);
}

async function summaryOf(actor: Actor, ref: DocumentRef) {
  const { documents } = await as(actor, 'read', (act) =>
    listDocuments(act, { patientId: ref.patientId, documentIds: [ref.documentId] }),
  );
  return documents[0];
}

async function said(ref: DocumentRef, text: string) {
  const slot = await world.system((act) => findUnitSlot(act, ref));
  return { ...ref, text, blob: await putBlob(world, slot, text), author: { name: 'Dr Lee' }, reason: 'Result came in' };
}

describe('signing', () => {
  it('authenticates the version that was read, and says so when it changes afterwards', async () => {
    const filed = await arrangeDocument(world, await arrangePatient(world));
    await as(clinician, 'sign', (act) => signDocument(act, { ...filed, role: 'author' }));
    expect((await summaryOf(clinician, filed))?.authentication.state).toBe('authenticated');
    await expect(as(clinician, 'sign', (act) => signDocument(act, { ...filed, role: 'author' }))).rejects.toMatchObject(
      { code: 'documents/already-signed' },
    );

    await world.system((act) => addVersion(act, { ...filed, pages: [], renditions: [], reason: 'Rescanned' }));
    expect((await summaryOf(clinician, filed))?.authentication.state).toBe('changed-since-signed');
    await expect(as(clinician, 'sign', (act) => signDocument(act, { ...filed, role: 'author' }))).rejects.toMatchObject(
      { code: 'documents/changed-meanwhile' },
    );
  });

  it('records ink seen on a consent, but not from the future', async () => {
    const filed = await arrangeDocument(world, await arrangePatient(world), { typeCode: 'consent-surgery' });
    const ink = (role: 'patient' | 'practitioner', signedAt: Date) =>
      as(coordinator, 'correct', (act) =>
        recordSignature(act, { ...filed, role, signature: { signer: { name: 'As on page' }, signedAt, how: 'ink' } }),
      );
    await ink('patient', new Date('2026-11-20T10:00:00Z'));
    expect((await summaryOf(coordinator, filed))?.authentication).toEqual({
      state: 'partly-signed',
      missing: ['practitioner'],
    });
    await expect(ink('practitioner', new Date('2027-01-01T00:00:00Z'))).rejects.toMatchObject({
      code: 'documents/not-yet-happened',
    });
  });
});

describe('a document entered in error', () => {
  it('stays in the record, struck through with its reason, and is not worked on', async () => {
    const filed = await arrangeDocument(world, await arrangePatient(world));
    const mark = { ...filed, cause: 'duplicate', reason: 'Scanned twice' } as const;
    await as(coordinator, 'correct', (act) => markEnteredInError(act, mark));
    expect((await summaryOf(coordinator, filed))?.enteredInError).toMatchObject({
      cause: 'duplicate',
      reason: 'Scanned twice',
      by: coordinator.id,
    });
    await expect(as(clinician, 'sign', (act) => signDocument(act, { ...filed, role: 'author' }))).rejects.toMatchObject(
      { code: 'documents/entered-in-error' },
    );
    await as(coordinator, 'correct', (act) => withdrawEnteredInError(act, { ...filed, reason: 'It was another' }));
    expect((await summaryOf(coordinator, filed))?.enteredInError).toBeNull();
    // The first marking stays on record.
    expect(
      await world.sql('SELECT withdraw_reason FROM documents.entered_in_error WHERE document_id = $1', [
        filed.documentId,
      ]),
    ).toEqual([{ withdraw_reason: 'It was another' }]);
  });
});

describe('what is said about a document afterwards', () => {
  it('is kept beside it, each of its kind, and the document itself stays as it was', async () => {
    const filed = await arrangeDocument(world, await arrangePatient(world));
    const before = await world.system((act) =>
      findRenditions(act, { ...filed, documentIds: [filed.documentId], kinds: ['original', 'text'] }),
    );
    const addendum = await said(filed, 'Culture grew nothing.');
    await as(clinician, 'amend', (act) => addAddendum(act, addendum));
    const late = { ...(await said(filed, 'Family was told at noon.')), happenedAt: new Date('2026-11-19T12:00:00Z') };
    await as(clinician, 'amend', (act) => addLateEntry(act, late));
    const opened = await as(clinician, 'read', (act) => openDocument(act, filed));
    expect(opened.amendments).toMatchObject([
      { kind: 'addendum', author: 'Dr Lee', happenedAt: null },
      { kind: 'late-entry', happenedAt: late.happenedAt },
    ]);
    expect(opened.summary.amendments).toBe(2);
    const after = await world.system((act) =>
      findRenditions(act, { ...filed, documentIds: [filed.documentId], kinds: ['original', 'text'] }),
    );
    expect(after).toEqual(before);
  });

  it('refuses a late entry about what has not happened', async () => {
    const filed = await arrangeDocument(world, await arrangePatient(world));
    const late = { ...(await said(filed, 'x')), happenedAt: new Date('2026-11-24T12:00:00Z') };
    await expect(as(clinician, 'amend', (act) => addLateEntry(act, late))).rejects.toMatchObject({
      code: 'documents/not-yet-happened',
    });
  });
});

describe('correcting the index', () => {
  it('keeps what it was before and gives the labels of the new type', async () => {
    const patientId = await arrangePatient(world);
    const encounterId = await arrangeEncounter(world, patientId);
    const filed = await arrangeDocument(world, patientId);
    const change = { ...filed, typeCode: 'psychiatry-note', encounterId, date: '2026-11-01', reason: 'Wrong type' };
    await as(coordinator, 'correct', (act) => reindexDocument(act, { ...change, seenVersion: 1 }));
    const opened = await as(coordinator, 'read', (act) => openDocument(act, filed));
    expect(opened.summary).toMatchObject({
      typeCode: 'psychiatry-note',
      encounterId,
      date: '2026-11-01',
      labels: ['mental-health'],
      version: 2,
    });
    expect(opened.changes).toMatchObject([
      { before: { typeCode: 'progress-note', encounterId: null }, reason: 'Wrong type' },
    ]);
    await expect(
      as(coordinator, 'correct', (act) => reindexDocument(act, { ...change, title: 'x', seenVersion: 1 })),
    ).rejects.toMatchObject({ code: 'documents/changed-meanwhile' });
    await as(coordinator, 'correct', (act) =>
      reindexDocument(act, { ...filed, typeCode: 'progress-note', reason: 'Back' }),
    );
    expect((await summaryOf(coordinator, filed))?.labels).toEqual([]);
  });

  it('does not turn a chart note into an incident report', async () => {
    const filed = await arrangeDocument(world, await arrangePatient(world));
    await expect(
      as(coordinator, 'correct', (act) => reindexDocument(act, { ...filed, typeCode: 'incident-report', reason: 'x' })),
    ).rejects.toMatchObject({ code: 'documents/not-part-of-record' });
  });
});

describe('labelling a document as sensitive', () => {
  it('takes it out of sight at once, in every table, even for the one who labelled it', async () => {
    const filed = await arrangeDocument(world, await arrangePatient(world), { texts: ['Session content: childhood'] });
    const label = { name: 'psychotherapy-notes', basis: 'person', reason: 'Process notes' } as const;
    await as(coordinator, 'correct', (act) => labelDocument(act, { ...filed, label }));
    expect(await summaryOf(coordinator, filed)).toBeUndefined();
    const tables = ['unit', 'document', 'version', 'page', 'rendition', 'label', 'words'];
    for (const table of tables) {
      const rows = await world.sql(`SELECT DISTINCT labels FROM documents.${table} WHERE patient_id = $1`, [
        filed.patientId,
      ]);
      expect(rows, table).toEqual([{ labels: '2' }]);
    }
    const officer = world.person(['privacy-officer']);
    expect((await summaryOf(officer, filed))?.labels).toEqual(['psychotherapy-notes']);
    await as(officer, 'lift-label', (act) => liftLabel(act, { ...filed, name: label.name, reason: 'Progress note' }));
    expect((await summaryOf(coordinator, filed))?.labels).toEqual([]);
  });

  it('follows the labels of the person', async () => {
    const patientId = await arrangePatient(world);
    const filed = await arrangeDocument(world, patientId, { typeCode: 'hiv-report' });
    await world.sql('UPDATE patients.patient SET labels = 256 WHERE id = $1', [patientId]);
    await world.system(async (act) => act.emit('patients.relabelled', { patientId, labels: '256' }));
    // News is read in commit order: an older transaction of another test on this server holds it up for a moment.
    await vi.waitFor(
      async () => {
        await world.stack.drain();
        const rows = await world.sql('SELECT labels FROM documents.document WHERE id = $1', [filed.documentId]);
        expect(rows).toEqual([{ labels: String(256 + 8) }]);
      },
      { timeout: 20_000, interval: 200 },
    );
  });
});

describe('moving a misfiled document', () => {
  it('files it anew in the right chart with all that belongs to it, and strikes the first through, linked both ways', async () => {
    const wrong = await arrangePatient(world);
    const right = await arrangePatient(world);
    const filed = await arrangeDocument(world, wrong, {
      texts: ['Left knee replaced.', 'Signed below.'],
      signatures: [
        { role: 'author', signer: { name: 'Dr Lee' }, signedAt: new Date('2026-11-20T10:00:00Z'), how: 'ink' },
      ],
      labels: [{ name: 'hiv', basis: 'source' }],
    });
    const addendum = await said(filed, 'Physiotherapy began.');
    await as(clinician, 'amend', (act) => addAddendum(act, addendum));
    const prepared = await copyForMove(world.services, (fn) => as(coordinator, 'correct', fn), filed);
    const moved = await as(coordinator, 'correct', (act) =>
      moveDocument(act, { ...filed, toPatientId: right, reason: 'Other John Smith' }, prepared),
    );

    const [here, there] = await as(coordinator, 'read', async (act) => [
      await openDocument(act, filed),
      await openDocument(act, moved),
    ]);
    expect(here?.summary.enteredInError).toMatchObject({ cause: 'wrong-patient', reason: 'Other John Smith' });
    expect(here?.links).toMatchObject([
      { kind: 'moved-to', other: { patientId: right, documentId: moved.documentId } },
    ]);
    expect(there?.links).toMatchObject([{ kind: 'moved-from', other: { patientId: wrong } }]);
    expect(there?.summary).toMatchObject({
      pages: 2,
      amendments: 1,
      labels: ['hiv'],
      authentication: { state: 'authenticated' },
    });

    const renditions = await world.system((act) =>
      findRenditions(act, { patientId: right, documentIds: [moved.documentId] }),
    );
    const slots = new Set(renditions.map(({ blob }) => blob.slot));
    expect([...slots]).toEqual([prepared.keySlot]);
    const text = renditions.find(({ kind, pageNumber }) => kind === 'text' && pageNumber === 1);
    expect(text && (await world.services.blobs.read(text.blob, 1000)).toString()).toBe('Left knee replaced.');
    await expect(
      as(coordinator, 'correct', (act) => withdrawEnteredInError(act, { ...filed, reason: 'Oops' })),
    ).rejects.toMatchObject({ code: 'documents/moved-away' });
  });

  it('refuses when somebody replaced the content in between', async () => {
    const filed = await arrangeDocument(world, await arrangePatient(world));
    const prepared = await copyForMove(world.services, (fn) => as(coordinator, 'correct', fn), filed);
    await world.system((act) => addVersion(act, { ...filed, pages: [], renditions: [], reason: 'Rescanned' }));
    const toPatientId = await arrangePatient(world);
    await expect(
      as(coordinator, 'correct', (act) => moveDocument(act, { ...filed, toPatientId, reason: 'x' }, prepared)),
    ).rejects.toMatchObject({ code: 'documents/changed-meanwhile' });
  });
});

describe('a legal hold', () => {
  const destroy = (patientId: string, unitId: string) =>
    world.sql(
      `INSERT INTO documents.destruction (patient_id, id, facility_id, unit_id, basis, reason_ids, ordered_at, ordered_by)
       SELECT patient_id, gen_random_uuid(), facility_id, id, 'test', '{}', now(), 'test' FROM documents.unit WHERE patient_id = $1 AND id = $2`,
      [patientId, unitId],
    );
  const underHold = { constraint: 'no_destruction_under_a_hold' };

  it('on a patient keeps everything of the person, under every registration, until the last one is lifted', async () => {
    const survivor = await arrangePatient(world);
    const retired = await arrangePatient(world, { survivorId: survivor });
    const encounterId = await arrangeEncounter(world, retired);
    const filed = await arrangeDocument(world, retired, { encounterId });
    const hold = (matter: string) => as(coordinator, 'hold', (act) => placeHold(act, { patientId: survivor, matter }));
    const first = await hold('Doe v. Hospital');
    const second = await hold('Audit 7');
    expect(await world.system((act) => holdsOnUnit(act, filed.patientId, filed.unitId))).toHaveLength(2);
    await expect(destroy(filed.patientId, filed.unitId)).rejects.toMatchObject(underHold);
    await expect(
      world.sql('DELETE FROM documents.rendition WHERE document_id = $1', [filed.documentId]),
    ).rejects.toMatchObject(underHold);
    await as(coordinator, 'hold', (act) => liftHold(act, { patientId: survivor, ...first, reason: 'Settled' }));
    await expect(destroy(filed.patientId, filed.unitId)).rejects.toMatchObject(underHold);
    await as(coordinator, 'hold', (act) => liftHold(act, { patientId: survivor, ...second, reason: 'Closed' }));
    await destroy(filed.patientId, filed.unitId);
    await expect(as(coordinator, 'read', (act) => openDocument(act, filed))).rejects.toMatchObject({ status: 410 });
  });

  it('on an encounter or a unit keeps those and lets the rest go', async () => {
    const patientId = await arrangePatient(world);
    const encounterId = await arrangeEncounter(world, patientId);
    const inside = await arrangeDocument(world, patientId, { encounterId });
    const named = await arrangeDocument(world, patientId);
    const free = await arrangeDocument(world, patientId);
    await as(coordinator, 'hold', (act) => placeHold(act, { patientId, on: { encounterId }, matter: 'Subpoena' }));
    await as(coordinator, 'hold', (act) =>
      placeHold(act, { patientId, on: { unitId: named.unitId }, matter: 'Claim' }),
    );
    await expect(destroy(patientId, inside.unitId)).rejects.toMatchObject(underHold);
    await expect(destroy(patientId, named.unitId)).rejects.toMatchObject(underHold);
    await destroy(patientId, free.unitId);
  });

  it('cannot be overtaken by a destruction under way', async () => {
    const patientId = await arrangePatient(world);
    const filed = await arrangeDocument(world, patientId);
    await world.sql('BEGIN');
    await destroy(patientId, filed.unitId);
    let placed = false;
    const placing = as(coordinator, 'hold', (act) => placeHold(act, { patientId, matter: 'Late' })).then(() => {
      placed = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(placed).toBe(false);
    await world.sql('COMMIT');
    await placing;
    expect(placed).toBe(true);
  });
});
