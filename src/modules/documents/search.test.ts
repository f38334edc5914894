import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arrangeDocument, arrangePatient, putBlob } from '../../../test/world/chart.ts';
import { FACILITY, openWorld, type World } from '../../../test/world/world.ts';
import type { Act, Actor } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { addAddendum } from './add-addendum.ts';
import { addVersion } from './add-version.ts';
import { findUnitSlot } from './find-unit-slot.ts';
import { listDocuments } from './list-documents.ts';
import { markEnteredInError } from './mark-entered-in-error.ts';
import { openDocument } from './open-document.ts';
import { searchEverywhere } from './search-everywhere.ts';
import { searchRecord } from './search-record.ts';

let world: World;
let coordinator: Actor;
beforeAll(async () => {
  world = await openWorld();
  coordinator = world.person(['coordinator']);
});
afterAll(() => world.close());

function search<T>(fn: (act: Act) => Promise<T>, actor = coordinator): Promise<T> {
  return world.act(actor, { verb: 'documents.search', permission: 'documents/search' }, fn);
}

describe('searching one record', () => {
  it('finds any form of a word and names the pages, those with most of the words first', async () => {
    const patientId = await arrangePatient(world);
    const filed = await arrangeDocument(world, patientId, {
      texts: ['Admitted in the night.', 'Wrist fractured.', 'Two fractures; wrist in plaster.', 'Home.'],
    });
    const { hits, stems } = await search((act) => searchRecord(act, { patientId, text: 'fracture wrist plaster' }));
    expect(hits).toMatchObject([{ documentId: filed.documentId, pages: [3, 2], inError: false }]);
    expect(stems.toSorted()).toEqual(['fractur', 'plaster', 'wrist']);
  });

  it('understands phrases, either-or and without', async () => {
    const patientId = await arrangePatient(world);
    const chest = await arrangeDocument(world, patientId, { texts: ['Chest pain on exertion'] });
    const knee = await arrangeDocument(world, patientId, { texts: ['Pain in the knee, chest clear'] });
    const find = async (text: string) => {
      const { hits } = await search((act) => searchRecord(act, { patientId, text }));
      return hits.map((hit) => hit.documentId).toSorted();
    };
    expect(await find('"chest pain"')).toEqual([chest.documentId]);
    expect(await find('knee OR exertion')).toEqual([chest.documentId, knee.documentId].toSorted());
    expect(await find('pain -knee')).toEqual([chest.documentId]);
    await expect(find('the and')).rejects.toMatchObject({ code: 'documents/nothing-to-search' });
    await expect(find('-knee')).rejects.toMatchObject({ code: 'documents/nothing-to-search' });
  });

  it('finds what an addendum says, and forgets what a replaced version said', async () => {
    const patientId = await arrangePatient(world);
    const filed = await arrangeDocument(world, patientId, { texts: ['Penicillin given'] });
    const slot = await world.system((act) => findUnitSlot(act, filed));
    const text = 'Allergy to sulfonamides reported later';
    const blob = await putBlob(world, slot, text);
    await world.system((act) => addAddendum(act, { ...filed, text, blob, author: { name: 'Dr Lee' }, reason: 'New' }));
    const page = { text: 'Amoxicillin given', renditions: [] };
    await world.system((act) => addVersion(act, { ...filed, pages: [page], renditions: [], reason: 'Rescanned' }));
    const find = async (words: string) =>
      (await search((act) => searchRecord(act, { patientId, text: words }))).hits.map((hit) => hit.pages);
    expect(await find('sulfonamides')).toEqual([[0]]);
    expect(await find('amoxicillin')).toEqual([[1]]);
    expect(await find('penicillin')).toEqual([]);
  });

  it('names the page in a document far longer than one index row', async () => {
    const patientId = await arrangePatient(world);
    const filler = 'lorem ipsum dolor sit amet '.repeat(120);
    const texts = Array.from({ length: 60 }, (_, at) => (at === 55 ? `${filler} pheochromocytoma` : filler));
    await arrangeDocument(world, patientId, { texts });
    const { hits } = await search((act) => searchRecord(act, { patientId, text: 'pheochromocytoma' }));
    expect(hits).toMatchObject([{ pages: [56] }]);
    expect(await world.sql('SELECT FROM documents.words WHERE patient_id = $1', [patientId])).toHaveLength(3);
  });

  it('takes a hostile page without failing the filing', async () => {
    const patientId = await arrangePatient(world);
    const junk = Array.from({ length: 6_000 }, () => newId() + newId()).join(' ');
    await arrangeDocument(world, patientId, {
      texts: [junk, `\u0000nul\u0000 \ud800 ${junk}`, 'x'.repeat(300_000), junk],
    });
    const { hits } = await search((act) => searchRecord(act, { patientId, text: 'nul' }));
    expect(hits).toMatchObject([{ pages: [2] }]);
  });
});

describe('searching across records', () => {
  it('finds in every record, by type and date, without what was entered in error', async () => {
    const word = 'cholangiocarcinoma';
    const one = await arrangeDocument(world, await arrangePatient(world), { texts: [word], date: '2026-01-10' });
    const two = await arrangeDocument(world, await arrangePatient(world), {
      texts: [word],
      typeCode: 'surgical-pathology',
      date: '2026-06-10',
    });
    const struck = await arrangeDocument(world, await arrangePatient(world), { texts: [word] });
    await world.system((act) => markEnteredInError(act, { ...struck, cause: 'duplicate', reason: 'x' }));
    const find = async (more: { typeCodes?: string[]; from?: string; to?: string } = {}) => {
      const { hits } = await search((act) => searchEverywhere(act, { text: word, ...more }));
      return hits.map((hit) => hit.documentId).toSorted();
    };
    expect(await find()).toEqual([one.documentId, two.documentId].toSorted());
    expect(await find({ typeCodes: ['surgical-pathology'] })).toEqual([two.documentId]);
    expect(await find({ to: '2026-03-01' })).toEqual([one.documentId]);
  });

  it('says whose record each hit is in, and names nobody else', async () => {
    const word = 'mesothelioma';
    const seen = await arrangePatient(world);
    const hidden = await arrangePatient(world, { labels: 256n });
    for (const [patientId, family, mrn] of [
      [seen, 'Okonkwo', 'MRN-7001'],
      [hidden, 'Secret', 'MRN-7002'],
    ] as const) {
      await arrangeDocument(world, patientId, { texts: [word] });
      await world.sql(
        `INSERT INTO patients.name (patient_id, id, facility_id, use, family, given, source, recorded_at, recorded_by)
         SELECT id, $2, facility_id, 'legal', $3, '{Ada}', 'test', registered_at, 'test' FROM patients.patient WHERE id = $1`,
        [patientId, newId(), family],
      );
      await world.sql(
        `INSERT INTO patients.identifier (patient_id, id, facility_id, system, value, kind, assigned_here, recorded_at, recorded_by)
         SELECT id, $2, facility_id, 'urn:mrn', $3, 'mrn', true, registered_at, 'test' FROM patients.patient WHERE id = $1`,
        [patientId, newId(), mrn],
      );
    }
    const { hits, patients } = await search((act) => searchEverywhere(act, { text: word }));
    expect(hits.map((hit) => hit.patientId)).toEqual([seen]);
    expect(patients).toEqual([
      { id: seen, name: expect.stringContaining('Okonkwo') as unknown, birthDate: null, mrn: 'MRN-7001' },
    ]);
  });

  it('is trimmed to facility, sensitivity and the person’s own restriction', async () => {
    const word = 'glioblastoma';
    const other = newId();
    await world.sql(
      `INSERT INTO directory.facility (id, legal_entity_id, name, time_zone, country, mrn_system, recorded_at)
       SELECT $1, legal_entity_id, 'Elsewhere', 'UTC', 'US', 'urn:elsewhere', recorded_at FROM directory.facility WHERE id = $2`,
      [other, FACILITY],
    );
    const open = await arrangeDocument(world, await arrangePatient(world), { texts: [word] });
    await arrangeDocument(world, await arrangePatient(world), { texts: [word], typeCode: 'psychotherapy-notes' });
    await arrangeDocument(world, await arrangePatient(world, { labels: 256n }), { texts: [word] });
    const far = await arrangeDocument(world, await arrangePatient(world, { facilityId: other }), { texts: [word] });
    const find = async (actor: Actor) =>
      (await search((act) => searchEverywhere(act, { text: word }), actor)).hits
        .map((hit) => hit.documentId)
        .toSorted();
    const local: Actor = { ...coordinator, id: newId(), assignments: [{ role: 'coordinator', facilityId: FACILITY }] };
    expect(await find(local)).toEqual([open.documentId]);
    expect(await find(coordinator)).toEqual([open.documentId, far.documentId].toSorted());
    expect(await find(world.person(['privacy-officer']))).toHaveLength(4);
  });
});

describe('at the size of a hospital', () => {
  it('reads no big table from end to end, in any search or opening, as the application’s own role', async () => {
    const patientId = await arrangePatient(world);
    const filed = await arrangeDocument(world, patientId, { texts: ['Takotsubo cardiomyopathy suspected'] });
    await arrangeHospital();
    const acts: Record<string, (act: Act) => Promise<unknown>> = {
      searchRecord: (act) => searchRecord(act, { patientId, text: 'takotsubo' }),
      searchEverywhere: (act) => searchEverywhere(act, { text: 'takotsubo' }),
      searchEverywhereByTypeAndDate: (act) =>
        searchEverywhere(act, {
          text: 'takotsubo',
          typeCodes: ['progress-note'],
          from: '2026-01-01',
          to: '2026-12-31',
        }),
      listDocuments: (act) => listDocuments(act, { patientId }),
      openDocument: (act) => openDocument(act, filed),
    };
    for (const [name, run] of Object.entries(acts)) {
      const scanned = await search(async (act) => {
        const before = await scansOfBigTables(act);
        expect(JSON.stringify(await run(act)), name).toContain(filed.documentId);
        const after = await scansOfBigTables(act);
        return [...after.keys()].filter((table) => after.get(table) !== before.get(table));
      });
      expect(scanned, name).toEqual([]);
    }
  });
});

const BIG = new Set([
  'documents.unit',
  'documents.document',
  'documents.version',
  'documents.page',
  'documents.rendition',
  'documents.words',
  'patients.patient',
  'patients.member',
  'platform.blob',
]);

/**
 * Scans from end to end as PostgreSQL counts them for this connection, those inside the owner's functions too, which
 * EXPLAIN does not show. What earlier transactions left unreported is among them, so only differences tell.
 */
async function scansOfBigTables(act: Act): Promise<Map<string, string>> {
  const { rows } = await sql<{ name: string; scans: string }>`
    SELECT schemaname || '.' || relname AS name, seq_scan AS scans FROM pg_stat_xact_all_tables WHERE seq_scan > 0`.execute(
    act.tx,
  );
  return new Map(rows.filter(({ name }) => BIG.has(name)).map(({ name, scans }) => [name, scans]));
}

/** 20,000 documents of 4,000 patients, written past every layer: only their number matters here. */
async function arrangeHospital(): Promise<void> {
  await world.sql(`
    SET session_replication_role = replica;
    INSERT INTO patients.patient (id, facility_id, registered_at, registered_by, origin)
      SELECT gen_random_uuid(), '${FACILITY}', now(), 'test', 'bulk' FROM generate_series(1, 4000);
    INSERT INTO patients.member (patient_id, survivor_id, facility_id) SELECT id, id, facility_id FROM patients.patient WHERE origin = 'bulk';
    CREATE TEMPORARY TABLE bulk AS SELECT p.id AS patient_id, gen_random_uuid() AS id, n, encode(sha256(p.id::text::bytea || n::text::bytea), 'hex') AS address
      FROM patients.patient p, generate_series(1, 5) n WHERE p.origin = 'bulk';
    INSERT INTO documents.unit (patient_id, id, facility_id, kind, series, key_slot, recorded_at, recorded_by)
      SELECT patient_id, id, '${FACILITY}', 'document', 'medical-record', '0000000000000000:1', now(), 'test' FROM bulk;
    INSERT INTO documents.document (patient_id, id, facility_id, unit_id, type_code, dated_on, received_via, origin, recorded_at, recorded_by)
      SELECT patient_id, id, '${FACILITY}', id, 'progress-note', date '2026-01-01' + n, 'scan', 'bulk', now(), 'test' FROM bulk;
    INSERT INTO documents.version (patient_id, id, facility_id, document_id, number, page_count, recorded_at, recorded_by)
      SELECT patient_id, id, '${FACILITY}', id, 1, 1, now(), 'test' FROM bulk;
    INSERT INTO documents.page (patient_id, id, facility_id, document_id, version_id, number) SELECT patient_id, id, '${FACILITY}', id, id, 1 FROM bulk;
    INSERT INTO platform.blob (address, slot, bytes, frames, digest, at) SELECT address, '0000000000000000:1', 10, 1, address, now() FROM bulk;
    INSERT INTO documents.rendition (patient_id, id, facility_id, document_id, version_id, page_id, kind, media_type, blob_address, recorded_at, recorded_by)
      SELECT patient_id, id, '${FACILITY}', id, id, id, 'text', 'text/plain', address, now(), 'test' FROM bulk;
    INSERT INTO documents.words (patient_id, id, facility_id, document_id, version_id, vector, page_numbers, page_starts)
      SELECT patient_id, id, '${FACILITY}', id, id, to_tsvector('english', 'patient well today plan follow up number ' || n || ' ' || patient_id), '{1}', '{1}' FROM bulk;
    SET session_replication_role = DEFAULT;
    ANALYZE`);
}
