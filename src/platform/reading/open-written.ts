import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { reportText } from '../../../packages/hl7/index.ts';
import type { FileKind } from './detect.ts';
import { READING_LIMITS } from './limits.ts';
import { type Pdf, openPdfBytes } from './pdf.ts';
import { refuse } from './refusal.ts';
import { textOfDocx } from './text-of-docx.ts';
import { textOfHtml } from './text-of-html.ts';
import { textOfRtf } from './text-of-rtf.ts';
import { typesetPages } from './typeset-pages.ts';

export type WrittenKind = Extract<FileKind, 'text' | 'html' | 'rtf' | 'docx' | 'hl7'>;

export function isWritten(kind: FileKind): kind is WrittenKind {
  return kind === 'text' || kind === 'html' || kind === 'rtf' || kind === 'docx' || kind === 'hl7';
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
  if (last?.digest !== digest) last = { digest, pdf: await typesetPages(wordsOf(bytes, kind)) };
  return openPdfBytes(last.pdf);
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
};

function wordsOf(bytes: Buffer, kind: WrittenKind): string {
  if (kind !== 'docx' && bytes.length > READING_LIMITS.writtenBytesOfText)
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
