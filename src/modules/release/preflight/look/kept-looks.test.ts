import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  arrangePerson,
  arrangePictures,
  chooseScopeOnly,
  identifyAndVerify,
  receive,
  recordAuthority,
  type ReleaseDesk,
  releaseDesk,
} from '../../../../../test/world/release-case.ts';
import { labelDocument } from '../../../documents/index.ts';
import { openWorld, type World } from '../../../../../test/world/world.ts';

let world: World;
let desk: ReleaseDesk;
beforeAll(async () => {
  world = await openWorld();
  desk = releaseDesk(world);
});
afterAll(() => world.close());

const drawing = (x: number) =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="850" height="1100"><rect width="850" height="1100" fill="#fff"/><ellipse cx="425" cy="600" rx="200" ry="380" fill="none" stroke="#222" stroke-width="5"/><path d="M${x} 300 q 10 -60 30 0 t 40 -20 t 50 10 t 60 30" stroke="#113" stroke-width="5" fill="none"/></svg>`,
    ),
  )
    .webp()
    .toBuffer();
const blank = () =>
  sharp({ create: { width: 850, height: 1100, channels: 3, background: '#fff' } })
    .webp()
    .toBuffer();

/** A drawing, the same one scanned again, and a page on which nothing is. */
async function scannedCase(family: string) {
  const patientId = await arrangePerson(world, family, 'Ada');
  const first = await drawing(120);
  const again = await sharp(first).resize({ width: 700 }).rotate(0.7, { background: '#fff' }).webp().toBuffer();
  const one = await arrangePictures(world, patientId, [first, await blank()]);
  const two = await arrangePictures(world, patientId, [again]);
  const id = await receive(world, desk);
  await identifyAndVerify(world, desk, id, patientId);
  await recordAuthority(world, desk, id);
  await chooseScopeOnly(world, desk, id);
  await world.stack.drain();
  return { id, patientId, one, two };
}

const twice = async (id: string) => {
  const { body } = await world.callAs<{ state: string; findings: { kind: string; what: string; page: number }[] }>(
    desk.specialist,
    'GET',
    `/release/requests/${id}/preflight`,
  );
  expect(body.state).not.toBe('running');
  return body.findings.filter(({ kind }) => kind === 'duplicate').map(({ what, page }) => `${what} ${page}`);
};
const goOverAgain = async (id: string) => {
  const { status } = await world.callAs(desk.specialist, 'POST', `/release/requests/${id}/preflight`, {});
  expect(status).toBeLessThan(300);
  await world.stack.drain();
};
interface Row {
  page: number;
  algorithm: number;
  sealed: Buffer;
}
const looksOf = (patientId: string) =>
  world.sql<Row>(
    'SELECT page, algorithm, sealed FROM release.page_look WHERE patient_id = $1 ORDER BY document_id, page',
    [patientId],
  );
const comparedOf = (patientId: string) =>
  world.sql<{ same: boolean; algorithm: number }>(
    'SELECT same, algorithm FROM release.look_compared WHERE patient_id = $1',
    [patientId],
  );
/** From here on no picture of these pages can be read: whatever is told of them was kept. */
async function loseThePictures(patientId: string) {
  const blobs = await world.sql<{ address: string }>(
    `SELECT blob_address AS address FROM documents.rendition WHERE patient_id = $1 AND kind = 'page-image'`,
    [patientId],
  );
  for (const { address } of blobs) expect(await world.services.blobs.remove(address)).toBe(true);
}

describe('how pages look, once it is known', () => {
  it('is not worked out again by another going over, nor what was compared', async () => {
    const { id, patientId } = await scannedCase('Aalto');
    expect(await twice(id)).toEqual(['look 1']);
    const kept = await looksOf(patientId);
    // Also that nothing is seen on the blank page.
    expect(kept).toHaveLength(3);
    expect(await comparedOf(patientId)).toEqual([{ same: true, algorithm: 1 }]);
    await loseThePictures(patientId);
    await goOverAgain(id);
    expect(await twice(id)).toEqual(['look 1']);
    expect(await looksOf(patientId)).toEqual(kept);
  });

  it('is worked out anew when it was kept in a former way', async () => {
    const { id, patientId } = await scannedCase('Beran');
    const kept = await looksOf(patientId);
    await world.sql('UPDATE release.page_look SET algorithm = 0 WHERE patient_id = $1', [patientId]);
    await world.sql('UPDATE release.look_compared SET algorithm = 0, same = false WHERE patient_id = $1', [patientId]);
    await goOverAgain(id);
    expect(await twice(id)).toEqual(['look 1']);
    const anew = await looksOf(patientId);
    expect(anew.map(({ algorithm }) => algorithm)).toEqual([1, 1, 1]);
    expect(anew.map(({ sealed }) => sealed.toString('hex'))).not.toEqual(
      kept.map(({ sealed }) => sealed.toString('hex')),
    );
    expect(await comparedOf(patientId)).toEqual([{ same: true, algorithm: 1 }]);
  });

  it('lies under the key of the page, and goes when the document is destroyed', async () => {
    const { patientId, two } = await scannedCase('Cerny');
    const [{ address, sealed } = { address: '', sealed: Buffer.alloc(0) }] = await world.sql<{
      address: string;
      sealed: Buffer;
    }>('SELECT address, sealed FROM release.page_look WHERE document_id = $1', [two]);
    expect(address).not.toBe('');
    expect(sealed.toString('latin1')).not.toMatch(/^-?\d+$/);
    await world.sql(
      `INSERT INTO documents.destruction (patient_id, id, facility_id, unit_id, basis, reason_ids, ordered_at, ordered_by)
       SELECT patient_id, gen_random_uuid(), facility_id, unit_id, 'test', '{}', now(), 'test' FROM documents.document WHERE id = $1`,
      [two],
    );
    expect(await world.sql('SELECT 1 FROM release.page_look WHERE document_id = $1', [two])).toEqual([]);
    expect(await comparedOf(patientId)).toEqual([]);
    // What is not destroyed is still known.
    expect(await looksOf(patientId)).toHaveLength(2);
  });

  it('follows the labels of its document', async () => {
    const { patientId, one } = await scannedCase('Dusek');
    await world.system((act) =>
      labelDocument(act, { patientId, documentId: one, label: { name: 'hiv', basis: 'person' } }),
    );
    await world.stack.drain();
    const rows = await world.sql<{ alike: boolean }>(
      `SELECT x.labels = d.labels AND d.labels <> 0 AS alike FROM release.page_look x JOIN documents.document d ON d.id = x.document_id
       WHERE d.id = $1`,
      [one],
    );
    expect(rows.map(({ alike }) => alike)).toEqual([true, true]);
  });
});
