import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { openPdf } from '../../../../platform/reading/pdf.ts';
import { Qpdf } from '../run-qpdf.ts';

/** The text of each page as any program would copy it out. */
export async function textsOf(path: string): Promise<string[]> {
  const pdf = await openPdf(path);
  try {
    const texts: string[] = [];
    for (let page = 0; page < pdf.pages; page++)
      texts.push(
        await pdf.withPage(page, (opened) =>
          opened
            .text()
            .words.map(({ text }) => text)
            .join(' '),
        ),
      );
    return texts;
  } finally {
    pdf.close();
  }
}

/** Everything that lies in a file, streams unpacked, in each spelling a string can have in it. */
export async function bytesOf(path: string): Promise<{
  holds: (text: string) => boolean;
  /** Every run of nine digits, met once: many numbers are looked for in one pass. */
  numbers: ReadonlySet<string>;
}> {
  const folder = dirname(path);
  const { code, messages } = await new Qpdf(folder).run([
    '--qdf',
    '--object-streams=disable',
    '--stream-data=uncompress',
    `/w/${basename(path)}`,
    '/w/recover.qdf',
  ]);
  if (code !== 0) throw new Error(`qpdf: ${messages}`);
  const all = Buffer.concat([readFileSync(path), readFileSync(join(folder, 'recover.qdf'))]);
  const plain = all.toString('latin1').toLowerCase();
  return {
    numbers: new Set(plain.match(/\d{9}/g)),
    holds: (text) => {
      const wide = Buffer.from(text, 'utf16le').swap16();
      return [
        text.toLowerCase(),
        Buffer.from(text, 'latin1').toString('hex'),
        wide.toString('hex'),
        wide.toString('latin1').toLowerCase(),
      ].some((spelling) => plain.includes(spelling));
    },
  };
}
