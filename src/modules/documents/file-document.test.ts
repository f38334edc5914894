import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arrangeDocument, arrangeEncounter, arrangePatient, putBlob } from '../../../test/world/chart.ts';
import { openWorld, type World } from '../../../test/world/world.ts';
import { mergePatients } from '../patients/index.ts';
import { DOCUMENT_TYPES } from './catalogue.ts';
import { fileDocument } from './file-document.ts';
import { findRenditions } from './find-renditions.ts';
import { listDocuments } from './list-documents.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const READ = { verb: 'documents.list', permission: 'documents/read' } as const;

describe('filing a document', () => {
  it('puts it into the chart with its pages, renditions and labels', async () => {
    const patientId = await arrangePatient(world);
    const encounterId = await arrangeEncounter(world, patientId);
    const filed = await arrangeDocument(world, patientId, {
      encounterId,
      typeCode: 'psychiatric-evaluation',
      texts: ['Chief complaint: insomnia', 'Plan: follow up'],
    });
    const { documents } = await world.act(world.person(['coordinator']), READ, (act) =>
      listDocuments(act, { patientId }),
    );
    expect(documents).toMatchObject([
      {
        id: filed.documentId,
        encounterId,
        pages: 2,
        versions: 1,
        labels: ['mental-health'],
        section: 'behavioral-health',
        authentication: { state: 'unsigned', missing: ['author'] },
        enteredInError: null,
      },
    ]);
    const renditions = await world.system((act) =>
      findRenditions(act, { patientId, documentIds: [filed.documentId], kinds: ['original', 'text'] }),
    );
    expect(renditions.map(({ kind, pageNumber }) => [kind, pageNumber])).toEqual([
      ['original', null],
      ['text', 1],
      ['text', 2],
    ]);
    const text = renditions.find((each) => each.pageNumber === 2);
    expect(text && (await world.services.blobs.read(text.blob, 1000)).toString()).toBe('Plan: follow up');
  });

  it('refuses an incident report and names the desk that takes it', async () => {
    const patientId = await arrangePatient(world);
    await expect(arrangeDocument(world, patientId, { typeCode: 'incident-report' })).rejects.toMatchObject({
      code: 'documents/not-part-of-record',
      detail: expect.stringContaining('Risk management') as string,
    });
    // The database refuses too, whoever asks.
    const filed = await arrangeDocument(world, patientId);
    await expect(
      world.sql(`UPDATE documents.document SET type_code = 'incident-report' WHERE id = $1`, [filed.documentId]),
    ).rejects.toThrow(/foreign key/);
  });

  it('refuses content that is encrypted for another unit, and a key that is another document’s', async () => {
    const patientId = await arrangePatient(world);
    const mine = world.services.keyring.newSlot();
    const blob = await putBlob(world, world.services.keyring.newSlot(), 'of another');
    const input = {
      patientId,
      typeCode: 'progress-note',
      keySlot: mine,
      pages: [],
      receivedVia: 'scan',
      origin: 'desk',
    } as const;
    const renditions = [{ kind: 'original', mediaType: 'text/plain', blob }] as const;
    await expect(world.system((act) => fileDocument(act, { ...input, renditions }))).rejects.toMatchObject({
      code: 'documents/blob-of-other',
    });
    const own = [{ kind: 'original', mediaType: 'text/plain', blob: await putBlob(world, mine, 'mine') }] as const;
    await world.system((act) => fileDocument(act, { ...input, renditions: own }));
    await expect(world.system((act) => fileDocument(act, { ...input, renditions: own }))).rejects.toMatchObject({
      code: 'documents/slot-in-use',
    });
    // And the database, whoever asks.
    const other = await arrangeDocument(world, patientId);
    await expect(
      world.sql(
        `INSERT INTO documents.rendition (patient_id, id, facility_id, document_id, version_id, kind, media_type, blob_address, recorded_at, recorded_by)
         SELECT v.patient_id, gen_random_uuid(), v.facility_id, v.document_id, v.id, 'redacted', 'text/plain', $2, v.recorded_at, 'test'
         FROM documents.version v WHERE v.document_id = $1`,
        [other.documentId, own[0].blob.address],
      ),
    ).rejects.toMatchObject({ constraint: 'rendition_is_of_its_unit' });
  });

  it('does not file to an encounter of somebody else', async () => {
    const patientId = await arrangePatient(world);
    const encounterId = await arrangeEncounter(world, await arrangePatient(world));
    await expect(arrangeDocument(world, patientId, { encounterId })).rejects.toMatchObject({
      code: 'documents/encounter-unknown',
    });
  });

  it('shows a merged person’s documents as one record and files new ones under the survivor', async () => {
    const survivor = await arrangePatient(world);
    const retired = await arrangePatient(world, { survivorId: survivor });
    const encounterId = await arrangeEncounter(world, retired);
    const ofEncounter = await arrangeDocument(world, survivor, { encounterId });
    const ofPerson = await arrangeDocument(world, retired);
    expect([ofEncounter.patientId, ofPerson.patientId]).toEqual([retired, survivor]);
    for (const patientId of [survivor, retired]) {
      const { documents } = await world.act(world.person(['coordinator']), READ, (act) =>
        listDocuments(act, { patientId }),
      );
      expect(documents.map(({ id }) => id).sort()).toEqual([ofEncounter.documentId, ofPerson.documentId].sort());
    }
  });

  it('waits for a merge that is under way, and files under who survives it, not who is retired in that moment', async () => {
    const [survivor, retired] = [await arrangePatient(world), await arrangePatient(world)];
    let merged: () => void = () => undefined;
    let commit: () => void = () => undefined;
    const isMerged = new Promise<void>((resolve) => (merged = resolve));
    const mayCommit = new Promise<void>((resolve) => (commit = resolve));
    const merging = world.system(async (act) => {
      await mergePatients(act, { retiredId: retired, survivorId: survivor, reason: 'The same person' });
      merged();
      await mayCommit;
    });
    await isMerged;
    const filing = arrangeDocument(world, retired);
    const first = await Promise.race([
      filing.then(() => 'filed'),
      new Promise((done) => setTimeout(done, 400, 'waits')),
    ]);
    expect(first).toBe('waits');
    commit();
    await merging;
    expect((await filing).patientId).toBe(survivor);
  });

  it('hides a psychotherapy note from those who may not see the class, in every table', async () => {
    const patientId = await arrangePatient(world);
    const filed = await arrangeDocument(world, patientId, { typeCode: 'psychotherapy-notes' });
    const seen = await world.act(world.person(['clinician']), READ, async (act) => ({
      ...(await listDocuments(act, { patientId })),
      renditions: await findRenditions(act, { patientId, documentIds: [filed.documentId] }),
    }));
    expect(seen).toEqual({ documents: [], more: false, renditions: [] });
  });

  it('writes its news and its audit entry in the same transaction', async () => {
    const patientId = await arrangePatient(world);
    const { documentId } = await arrangeDocument(world, patientId);
    const events = await world.sql(`SELECT name FROM platform.event WHERE payload->>'documentId' = $1`, [documentId]);
    expect(events).toEqual([{ name: 'documents.filed' }]);
    const entries = await world.sql<{ patient_ids: string[] }>(
      'SELECT patient_ids FROM audit.entry WHERE $1::uuid = ANY (subject_ids)',
      [documentId],
    );
    expect(entries).toEqual([{ patient_ids: [patientId] }]);
  });
});

describe('the catalogue in the database', () => {
  it('is the catalogue of the code', async () => {
    const rows = await world.sql('SELECT * FROM documents.type ORDER BY number');
    expect(rows).toEqual(
      DOCUMENT_TYPES.map((type) => ({
        code: type.code,
        number: type.number,
        name: type.name,
        aliases: type.aliases,
        loinc: type.loinc ?? null,
        section: type.section,
        level: type.level,
        in_legal_health_record: type.inLegalHealthRecord,
        in_designated_record_set: type.inDesignatedRecordSet,
        sensitivity: type.sensitivity,
        authentication: type.authentication,
        series: type.series,
        destination: type.notPartOfRecord ?? null,
        in_record: type.notPartOfRecord === undefined,
      })),
    );
  });
});
