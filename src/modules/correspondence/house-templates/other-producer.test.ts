import { PDFiumLibrary } from '@hyzyla/pdfium';
import {
  Bookmark,
  Document,
  Footer,
  Header,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  Tab,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from 'docx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openWorld, type World } from '../../../../test/world/world.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
let world: World;
let pdfium: PDFiumLibrary;
let who: ReturnType<World['person']>;
beforeAll(async () => {
  world = await openWorld();
  pdfium = await PDFiumLibrary.init();
  who = world.person(['coordinator']);
});
afterAll(async () => {
  pdfium.destroy();
  await world.close();
});

interface Uploaded {
  id: string | null;
  findings: { weight: string; kind: string; name: string }[];
  code?: string;
  detail?: string;
}
const upload = (bytes: Buffer, name: string) =>
  world.callAs<Uploaded>(
    who,
    'POST',
    `/house-templates?template=own&name=${name}&language=en`,
    Buffer.concat([
      Buffer.from(
        '--x\r\ncontent-disposition: form-data; name="files"; filename="letter.docx"\r\ncontent-type: application/octet-stream\r\n\r\n',
      ),
      bytes,
      Buffer.from('\r\n--x--\r\n'),
    ]),
    { 'content-type': 'multipart/form-data; boundary=x' },
  );
async function sampleOf(id: string | null): Promise<string> {
  const { status, body } = await world.callAs<Buffer>(who, 'GET', `/house-templates/${id ?? ''}/sample`);
  expect(status).toBe(200);
  const document = await pdfium.loadDocument(Buffer.from(body));
  const text = [...document.pages()].map((page) => page.getText()).join('\n');
  document.destroy();
  return text.replace(/\s+/g, ' ');
}

const cell = (...runs: readonly string[]) =>
  new TableCell({ children: [new Paragraph({ children: runs.map((text) => new TextRun(text)) })] });

/** A letter as the library `docx` writes it: its own styles, settings and numbering, names of places cut into runs. */
const letter = (more: readonly Paragraph[] = []) =>
  Packer.toBuffer(
    new Document({
      sections: [
        {
          headers: {
            default: new Header({
              children: [new Paragraph({ children: [new TextRun({ text: '{{facility}}', bold: true })] })],
            }),
          },
          footers: {
            default: new Footer({
              children: [new Paragraph({ children: [new TextRun({ children: ['Sheet ', PageNumber.CURRENT] })] })],
            }),
          },
          children: [
            new Paragraph({ heading: HeadingLevel.HEADING_1, children: [new TextRun('About your request')] }),
            new Paragraph({
              children: [
                new TextRun('Dear {{'),
                new TextRun({ text: 'recip', italics: true }),
                new Bookmark({ id: 'place', children: [new TextRun('ient')] }),
                new TextRun('}}, today is {{letterDate}}.'),
              ],
            }),
            new Table({
              rows: [
                new TableRow({ children: [cell('Number'), cell('{', '{request', 'Number}', '}')] }),
                new TableRow({ children: [cell('Received'), cell('{{receivedOn}}')] }),
              ],
            }),
            new Paragraph({ children: [new TextRun({ children: ['Between', new Tab(), 'two tabs'] })] }),
            ...more,
          ],
        },
      ],
    }),
  );

/** Word marks what its spelling does not know, and cuts the run around it. */
function withSpellingMarks(docx: Buffer): Buffer {
  const files = unzipSync(docx);
  const words = strFromU8(files['word/document.xml'] ?? new Uint8Array());
  const marked = words.replace(
    '{{letterDate}}',
    '{{</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>letterDate</w:t></w:r><w:proofErr w:type="spellEnd"/><w:r><w:t>}}',
  );
  expect(marked).not.toBe(words);
  return Buffer.from(zipSync({ ...files, 'word/document.xml': strToU8(marked) }));
}

describe('a template that another program wrote', () => {
  it('is taken with header, table and places cut into runs, and what it says stands on the letter', async () => {
    for (const [name, bytes] of [
      ['As-written', await letter()],
      ['As-spelled', withSpellingMarks(await letter())],
    ] as const) {
      const { status, body } = await upload(bytes, name);
      expect(
        body.findings.filter(({ weight }) => weight === 'stop'),
        name,
      ).toEqual([]);
      expect(status).toBe(200);
      const text = await sampleOf(body.id);
      expect(text).toContain('About your request');
      expect(text).toContain('R-2026-000123');
      expect(text).toContain('Sheet 1');
      expect(text).not.toMatch(/[{}]/);
    }
  });

  it('is refused with the place where a brace has no other half', async () => {
    const { body } = await upload(await letter([new Paragraph('Case {{requestNumber of')]), 'Broken');
    expect(body.id).toBeNull();
    expect(body.findings.filter(({ weight }) => weight === 'stop').length).toBeGreaterThan(0);
  });
});
