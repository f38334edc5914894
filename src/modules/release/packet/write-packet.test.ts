import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AssembledPacket, PacketRefused } from './packet-input.ts';
import { PdfReader } from './pdf-reader.ts';
import { Qpdf } from './run-qpdf.ts';
import { sampleDocument, sampleInput, samplePdf } from './sample-pdf.fixture.ts';
import { packetNumberOf, verifyPacketHere } from './verify-packet.ts';
import { writePacket } from './write-packet.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'packet-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const give = (name: string, bytes: Buffer) => writeFileSync(join(folder, name), bytes);
const volume = (number = 1) => join(folder, `volume-${number}.pdf`);

function assembled(packet: AssembledPacket) {
  if (packet.state !== 'assembled') throw new Error(JSON.stringify(packet.documents));
  return packet;
}

async function pdfium<T>(
  path: string,
  read: (document: Awaited<ReturnType<PDFiumLibrary['loadDocument']>>) => Promise<T>,
  password?: string,
): Promise<T> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(readFileSync(path), password);
  try {
    return await read(document);
  } finally {
    document.destroy();
    library.destroy();
  }
}

const textsOf = (path: string, password?: string) =>
  pdfium(path, async (document) => [...document.pages()].map((page) => page.getText()), password);

/** Grey values of a page at one pixel a point. */
const pixelsOf = (path: string, page: number) =>
  pdfium(path, async (document) => {
    const { data, width, height } = await document.getPage(page).render({ scale: 1, render: 'bitmap' });
    return { at: (x: number, y: number) => data[(Math.round(y) * width + Math.round(x)) * 4] ?? 255, width, height };
  });

describe('a packet', () => {
  test('begins with the letter of the requester where its destination wants that, before the cover', async () => {
    give('a.pdf', samplePdf([{ text: 'alpha one' }]));
    give('letter.pdf', samplePdf([{ text: 'barcode sheet' }, { text: 'the letter' }]));
    const lead = { ...sampleDocument(9, 2, { original: 'letter.pdf' }), documentId: 'letter' };
    const packet = assembled(
      await writePacket({ ...sampleInput([sampleDocument(1, 1, { original: 'a.pdf' })]), lead }, folder),
    );
    const texts = await textsOf(volume());
    expect(texts[0]).toContain('barcode sheet');
    expect(texts[0]).toContain('letter of the requester, page 1 of 2');
    expect(texts[2]).toContain('P-2026-000017');
    expect(texts.at(-1)).toContain('alpha one');
    expect(packet.manifest.entries.map(({ kind, page }) => [page, kind])).toEqual([
      [1, 'document'],
      [2, 'document'],
      [3, 'cover'],
      [4, 'index'],
      [5, 'document'],
    ]);
    expect(packet.manifest.entries[0]).toMatchObject({ documentId: 'letter', documentPage: 1 });
    expect(await verifyPacketHere([volume()], packet.manifest, folder)).toMatchObject({ verified: 5, mismatches: [] });
  });

  test('that completes an earlier one says on its cover which', async () => {
    give('a.pdf', samplePdf([{ text: 'alpha one' }]));
    const supplementTo = { packetNumber: 'P-2026-000016', releasedOn: '2026-11-20' };
    const input = { ...sampleInput([sampleDocument(1, 1, { original: 'a.pdf' })]), supplementTo };
    assembled(await writePacket(input, folder));
    const [cover] = await textsOf(volume());
    expect(cover).toMatch(/Supplement to\s+packet P-2026-000016, released on 2026-11-20/);
  });

  test('has a cover, an index and every page stamped with packet, place, patient and day', async () => {
    give('a.pdf', samplePdf([{ text: 'alpha one' }, { text: 'alpha two' }]));
    give('b.pdf', samplePdf([{ text: 'beta one' }]));
    const packet = assembled(
      await writePacket(
        sampleInput([
          sampleDocument(1, 2, { original: 'a.pdf' }),
          sampleDocument(2, 1, { original: 'b.pdf', mark: 'UNSIGNED' }),
        ]),
        folder,
      ),
    );
    const texts = await textsOf(volume());
    expect(texts).toHaveLength(5);
    texts.forEach((text, index) => {
      expect(text).toContain(`Page ${index + 1} of 5`);
      expect(text).toContain('P-2026-000017');
      expect(text).toContain('Ortega, María José · DOB 1961-05-09 · MRN 4471120');
      expect(text).toContain('released 2026-11-23');
      expect(text).toContain('FICTIONAL');
    });
    expect(texts[0]).toContain('Authorization signed 2026-11-02 (45 CFR 164.508)');
    expect(texts[0]).not.toContain('Supplement to');
    expect(texts[1]).toMatch(/Progress note 1[\s\S]*3 to 4[\s\S]*Progress note 2 \(unsigned\)[\s\S]*5/);
    expect(texts[2]).toContain('alpha one');
    expect(texts[3]).toContain('document 1, page 2 of 2');
    expect(texts[3]).not.toContain('UNSIGNED');
    expect(texts[4]).toContain('beta one');
    expect(texts[4]).toContain('UNSIGNED');
    expect(
      packet.manifest.entries.map(({ page, kind, documentId, documentPage }) => [page, kind, documentId, documentPage]),
    ).toEqual([
      [1, 'cover', undefined, undefined],
      [2, 'index', undefined, undefined],
      [3, 'document', 'document-1', 1],
      [4, 'document', 'document-1', 2],
      [5, 'document', 'document-2', 1],
    ]);
    expect(packet.manifest.volumes[0]?.sha256).toBe(createHash('sha256').update(readFileSync(volume())).digest('hex'));
  });

  test('carries files inside its first volume, under the passcode too, and names on its cover what is there', async () => {
    give('a.pdf', samplePdf([{ text: 'alpha one' }]));
    const json = Buffer.from('{"resourceType":"Bundle"}');
    give('f1', json);
    const sha256 = createHash('sha256').update(json).digest('hex');
    const file = { name: 'structured-record.fhir.json', bytes: json.length, sha256 };
    const files = [{ ...file, mediaType: 'application/fhir+json', description: 'Entries', stored: 'f1' }];
    const input = { ...sampleInput([sampleDocument(1, 1, { original: 'a.pdf' })]), files };
    const { manifest } = assembled(await writePacket({ ...input, passcode: 'winter 4711' }, folder));
    expect(manifest.files).toEqual([file]);
    const [cover] = await textsOf(volume(), 'winter 4711');
    expect(cover).toContain('structured-record.fhir.json');
    expect(readFileSync(volume()).includes('resourceType')).toBe(false);
    const qpdf = new Qpdf(folder);
    const run = (...args: string[]) => qpdf.run(['--password=winter 4711', ...args]);
    await run('--decrypt', '/w/volume-1.pdf', '/w/plain.pdf');
    expect(await verifyPacketHere([join(folder, 'plain.pdf')], manifest, folder)).toMatchObject({
      mismatches: [{ volume: 1, reason: 'rewritten' }],
    });
    await run('--decrypt', '--remove-attachment=structured-record.fhir.json', '/w/volume-1.pdf', '/w/less.pdf');
    expect((await verifyPacketHere([join(folder, 'less.pdf')], manifest, folder)).mismatches).toEqual([
      { volume: 1, file: file.name, reason: 'missing' },
    ]);
    give('other.json', Buffer.from('{}'));
    const other = [
      '--add-attachment',
      '/w/other.json',
      `--filename=${file.name}`,
      `--key=${file.name}`,
      '--replace',
      '--',
    ];
    await run('--decrypt', '/w/volume-1.pdf', ...other, '/w/other.pdf');
    expect((await verifyPacketHere([join(folder, 'other.pdf')], manifest, folder)).mismatches).toEqual([
      { volume: 1, file: file.name, reason: 'changed' },
    ]);
    await run('--decrypt', '/w/volume-1.pdf', '--add-attachment', '/w/other.json', '--', '/w/more.pdf');
    expect((await verifyPacketHere([join(folder, 'more.pdf')], manifest, folder)).mismatches).toEqual([
      { volume: 1, file: 'other.json', reason: 'added' },
    ]);
  });

  test('is the same to the byte when made again from the same input', async () => {
    give('a.pdf', samplePdf([{ text: 'alpha' }]));
    const input = sampleInput([sampleDocument(1, 1, { original: 'a.pdf' })]);
    const first = assembled(await writePacket(input, folder)).manifest;
    const second = assembled(await writePacket(input, folder)).manifest;
    expect(second).toEqual(first);
  });

  test('is a sound PDF for an independent reader and leaves nothing of its work behind', async () => {
    give('a.pdf', samplePdf([{ text: 'alpha' }]));
    assembled(await writePacket(sampleInput([sampleDocument(1, 1, { original: 'a.pdf' })]), folder));
    expect(await new Qpdf(folder).run(['--check', '/w/volume-1.pdf'])).toMatchObject({ code: 0 });
    expect(readdirSync(folder).sort()).toEqual(['a.pdf', 'volume-1.pdf']);
  });

  test('has a bookmark for every document, a title without the patient, and its page numbers as labels', async () => {
    give('a.pdf', samplePdf([{ text: 'alpha' }]));
    assembled(await writePacket(sampleInput([sampleDocument(1, 1, { original: 'a.pdf' })]), folder));
    const reader = PdfReader.open(volume());
    const outline = reader.dict(reader.catalog().get('Outlines'));
    expect(reader.number(outline?.get('Count'))).toBe(3);
    const title = reader.resolve(reader.dict(reader.trailer.get('Info'))?.get('Title')) as { bytes: Buffer };
    expect(title.bytes.subarray(2).swap16().toString('utf16le')).toBe('Records packet P-2026-000017');
    reader.close();
  });

  test('leaves room for the stamps: a mark in the corner of the page is still there, above nothing', async () => {
    give('a.pdf', samplePdf([{ operators: '0 g 0 772 20 20 re f 592 0 20 20 re f' }]));
    assembled(await writePacket(sampleInput([sampleDocument(1, 1, { original: 'a.pdf' })]), folder));
    const page = await pixelsOf(volume(), 2);
    expect([page.width, page.height]).toEqual([612, 792]);
    expect(page.at(25, 30)).toBeLessThan(60);
    expect(page.at(586, 792 - 30)).toBeLessThan(60);
    expect(page.at(5, 12)).toBe(255);
  });

  test.each([0, 90, 180, 270])('shows a page turned by %i degrees upright, as its viewer did', async (rotate) => {
    // The square lies in the corner that is at the top left once the page is turned.
    const corner = { 0: [0, 772], 90: [0, 0], 180: [592, 0], 270: [592, 772] }[rotate] as [number, number];
    give('a.pdf', samplePdf([{ rotate, operators: `0 g ${corner[0]} ${corner[1]} 20 20 re f` }]));
    assembled(await writePacket(sampleInput([sampleDocument(1, 1, { original: 'a.pdf' })]), folder));
    const page = await pixelsOf(volume(), 2);
    const turned = rotate % 180 !== 0;
    expect([page.width, page.height]).toEqual(turned ? [792, 612] : [612, 792]);
    const scale = (page.height - 2 * 24 * Math.min(page.width / 612, page.height / 792)) / page.height;
    const left = (page.width * (1 - scale)) / 2;
    expect(page.at(left + 6, 24 + 6)).toBeLessThan(60);
    expect(page.at(page.width - left - 6, 24 + 6)).toBe(255);
  });

  test('takes a page whose corner is not at zero, and a very large one', async () => {
    give(
      'a.pdf',
      samplePdf([
        { text: 'shifted', box: [-300, 1000, 312, 1792] },
        { text: 'poster', box: [0, 0, 3000, 4000] },
      ]),
    );
    assembled(await writePacket(sampleInput([sampleDocument(1, 2, { original: 'a.pdf' })]), folder));
    const texts = await textsOf(volume());
    expect(texts[2]).toContain('shifted');
    expect(texts[3]).toContain('poster');
    expect(texts[3]).toContain('Page 4 of 4');
  });

  test('keeps names of any script: what the font has is shown, the rest is named and stays as text', async () => {
    give('a.pdf', samplePdf([{ text: 'alpha' }]));
    const patient = {
      name: 'Nguyễn Ánh 王小明 Łukasz Ωμέγα',
      otherNames: ['محمد علي', 'Иванова'],
      birthDate: undefined,
      mrns: ['1'],
    };
    const packet = assembled(
      await writePacket(sampleInput([sampleDocument(1, 1, { original: 'a.pdf' })], { patient }), folder),
    );
    expect(packet.missingCharacters).toEqual(['小', '明', '王']);
    const [cover] = await textsOf(volume());
    expect(cover).toContain('Nguyễn Ánh');
    expect(cover).toContain('Łukasz Ωμέγα');
    expect(cover).toContain('Иванова');
    expect(cover).toContain('DOB not known');
    const raw = await new Qpdf(folder).run(['--qdf', '/w/volume-1.pdf', '/w/plain.pdf']);
    expect(raw.code).toBe(0);
    expect(readFileSync(join(folder, 'plain.pdf'), 'latin1')).toContain('feff738b5c0f660e');
  });

  test('a name that turns the reading direction around or fills the line does not hide who the patient is', async () => {
    give('a.pdf', samplePdf([{ text: 'alpha' }]));
    const patient = {
      name: `\u202eSmith\u0000 ${'Wilhelmina '.repeat(40)}`,
      otherNames: [],
      birthDate: '1961-05-09',
      mrns: ['4471120', '2', '3', '4', '5'],
    };
    assembled(await writePacket(sampleInput([sampleDocument(1, 1, { original: 'a.pdf' })], { patient }), folder));
    const texts = await textsOf(volume());
    expect(texts[2]).toContain('DOB 1961-05-09 · MRN 4471120, 2, 3 +2');
    expect(texts[2]).toContain('Smith Wilhelmina');
    expect(texts[0]).toContain('4471120, 2, 3, 4, 5');
  });

  test('prints every notice however long, and refuses rather than leave one out', async () => {
    give('a.pdf', samplePdf([{ text: 'alpha' }]));
    const documents = [sampleDocument(1, 1, { original: 'a.pdf' })];
    const long = {
      title: 'Redisclosure',
      text: 'No further disclosure without consent. '.repeat(40) + 'END-OF-NOTICE',
    };
    assembled(await writePacket(sampleInput(documents, { notices: [long] }), folder));
    expect((await textsOf(volume()))[0]).toContain('END-OF-NOTICE');
    await expect(writePacket(sampleInput(documents, { notices: Array(30).fill(long) }), folder)).rejects.toThrow(
      PacketRefused,
    );
  });
});

describe('volumes', () => {
  test('a long packet is cut into volumes that count on, and no document is torn that fits into one', async () => {
    give('a.pdf', samplePdf(Array.from({ length: 6 }, (_, index) => ({ text: `page ${index + 1}` }))));
    const documents = [1, 2, 3].map((number) => sampleDocument(number, 6, { original: 'a.pdf' }));
    const packet = assembled(await writePacket(sampleInput(documents, { limits: { pagesPerVolume: 10 } }), folder));
    expect(packet.manifest.volumes.map(({ firstPage, lastPage }) => [firstPage, lastPage])).toEqual([
      [1, 8],
      [9, 16],
      [17, 24],
    ]);
    const texts = await textsOf(volume(2));
    expect(texts[0]).toContain('volume 2 of 3');
    expect(texts[2]).toContain('Page 11 of 24');
    expect(texts[2]).toContain('page 1');
  });

  test('a document larger than a volume goes on in the next', async () => {
    give('a.pdf', samplePdf(Array.from({ length: 7 }, (_, index) => ({ text: `leaf ${index + 1}.` }))));
    const packet = assembled(
      await writePacket(
        sampleInput([sampleDocument(1, 7, { original: 'a.pdf' })], { limits: { pagesPerVolume: 5 } }),
        folder,
      ),
    );
    expect(
      packet.manifest.entries
        .filter(({ kind }) => kind === 'document')
        .map(({ volume: v, documentPage }) => [v, documentPage]),
    ).toEqual([
      [1, 1],
      [1, 2],
      [1, 3],
      [1, 4],
      [1, 5],
      [2, 6],
      [2, 7],
    ]);
    const texts = await textsOf(volume(2));
    expect(texts[2]).toContain('leaf 6.');
  });

  test('a packet past the limit of pages is refused before anything is read', async () => {
    await expect(
      writePacket(sampleInput([sampleDocument(1, 11, { original: 'absent.pdf' })], { limits: { pages: 10 } }), folder),
    ).rejects.toThrow(PacketRefused);
  });
});

describe('originals that cannot be merged', () => {
  test('a file with another number of pages than the record says is not released', async () => {
    give('a.pdf', samplePdf([{ text: 'one' }, { text: 'two' }]));
    give('b.pdf', samplePdf([{ text: 'one' }]));
    const packet = await writePacket(
      sampleInput([sampleDocument(1, 1, { original: 'a.pdf' }), sampleDocument(2, 1, { original: 'b.pdf' })]),
      folder,
    );
    expect(packet).toEqual({ state: 'needs-images', documents: [{ documentId: 'document-1', reason: 'page-count' }] });
    expect(readdirSync(folder).filter((name) => name.startsWith('volume'))).toEqual([]);
  });

  test('a damaged, an encrypted, a layered and a dynamic-form original are told apart', async () => {
    give('damaged.pdf', samplePdf([{ text: 'one' }]).subarray(0, 300));
    give('good.pdf', samplePdf([{ text: 'one' }]));
    await new Qpdf(folder).run(['/w/good.pdf', '--encrypt', 'secret', 'owner', '256', '--', '/w/locked.pdf']);
    give('layers.pdf', samplePdf([{ text: 'one' }], '/OCProperties << /OCGs [3 0 R] /D << /OFF [3 0 R] >> >>'));
    give('xfa.pdf', samplePdf([{ text: 'one' }], '/AcroForm << /Fields [] /XFA (x) >>'));
    const files = ['damaged', 'locked', 'layers', 'xfa'];
    const packet = await writePacket(
      sampleInput(files.map((file, index) => sampleDocument(index + 1, 1, { original: `${file}.pdf` }))),
      folder,
    );
    expect(packet.state === 'needs-images' && packet.documents.map(({ reason }) => reason)).toEqual([
      'damaged',
      'encrypted',
      'hidden-layers',
      'dynamic-form',
    ]);
  });

  test('page images stand in for such an original, and the packet says so', async () => {
    give('damaged.pdf', Buffer.from('%PDF-1.4 nothing'));
    const black = sharp({ create: { width: 850, height: 1100, channels: 3, background: '#101010' } });
    give('1.png', await black.clone().png().toBuffer());
    give('2.jpg', await black.clone().jpeg().toBuffer());
    give('3.webp', await black.clone().webp().toBuffer());
    const document = sampleDocument(1, 3, { original: 'damaged.pdf', images: ['1.png', '2.jpg', '3.webp'] });
    const packet = assembled(await writePacket(sampleInput([document]), folder));
    expect(packet.fromImages).toEqual([{ documentId: 'document-1', reason: 'damaged' }]);
    for (const page of [2, 3, 4]) expect((await pixelsOf(volume(), page)).at(300, 400)).toBeLessThan(40);
  });

  test.each([
    ['one-bit', { palette: true, colours: 2 }, 'srgb'],
    ['grey', {}, 'b-w'],
    ['palette', { palette: true, colours: 16 }, 'srgb'],
    ['colour', {}, 'srgb'],
    ['transparent', { alpha: true }, 'srgb'],
  ])(
    'a %s image shows the same in the packet',
    async (_name, { alpha, ...options }: { alpha?: boolean; palette?: boolean; colours?: number }, space) => {
      const left = { create: { width: 200, height: 520, channels: 3 as const, background: '#000000' } };
      const page = sharp({
        create: { width: 400, height: 520, channels: alpha ? 4 : 3, background: alpha ? '#ffffff00' : '#ffffff' },
      });
      const flat = await page
        .composite([{ input: left, left: 0, top: 0 }])
        .png()
        .toBuffer();
      give('1.png', await sharp(flat).toColourspace(space).png(options).toBuffer());
      assembled(await writePacket(sampleInput([sampleDocument(1, 1, { images: ['1.png'] })]), folder));
      const shown = await pixelsOf(volume(), 2);
      expect(shown.at(150, 400)).toBeLessThan(40);
      expect(shown.at(450, 400)).toBeGreaterThan(215);
    },
  );

  test('a truncated page image is not released as half a page', async () => {
    const whole = await sharp({ create: { width: 850, height: 1100, channels: 3, background: '#806040' } })
      .png({ compressionLevel: 0 })
      .toBuffer();
    give('1.png', whole.subarray(0, whole.length / 2));
    expect(await writePacket(sampleInput([sampleDocument(1, 1, { images: ['1.png'] })]), folder)).toEqual({
      state: 'needs-images',
      documents: [{ documentId: 'document-1', reason: 'images' }],
    });
  });

  test('what an annotation or a filled field shows stays visible, without being one', async () => {
    const note =
      '<< /Type /Annot /Subtype /Square /Rect [100 600 140 640] /F 4 /AP << /N 6 0 R >> /A << /S /URI /URI (http://x) >> >>';
    const look =
      '<< /Type /XObject /Subtype /Form /BBox [0 0 40 40] /Length 20 >>\nstream\n0 g 0 0 40 40 re f   \nendstream';
    give('b.pdf', samplePdf([{ text: 'alpha', annotations: note }], '/AcroForm << /Fields [] >>', [look]));
    assembled(await writePacket(sampleInput([sampleDocument(1, 1, { original: 'b.pdf' })]), folder));
    const scale = 744 / 792;
    expect(
      (await pixelsOf(volume(), 2)).at((612 * (1 - scale)) / 2 + 120 * scale, 792 - 24 - 620 * scale),
    ).toBeLessThan(40);
  });

  test('scripts, attachments, links and form fields of an original do not come along', async () => {
    const extra =
      '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> /Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (x) >>] >> /EmbeddedFiles << /Names [] >> >>';
    give('a.pdf', samplePdf([{ text: 'alpha' }], extra));
    assembled(await writePacket(sampleInput([sampleDocument(1, 1, { original: 'a.pdf' })]), folder));
    await new Qpdf(folder).run(['--qdf', '/w/volume-1.pdf', '/w/plain.pdf']);
    const plain = readFileSync(join(folder, 'plain.pdf'), 'latin1');
    for (const word of ['JavaScript', 'OpenAction', 'EmbeddedFiles', 'Annots', 'AcroForm'])
      expect(plain).not.toContain(`/${word}`);
  });
});

describe('a passcode', () => {
  test('encrypts with AES-256: the passcode opens the packet, nothing else does', async () => {
    give('a.pdf', samplePdf([{ text: 'alpha one' }]));
    const packet = assembled(
      await writePacket(
        sampleInput([sampleDocument(1, 1, { original: 'a.pdf' })], { passcode: '-pass phrase é' }),
        folder,
      ),
    );
    expect((await textsOf(volume(), '-pass phrase é'))[2]).toContain('alpha one');
    await expect(textsOf(volume(), 'other')).rejects.toThrow();
    await expect(textsOf(volume())).rejects.toThrow();
    const raw = readFileSync(volume(), 'latin1');
    expect(raw).toMatch(/\/AESV3/);
    expect(raw).toMatch(/\/R 6/);
    expect(raw).not.toContain('Ortega');
    expect(await verifyPacketHere([volume()], packet.manifest, folder)).toMatchObject({
      pages: 3,
      verified: 3,
      mismatches: [],
      seals: [{ volume: 1, state: 'none' }],
    });
  });
});

describe('verifying a packet', () => {
  async function packet() {
    give('a.pdf', samplePdf([{ text: 'alpha one' }, { text: 'alpha two' }, { text: 'alpha three' }]));
    return assembled(await writePacket(sampleInput([sampleDocument(1, 3, { original: 'a.pdf' })]), folder)).manifest;
  }
  const rewritten = async (...args: string[]) => {
    await new Qpdf(folder).run([...args, '/w/other.pdf']);
    return join(folder, 'other.pdf');
  };

  test('finds nothing in the packet as it was released', async () => {
    expect(await verifyPacketHere([volume()], await packet(), folder)).toEqual({
      pages: 5,
      verified: 5,
      mismatches: [],
      seals: [{ volume: 1, state: 'none' }],
    });
  });

  test('says that a file was written anew although every page is right', async () => {
    const manifest = await packet();
    const other = await rewritten(
      '/w/volume-1.pdf',
      '--object-streams=generate',
      '--encrypt',
      'secret',
      'owner',
      '256',
      '--',
    );
    expect(await verifyPacketHere([other], manifest, folder, 'secret')).toEqual({
      pages: 5,
      verified: 5,
      mismatches: [{ volume: 1, reason: 'rewritten' }],
      seals: [{ volume: 1, state: 'none' }],
    });
    expect(await verifyPacketHere([other], manifest, folder, 'wrong')).toEqual({
      pages: 5,
      verified: 0,
      mismatches: [{ volume: 1, reason: 'unreadable' }],
      seals: [{ volume: 1, state: 'none' }],
    });
  });

  test('names the pages that were removed, put in another order, or added', async () => {
    const manifest = await packet();
    expect(
      await verifyPacketHere([await rewritten('/w/volume-1.pdf', '--pages', '.', '1-4', '--')], manifest, folder),
    ).toMatchObject({ verified: 4, mismatches: [{ volume: 1, page: 5, reason: 'missing' }] });
    expect(
      await verifyPacketHere([await rewritten('/w/volume-1.pdf', '--pages', '.', '1-3,5,4', '--')], manifest, folder),
    ).toMatchObject({
      verified: 3,
      mismatches: [
        { page: 4, reason: 'changed' },
        { page: 5, reason: 'changed' },
      ],
    });
    expect(
      await verifyPacketHere(
        [await rewritten('/w/volume-1.pdf', '--pages', '.', '1-z', 'a.pdf', '1', '--')],
        manifest,
        folder,
      ),
    ).toMatchObject({ pages: 5 });
  });

  test('notices one changed byte wherever it lies, and never fails on it', async () => {
    const manifest = await packet();
    const bytes = readFileSync(volume());
    for (let step = 0; step < 60; step++) {
      const changed = Buffer.from(bytes);
      const at = Math.floor((bytes.length * (step + 0.5)) / 60);
      changed[at] = (changed[at] ?? 0) ^ 0x41;
      give('changed.pdf', changed);
      const { mismatches } = await verifyPacketHere([join(folder, 'changed.pdf')], manifest, folder);
      expect(mismatches.length, `byte ${at}`).toBeGreaterThan(0);
    }
  });

  test('reads the packet number that a file says it has', async () => {
    await packet();
    expect(await packetNumberOf(volume(), folder)).toEqual({ packetNumber: 'P-2026-000017', volume: 1 });
    give('a.txt', Buffer.from('no pdf'));
    expect(await packetNumberOf(join(folder, 'a.txt'), folder)).toBeUndefined();
  });
});
