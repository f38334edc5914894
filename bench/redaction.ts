import { fork } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import sharp from 'sharp';
import { seededRandom } from '../packages/chance/index.ts';
import type { PacketDocument } from '../src/modules/release/packet/packet-input.ts';
import type { ChildAnswer, ChildTask } from '../src/modules/release/packet/run-packet-child.ts';
import { bytesOf, textsOf } from '../src/modules/release/packet/redaction/recover.fixture.ts';
import { sampleInput, samplePdf } from '../src/modules/release/packet/sample-pdf.fixture.ts';
import { deriveFoundPlaces } from '../src/modules/release/redaction/derive-found-places.ts';
import { ocrFile } from '../src/platform/reading/ocr-file.ts';
import { openPdfBytes } from '../src/platform/reading/pdf.ts';
import type { Bench } from './lib/bench.ts';
import { watchMachine } from './lib/machine.ts';
import { withDataFolder } from './lib/product.ts';

const PAGES = 250;
const PAGES_OF_A_DOCUMENT = 25;
const LINES = 40;
const SECRETS = 5;
/** Drawn again as a picture and recognised. */
const RECOGNISED = 10;
const SEED = 20_261_128;

interface Made {
  readonly document: PacketDocument;
  readonly secrets: readonly string[];
  /** One word of each page that has to be found afterwards. */
  readonly kept: readonly string[];
}

/**
 * Generated pages with secrets, each seen and hidden again in the file; after redaction they are looked for in the text, in
 * the bytes with every stream unpacked, and on the pages drawn and recognised anew.
 */
export const redaction: Bench = {
  name: 'redaction',
  measures: `${2 * PAGES} generated pages redacted: what can still be recovered, pages a second`,
  run: (options, print) =>
    withDataFolder({}, async (data) => {
      const program = join(dirname(options.program), 'packet-child.js');
      for (const kind of ['originals', 'page images'] as const) {
        const folder = join(data, kind.replace(' ', '-'));
        mkdirSync(folder);
        const made = await makeDocuments(folder, kind === 'page images');
        const end = watchMachine({ bench: process.pid });
        const begun = performance.now();
        await assemble(program, {
          kind: 'assemble',
          input: sampleInput(made.map(({ document }) => document)),
          folder,
        });
        const seconds = (performance.now() - begun) / 1000;
        const noise = end();
        const volume = join(folder, 'volume-1.pdf');
        const secrets = made.flatMap((each) => each.secrets);
        const found = await recover(volume, secrets);
        const texts = (await textsOf(volume)).join(' ');
        const kept = made.flatMap((each) => each.kept);
        print({
          what: `redacted from ${kind}`,
          measured: PAGES / seconds,
          unit: 'pages/s',
          more: `${Math.round(((noise.cpu['bench'] ?? 0) * 1000) / PAGES)} ms processor a page; ${kept.filter((word) => texts.includes(word)).length} of ${kept.length} other words found`,
          target: kind === 'originals' ? { atLeast: 3, goal: 6 } : { atLeast: 20, goal: 40 },
          noise,
        });
        print({
          what: '  secrets recovered',
          measured: found.text + found.bytes + found.recognised,
          unit: `of ${secrets.length}`,
          more: `by text ${found.text}, in the bytes ${found.bytes}, on ${RECOGNISED} pages recognised ${found.recognised}`,
          target: { atLeast: 0, goal: 0, atMost: true },
        });
      }
    }),
};

async function makeDocuments(folder: string, asImages: boolean): Promise<Made[]> {
  const chance = seededRandom(SEED);
  const made: Made[] = [];
  for (let from = 0; from < PAGES; from += PAGES_OF_A_DOCUMENT) {
    const at = from / PAGES_OF_A_DOCUMENT + 1;
    const secrets: string[] = [];
    const kept: string[] = [];
    const pages = Array.from({ length: PAGES_OF_A_DOCUMENT }, (_, page) => {
      const own = Array.from(
        { length: SECRETS },
        () => `CANARY-${String(Math.floor(chance() * 1e9)).padStart(9, '0')}`,
      );
      secrets.push(...own);
      kept.push(`kept${from + page}`);
      const lines = Array.from({ length: LINES }, (_line, line) => {
        const secret = line % 8 === 3 ? own[(line - 3) / 8] : undefined;
        const words =
          secret === undefined ? 'the patient was seen and the wound is clean' : `told ${secret} on the phone`;
        return `BT /F 11 Tf 72 ${740 - line * 16} Td (${words}) Tj ET`;
      });
      const hidden = [
        `BT 1 g /F 11 Tf 72 40 Td (${own[0]}) Tj ET 0 g`,
        `BT 3 Tr /F 11 Tf 300 740 Td (${own[1]}) Tj ET BT 0 Tr ET`,
        `BT /F 11 Tf -400 300 Td (${own[2]}) Tj ET`,
        `/Span << /ActualText (${own[3]}) >> BDC BT /F 11 Tf 400 60 Td (dots) Tj ET EMC`,
      ];
      return {
        text: `kept${from + page}`,
        operators: [...lines, ...hidden].join('\n'),
        annotations: `<< /Type /Annot /Subtype /Text /Rect [500 20 520 40] /F 2 /Contents (${own[4]}) >>`,
      };
    });
    const bytes = samplePdf(pages, `/PieceInfo << /App << /Private (${secrets[0] ?? ''}) >> >>`);
    made.push({ document: await laid(folder, at, bytes, asImages), secrets, kept });
  }
  return made;
}

async function laid(folder: string, at: number, bytes: Buffer, asImages: boolean): Promise<PacketDocument> {
  const pdf = await openPdfBytes(bytes);
  const words = [];
  const images: string[] = [];
  for (let page = 0; page < pdf.pages; page++) {
    const read = await pdf.withPage(page, (opened) => ({ text: opened.text(true), drawn: opened.draw(150) }));
    words.push(read.text.words.map(({ text, box, shapes }) => ({ text, ...(shapes ?? box) })));
    if (!asImages) continue;
    const { data, width, height } = read.drawn;
    images.push(`d${at}-p${page}`);
    await sharp(data, { raw: { width, height, channels: 4 } })
      .removeAlpha()
      .toColourspace('b-w')
      .webp({ quality: 80, effort: 1 })
      .toFile(join(folder, `d${at}-p${page}`));
    writeFileSync(join(folder, `d${at}-w${page}`), JSON.stringify({ words: words.at(-1) }));
  }
  pdf.close();
  const { places } = deriveFoundPlaces(words, { kind: 'words', text: 'canary' });
  const redacted = places.map((place) => ({ ...place, code: 'ID' }));
  if (!asImages) writeFileSync(join(folder, `d${at}.pdf`), bytes);
  return {
    documentId: `document-${at}`,
    title: `Progress note ${at}`,
    date: '2025-03-04',
    author: 'Dr. Ana Müller',
    pages: words.length,
    sourceSha256: String(at).padStart(64, '0'),
    bytes: bytes.length,
    ...(asImages ? { images } : { original: `d${at}.pdf` }),
    redaction: {
      places: redacted,
      ...(asImages ? { words: words.map((_, page) => `d${at}-w${page}`) } : {}),
    },
  };
}

async function recover(volume: string, secrets: readonly string[]) {
  const texts = (await textsOf(volume)).join(' ');
  const whole = await bytesOf(volume);
  const numbers = secrets.map((secret) => secret.replace(/\D/g, ''));
  let recognised = 0;
  const sample = join(dirname(volume), 'sample.tif');
  const pdf = await openPdfBytes(readFileSync(volume));
  const step = Math.max(1, Math.floor(pdf.pages / RECOGNISED));
  for (let page = 3; page < pdf.pages; page += step) {
    const { data, width, height } = await pdf.withPage(page, (opened) => opened.draw(200));
    await sharp(data, { raw: { width, height, channels: 4 } })
      .removeAlpha()
      .tiff({ compression: 'lzw', xres: 200 / 25.4, yres: 200 / 25.4 })
      .toFile(sample);
    const read = await ocrFile(sample);
    const text = read.ok ? read.value.pages.map((each) => each.text).join(' ') : '';
    if (text === '') throw new Error('A page that was drawn could not be read again.');
    recognised += numbers.filter((number) => text.replace(/\D/g, '').includes(number)).length;
    recognised += text.toUpperCase().includes('CANARY') ? 1 : 0;
  }
  pdf.close();
  return {
    text: secrets.filter((secret, at) => texts.includes(secret) || texts.includes(numbers[at] ?? secret)).length,
    bytes: numbers.filter((number) => whole.numbers.has(number)).length + (whole.holds('CANARY') ? 1 : 0),
    recognised,
  };
}

/** The compiled child, launched as run-packet-child.ts does. */
function assemble(program: string, task: ChildTask): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = fork(program, [], {
      execArgv: ['--max-old-space-size=256'],
      env: {},
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      serialization: 'advanced',
    });
    child.on('message', (answer: ChildAnswer) => {
      if (answer.kind === 'assembled' && answer.packet.state === 'assembled') resolve();
      else if (answer.kind !== 'progress') reject(new Error(`The packet process answered ${answer.kind}.`));
    });
    child.on('error', reject);
    child.on('exit', () => reject(new Error('The packet process ended without an answer.')));
    child.send(task);
  });
}
