import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openPdf } from '../../../../platform/reading/pdf.ts';
import type { Colours } from '../../../../platform/reading/raster.ts';
import { EmbeddedFont } from '../embedded-font.ts';
import type { PacketDocument } from '../packet-input.ts';
import { dict, name, num } from '../pdf-values.ts';
import { PdfWriter } from '../pdf-writer.ts';
import type { PageWord } from './derive-kept-words.ts';
import { openPictures } from './open-pictures.ts';
import { redactedPages } from './redacted-pages.ts';

const SCREEN_DPI = 130;
const QUALITY = 80;

/** A picture for the screen, as a file in the folder. */
export interface LookedAt {
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
}

/** A page as the record has it, for drawing places on. */
export async function lookAtPage(folder: string, document: PacketDocument, page: number): Promise<LookedAt> {
  const pictures = await openPictures(folder, document);
  try {
    return await toScreen(folder, (await pictures.picture(page)).pixels);
  } finally {
    pictures.close();
  }
}

/** A page as it will leave: written as the packet writes it, then opened and drawn as its recipient would. */
export async function lookAtRedactedPage(folder: string, document: PacketDocument, page: number): Promise<LookedAt> {
  const path = join(folder, 'look.pdf');
  rmSync(path, { force: true });
  const writer = new PdfWriter(path);
  const font = new EmbeddedFont(writer, 'regular');
  const [form] = await redactedPages({ writer, font, folder, document }, { from: page, count: 1 });
  if (form === undefined) throw new Error('no such page');
  const tree = writer.reserve();
  const leaf = writer.add(
    dict({
      Type: name('Page'),
      Parent: tree,
      MediaBox: [0, 0, form.width, form.height].map(num),
      Resources: dict({ XObject: dict({ D: form.form }) }),
      Contents: writer.addContent('/D Do'),
    }),
  );
  font.finish();
  writer.write(tree, dict({ Type: name('Pages'), Kids: [leaf], Count: num(1) }));
  writer.end({
    root: writer.add(dict({ Type: name('Catalog'), Pages: tree })),
    info: writer.add(dict({})),
    id: Buffer.alloc(16),
  });
  const pdf = await openPdf(path);
  try {
    return await toScreen(folder, await pdf.withPage(0, (opened) => opened.draw(SCREEN_DPI)));
  } finally {
    pdf.close();
  }
}

/** The words of every page, for looking through them. */
export async function lookUpWords(
  folder: string,
  document: PacketDocument,
  onPage: () => void = () => {},
): Promise<PageWord[][]> {
  const pictures = await openPictures(folder, document);
  try {
    const pages: PageWord[][] = [];
    for (let page = 1; page <= pictures.pages; page++) {
      onPage();
      pages.push([...(await pictures.words(page))]);
    }
    return pages;
  } finally {
    pictures.close();
  }
}

async function toScreen(folder: string, { data, width, height, channels }: Colours): Promise<LookedAt> {
  const { default: sharp } = await import('sharp');
  const file = 'look.webp';
  const path = join(folder, file);
  const picture = sharp(data, { raw: { width, height, channels } });
  const info = await (channels === 4 ? picture.removeAlpha() : picture)
    .resize({ width: Math.min(width, 1_400) })
    .webp({ quality: QUALITY, effort: 1 })
    .toFile(path);
  return { file, width: info.width, height: info.height, bytes: statSync(path).size };
}
