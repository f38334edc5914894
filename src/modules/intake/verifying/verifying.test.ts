import PDFDocument from 'pdfkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arrangePatient } from '../../../../test/world/chart.ts';
import { openWorld, type World } from '../../../../test/world/world.ts';

let world: World;
let right = '';
let wrong = '';
beforeAll(async () => {
  world = await openWorld();
  right = await arrangePatient(world);
  wrong = await arrangePatient(world);
}, 60_000);
afterAll(() => world.close());

const first = () => world.person(['verifier'], { id: '01900000-0000-7000-8000-0000000000a1' });
const second = () => world.person(['verifier'], { id: '01900000-0000-7000-8000-0000000000a2' });
const third = () => world.person(['verifier'], { id: '01900000-0000-7000-8000-0000000000a3' });
const coordinator = () => world.person(['coordinator']);
const demand = (body: object) => world.callAs(coordinator(), 'PUT', '/intake/verify-rules', body);
const entry = (patientId = right, more: object = {}) => ({
  ...{ patientId, typeCode: 'letter', date: '2026-11-20' },
  ...more,
});

/** Filed by the first person; answers what is to be verified, if it was drawn. */
async function file(
  body: object = entry(),
): Promise<{ verificationId: string | undefined; documentId: string; itemId: string }> {
  const { body: taken } = await world.callAs<{ items: { id: string }[] }>(
    coordinator(),
    'POST',
    '/intake/items?name=letter.pdf',
    await letter(`Dear colleague, ${Math.random()}`),
    { 'content-type': 'application/octet-stream' },
  );
  await world.stack.drain();
  const itemId = taken.items[0]?.id ?? '';
  const filed = await world.callAs<{ documentId: string }>(first(), 'POST', `/intake/items/${itemId}/file`, body);
  expect(filed.status).toBe(200);
  await world.stack.drain();
  const [row] = await world.sql<{ id: string }>('SELECT id FROM intake.verification WHERE document_id = $1', [
    filed.body.documentId,
  ]);
  return { verificationId: row?.id, documentId: filed.body.documentId, itemId };
}
const state = async (id: string | undefined) =>
  (await world.sql('SELECT * FROM intake.verification WHERE id = $1', [id ?? null]))[0] ?? {};
const next = async (who: ReturnType<typeof first>, kind: string) =>
  (await world.callAs<{ item: { subjectId: string } | null }>(who, 'POST', '/worklist/next', { kind })).body.item;
const again = (who: ReturnType<typeof first>, id = '', body: object = entry()) =>
  world.callAs<{ agreed?: boolean; code?: string }>(who, 'POST', `/intake/verifications/${id}/entry`, body);
const settle = (who: ReturnType<typeof first>, id = '', sides: object = {}) =>
  world.callAs<{ code?: string }>(who, 'POST', `/intake/verifications/${id}/settlement`, {
    right: sides,
    reason: 'Seen on the page',
  });

describe('Which filings are verified', () => {
  it('is none until a coordinator says so, then by type, with a reason', async () => {
    expect((await file()).verificationId).toBeUndefined();
    expect((await world.callAs(first(), 'PUT', '/intake/verify-rules', { share: 1, reason: 'All' })).status).toBe(403);
    expect((await demand({ share: 1.5, reason: 'All of them' })).status).toBe(400);
    expect((await demand({ typeCode: 'no-such', share: 1, reason: 'All of them' })).status).toBe(400);
    expect((await demand({ typeCode: 'letter', share: 1, reason: 'Many errors in May' })).status).toBe(204);
    const { body } = await world.callAs<{ rules: object[] }>(first(), 'GET', '/intake/verify-rules');
    expect(body.rules).toMatchObject([{ typeCode: 'letter', share: 1, reason: 'Many errors in May' }]);
  });

  it('does not disturb the count of pages', async () => {
    await file();
    const { body } = await world.callAs<Record<string, number>>(first(), 'GET', '/intake/counts');
    const { pagesIn, ...became } = body;
    expect(Object.values(became).reduce((sum, n) => sum + n, 0)).toBe(pagesIn);
  });

  it('ends when the filing is taken back', async () => {
    const { verificationId, itemId } = await file();
    await world.callAs(first(), 'POST', `/intake/items/${itemId}/undo`, { reason: 'Wrong scan' });
    await world.stack.drain();
    expect(await state(verificationId)).toMatchObject({ outcome: 'withdrawn' });
    expect((await again(second(), verificationId)).body.code).toBe('intake/verification-done');
  });
});

describe('The second entry', () => {
  it('is never made by who filed, and shows no first entry', async () => {
    const { verificationId } = await file();
    expect(await next(first(), 'intake.to-verify')).toBeNull();
    expect((await world.callAs(first(), 'GET', `/intake/verifications/${verificationId ?? ''}`)).body).toMatchObject({
      code: 'intake/verification-not-yours',
    });
    expect((await again(first(), verificationId)).body.code).toBe('intake/verification-not-yours');
    const { body } = await world.callAs(second(), 'GET', `/intake/verifications/${verificationId ?? ''}`);
    expect(body).toMatchObject({ state: 'to-verify', pages: 1, entries: null });
    expect(JSON.stringify(body)).not.toContain(right);
    const picture = await world.callAs(second(), 'GET', `/intake/verifications/${verificationId ?? ''}/pages/1/image`);
    expect(picture.headers['content-type']).toBe('image/webp');
    expect((await next(second(), 'intake.to-verify'))?.subjectId).toBeDefined();
  });

  it('is named by the file that came, never by what the first person entered', async () => {
    const { verificationId } = await file(entry(right, { date: '2026-11-17' }));
    const { body } = await world.callAs<{ waiting: { id: string; name: string; pages: number; differs: string[] }[] }>(
      second(),
      'GET',
      '/intake/verifications/waiting/intake.to-verify',
    );
    const row = body.waiting.find(({ id }) => id === verificationId);
    expect(row).toEqual({
      ...{ id: verificationId, name: 'letter.pdf', source: 'upload', pages: 1, differs: [] },
      receivedAt: expect.any(String) as string,
    });
    expect(JSON.stringify(body)).not.toMatch(/2026-11-17|typeCode|patient/);
    expect(
      (await world.callAs(world.person(['scan-clerk']), 'GET', '/intake/verifications/waiting/intake.to-verify'))
        .status,
    ).toBe(403);
    await again(second(), verificationId);
    const settling = await world.callAs<{ waiting: { id: string; differs: string[] }[] }>(
      third(),
      'GET',
      '/intake/verifications/waiting/intake.to-settle',
    );
    expect(settling.body.waiting.find(({ id }) => id === verificationId)?.differs).toEqual(['date']);
    await settle(third(), verificationId, { date: 'filed' });
  });

  it('is still to come while the chart says not verified yet, and the mark goes with it', async () => {
    const marked = async (documentId: string) => {
      const { body } = await world.callAs<{ documents: { id: string; unverified: { at: string } | null }[] }>(
        coordinator(),
        'GET',
        `/patients/${right}/documents`,
      );
      return body.documents.find(({ id }) => id === documentId)?.unverified;
    };
    const agreed = await file();
    expect(await marked(agreed.documentId)).toMatchObject({ at: expect.any(String) as string });
    await again(second(), agreed.verificationId);
    expect(await marked(agreed.documentId)).toBeNull();
    const differs = await file();
    await again(second(), differs.verificationId, entry(right, { date: '2026-11-18' }));
    expect(await marked(differs.documentId)).not.toBeNull();
    await settle(third(), differs.verificationId, { date: 'filed' });
    expect(await marked(differs.documentId)).toBeNull();
    const undone = await file();
    await world.callAs(first(), 'POST', `/intake/items/${undone.itemId}/undo`, { reason: 'Wrong scan' });
    await world.stack.drain();
    expect(await marked(undone.documentId)).toBeNull();
  });

  it('closes where both agree; a second time it is refused', async () => {
    const { verificationId } = await file();
    expect((await again(world.person(['index-clerk']), verificationId)).status).toBe(403);
    expect((await again(second(), verificationId)).body).toEqual({ agreed: true });
    expect(await state(verificationId)).toMatchObject({ outcome: 'agreed', filed_wrong: [] });
    expect((await again(third(), verificationId)).body.code).toBe('intake/verification-done');
  });
});

describe('A difference', () => {
  it('is settled by a third person only; a wrong date is corrected in the chart', async () => {
    const { verificationId, documentId } = await file(entry(right, { date: '2026-11-19' }));
    expect((await again(second(), verificationId)).body).toEqual({ agreed: false });
    for (const who of [first(), second()])
      expect((await settle(who, verificationId, { date: 'entered' })).body.code).toBe('intake/verification-not-yours');
    expect(await next(second(), 'intake.to-settle')).toBeNull();
    expect((await next(third(), 'intake.to-settle'))?.subjectId).toBe(verificationId);
    const { body } = await world.callAs(third(), 'GET', `/intake/verifications/${verificationId ?? ''}`);
    expect(body).toMatchObject({
      entries: { differs: ['date'], filed: { date: '2026-11-19' }, entered: { date: '2026-11-20' } },
    });
    expect((await settle(third(), verificationId, {})).body.code).toBe('intake/choice-missing');
    expect((await settle(third(), verificationId, { date: 'entered' })).status).toBe(204);
    expect(await state(verificationId)).toMatchObject({ filed_wrong: ['date'], entered_wrong: [], outcome: 'settled' });
    const [document] = await world.sql<{ day: string }>(
      'SELECT dated_on::text AS day FROM documents.document WHERE id = $1',
      [documentId],
    );
    expect(document?.day).toBe('2026-11-20');
  });

  it('leaves the document as it is where the second entry was wrong', async () => {
    const { verificationId, documentId } = await file();
    await again(second(), verificationId, entry(right, { date: '2026-11-18' }));
    expect((await settle(third(), verificationId, { date: 'filed' })).status).toBe(204);
    expect(await state(verificationId)).toMatchObject({ filed_wrong: [], entered_wrong: ['date'] });
    expect(await world.sql('SELECT 1 FROM documents.change WHERE document_id = $1', [documentId])).toEqual([]);
  });

  it('of the patient moves the document, and privacy looks into it', async () => {
    const { verificationId, documentId } = await file(entry(wrong));
    await again(second(), verificationId);
    expect((await settle(third(), verificationId, { patient: 'entered' })).status).toBe(204);
    await world.stack.drain();
    expect(await state(verificationId)).toMatchObject({ filed_wrong: ['patient'], outcome: 'settled' });
    const [link] = await world.sql<{ other_patient_id: string }>(
      "SELECT other_patient_id FROM documents.link WHERE document_id = $1 AND kind = 'moved-to'",
      [documentId],
    );
    expect(link?.other_patient_id).toBe(right);
    expect(await world.sql('SELECT 1 FROM privacy.misfiling WHERE document_id = $1', [documentId])).toHaveLength(1);
  });
});

describe('The errors', () => {
  it('are counted for whoever filed, by type and way in, and raise the share', async () => {
    expect((await world.callAs(first(), 'GET', '/intake/error-rates')).status).toBe(403);
    const { body } = await world.callAs<
      Record<string, { of: string; verified: number; wrong: number; high: number }[]>
    >(coordinator(), 'GET', '/intake/error-rates');
    expect(body['operators']).toMatchObject([{ of: first().id, verified: 7, wrong: 2 }]);
    expect(body['types']).toMatchObject([{ of: 'letter', verified: 7, wrong: 2 }]);
    expect(body['sources']).toMatchObject([{ of: 'upload', verified: 7, wrong: 2 }]);
    expect(body['operators']?.[0]?.high).toBeGreaterThan(0.5);
    await demand({ typeCode: 'letter', share: 0.001, reason: 'Fewer now' });
    let drawn: Record<string, unknown> = {};
    for (let n = 0; n < 40 && drawn['share'] === undefined; n += 1) drawn = await state((await file()).verificationId);
    expect(Number(drawn['share'])).toBeGreaterThan(0.05);
    // Up to forty letters come in until one is drawn.
  }, 180_000);

  it('are counted of the days that were asked for, and saved as a table without formulas', async () => {
    const rates = (query: string) =>
      world.callAs<{ operators: { verified: number }[]; code?: string }>(
        coordinator(),
        'GET',
        `/intake/error-rates?${query}`,
      );
    expect((await rates('from=2026-11-23&to=2026-11-23')).body.operators[0]?.verified).toBeGreaterThanOrEqual(7);
    expect((await rates('from=2026-11-01&to=2026-11-22')).body.operators).toEqual([]);
    expect((await rates('from=2026-11-22&to=2026-11-01')).body.code).toBe('intake/days-unclear');
    expect((await rates('from=2026-11-22')).body.code).toBe('intake/days-unclear');
    await world.sql(`UPDATE intake.verification SET filed_by = '=HYPERLINK("x")' WHERE closed_at IS NOT NULL`);
    const saved = await world.callAs(coordinator(), 'GET', '/intake/error-rates/table?days=30');
    expect(saved.headers['content-type']).toBe('text/csv; charset=utf-8');
    const lines = String(saved.body).split('\r\n');
    expect(lines[0]).toBe('\u{FEFF}by,of,verified,wrong,error rate,low (95 %),high (95 %)');
    expect(lines[1]).toMatch(/^who filed,"'=HYPERLINK\(""x""\)",\d+,2,0\.\d{4},/);
    expect(lines.some((line) => line.startsWith('type,Letter'))).toBe(true);
    expect((await world.callAs(first(), 'GET', '/intake/error-rates/table')).status).toBe(403);
    await world.sql('UPDATE intake.verification SET filed_by = $1 WHERE closed_at IS NOT NULL', [first().id]);
  });

  it('leave a trace of every step', async () => {
    const verbs = await world.sql<{ verb: string }>('SELECT DISTINCT verb FROM audit.entry');
    expect(verbs.map(({ verb }) => verb)).toEqual(
      expect.arrayContaining(['intake.verify', 'intake.settle-difference', 'intake.set-verify-rule']),
    );
  });
});

function letter(text: string): Promise<Buffer> {
  const document = new PDFDocument({ size: 'LETTER', margin: 72 });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  document.fontSize(12).text(text);
  document.end();
  return new Promise((resolve, reject) => {
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });
}
