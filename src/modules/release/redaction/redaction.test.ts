import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import {
  arrangePaper,
  arrangePerson,
  chooseScope,
  identifyAndVerify,
  openCase,
  receive,
  recordAuthority,
  type ReleaseDesk,
  releaseDesk,
  step,
} from '../../../../test/world/release-case.ts';
import { openWorld, type World } from '../../../../test/world/world.ts';
import { addVersion, findUnitSlot } from '../../documents/index.ts';
import { putBlob } from '../../../../test/world/chart.ts';
import { samplePdf } from '../packet/sample-pdf.fixture.ts';
import { textsOf } from '../packet/redaction/recover.fixture.ts';

let world: World;
let desk: ReleaseDesk;
beforeAll(async () => {
  world = await openWorld();
  desk = releaseDesk(world);
});
afterAll(() => world.close());

interface Place {
  page: number;
  x: number;
  y: number;
  w: number;
  h: number;
}
interface Listed {
  open: boolean;
  approved: boolean;
  documents: { documentId: string; pages: number }[];
  redactions: {
    id: string;
    code: string;
    kind: string;
    by: string;
    outdated: boolean;
    places: Place[];
    undone: { reason: string; by: string } | null;
  }[];
}

const SECRET = 'Call 555-123-4567 about Dana';
const BOX = { page: 1, x: 0.1, y: 0.46, w: 0.4, h: 0.05 };

async function scoped(family: string, more: Parameters<typeof arrangePaper>[3] = {}) {
  const patient = await arrangePerson(world, family, 'Ada');
  const { documentId } = await arrangePaper(world, patient, [SECRET, 'second page'], more);
  const id = await receive(world, desk);
  await identifyAndVerify(world, desk, id, patient);
  await recordAuthority(world, desk, id);
  const { scopeId } = await chooseScope(world, desk, id);
  return { id, patient, documentId, scopeId };
}
const listed = async (id: string) =>
  (await world.callAs<Listed>(desk.specialist, 'GET', `/release/requests/${id}/redactions`)).body;
const redact = (id: string, documentId: string, body: Record<string, unknown> = {}, actor = desk.specialist) =>
  world.callAs<{ redactionId: string; code?: string }>(actor, 'POST', `/release/requests/${id}/redactions`, {
    ...{ documentId, kind: 'boxes', reason: 'identifier', places: [BOX] },
    ...body,
  });
const undo = (id: string, redactionId: string) =>
  world.callAs<{ code?: string }>(
    desk.specialist,
    'POST',
    `/release/requests/${id}/redactions/${redactionId}/undoing`,
    { reason: 'It may go after all.' },
  );
const find = (id: string, documentId: string, body: unknown) =>
  world.callAs<{ places: Place[]; withoutWords: number[] }>(
    desk.specialist,
    'POST',
    `/release/requests/${id}/documents/${documentId}/found-places`,
    body,
  );
const approve = (id: string, scopeId: string) =>
  world.callAs<{ code?: string }>(desk.approver, 'POST', `/release/requests/${id}/approval`, { scopeId });

/** The packet as its recipient gets it. */
async function packetTexts(id: string): Promise<string[]> {
  await step(world, { actor: desk.specialist, path: `/release/requests/${id}/deliveries`, body: { channel: 'print' } });
  const answer = await world.callAs<Buffer>(desk.specialist, 'GET', `/release/requests/${id}/packet/volumes/1`);
  const folder = mkdtempSync(join(tmpdir(), 'redaction-'));
  try {
    writeFileSync(join(folder, 'volume.pdf'), answer.body);
    return await textsOf(join(folder, 'volume.pdf'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('redaction in a release', () => {
  it('finds a phone number, blacks it out in the packet, and leaves the document as it is', async () => {
    const { id, documentId, scopeId } = await scoped('García');
    const found = await find(id, documentId, { kind: 'pattern', pattern: 'phone' });
    expect(found.status).toBe(200);
    expect(found.body.places).toHaveLength(1);
    expect(found.body.withoutWords).toEqual([]);
    const made = await redact(id, documentId, { kind: 'pattern', places: found.body.places });
    expect(made.status).toBe(201);
    expect(await listed(id)).toMatchObject({
      open: true,
      documents: [{ documentId, pages: 2 }],
      redactions: [{ id: made.body.redactionId, code: 'ID', kind: 'pattern', outdated: false, undone: null }],
    });
    expect((await approve(id, scopeId)).status).toBe(200);
    await world.stack.drain();
    const texts = await packetTexts(id);
    expect(texts.join(' ')).not.toContain('4567');
    expect(texts[0]).toContain('Parts of 1 page of this packet are blacked out');
    expect(texts[0]).toContain('page 3');
    expect(texts[2]).toContain('Call');
    expect(texts[2]).toContain('about Dana');
    expect(texts[3]).toContain('second page');
    const kept = await world.sql(`SELECT 1 FROM documents.rendition WHERE kind = 'redacted'`);
    expect(kept).toEqual([]);
  });

  it('is undone by a row with who and why, twice as once, and then leaves whole', async () => {
    const { id, documentId, scopeId } = await scoped('Nowak');
    const { body } = await redact(id, documentId);
    expect((await undo(id, body.redactionId)).status).toBe(204);
    expect((await undo(id, body.redactionId)).status).toBe(204);
    expect((await listed(id)).redactions).toMatchObject([
      { undone: { reason: 'It may go after all.', by: desk.specialist.id } },
    ]);
    await approve(id, scopeId);
    await world.stack.drain();
    expect((await packetTexts(id)).join(' ')).toContain('555-123-4567');
    expect((await redact(id, documentId)).body.code).toBe('release/too-late');
    expect((await undo(id, '00000000-0000-4000-8000-000000000009')).body.code).toBe('release/redaction-unknown');
  });

  it('after the approval sends the case back; whoever redacted does not approve', async () => {
    const { id, documentId, scopeId } = await scoped('Olsen');
    expect((await approve(id, scopeId)).status).toBe(200);
    expect((await redact(id, documentId)).status).toBe(201);
    await world.stack.drain();
    const sentBack = await openCase(world, desk.specialist, id);
    expect(sentBack).toMatchObject({ status: 'authorized', next: 'choose-scope', packet: null });
    const both = world.person(['release-specialist', 'release-approver']);
    await redact(id, documentId, { kind: 'pages', places: [{ page: 2, x: 0, y: 0, w: 1, h: 1 }] }, both);
    const anew = await chooseScope(world, desk, id);
    const own = await world.callAs<{ code?: string }>(both, 'POST', `/release/requests/${id}/approval`, {
      scopeId: anew.scopeId,
    });
    expect(own.body.code).toBe('release/second-person');
    expect((await approve(id, anew.scopeId)).status).toBe(200);
    await world.stack.drain();
    const texts = await packetTexts(id);
    expect(texts[3]).not.toContain('second');
    expect(texts[0]).toContain('Parts of 2 pages');
  });

  it('blocks the approval when the document got a newer version, until it is undone', async () => {
    const { id, patient, documentId } = await scoped('Petrov');
    const { body } = await redact(id, documentId);
    const keySlot = await world.system((act) => findUnitSlot(act, { patientId: patient, documentId }));
    const blob = await putBlob(world, keySlot, samplePdf([{ text: 'another text' }, { text: 'second page' }]));
    await world.system((act) =>
      addVersion(act, {
        patientId: patient,
        documentId,
        reason: 'Scanned again.',
        pages: [
          { text: 'another text', renditions: [] },
          { text: 'second page', renditions: [] },
        ],
        renditions: [{ kind: 'original', mediaType: 'application/pdf', fileName: 'scan.pdf', blob }],
      }),
    );
    const { scopeId } = await chooseScope(world, desk, id, { withUnsigned: true });
    expect((await listed(id)).redactions).toMatchObject([{ outdated: true }]);
    expect((await approve(id, scopeId)).body.code).toBe('release/redaction-outdated');
    await undo(id, body.redactionId);
    expect((await approve(id, scopeId)).status).toBe(200);
  });

  it('shows a page as the record has it and as it will leave', async () => {
    const { id, documentId } = await scoped('Rossi');
    await redact(id, documentId);
    const look = async (as: string) => {
      const { body: bytes } = await world.callAs<Buffer>(
        desk.approver,
        'GET',
        `/release/requests/${id}/documents/${documentId}/pages/1?as=${as}`,
      );
      const { data, info } = await sharp(bytes).greyscale().raw().toBuffer({ resolveWithObject: true });
      return data[Math.round(0.5 * info.height) * info.width + Math.round(0.45 * info.width)] ?? -1;
    };
    expect(await look('recorded')).toBeGreaterThan(240);
    expect(await look('released')).toBeLessThan(20);
    const count = await world.callAs<{ pages: number }>(
      desk.approver,
      'GET',
      `/release/requests/${id}/documents/${documentId}/pages`,
    );
    expect(count.body).toEqual({ pages: 2 });
    const beyond = await world.callAs<{ code?: string }>(
      desk.approver,
      'GET',
      `/release/requests/${id}/documents/${documentId}/pages/3?as=released`,
    );
    expect(beyond.body.code).toBe('release/place-off-page');
  });

  it('works on a note that came as words, on the page we set it on', async () => {
    const { id, documentId, scopeId } = await scoped('Silva', {
      original: { mediaType: 'text/plain', content: `The plan stays.\nHer number is 555-123-4567.\n` },
    });
    const found = await find(id, documentId, { kind: 'words', text: 'number is' });
    expect(found.body.places).toHaveLength(1);
    await redact(id, documentId, { kind: 'words', places: found.body.places });
    await approve(id, scopeId);
    await world.stack.drain();
    const texts = await packetTexts(id);
    expect(texts[2]).toContain('plan stays');
    expect(texts[2]).toContain('555-123-4567');
    expect(texts[2]).not.toContain('number');
  });

  it('refuses a place off the page, a ground that is not said, a document of another case, and strangers', async () => {
    const { id, documentId } = await scoped('Tanaka');
    const other = await scoped('Ueda');
    expect((await redact(id, documentId, { places: [{ ...BOX, page: 3 }] })).body.code).toBe('release/place-off-page');
    expect((await redact(id, documentId, { places: [{ ...BOX, x: 0.9 }] })).body.code).toBe('release/place-off-page');
    expect((await redact(id, documentId, { places: [{ ...BOX, w: 0 }] })).status).toBe(400);
    expect((await redact(id, documentId, { reason: 'other' })).body.code).toBe('release/reason-missing');
    expect((await redact(id, documentId, { reason: 'invented' })).status).toBe(400);
    expect((await redact(id, other.documentId)).body.code).toBe('release/document-unknown');
    const coder = world.person(['coder']);
    expect((await redact(id, documentId, {}, coder)).status).toBe(403);
    expect((await listed(id)).redactions).toEqual([]);
  });

  it('says in the log who redacted what, and neither the words looked for nor what stood there', async () => {
    const { id, documentId } = await scoped('Vega');
    await find(id, documentId, { kind: 'pattern', pattern: 'name', text: 'Dana' });
    await redact(id, documentId, { note: 'Her lawyer.' });
    const entries = await world.sql<{ verb: string; detail: unknown }>(
      `SELECT verb, detail FROM audit.entry WHERE verb IN ('release.redact', 'release.find-words') AND $1 = ANY (subject_ids) ORDER BY at`,
      [id],
    );
    expect(entries.map(({ verb }) => verb)).toEqual(['release.find-words', 'release.redact']);
    expect(JSON.stringify(entries)).not.toMatch(/dana|lawyer/i);
    expect(entries[1]?.detail).toMatchObject({ kind: 'boxes', code: 'ID' });
  });
});
