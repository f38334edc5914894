import { PDFiumLibrary } from '@hyzyla/pdfium';
import { strFromU8, unzipSync } from 'fflate';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { FACILITY, openWorld, type World } from '../../../../test/world/world.ts';
import { describeFacility } from '../../directory/index.ts';
import { DENIAL, drawing, field, p, r, wordDocument } from './word.fixture.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
let world: World;
let pdfium: PDFiumLibrary;
const actors = new Map<string, ReturnType<World['person']>>();
const as = (role: string) => {
  const known = actors.get(role) ?? world.person([role]);
  actors.set(role, known);
  return known;
};
beforeAll(async () => {
  world = await openWorld();
  pdfium = await PDFiumLibrary.init();
  await world.system((act) =>
    describeFacility(
      act,
      FACILITY,
      {
        name: 'Lakeside Hospital',
        legalEntityName: 'Lakeside Health Inc.',
        timeZone: 'America/New_York',
        country: 'US',
        state: 'OH',
      },
      { fictional: true },
    ),
  );
});
afterAll(async () => {
  pdfium.destroy();
  await world.close();
});

/** Sixty megabytes that say they are five hundred bytes. */
function lyingBomb(): Buffer {
  const bomb = wordDocument({ body: p('x'), more: { 'word/media/a.png': 'A'.repeat(60_000_000) } });
  for (const [signature, at] of [
    [0x04034b50, 22],
    [0x02014b50, 24],
  ] as const)
    for (let from = 0; from + at + 4 <= bomb.length; from++)
      if (bomb.readUInt32LE(from) === signature) bomb.writeUInt32LE(500, from + at);
  return bomb;
}

interface Uploaded {
  id: string | null;
  template: string;
  version: number | null;
  findings: { weight: string; kind: string; name: string; hint: string | null; cite: string | null }[];
  freeTexts: string[];
  code?: string;
  detail?: string;
}
const upload = (bytes: Buffer, query: string, role = 'coordinator') =>
  world.callAs<Uploaded>(
    as(role),
    'POST',
    `/house-templates?${query}`,
    Buffer.concat([
      Buffer.from(
        '--x\r\ncontent-disposition: form-data; name="files"; filename="letter.docx"\r\ncontent-type: application/octet-stream\r\n\r\n',
      ),
      bytes,
      Buffer.from('\r\n--x--\r\n'),
    ]),
    { 'content-type': 'multipart/form-data; boundary=x' },
  );
const bytesOf = async (path: string, role = 'coordinator') => {
  const answer = await world.callAs<Buffer>(as(role), 'GET', path);
  expect(answer.status).toBe(200);
  return Buffer.from(answer.body);
};
async function textOfPdf(pdf: Buffer): Promise<string> {
  const document = await pdfium.loadDocument(pdf);
  const text = [...document.pages()].map((page) => page.getText()).join('\n');
  document.destroy();
  return text.replace(/\s+/g, ' ');
}
async function inForce(id: string | null, from = '2026-11-23') {
  expect((await world.callAs(as('coordinator'), 'POST', `/house-templates/${id ?? ''}/tried`)).status).toBe(204);
  expect(
    (await world.callAs(as('coordinator'), 'POST', `/house-templates/${id ?? ''}/in-force`, { from })).status,
  ).toBe(204);
}
const DENIAL_FACTS = {
  requestNumber: 'R-2026-000007',
  receivedOn: '2026-11-02',
  denied: 'One letter {{requestNumber}} <w:p/>',
  basis: [
    { ground: 'a', text: 'Given in confidence', cite: '45 CFR 164.524(a)(2)(v)' },
    { ground: 'b', text: 'Under way', cite: '45 CFR 164.524(a)(2)(iii)' },
  ],
  contactName: 'Kim Example',
  contactPhone: '555 0100',
};
const draft = (more: Record<string, unknown>) =>
  world.callAs<{ letterId: string; code?: string; pages: number; language: string }>(
    as('release-specialist'),
    'POST',
    '/letters',
    {
      template: 'denial',
      facts: DENIAL_FACTS,
      recipient: { name: 'Ana Núñez', lines: ['12 Shore Road', 'Lakeside OH'] },
      ...more,
    },
  );

describe('a letter in the words of the house', () => {
  it('is made from the Word document in force, as PDF of record and as Word document that says it is not', async () => {
    const logo = await sharp({ create: { width: 200, height: 100, channels: 3, background: '#003366' } })
      .png()
      .toBuffer();
    const { status, body } = await upload(
      wordDocument({
        body: DENIAL,
        picture: logo,
        header: `<w:p>${drawing()}${r('{{facility}}', '<w:b/>')}</w:p>`,
        footer: `<w:p>${r('Sheet ')}${field('PAGE')}${r(' / ')}${field('NUMPAGES')}</w:p>`,
        styles:
          '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>',
      }),
      'template=denial&language=en',
    );
    expect(body).toMatchObject({ template: 'denial', version: 1 });
    expect(status).toBe(200);
    expect(body.findings.filter(({ weight }) => weight === 'stop')).toEqual([]);

    const before = await draft({});
    expect((await world.callAs(as('release-specialist'), 'GET', `/letters/${before.body.letterId}/docx`)).status).toBe(
      404,
    );
    const untried = await world.callAs<{ code: string }>(
      as('coordinator'),
      'POST',
      `/house-templates/${body.id ?? ''}/in-force`,
      {
        from: '2026-11-23',
      },
    );
    expect(untried.body.code).toBe('correspondence/not-tried');

    const sample = await textOfPdf(await bytesOf(`/house-templates/${body.id ?? ''}/sample`));
    expect(sample).toContain('FICTIONAL');
    expect(sample).toContain('R-2026-000123');
    await inForce(body.id);

    const made = await draft({});
    expect(made.status).toBe(201);
    const text = await textOfPdf(await bytesOf(`/letters/${made.body.letterId}/pdf`, 'release-specialist'));
    expect(text).toContain('Re: request R-2026-000007 of November 2, 2026');
    expect(text).toContain('We keep back: One letter {{requestNumber}} <w:p/>');
    expect(text).toContain('Given in confidence');
    expect(text).toContain('45 CFR 164.524(a)(2)(iii)');
    expect(text).toContain('Secretary of the U.S. Department of Health and Human Services');
    expect(text).toContain('Kim Example, telephone 555 0100');
    expect(text).toContain('Sheet 1 / 1');
    expect(text).toContain('12 Shore Road');
    expect(text).not.toContain('You still get');
    expect(text).not.toContain('licensed health care professional');

    const files = unzipSync(await bytesOf(`/letters/${made.body.letterId}/docx`, 'release-specialist'));
    const words = strFromU8(files['word/document.xml'] ?? new Uint8Array());
    expect(words).toContain('This is not the letter of record');
    expect(words).toContain('One letter {{requestNumber}} &lt;w:p/&gt;');
    expect(Object.keys(files)).not.toContain('docProps/core.xml');
    const [row] = await world.sql<{ template_version: number; template_digest: string; house_template_id: string }>(
      'SELECT template_version, template_digest, house_template_id FROM correspondence.letter WHERE id = $1',
      [made.body.letterId],
    );
    expect(row).toMatchObject({ template_version: 1, house_template_id: body.id });
    expect(
      await world.sql(
        `SELECT DISTINCT verb FROM audit.entry WHERE outcome = 'done' AND verb LIKE 'correspondence.%template%' ORDER BY verb`,
      ),
    ).toEqual([
      { verb: 'correspondence.put-template-in-force' },
      { verb: 'correspondence.try-template' },
      { verb: 'correspondence.upload-template' },
    ]);
  });

  it('stays in our words in a language that the house has not written, and again once its own is retired', async () => {
    const spanish = await draft({ language: 'es' });
    expect(await textOfPdf(await bytesOf(`/letters/${spanish.body.letterId}/pdf`, 'release-specialist'))).toContain(
      'Por qué',
    );
    const { body } = await world.callAs<{ versions: { id: string; state: string; template: string }[] }>(
      as('coordinator'),
      'GET',
      '/house-templates',
    );
    const current = body.versions.find(({ state }) => state === 'in-force');
    expect(current?.template).toBe('denial');
    await world.callAs(as('coordinator'), 'POST', `/house-templates/${current?.id ?? ''}/retire`, {
      reason: 'The letterhead is old',
    });
    const made = await draft({});
    expect(await textOfPdf(await bytesOf(`/letters/${made.body.letterId}/pdf`, 'release-specialist'))).toContain(
      'Our decision on your request',
    );
  });

  it('from a later day waits until then, and a newer version takes its place', async () => {
    const one = await upload(
      wordDocument({ body: p('{{recipient}} {{letterDate}} first {{reason}} {{newDueOn}}') }),
      'template=extension-notice&language=en',
    );
    await inForce(one.body.id);
    const two = await upload(
      wordDocument({ body: p('{{recipient}} {{letterDate}} second {{reason}} {{newDueOn}}') }),
      'template=extension-notice&language=en',
    );
    expect(two.body.version).toBe(2);
    await inForce(two.body.id, '2026-11-25');
    const facts = {
      requestNumber: 'R-1',
      receivedOn: '2026-11-02',
      dueOn: '2026-12-02',
      newDueOn: '2027-01-01',
      reason: 'Far away',
    };
    const today = await draft({ template: 'extension-notice', facts });
    expect(await textOfPdf(await bytesOf(`/letters/${today.body.letterId}/pdf`, 'release-specialist'))).toContain(
      'first Far away January 1, 2027',
    );
    const past = await world.callAs<{ code: string }>(
      as('coordinator'),
      'POST',
      `/house-templates/${one.body.id ?? ''}/in-force`,
      { from: '2026-11-22' },
    );
    expect(past.body.code).toBe('correspondence/day-passed');
    world.clock.advance(3 * 24 * 60 * 60 * 1000);
    const later = await draft({ template: 'extension-notice', facts });
    expect(await textOfPdf(await bytesOf(`/letters/${later.body.letterId}/pdf`, 'release-specialist'))).toContain(
      'second Far away',
    );
  });

  it('that only the house has is written with its free texts in paragraphs', async () => {
    const { body } = await upload(
      wordDocument({
        body:
          p('Dear {{recipient}}, {{letterDate}}') +
          p('{{freeMessage}}') +
          p('{{#requestNumber}}Case {{requestNumber}}{{/requestNumber}}'),
      }),
      'template=own&name=Thank-you%20note&language=en',
    );
    expect(body).toMatchObject({ template: 'own.thank-you-note', freeTexts: ['freeMessage'], version: 1 });
    await inForce(body.id, '2026-11-27');
    world.clock.advance(24 * 60 * 60 * 1000);
    const missing = await draft({ template: 'own.thank-you-note', facts: {} });
    expect(missing.body.code).toBe('correspondence/fact-missing');
    const made = await draft({ template: 'own.thank-you-note', facts: { freeMessage: 'One.\nTwo.' } });
    const text = await textOfPdf(await bytesOf(`/letters/${made.body.letterId}/pdf`, 'release-specialist'));
    expect(text).toContain('Dear Ana Núñez');
    expect(text).toContain('One. Two.');
    expect(text).not.toContain('Case');
    const { body: list } = await world.callAs<{
      templates: { id: string; own: boolean; facts: { name: string; optional: boolean }[] }[];
    }>(as('release-specialist'), 'GET', '/letter-templates');
    expect(list.templates.find(({ id }) => id === 'own.thank-you-note')).toMatchObject({
      own: true,
      facts: expect.arrayContaining([
        expect.objectContaining({ name: 'requestNumber', optional: true }),
        expect.objectContaining({ name: 'freeMessage', optional: false }),
      ]) as unknown,
    });
  });

  it('can begin from our words: the starter of every letter is itself a template without a stop', async () => {
    for (const template of ['denial', 'extension-notice', 'release-cover', 'amendment-accepted', 'accounting'])
      for (const language of ['en', 'es']) {
        const starter = await bytesOf(`/letter-templates/${template}/starter?language=${language}`);
        const { body } = await upload(starter, `template=${template}&language=${language}`);
        expect(body.findings.filter(({ weight, kind }) => weight === 'stop' || kind === 'unused')).toEqual([]);
        expect(body.id).not.toBeNull();
      }
  });
});

describe('a Word document that is no template', () => {
  it('is refused where it lacks what the law asks a denial to say, with the paragraph', async () => {
    const { body } = await upload(
      wordDocument({ body: p('{{recipient}} {{letterDate}} No. {{denied}}') }),
      'template=denial&language=en',
    );
    expect(body.id).toBeNull();
    expect(body.findings.filter(({ kind }) => kind === 'must').map(({ name, cite }) => [name, cite])).toEqual([
      ['basis', '45 CFR 164.524(d)(2)(i)'],
      ['reviewRight', '45 CFR 164.524(d)(2)(ii)'],
      ['complaint', '45 CFR 164.524(d)(2)(iii)'],
    ]);
  });

  it.each([
    ['amendment-denied', ['basis', 'disagreement', 'alongInstead', 'complaint'], '45 CFR 164.526(d)(1)(iii)'],
    ['amendment-accepted', ['basis', 'partRefused', 'whomWeTell'], '45 CFR 164.526(c)(2)'],
    ['accounting', ['single', 'repeated'], '45 CFR 164.528(b)(3)'],
    ['accounting-price', ['price', 'lessOrNone'], '45 CFR 164.528(c)(2)'],
    ['rights-extension', ['reason', 'newDueOn'], '164.528(c)(1)(ii)(A)'],
  ])('is refused as %s where it lacks what the law asks it to say', async (template, lacking, cite) => {
    const { body } = await upload(
      wordDocument({ body: p('{{recipient}} {{letterDate}} Hello.') }),
      `template=${template}&language=en`,
    );
    expect(body.id).toBeNull();
    const duties = body.findings.filter(({ kind }) => kind === 'must');
    expect(duties.map(({ name }) => name)).toEqual(lacking);
    expect(duties.map((each) => each.cite).join('; ')).toContain(cite);
  });

  it('is refused where the law’s sentence would stand only sometimes', async () => {
    const { body } = await upload(
      wordDocument({ body: DENIAL.replace(p('{{complaint}}'), p('{{#rest}}{{complaint}}{{/rest}}')) }),
      'template=denial&language=en',
    );
    expect(body.findings).toContainEqual(
      expect.objectContaining({ weight: 'stop', kind: 'only-sometimes', name: 'complaint' }),
    );
  });

  it('names a place that is not known with the nearest that is, a stray brace and a mark without its other half', async () => {
    const { body } = await upload(
      wordDocument({ body: p('{{recipient}} {{letterDate}} {{requestNumer}} {{due on') + p('{{#askedFor}}') + p('x') }),
      'template=acknowledgement&language=en',
    );
    expect(body.id).toBeNull();
    expect(body.findings).toContainEqual(
      expect.objectContaining({ weight: 'stop', kind: 'unknown', name: 'requestNumer', hint: 'requestNumber' }),
    );
    expect(body.findings).toContainEqual(expect.objectContaining({ weight: 'stop', kind: 'stray' }));
    expect(body.findings).toContainEqual(expect.objectContaining({ weight: 'stop', kind: 'lonely', name: 'askedFor' }));
    expect(body.findings).toContainEqual(expect.objectContaining({ weight: 'look', kind: 'unused', name: 'dueOn' }));
  });

  it('says what it cannot carry over instead of dropping it in silence', async () => {
    const { body } = await upload(
      wordDocument({
        body: `${p('{{recipient}} {{letterDate}} {{freeText}}')}<w:p><mc:AlternateContent><mc:Choice><w:drawing/></mc:Choice></mc:AlternateContent></w:p><w:p>${field('DATE', 'today')}</w:p><w:p><w:r><w:rPr><w:rFonts w:ascii="Garamond"/></w:rPr><w:t>x</w:t></w:r></w:p>`,
      }),
      'template=own&name=Other&language=en',
    );
    expect(body.findings.map(({ kind, name }) => `${kind} ${name}`)).toEqual(
      expect.arrayContaining(['left-away text-box', 'left-away field', 'typeface Garamond']),
    );
    expect(body.id).not.toBeNull();
  });

  const external = (type: string) =>
    `<Relationship Id="x" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="http://evil.example/x" TargetMode="External"/>`;
  it.each([
    ['macros', { more: { 'word/vbaProject.bin': 'x' } }, 'macros'],
    [
      'a macro content type',
      {
        contentTypes:
          '<Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>',
      },
      'macros',
    ],
    ['an embedded file', { more: { 'word/embeddings/oleObject1.bin': 'x' } }, 'embedded file'],
    ['a template from outside', { rels: external('attachedTemplate') }, 'loads another template'],
    ['a picture from outside', { rels: external('image') }, 'fetches something from outside'],
    ['an entity of its own', { header: '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:p/>' }, 'damaged'],
    [
      'a field that includes a file',
      { header: `<w:p>${field('INCLUDETEXT "c:\\\\secret.txt"')}</w:p>` },
      'fetches or runs',
    ],
    ['a field that starts a program', { header: `<w:p>${field('DDEAUTO cmd')}</w:p>` }, 'fetches or runs'],
    ['tracked changes', { header: '<w:p><w:ins w:id="1"><w:r><w:t>x</w:t></w:r></w:ins></w:p>' }, 'tracked changes'],
    ['a path that leads out', { more: { '../word/document.xml': 'x' } }, 'damaged'],
    ['a part larger than any letter', { more: { 'word/media/big.png': 'x'.repeat(26_000_000) } }, 'MB'],
  ])('is refused with its cause where it has %s', async (_what, more, cause) => {
    const { status, body } = await upload(
      wordDocument({ body: p('{{recipient}} {{letterDate}}'), ...more }),
      'template=own&name=Hostile&language=en',
    );
    expect(status).toBe(400);
    expect(body.code).toBe('correspondence/template-unreadable');
    expect(body.detail).toContain('Nothing was taken in.');
    expect(body.detail).toContain(cause);
  });

  it.each([
    ['an empty file', Buffer.alloc(0)],
    ['no ZIP at all', Buffer.from('%PDF-1.7')],
    ['a torn ZIP', wordDocument({ body: p('x') }).subarray(0, 400)],
    ['a bomb that lies about its size', lyingBomb()],
    ['an old Word file', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
  ])('is refused where it is %s', async (_what, bytes) => {
    const { body } = await upload(bytes, 'template=own&name=Hostile&language=en');
    expect(body.code).toBe('correspondence/template-unreadable');
  });

  it('is taken from nobody but who sets templates', async () => {
    const { status } = await upload(
      wordDocument({ body: DENIAL }),
      'template=denial&language=en',
      'release-specialist',
    );
    expect(status).toBe(403);
    expect((await world.callAs(as('administrator'), 'GET', '/house-templates')).status).toBe(200);
  });
});
