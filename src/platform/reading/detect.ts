import { open, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileTypeFromBuffer } from 'file-type';
import { looksLikeDocument } from '../../../packages/cda/index.ts';
import { READING_LIMITS } from './limits.ts';
import { refuse } from './refusal.ts';

/** The last six have no pages of their own: see open-written.ts. */
export type FileKind = 'pdf' | 'tiff' | 'png' | 'jpeg' | 'text' | 'html' | 'rtf' | 'docx' | 'hl7' | 'cda';

export interface Detected {
  readonly kind: FileKind;
  readonly bytes: number;
  /** The name promised another type than the content is; the content decides. */
  readonly nameMismatch: boolean;
}

const EXTENSIONS: Record<FileKind, readonly string[]> = {
  pdf: ['.pdf'],
  tiff: ['.tif', '.tiff'],
  png: ['.png'],
  jpeg: ['.jpg', '.jpeg', '.jpe', '.jfif'],
  text: ['.txt', '.text', '.asc', '.rpt'],
  html: ['.html', '.htm'],
  rtf: ['.rtf', '.doc'],
  docx: ['.docx'],
  hl7: ['.hl7', '.txt', '.dat', '.msg'],
  cda: ['.xml', '.cda', '.ccda', '.ccd'],
};

/** Bytes looked at from the start and from the end; PDF readers accept the header within the first 1,024. */
const HEAD = 64 * 1024;
const TAIL = 66 * 1024;
const PDF_HEADER_WITHIN = 1024;

/** Names for what arrives and is not read; file-type's own MIME type serves for the rest. */
const NAMED: Record<string, string> = {
  zip: 'a ZIP archive',
  docx: 'a Word document',
  xlsx: 'an Excel workbook',
  pptx: 'a PowerPoint presentation',
  odt: 'an OpenDocument text',
  cfb: 'an old Office document',
  rtf: 'a rich text document',
  gif: 'a GIF picture',
  bmp: 'a BMP picture',
  webp: 'a WebP picture',
  heic: 'an iPhone HEIC picture',
  avif: 'an AVIF picture',
  jp2: 'a JPEG 2000 picture',
  dcm: 'a DICOM image',
  exe: 'a program',
  elf: 'a program',
  mp4: 'a video',
  eml: 'a mail message',
  gz: 'a compressed archive',
  '7z': 'a compressed archive',
  rar: 'a compressed archive',
};

/** Decides the type of a file by its content, never by its name; throws Refused for all that is not read. */
export async function detect(file: string, name = file): Promise<Detected> {
  const { size } = await stat(file);
  if (size === 0) throw refuse.empty();
  if (size > READING_LIMITS.bytes) throw refuse.tooLarge(size, READING_LIMITS.bytes);
  const handle = await open(file, 'r');
  try {
    const head = Buffer.alloc(Math.min(HEAD, size));
    await handle.read(head, 0, head.length, 0);
    const tail = Buffer.alloc(Math.min(TAIL, size));
    await handle.read(tail, 0, tail.length, size - tail.length);
    const extension = extname(name).toLowerCase();
    const kind = await decideKind(head, tail, extension);
    return { kind, bytes: size, nameMismatch: extension !== '' && !EXTENSIONS[kind].includes(extension) };
  } finally {
    await handle.close();
  }
}

async function decideKind(head: Buffer, tail: Buffer, extension: string): Promise<FileKind> {
  const kind = ownKind(head);
  if (kind === undefined) {
    const written = await writtenKind(head, extension);
    if (written === undefined) throw await nameOther(head);
    if (written !== 'docx' && endsAsZip(tail)) throw refuse.polyglot('a text', 'a ZIP archive');
    return written;
  }
  const pdfAt = head.subarray(0, PDF_HEADER_WITHIN + 5).indexOf('%PDF-');
  if (kind !== 'pdf' && pdfAt >= 0) throw refuse.polyglot(`a ${kind.toUpperCase()} picture`, 'a PDF document');
  if (kind === 'pdf' && pdfAt > 0 && (await isSomethingElse(head))) {
    throw refuse.polyglot('a PDF document', 'a file of another type');
  }
  if (endsAsZip(tail)) throw refuse.polyglot(kind === 'pdf' ? 'a PDF document' : 'a picture', 'a ZIP archive');
  return kind;
}

/** Our own signatures: the four that are read. */
function ownKind(head: Buffer): FileKind | undefined {
  if (head.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) return 'png';
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return 'jpeg';
  const magic = head.subarray(0, 4).toString('latin1');
  if (['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].includes(magic)) return 'tiff';
  // Printers and mail gateways put job headers before the PDF; every PDF reader accepts them.
  if (head.subarray(0, PDF_HEADER_WITHIN + 5).includes('%PDF-')) return 'pdf';
  return undefined;
}

/** Text that somebody wrote: a report of a transcription service, the words of a mail. */
async function writtenKind(head: Buffer, extension: string): Promise<FileKind | undefined> {
  const start = head
    .subarray(0, 1024)
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  if (isReport(head)) return 'hl7';
  if (start.startsWith('{\\rtf')) return 'rtf';
  if (/^(<!doctype html|<html)/i.test(start)) return 'html';
  if (looksLikeDocument(head)) return 'cda';
  if (start.startsWith('PK'))
    return (await fileTypeFromBuffer(head).catch(() => undefined))?.ext === 'docx' ? 'docx' : undefined;
  // Nothing marks plain text: its name must say so, and neither a message of a feed nor data may hide behind it.
  const named = EXTENSIONS.text.includes(extension);
  const wide = head[0] === 0xff && head[1] === 0xfe;
  const letters = wide || !head.some((byte) => byte < 9 || (byte > 13 && byte < 32));
  return named && letters && !/^(MSH[|^~\\&]|<|[{[])/.test(start) ? 'text' : undefined;
}

/** One HL7 message that carries a document (TXA): a report as a transcription service sends it. Others belong to the feeds. */
function isReport(head: Buffer): boolean {
  const text = head.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '');
  return (
    /^MSH[^A-Za-z0-9\s]/.test(text) &&
    /[\r\n]TXA[^A-Za-z0-9\s]/.test(text) &&
    !/[\r\n](MSH|BHS|FHS)[^A-Za-z0-9\s]/.test(text)
  );
}

/** Something with a signature of its own stands before the PDF header. */
async function isSomethingElse(head: Buffer): Promise<boolean> {
  if (/^\s*(<!doctype|<html|<script|<\?xml|<\?php|#!)/i.test(head.subarray(0, 256).toString('latin1'))) return true;
  const found = await fileTypeFromBuffer(head);
  return found !== undefined && found.ext !== 'pdf';
}

/** An end-of-central-directory record whose comment ends exactly where the file does (APPNOTE.TXT 4.3.16). */
function endsAsZip(tail: Buffer): boolean {
  const at = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (at < 0 || at + 22 > tail.length) return false;
  return at + 22 + tail.readUInt16LE(at + 20) === tail.length && tail.readUInt16LE(at + 10) > 0;
}

async function nameOther(head: Buffer): Promise<Error> {
  const start = head
    .subarray(0, 1024)
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  if (head.subarray(128, 132).toString('latin1') === 'DICM') return refuse.unsupported('a DICOM image');
  if (/^MSH[|^~\\&]/.test(start)) return refuse.unsupported('an HL7 v2 message', 'Send it through the message feed.');
  if (/^(<!doctype html|<html)/i.test(start)) return refuse.unsupported('a web page');
  if (start.startsWith('<?xml')) return refuse.unsupported('an XML document', 'Import it as data instead.');
  if (head.subarray(0, 64).includes('IHDR')) return refuse.damaged('The PNG picture');
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  if (found !== undefined) return refuse.unsupported(NAMED[found.ext] ?? `of type ${found.mime}`);
  if (/^[{[]/.test(start)) return refuse.unsupported('a data file (JSON)');
  if (head.every((byte) => byte === 0)) return refuse.damaged('The file holds only zeros: it');
  if (!head.some((byte) => byte < 9 || (byte > 13 && byte < 32))) return refuse.unsupported('plain text');
  return refuse.unsupported('of a type that is not known', 'Send it as PDF, TIFF, PNG or JPEG.');
}
