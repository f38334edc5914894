import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Unusable } from './packet-input.ts';
import { PdfReader, isNamed } from './pdf-reader.ts';
import type { Qpdf } from './run-qpdf.ts';

export type OpenedOriginal = { readonly reader: PdfReader } | { readonly unusable: Unusable };

/** Rewrites a file into the plain form that PdfReader reads, decrypted where no password is needed. */
const PLAIN = [
  '--decrypt',
  '--object-streams=disable',
  '--stream-data=preserve',
  '--coalesce-contents',
  '--deterministic-id',
];
/** Draws annotations and form fields into the page, so that nothing interactive survives and nothing visible is lost. */
const FLAT = ['--generate-appearances', '--flatten-annotations=all'];

/**
 * Opens a PDF somebody sent. qpdf reads it first; what qpdf had to guess at is not trusted, and neither is a file whose
 * pages are not as many as the record says.
 */
export async function openOriginal(
  qpdf: Qpdf,
  folder: string,
  file: string,
  expectedPages: number,
): Promise<OpenedOriginal> {
  const opened = await rewritten(qpdf, folder, file, PLAIN, (reader) => whyUnusable(reader, expectedPages));
  if ('unusable' in opened || !isInteractive(opened.reader)) return opened;
  opened.reader.close();
  return rewritten(qpdf, folder, file, [...PLAIN, ...FLAT], (reader) =>
    reader.pages().length === expectedPages ? undefined : 'page-count',
  );
}

let copies = 0;

async function rewritten(
  qpdf: Qpdf,
  folder: string,
  file: string,
  how: readonly string[],
  check: (reader: PdfReader) => Unusable | undefined,
): Promise<OpenedOriginal> {
  const plain = `plain-${++copies}.pdf`; // a name of its own each time: qpdf's file system remembers names
  try {
    const { code, messages } = await qpdf.run([...how, `/w/${file}`, `/w/${plain}`]);
    if (code !== 0) return { unusable: /password/i.test(messages) ? 'encrypted' : 'damaged' };
    const reader = PdfReader.open(join(folder, plain));
    try {
      const unusable = check(reader);
      if (unusable === undefined) return { reader };
      reader.close();
      return { unusable };
    } catch {
      reader.close();
      return { unusable: 'damaged' };
    }
  } catch {
    return { unusable: 'damaged' };
  } finally {
    rmSync(join(folder, plain), { force: true }); // a reader keeps the bytes until it is closed
  }
}

function whyUnusable(reader: PdfReader, expectedPages: number): Unusable | undefined {
  const catalog = reader.catalog();
  if (reader.dict(catalog.get('AcroForm'))?.has('XFA')) return 'dynamic-form';
  // Layers that are switched off would appear in the packet: what the record showed is in the page images.
  const layers = reader.dict(reader.dict(catalog.get('OCProperties'))?.get('D'));
  const off = reader.resolve(layers?.get('OFF'));
  if ((Array.isArray(off) && off.length > 0) || isNamed(layers?.get('BaseState'), 'OFF')) return 'hidden-layers';
  return reader.pages().length === expectedPages ? undefined : 'page-count';
}

function isInteractive(reader: PdfReader): boolean {
  return reader.catalog().has('AcroForm') || reader.pages().some((page) => page.has('Annots'));
}
