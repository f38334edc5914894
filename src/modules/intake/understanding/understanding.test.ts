import PDFDocument from 'pdfkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arrangePatient } from '../../../../test/world/chart.ts';
import { openWorld, type World } from '../../../../test/world/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const coordinator = () => world.person(['coordinator']);
const clerk = () => world.person(['index-clerk']);
const entries = (verb: string) =>
  world.sql<{ outcome: string; detail: Record<string, unknown> }>(
    'SELECT outcome, detail FROM audit.entry WHERE verb = $1 ORDER BY at',
    [verb],
  );

describe('the rules of what may file itself', () => {
  interface Rules {
    policies: { id: string; source: string | null; typeCode: string | null; enabled: boolean; threshold: number }[];
  }
  const rules = async () => (await world.callAs<Rules>(clerk(), 'GET', '/intake/policies')).body.policies;
  const rule = { source: 'fax', typeCode: 'discharge-summary', enabled: true, reason: 'Verified for a year' };

  it('begin with none, so that nothing files itself', async () => {
    expect(await rules()).toEqual([]);
  });

  it('are set by a coordinator with a reason, replaced when said again, and stand in the log', async () => {
    expect((await world.callAs(coordinator(), 'PUT', '/intake/policies', rule)).status).toBe(204);
    const stricter = { ...rule, threshold: 0.97, reason: 'One was wrong in May' };
    expect((await world.callAs(coordinator(), 'PUT', '/intake/policies', stricter)).status).toBe(204);
    expect(await rules()).toMatchObject([{ source: 'fax', typeCode: 'discharge-summary', threshold: 0.97 }]);
    expect((await entries('intake.set-policy')).at(-1)?.detail).toMatchObject({
      type: 'discharge-summary',
      enabled: true,
    });
  });

  it('are refused without a reason, for a type or source that is none, and to a clerk', async () => {
    const refused = async (body: object, who = coordinator()) =>
      (await world.callAs<{ code?: string }>(who, 'PUT', '/intake/policies', body)).status;
    expect(await refused({ enabled: true })).toBe(400);
    expect(await refused({ ...rule, typeCode: 'no-such-type' })).toBe(400);
    expect(await refused({ ...rule, source: 'pigeon' })).toBe(400);
    expect(await refused({ ...rule, target: 0.5 })).toBe(400);
    expect(await refused(rule, clerk())).toBe(403);
    expect(await rules()).toHaveLength(1);
  });

  it('are taken back, and taking back again changes nothing', async () => {
    const [{ id = '' } = {}] = await rules();
    expect((await world.callAs(clerk(), 'DELETE', `/intake/policies/${id}`)).status).toBe(403);
    for (let time = 0; time < 2; time += 1)
      expect((await world.callAs(coordinator(), 'DELETE', `/intake/policies/${id}`)).status).toBe(204);
    expect(await rules()).toEqual([]);
  });
});

describe('the list of form numbers', () => {
  interface Forms {
    forms: { number: string; typeCode: string; citation: string | null }[];
  }
  const forms = async () => (await world.callAs<Forms>(clerk(), 'GET', '/intake/forms')).body.forms;

  it('has the public forms with their citation, and takes the site’s own', async () => {
    const own = { number: 'CK-1234', title: 'Consent', typeCode: 'consent-to-treat' };
    expect((await world.callAs(clerk(), 'PUT', '/intake/forms', own)).status).toBe(403);
    expect((await world.callAs(coordinator(), 'PUT', '/intake/forms', { ...own, typeCode: 'none' })).status).toBe(400);
    expect((await world.callAs(coordinator(), 'PUT', '/intake/forms', own)).status).toBe(204);
    const listed = await forms();
    expect(listed).toContainEqual(expect.objectContaining({ number: 'CK-1234', citation: null }));
    expect(listed.find(({ number }) => number === 'CMS-1500')?.citation).toMatch(/42 CFR/);
    expect((await world.callAs(coordinator(), 'DELETE', '/intake/forms/ck%201234')).status).toBe(204);
    expect((await forms()).some(({ number }) => number === 'CK-1234')).toBe(false);
  });
});

describe('learning from what is filed', () => {
  const TYPES = ['progress-note', 'letter'] as const;
  const words = {
    'progress-note':
      'patient seen today lungs clear abdomen soft continue antibiotics ambulating tolerating diet plan discharge tomorrow vitals stable wound dry',
    letter:
      'dear colleague thank you for kindly referring this pleasant gentleman whom we met regarding his knee yours sincerely with best regards enclosed please find',
  };
  let patients: string[];

  async function takeIn(type: keyof typeof words, n: number): Promise<string> {
    const text = words[type].split(' ');
    const turned = [...text.slice(n % 7), ...text.slice(0, n % 7), 'again', ...text.slice(3, 18)].join(' ');
    const { body } = await world.callAs<{ items: { id: string }[] }>(
      coordinator(),
      'POST',
      `/intake/items?name=${type}-${n}.pdf`,
      await textPdf(`${turned} reference ${n}`),
      { 'content-type': 'application/octet-stream' },
    );
    return body.items[0]?.id ?? '';
  }

  interface Learning {
    model: { examples: number; accuracy: number; types: { typeCode: string; examples: number; f1: number }[] } | null;
    decided: number;
    decisionsSince: number;
    changed: { proposed: string; decided: string; times: number }[];
  }
  const learning = async () => (await world.callAs<Learning>(clerk(), 'GET', '/intake/learning')).body;

  beforeAll(async () => {
    patients = [];
    for (let n = 0; n < 4; n += 1) patients.push(await arrangePatient(world));
    for (let n = 0; n < 20; n += 1) {
      const type = TYPES[n % 2] ?? 'letter';
      const id = await takeIn(type, n);
      await world.stack.drain();
      const filed = await world.call('POST', `/intake/items/${id}/file`, {
        patientId: patients[(n >> 1) % 4],
        typeCode: type,
        date: '2026-11-20',
      });
      expect(filed.status).toBe(200);
    }
  }, 120_000);

  it('says nothing before it has learnt', async () => {
    expect(await learning()).toMatchObject({ model: null, decided: 20, decisionsSince: 20, changed: [] });
  });

  it('trains when asked, measures itself on what it had not seen, and proposes from then on', async () => {
    expect((await world.callAs(clerk(), 'POST', '/intake/learning/now')).status).toBe(403);
    expect((await world.callAs(coordinator(), 'POST', '/intake/learning/now')).status).toBe(204);
    await world.stack.drain();
    const { model, decisionsSince } = await learning();
    expect(model).toMatchObject({ examples: 20, accuracy: 1 });
    expect(model?.types.map(({ typeCode }) => typeCode).sort()).toEqual([...TYPES].sort());
    expect(decisionsSince).toBe(0);
    const id = await takeIn('letter', 91);
    await world.stack.drain();
    const { body } = await world.callAs<{ proposals: { field: string; value: string; evidence: { how: string } }[] }>(
      clerk(),
      'GET',
      `/intake/items/${id}`,
    );
    expect(body.proposals.find(({ field }) => field === 'type')).toMatchObject({
      value: 'letter',
      evidence: { how: 'what this site filed' },
    });
    // A person decides otherwise: the screen shows it.
    const filed = await world.call('POST', `/intake/items/${id}/file`, {
      ...{ patientId: patients[0], typeCode: 'progress-note', date: '2026-11-20' },
    });
    expect(filed.status).toBe(200);
    expect((await learning()).changed).toEqual([{ proposed: 'letter', decided: 'progress-note', times: 1 }]);
  });

  it('keeps no word of a page in the model', async () => {
    const [row] = await world.sql<{ content: Buffer }>('SELECT content FROM intake.type_model');
    const { gunzipSync } = await import('node:zlib');
    const bytes = gunzipSync(row?.content ?? Buffer.alloc(0)).toString('latin1');
    for (const word of ['antibiotics', 'colleague', 'referring']) expect(bytes).not.toContain(word);
  });

  it('stands in the log as learnt', async () => {
    expect((await entries('intake.learn')).every(({ outcome }) => outcome === 'done')).toBe(true);
  });
});

function textPdf(text: string): Promise<Buffer> {
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
