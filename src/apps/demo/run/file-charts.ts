import sharp from 'sharp';
import type { Services } from '../../../platform/services.ts';
import { fileDocument, type NewPage, type NewRendition } from '../../../modules/documents/index.ts';
import type { ChartPaper } from '../charts/chart-paper.ts';
import { drawPaper, type Drawn } from '../pages/draw-paper.ts';
import { renderPages, toSixteenGrays } from '../pages/render.ts';
import { DEMO_ACTOR, type Register } from './fill-register.ts';
import { withHands } from './progress.ts';

/** Enough for reading on a screen; the original is a PDF and prints at any resolution. */
const VIEWER_DPI = 110;
const THUMBNAIL_WIDTH = 240;
/** While one document is written to disk the next is drawn. */
const HANDS = 4;
const MAX_BYTES = 20_000_000;

/** Files papers as a clinical system delivers them: a PDF with its text, which nobody has to read by machine. */
export async function fileCharts(
  services: Services,
  register: Register,
  papers: readonly ChartPaper[],
  tell: (done: number, of: number) => void,
  /** What a hospital has when it begins is old by nature; what comes afterwards may be late for its visit. */
  options: { readonly isHistory: boolean } = { isHistory: true },
): Promise<void> {
  let done = 0;
  await withHands(HANDS, papers, async (chart) => {
    await fileOne(services, register, chart, options);
    tell(++done, papers.length);
  });
}

async function fileOne(
  services: Services,
  register: Register,
  chart: ChartPaper,
  { isHistory }: { readonly isHistory: boolean },
): Promise<void> {
  const drawn = await drawPaper(chart.paper);
  const keySlot = services.keyring.newSlot();
  const put = (bytes: Buffer) => services.blobs.put(keySlot, bytes, { maxBytes: MAX_BYTES });
  const [original, pages] = await Promise.all([put(drawn.pdf), makePages(drawn, put)]);
  await services.acting.act({ actor: DEMO_ACTOR }, { verb: 'demonstration.file', permission: 'system' }, (act) =>
    fileDocument(act, {
      patientId: register.patientId(chart.person),
      ...(chart.visit === undefined ? {} : { encounterId: register.encounterId(chart.visit.number) }),
      typeCode: chart.typeCode,
      date: chart.date,
      ...(chart.author === undefined ? {} : { author: chart.author }),
      signatures: chart.signatures,
      receivedVia: 'demo',
      isHistory,
      origin: 'demonstration',
      keySlot,
      pages,
      renditions: [
        { kind: 'original', mediaType: 'application/pdf', blob: original, fileName: `${chart.typeCode}.pdf` },
      ],
    }),
  );
}

type Put = (bytes: Buffer) => Promise<NewRendition['blob']>;

async function makePages(drawn: Drawn, put: Put): Promise<NewPage[]> {
  const rendered = await renderPages(drawn.pdf, VIEWER_DPI, 1);
  return Promise.all(
    rendered.map(async (page, at) => {
      const { text, words } = drawn.pages[at] ?? { text: '', words: [] };
      const { width, height } = page;
      const { data } = toSixteenGrays(page);
      const picture = () => sharp(data, { raw: { width, height, channels: 1 } }).toColourspace('b-w');
      // Plain deflate without filters: for print in few grays as small as the best codecs, and five times as quick.
      const image = await picture().png({ compressionLevel: 4, adaptiveFiltering: false }).toBuffer();
      const small = await picture().resize({ width: THUMBNAIL_WIDTH }).png({ compressionLevel: 6 }).toBuffer();
      const placed = { words: words.map((word) => ({ ...word, confidence: 100 })), barcodes: [] };
      const blobs = await Promise.all([
        put(image),
        put(small),
        put(Buffer.from(text, 'utf8')),
        put(Buffer.from(JSON.stringify(placed), 'utf8')),
      ]);
      return {
        text,
        width,
        height,
        confidence: 100,
        renditions: [
          { kind: 'page-image', mediaType: 'image/png', blob: blobs[0] },
          { kind: 'thumbnail', mediaType: 'image/png', blob: blobs[1] },
          { kind: 'text', mediaType: 'text/plain', blob: blobs[2] },
          { kind: 'words', mediaType: 'application/json', blob: blobs[3] },
        ],
      } satisfies NewPage;
    }),
  );
}
