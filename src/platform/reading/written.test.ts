import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sampleDocument } from '../../../packages/cda/sample.fixture.ts';
import { openReader, type Page, type Reader } from './index.ts';
import { makeFolder } from './test-files.ts';
import { textOfHtml } from './text-of-html.ts';
import { textOfRtf } from './text-of-rtf.ts';
import { derivePages } from './typeset-pages.ts';

vi.setConfig({ testTimeout: 180_000 });
const folder = makeFolder();
const scratch = makeFolder();
let reader: Reader;
beforeAll(() => {
  reader = openReader({ scratch: scratch.path, ocr: 'bundled', readers: 1 });
});
afterAll(async () => {
  await reader.close();
  folder.remove();
  scratch.remove();
});

async function read(name: string, bytes: string | Uint8Array) {
  const file = join(folder.path, name);
  writeFileSync(file, bytes);
  const pages: Page[] = [];
  const outcome = await reader.readPages(file, { onPage: (page) => void pages.push(page) });
  pages.sort((a, b) => a.number - b.number);
  return { outcome, text: pages.map((page) => (page.readable ? page.text : '')).join('\n'), pages };
}

const DATA = join(import.meta.dirname, '../../../../shared/data/mtsamples/mtsamples.jsonl.gz');
/** Real dictations where they are at hand, else one of our own. */
const dictations: string[] = existsSync(DATA)
  ? gunzipSync(readFileSync(DATA))
      .toString('utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => Object.values(JSON.parse(line) as Record<string, unknown>).filter((v) => typeof v === 'string'))
      .map((values) => values.sort((a, b) => b.length - a.length)[0] ?? '')
      .filter((text) => text.length > 1_000)
      .filter((_text, at) => at % 900 === 0)
  : ['REASON FOR CONSULTATION: Chest pain. HISTORY: The patient is well known to us and rests comfortably.'];
const HEADER = ['Patient: Whitfield, Mary', 'MRN: 00731190', 'Job number: D-4711'];
const wordsOf = (text: string) => text.match(/[A-Za-z]{4,}/g) ?? [];

const docxOf = (lines: readonly string[], more: Record<string, Uint8Array> = {}): Uint8Array =>
  zipSync({
    '[Content_Types].xml': strToU8(
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    ),
    'word/document.xml': strToU8(
      `<?xml version="1.0"?><w:document xmlns:w="x"><w:body>${lines
        .map((line) => `<w:p w:rsidR="00"><w:r><w:t xml:space="preserve">${escape(line)}</w:t></w:r></w:p>`)
        .join('')}</w:body></w:document>`,
    ),
    ...more,
  });
const rtfOf = (lines: readonly string[]) =>
  `{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}{\\*\\generator secret;}{\\info{\\author nobody}}\\f0 ${lines
    .map((line) => line.replace(/[\\{}]/g, '\\$&').replace(/[^\x20-\x7e]/g, '?'))
    .join('\\par\n')}}`;
const htmlOf = (lines: readonly string[]) =>
  `<!DOCTYPE html><html><head><title>not this</title><style>p{}</style></head><body><script>alert("not this")</script>${lines
    .map((line) => `<p>${escape(line)}</p>`)
    .join('')}<img src="http://192.0.2.1/x.png"></body></html>`;
const escape = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

describe('a dictated report', () => {
  it.each([
    ['report.docx', docxOf],
    ['report.rtf', rtfOf],
    ['report.html', htmlOf],
    ['report.txt', (lines: readonly string[]) => lines.join('\r\n')],
  ] as const)('as %s becomes pages with its words, and pictures that we drew', async (name, make) => {
    for (const dictation of dictations) {
      const { outcome, text, pages } = await read(name, make([...HEADER, '', ...dictation.split('\n')]));
      expect(outcome).toMatchObject({ ok: true, value: { kind: name.slice(7) === 'txt' ? 'text' : name.slice(7) } });
      expect(pages[0]).toMatchObject({ readable: true, source: 'text-layer', image: { mediaType: 'image/webp' } });
      expect(text.split('\n').slice(0, 3)).toEqual(HEADER);
      expect(wordsOf(text).join(' ')).toBe(wordsOf([...HEADER, dictation].join(' ')).join(' '));
      expect(text).not.toMatch(/not this|secret|nobody/);
    }
  });

  it('keeps its columns and breaks long lines between words', () => {
    const [page = []] = derivePages(`Sodium\t140\nA${' word'.repeat(60)}`);
    expect(page[0]).toBe('Sodium  140');
    expect(page.slice(1).every((line) => line.length <= 93 && !line.startsWith(' '))).toBe(true);
    expect(derivePages('one\ftwo')).toHaveLength(2);
  });

  it('keeps signs that its format writes in its own way', () => {
    expect(textOfRtf("{\\rtf1 37\\'b0C \\u8805? 5\\~mg\\line next{\\pict\\bin4 }}}}}")).toContain(
      '37\u00b0C \u2265 5 mg\nnext',
    );
    expect(textOfHtml('<table><tr><td>Na</td><td>140 &micro;g &#8805;&amp;lt;</td></tr></table>')).toBe(
      'Na\t140 \u00b5g \u2265&lt;',
    );
  });
});

describe('a report made to do harm', () => {
  it('that unpacks to more than a report has is refused before it is unpacked', async () => {
    const bomb = docxOf(['x'], { 'word/header1.xml': new Uint8Array(40 * 1024 * 1024) });
    expect(bomb.length).toBeLessThan(200_000);
    expect((await read('bomb.docx', bomb)).outcome).toMatchObject({ ok: false, reason: 'too-large' });
  });

  it('that defines entities of its own, or holds no text, is refused', async () => {
    const lol = strToU8(
      '<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document><w:p><w:t>&b;</w:t></w:p></w:document>',
    );
    expect((await read('lol.docx', docxOf([], { 'word/document.xml': lol }))).outcome).toMatchObject({
      ok: false,
      reason: 'damaged',
    });
    expect((await read('empty.rtf', '{\\rtf1 {\\pict 00}}')).outcome).toMatchObject({ ok: false, reason: 'empty' });
  });

  it('that is huge, deep or broken ends in time', async () => {
    const started = Date.now();
    expect((await read('huge.html', `<html>${'<b>word '.repeat(400_000)}`)).outcome).toMatchObject({
      ok: false,
      reason: 'too-large',
    });
    textOfHtml(`<html>${'<'.repeat(200_000)}${'<!--'.repeat(50_000)}${'<a "'.repeat(50_000)}`);
    textOfRtf(`{\\rtf1 ${'{'.repeat(1_000_000)}`);
    expect(Date.now() - started).toBeLessThan(30_000);
  });
});

describe('A report that came as an HL7 message in a file', () => {
  const message = (...more: string[]) =>
    [
      'MSH|^~\\&|SCRIBE|HOSP|HIM|HOSP|20261115||MDM^T02^MDM_T02|77|P|2.5.1',
      'PID|1||00731190^^^HOSP^MR||Whitfield^Mary^A||19480417|F',
      'PV1|1|I|||||||||||||||||V-55',
      'TXA|1|DS^Discharge Summary|TX|20261114||20261114|20261115||1234^Reed^Alan|||D-4711|||||LA',
      ...more,
    ].join('\r');

  it('shows its heading in words and its text, escapes resolved', async () => {
    const { outcome, text } = await read(
      'report.hl7',
      message('OBX|1|TX|11490-0||Chest pain \\T\\ fever.\\.br\\Discharged home.'),
    );
    expect(outcome).toMatchObject({ ok: true, value: { kind: 'hl7' } });
    for (const line of [
      'Patient: Whitfield, Mary A',
      'MRN: 00731190',
      'Date of Birth: 1948-04-17',
      'Visit No: V-55',
      'Report Type: Discharge Summary',
      'Author: Alan Reed',
      'Dictated: 2026-11-14',
      'Transcribed: 2026-11-15',
      'Job No: D-4711',
      'Status: Final',
      'Chest pain & fever.',
      'Discharged home.',
    ])
      expect(text).toContain(line);
  });

  it('is refused when its document is embedded, and when several came in one file: both belong to the feed', async () => {
    const embedded = await read('report.hl7', message('OBX|1|ED|11490-0||^application^pdf^Base64^JVBERi0='));
    expect(embedded.outcome).toMatchObject({ ok: false, reason: 'unsupported' });
    const two = `${message('OBX|1|TX|1||One.')}\r${message('OBX|1|TX|1||Two.')}\r`;
    expect((await read('two.hl7', two)).outcome).toMatchObject({ ok: false, reason: 'unsupported' });
  });

  it('of others is read or refused by name, never by a crash (skipped where ../shared/data is not beside the checkout)', async (context) => {
    const messages = join(import.meta.dirname, '../../../../shared/data/hl7v2/messages');
    if (!existsSync(messages)) return context.skip();
    for (const name of readdirSync(messages).filter((file) => file.includes('MDM'))) {
      const { outcome } = await read(name, readFileSync(join(messages, name)));
      expect(outcome.ok || ['unsupported', 'empty', 'damaged'].includes(outcome.reason), name).toBe(true);
    }
  });
});

describe('a CDA document', () => {
  it('becomes pages with whose it is, its sections and its tables', async () => {
    const { outcome, text } = await read('summary.xml', sampleDocument());
    expect(outcome).toMatchObject({ ok: true, value: { kind: 'cda', nameMismatch: false } });
    for (const line of ['Discharge Summary', 'Patient: Ada Ashe', 'Date of birth: 1947-05-01', 'Penicillin G Hives'])
      expect(text).toContain(line);
  });

  it('that wraps a scan is that scan', async () => {
    const { typesetPages } = await import('./typeset-pages.ts');
    const pdf = Buffer.from(await typesetPages('Words of the scan.')).toString('base64');
    const body = `<nonXMLBody><text mediaType="application/pdf" representation="B64">${pdf}</text></nonXMLBody>`;
    expect((await read('scan.xml', sampleDocument({ body }))).text.trim()).toBe('Words of the scan.');
  });

  it('that would fetch, multiply or fall endlessly is refused in words; a good one after it is read', async () => {
    for (const text of [
      sampleDocument({ prolog: '<!DOCTYPE ClinicalDocument [<!ENTITY x SYSTEM "http://127.0.0.1:1/">]>' }),
      sampleDocument({ body: '<a>'.repeat(100_000) }),
      sampleDocument({ target: '' }),
      sampleDocument().slice(0, -300),
    ]) {
      const { outcome } = await read('bad.xml', text);
      expect(outcome).toMatchObject({
        ok: false,
        reason: 'damaged',
        detail: expect.stringContaining('CDA') as unknown,
      });
    }
    expect((await read('good.xml', sampleDocument())).outcome.ok).toBe(true);
  });
});
