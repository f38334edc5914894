import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { putBlob } from '../../../../test/world/chart.ts';
import { passTime } from '../../../../test/world/pass-time.ts';
import {
  arrangePaper,
  arrangePerson,
  receive,
  type ReleaseDesk,
  releaseDesk,
  step,
} from '../../../../test/world/release-case.ts';
import { openWorld, type World } from '../../../../test/world/world.ts';
import { addVersion, findUnitSlot, withdrawEnteredInError } from '../../documents/index.ts';

const MINUTE = 60_000;

let world: World;
let desk: ReleaseDesk;
beforeAll(async () => {
  world = await openWorld();
  desk = releaseDesk(world);
});
afterAll(() => world.close());

interface Shown {
  isOpen: boolean;
  why: string;
  closedWhy: string | null;
  recipients: { key: string; name: string; answer: { answer: string; letterLeftAt: string | null } | null }[];
}

async function handedOver(patientId: string, documentId: string, name: string): Promise<void> {
  await step(world, {
    actor: desk.specialist,
    path: `/patients/${patientId}/disclosures`,
    body: {
      ...{ basis: 'payment', recipient: { name, address: ['1 Plan Way'] }, description: 'Report', purpose: 'Claim' },
      ...{ disclosedAt: world.clock.now().toISOString(), channel: 'mail' },
      documents: [{ patientId, documentId }],
    },
  });
  world.clock.advance(MINUTE);
}

async function correct(patientId: string, documentId: string, status: 'corrected' | 'final' = 'corrected') {
  const slot = await world.system((act) => findUnitSlot(act, { patientId, documentId }));
  const blob = await putBlob(world, slot, 'The corrected words');
  await world.system((act) =>
    addVersion(act, {
      ...{ patientId, documentId, reason: 'The laboratory corrected it' },
      pages: [{ text: 'The corrected words', renditions: [] }],
      renditions: [{ kind: 'original', mediaType: 'text/plain', fileName: 'report.txt', blob }],
      said: { status, basis: 'source' },
    }),
  );
  await world.stack.drain();
}

const recallsOf = (documentId: string) =>
  world.sql<{ id: string; why: string; closed_why: string | null }>(
    'SELECT id, why, closed_why FROM release.recall WHERE document_id = $1 ORDER BY recorded_at, id',
    [documentId],
  );
const waits = async (id: string) =>
  (
    await world.sql(
      `SELECT 1 FROM worklist.item WHERE subject_id = $1 AND kind = 'release.recall' AND closed_at IS NULL`,
      [id],
    )
  ).length;
const show = async (id: string) => (await world.callAs<Shown>(desk.specialist, 'GET', `/release/recalls/${id}`)).body;
const answer = (id: string, body: Record<string, unknown>, actor = desk.specialist) =>
  world.callAs<{ told: number; leftOut: number; code?: string }>(actor, 'POST', `/release/recalls/${id}/answers`, {
    ...{ words: 'The potassium was 4.1 and not 14.', tell: [], leaveOut: [] },
    ...body,
  });

describe('a document that was handed over and is corrected', () => {
  it('lists each earlier recipient once, and one act tells those chosen and says why another is left out', async () => {
    const patient = await arrangePerson(world, 'Rückruf', 'Rita');
    const { documentId } = await arrangePaper(world, patient, ['Potassium 14']);
    await handedOver(patient, documentId, 'Acme Insurance');
    await handedOver(patient, documentId, 'Acme Insurance');
    await handedOver(patient, documentId, 'Northside Clinic');
    await correct(patient, documentId);
    const [recall] = await recallsOf(documentId);
    if (recall === undefined) throw new Error('no recall');
    expect(recall.why).toBe('corrected');
    expect(await waits(recall.id)).toBe(1);
    const { recipients } = await show(recall.id);
    expect(recipients.map(({ name }) => name).sort()).toEqual(['Acme Insurance', 'Northside Clinic']);

    const keyOf = (name: string) => recipients.find((each) => each.name === name)?.key ?? '';
    const tell = [{ key: keyOf('Acme Insurance'), way: { channel: 'print' } }];
    const leaveOut = [{ key: keyOf('Northside Clinic'), reason: 'Closed last year' }];
    expect((await answer(recall.id, { tell, leaveOut }, world.person(['clinician']))).status).toBe(403);
    expect((await answer(recall.id, { tell, leaveOut })).body).toEqual({ told: 1, leftOut: 1 });
    expect((await answer(recall.id, { tell })).body.code).toBe('release/recall-answered');
    expect(await waits(recall.id)).toBe(0);
    const rows = await world.sql<{ description: string; basis: string; documents: number }>(
      `SELECT description, basis, documents FROM release.disclosure WHERE patient_id = $1 AND description LIKE 'Corrected%'`,
      [patient],
    );
    expect(rows).toMatchObject([{ basis: 'payment', documents: 1 }]);
    // One file: the letter of one page, then cover, index and the corrected document.
    const [letter] = await world.sql<{ id: string; pages: number }>(
      'SELECT id, pages FROM correspondence.letter WHERE case_id = $1',
      [recall.id],
    );
    expect(letter?.pages).toBeGreaterThan(2);

    const [delivery] = await world.sql<{ id: string }>(
      `SELECT d.id FROM correspondence.delivery d JOIN correspondence.letter l ON l.id = d.letter_id WHERE l.case_id = $1`,
      [recall.id],
    );
    await passTime(world, 2 * MINUTE);
    await step(world, { actor: desk.specialist, path: `/outbox/${delivery?.id ?? ''}/printed` });
    await world.stack.drain();
    const told = (await show(recall.id)).recipients.find(({ name }) => name === 'Acme Insurance');
    expect(told?.answer?.letterLeftAt).not.toBeNull();
    expect(
      await world.sql('SELECT 1 FROM release.disclosure_log WHERE patient_id = $1 AND outcome IS NULL', [patient]),
    ).toEqual([]);
  });

  it('leaves on paper only, and not at all where parts of the former version were blacked out', async () => {
    const patient = await arrangePerson(world, 'Geschwärzt', 'Greta');
    const { documentId, versionId } = await arrangePaper(world, patient, ['Potassium 14']);
    await handedOver(patient, documentId, 'Acme Insurance');
    await correct(patient, documentId);
    const [recall] = await recallsOf(documentId);
    const key = (await show(recall?.id ?? '')).recipients[0]?.key ?? '';
    const mail = { channel: 'mail', address: 'claims@acme.example', verifiedHow: 'Register' };
    expect((await answer(recall?.id ?? '', { tell: [{ key, way: mail }] })).body.code).toBe('release/recall-on-paper');
    const id = await receive(world, desk);
    await world.sql(
      `INSERT INTO release.redaction (patient_id, id, facility_id, labels, request_id, document_patient_id, document_id, version_id, kind, reason, drawn_on, places, recorded_at, recorded_by)
       SELECT $1, gen_random_uuid(), r.facility_id, 0, r.id, $1, $2, $3, 'boxes', 'another-person', 'original', '[{"page":1,"x":0,"y":0,"w":1,"h":1}]', now(), 'test' FROM release.request r WHERE r.id = $4`,
      [patient, documentId, versionId, id],
    );
    expect((await answer(recall?.id ?? '', { tell: [{ key, way: { channel: 'print' } }] })).body.code).toBe(
      'release/recall-redacted',
    );
    expect(await waits(recall?.id ?? '')).toBe(1);
  });

  it('raises nothing where it was never handed over, or the new version is only a better copy', async () => {
    const patient = await arrangePerson(world, 'Nie', 'Nele');
    const never = await arrangePaper(world, patient, ['Never left']);
    await correct(patient, never.documentId);
    const better = await arrangePaper(world, patient, ['Left']);
    await handedOver(patient, better.documentId, 'Acme Insurance');
    await correct(patient, better.documentId, 'final');
    expect(await recallsOf(never.documentId)).toEqual([]);
    expect(await recallsOf(better.documentId)).toEqual([]);
  });

  it('again corrected asks again, of who has an older one, and the former question ends', async () => {
    const patient = await arrangePerson(world, 'Wieder', 'Willa');
    const { documentId } = await arrangePaper(world, patient, ['Potassium 14']);
    await handedOver(patient, documentId, 'Acme Insurance');
    await correct(patient, documentId);
    await handedOver(patient, documentId, 'Northside Clinic');
    await correct(patient, documentId);
    const recalls = await recallsOf(documentId);
    expect(recalls.map(({ closed_why: closed }) => closed)).toEqual(['superseded', null]);
    const { recipients } = await show(recalls[1]?.id ?? '');
    expect(recipients.map(({ name }) => name).sort()).toEqual(['Acme Insurance', 'Northside Clinic']);
  });
});

describe('a document that was handed over and is struck through', () => {
  it('is retracted by letter, and nobody is told once it stands again', async () => {
    const patient = await arrangePerson(world, 'Gestrichen', 'Gerda');
    const { documentId } = await arrangePaper(world, patient, ['Of somebody else’s sample']);
    await handedOver(patient, documentId, 'Acme Insurance');
    const at = `/patients/${patient}/documents/${documentId}`;
    const coordinator = world.person(['coordinator']);
    await step(world, {
      actor: coordinator,
      path: `${at}/entered-in-error`,
      body: { cause: 'source-cancelled', reason: 'Wrong sample' },
    });
    await world.stack.drain();
    const [recall] = await recallsOf(documentId);
    expect(recall).toMatchObject({ why: 'retracted', closed_why: null });
    await world.system((act) =>
      withdrawEnteredInError(act, { patientId: patient, documentId, reason: 'It was the right one' }),
    );
    await world.stack.drain();
    expect(await recallsOf(documentId)).toMatchObject([{ closed_why: 'stands-again' }]);
    expect(await waits(recall?.id ?? '')).toBe(0);
  });
});
