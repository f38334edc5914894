import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isRefusal, printText, readDocument } from '../../../packages/cda/index.ts';
import { reportText } from '../../../packages/hl7/index.ts';
import type { FileKind } from './detect.ts';
import { READING_LIMITS } from './limits.ts';
import { type Pdf, openPdfBytes } from './pdf.ts';
import { refuse, Refused } from './refusal.ts';
import { textOfDocx } from './text-of-docx.ts';
import { textOfHtml } from './text-of-html.ts';
import { textOfRtf } from './text-of-rtf.ts';
import { typesetPages } from './typeset-pages.ts';

export type WrittenKind = Extract<FileKind, 'text' | 'html' | 'rtf' | 'docx' | 'hl7' | 'cda'>;

export function isWritten(kind: FileKind): kind is WrittenKind {
  return Object.hasOwn(TEXT_OF, kind);
}

/** The last one set in type, told by its bytes: the slices of one file come one after another to the same reader. */
let last: { digest: string; pdf: Uint8Array } | undefined;

/**
 * Text without pages becomes pages: the words are taken out and set in type by us, so what the desk sees is what the words
 * say, and nothing that the file would like to draw, load or run.
 */
export async function openWritten(file: string, kind: WrittenKind): Promise<Pdf> {
  const bytes = await readFile(file);
  const digest = createHash('sha256').update(kind).update(bytes).digest('hex');
  if (last?.digest !== digest) last = { digest, pdf: await pagesOf(bytes, kind) };
  return openPdfBytes(last.pdf);
}

async function pagesOf(bytes: Buffer, kind: WrittenKind): Promise<Uint8Array> {
  return (kind === 'cda' && embeddedPdf(bytes)) || typesetPages(wordsOf(bytes, kind));
}

const TEXT_OF: Readonly<Record<WrittenKind, (bytes: Buffer) => string>> = {
  text: decode,
  html: (bytes) => textOfHtml(decode(bytes)),
  rtf: (bytes) => textOfRtf(bytes.toString('latin1')),
  docx: textOfDocx,
  hl7: (bytes) => {
    const report = reportText(bytes);
    if ('text' in report) return report.text;
    if ('embedded' in report)
      throw refuse.unsupported(
        'an HL7 v2 message whose document is embedded in it',
        'Send it through the message feed.',
      );
    throw refuse.damaged('The HL7 message');
  },
  cda: (bytes) => printText(cdaOf(bytes)),
};

function cdaOf(bytes: Buffer) {
  const document = readDocument(bytes);
  if (!isRefusal(document)) return document;
  const at = document.at === undefined ? '' : ` (${document.at})`;
  throw new Refused(
    document.refused === 'too-large' ? 'too-large' : 'damaged',
    `The CDA document cannot be read${at}. ${document.detail}`,
  );
}

/** A document that wraps a scan is that scan (CDA R2, nonXMLBody). */
function embeddedPdf(bytes: Buffer): Uint8Array | undefined {
  const { body } = cdaOf(bytes);
  return body.kind === 'file' && body.bytes?.subarray(0, 5).toString('latin1') === '%PDF-' ? body.bytes : undefined;
}

function wordsOf(bytes: Buffer, kind: WrittenKind): string {
  if (kind !== 'docx' && kind !== 'cda' && bytes.length > READING_LIMITS.writtenBytesOfText)
    throw refuse.tooLarge(bytes.length, READING_LIMITS.writtenBytesOfText);
  const text = plain(TEXT_OF[kind](bytes));
  if (text.trim() === '') throw refuse.empty();
  if (text.length > READING_LIMITS.charactersWritten)
    throw refuse.tooLarge(text.length, READING_LIMITS.charactersWritten);
  return text;
}

/** UTF-8 where it is, else what Windows programs write. */
function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function plain(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b\u000e-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '');
}
