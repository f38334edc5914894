import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPdf } from '../../../../platform/reading/pdf.ts';
import type { AssembledPacket } from '../packet-input.ts';
import { sampleDocument, sampleInput, samplePdf } from '../sample-pdf.fixture.ts';
import { verifyPacketHere } from '../verify-packet.ts';
import { writePacket } from '../write-packet.ts';
import { CANARY, pageOfHidingPlaces, STAYS, VISIBLE_PLACE } from './hiding-places.fixture.ts';
import { bytesOf, textsOf } from './recover.fixture.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'redacted-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const give = (name: string, bytes: Buffer | string) => writeFileSync(join(folder, name), bytes);
const volume = () => join(folder, 'volume-1.pdf');
const place = (page: number, code = 'ID') => ({ ...VISIBLE_PLACE, page, code });

function assembled(packet: AssembledPacket) {
  if (packet.state !== 'assembled') throw new Error(JSON.stringify(packet.documents));
  return packet;
}

/** Grey values of a page of the volume (from 0), at 72 dots an inch. */
async function pixelsOf(page: number, path = volume()) {
  const pdf = await openPdf(path);
  try {
    const { data, width, height, channels } = await pdf.withPage(page, (opened) => opened.draw(72));
    return (x: number, y: number) =>
      data[(Math.round(y * (height - 1)) * width + Math.round(x * (width - 1))) * channels] ?? 255;
  } finally {
    pdf.close();
  }
}

describe('a page of which a part is redacted', () => {
  it('tells the secret in the file it came from in every hiding place there is', async () => {
    give('a.pdf', pageOfHidingPlaces());
    const [text] = await textsOf(join(folder, 'a.pdf'));
    for (const word of ['CANARY-7731', 'CANARYWHITE', 'CANARYCOVERED', 'CANARYFONT', 'CANARYINVISIBLE'])
      expect(text).toContain(word);
    expect((await bytesOf(join(folder, 'a.pdf'))).holds(CANARY)).toBe(true);
  });

  it('tells it nowhere in the packet, and keeps the rest to be searched', async () => {
    give('a.pdf', pageOfHidingPlaces());
    const packet = assembled(
      await writePacket(
        sampleInput([sampleDocument(1, 1, { original: 'a.pdf', redaction: { places: [place(1)] } })], {
          redactionReasons: { ID: 'a number that could be misused' },
        }),
        folder,
      ),
    );
    const texts = await textsOf(volume());
    expect(texts.join(' ')).not.toContain(CANARY);
    const whole = await bytesOf(volume());
    expect(whole.holds(CANARY)).toBe(false);
    expect(whole.holds('7731')).toBe(false);
    for (const word of STAYS) expect(texts[2]).toContain(word);
    expect(texts[2]).toContain('ID');
    expect(texts[0]).toContain('ID: a number that could be misused, page 3.');
    expect(packet.manifest.entries.map(({ redacted }) => redacted)).toEqual([undefined, undefined, ['ID']]);
    expect(JSON.stringify(packet.manifest)).not.toContain(CANARY);
  });

  it('is black where it is redacted, in the pixels of the picture itself, and unchanged elsewhere', async () => {
    give('a.pdf', samplePdf([{ text: 'secret', operators: '0.5 g 306 600 200 100 re f 0 g' }]));
    assembled(
      await writePacket(
        sampleInput([sampleDocument(1, 1, { original: 'a.pdf', redaction: { places: [place(1, 'NC')] } })]),
        folder,
      ),
    );
    // The picture as it lies in the file, without anything drawn over it.
    const raw = readFileSync(volume());
    const from = raw.indexOf(Buffer.from([0xff, 0xd8, 0xff]));
    const jpeg = raw.subarray(from, raw.indexOf(Buffer.from([0xff, 0xd9]), from) + 2);
    const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
    const at = (x: number, y: number) =>
      data[(Math.round(y * info.height) * info.width + Math.round(x * info.width)) * info.channels] ?? -1;
    for (const x of [0.11, 0.2, 0.35, 0.59]) for (const y of [0.475, 0.49, 0.5]) expect(at(x, y)).toBeLessThan(12);
    expect(at(0.7, 0.18)).toBeGreaterThan(110);
    expect(at(0.7, 0.18)).toBeLessThan(145);
    expect(at(0.3, 0.3)).toBeGreaterThan(245);
    expect(raw.includes('Exif')).toBe(false);
    // As its recipient sees it: the page a little smaller, between the two bands.
    const seen = await pixelsOf(2);
    const shown = (x: number, y: number) => seen(0.03 + 0.94 * x, 0.03 + 0.94 * y);
    for (const x of [0.2, 0.35, 0.59]) expect(shown(x, 0.49)).toBeLessThan(20);
    expect(shown(0.7, 0.18)).toBeGreaterThan(110);
    expect(shown(0.7, 0.18)).toBeLessThan(145);
    expect(shown(0.3, 0.3)).toBeGreaterThan(240);
  });

  it('of one page in a document leaves the others to be read too, as pictures with their words', async () => {
    give('a.pdf', samplePdf([{ text: 'first secret' }, { text: 'second stays' }]));
    const packet = assembled(
      await writePacket(
        sampleInput([sampleDocument(1, 2, { original: 'a.pdf', redaction: { places: [place(1)] } })]),
        folder,
      ),
    );
    const texts = await textsOf(volume());
    expect(texts[2]).not.toContain('secret');
    expect(texts[3]).toContain('second stays');
    expect((await bytesOf(volume())).holds('/Helvetica')).toBe(false);
    expect(packet.manifest.entries[3]?.redacted).toBeUndefined();
    const check = await verifyPacketHere([volume()], packet.manifest, folder);
    expect(check).toMatchObject({ verified: 4, mismatches: [] });
  });

  it('lies where it was drawn on a page that is turned', async () => {
    // Shown turned by a quarter, the text at 72,400 runs down the page.
    give('a.pdf', samplePdf([{ text: 'turned secret', rotate: 90 }]));
    const pdf = await openPdf(join(folder, 'a.pdf'));
    const word = await pdf.withPage(0, (page) => page.text().words.find(({ text }) => text === 'secret'));
    pdf.close();
    if (word === undefined) throw new Error('the word is not on the page');
    const { x, y, w, h } = word.box;
    assembled(
      await writePacket(
        sampleInput([
          sampleDocument(1, 1, {
            original: 'a.pdf',
            redaction: { places: [{ page: 1, x, y, w, h, code: 'ID' }] },
          }),
        ]),
        folder,
      ),
    );
    const texts = await textsOf(volume());
    expect(texts[2]).toContain('turned');
    expect(texts[2]).not.toContain('secret');
    const seen = await pixelsOf(2);
    expect(seen(0.03 + 0.94 * (x + w / 2), 0.03 + 0.94 * (y + h / 2))).toBeLessThan(20);
  });

  it('that is kept as an image loses its pixels and the words on them, and keeps the other words', async () => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="850" height="1100"><rect width="850" height="1100" fill="white"/><rect x="100" y="100" width="300" height="40" fill="#333"/><rect x="100" y="500" width="300" height="40" fill="#777"/></svg>`;
    give('p1', await sharp(Buffer.from(svg)).webp().toBuffer());
    const word = (text: string, y: number) => ({
      text,
      x: 100 / 850,
      y: y / 1100,
      w: 300 / 850,
      h: 40 / 1100,
      line: 0,
    });
    give('w1', JSON.stringify({ words: [word('CANARY', 100), word('remains', 490)] }));
    assembled(
      await writePacket(
        sampleInput([
          sampleDocument(1, 1, {
            images: ['p1'],
            redaction: {
              places: [{ page: 1, x: 0.1, y: 0.08, w: 0.4, h: 0.06, code: 'OP' }],
              words: ['w1'],
            },
          }),
        ]),
        folder,
      ),
    );
    const texts = await textsOf(volume());
    expect(texts[2]).toContain('remains');
    expect(texts[2]).not.toContain('CANARY');
    expect(texts[2]).toContain('OP');
    const seen = await pixelsOf(2);
    expect(seen(0.03 + 0.94 * 0.3, 0.03 + 0.94 * 0.13)).toBeLessThan(20);
    expect(seen(0.03 + 0.94 * 0.3, 0.03 + 0.94 * 0.47)).toBeGreaterThan(100);
    expect(seen(0.03 + 0.94 * 0.8, 0.03 + 0.94 * 0.47)).toBeGreaterThan(240);
  });

  it('never leaves whole when it cannot be drawn: the packet is not made', async () => {
    give('a.pdf', samplePdf([{ text: 'secret' }]));
    give('broken.pdf', Buffer.from('%PDF-1.4 nothing'));
    for (const parts of [
      { original: 'broken.pdf', redaction: { places: [place(1)] } },
      { original: 'a.pdf', redaction: { places: [place(2)] } },
      { original: 'a.pdf', images: ['a.pdf'], redaction: { places: [place(1)] } },
    ])
      expect(await writePacket(sampleInput([sampleDocument(1, 1, parts)]), folder)).toEqual({
        state: 'needs-images',
        documents: [{ documentId: 'document-1', reason: 'redaction' }],
      });
  });
});
