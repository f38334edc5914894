import { problems } from '../problems.ts';

/** What the content is by its own bytes; a name or a claim decides nothing. */
export type ContentKind = 'pdf' | 'png' | 'jpeg' | 'tiff' | 'rtf' | 'html' | 'xml' | 'text' | 'other';

const MEDIA_TYPES: Readonly<Record<Exclude<ContentKind, 'other'>, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpeg: 'image/jpeg',
  tiff: 'image/tiff',
  rtf: 'application/rtf',
  html: 'text/html',
  xml: 'application/xml',
  text: 'text/plain',
};
/** Claims that can be held against the bytes; any other claim is taken as it is. */
const CLAIMS: Readonly<Record<string, readonly ContentKind[]>> = {
  'application/pdf': ['pdf'],
  'image/png': ['png'],
  'image/jpeg': ['jpeg'],
  'image/jpg': ['jpeg'],
  'image/tiff': ['tiff'],
  'application/rtf': ['rtf'],
  'text/rtf': ['rtf'],
  'text/html': ['html', 'xml', 'text'],
  'application/xhtml+xml': ['html', 'xml'],
  'application/xml': ['xml'],
  'text/xml': ['xml'],
  'application/hl7-sda+xml': ['xml'],
  // Plain text may look like markup: it is shown as text either way.
  'text/plain': ['text', 'html', 'xml', 'rtf'],
};
const PDF_HEADER_WITHIN = 1024;

/**
 * Decodes base64 as FHIR R4 writes it (datatypes.html#base64Binary; white space allowed). Node's own decoder drops what
 * it does not know and says nothing, so half a document would pass for a whole one.
 * @throws fhir/invalid-element
 */
export function decodeBase64(data: string, at: string): Buffer {
  const compact = /\s/.test(data) ? data.replace(/\s+/g, '') : data;
  const bytes = Buffer.from(compact, 'base64');
  const padding = compact.endsWith('==') ? 2 : compact.endsWith('=') ? 1 : 0;
  if (compact.length % 4 !== 0 || bytes.length !== (compact.length / 4) * 3 - padding || /[-_]/.test(compact))
    throw problems.invalidElement({
      detail: `Nothing of it was stored. ${at} is not base64, or breaks off; ask the sender for the whole attachment.`,
      at,
    });
  return bytes;
}

/**
 * The kind and media type of an attachment, by its bytes.
 * @throws fhir/attachment-mismatch when it claims to be what it is not
 */
export function evaluateAttachment(
  bytes: Buffer,
  claimed: string | undefined,
  at: string,
): { kind: ContentKind; mediaType: string } {
  const kind = kindOf(bytes);
  const claim = claimed?.split(';')[0]?.trim().toLowerCase();
  const allowed = claim === undefined ? undefined : CLAIMS[claim];
  if (claim !== undefined && allowed !== undefined && !allowed.includes(kind))
    throw problems.attachmentMismatch({
      detail: `Nothing of it was stored. ${at} says it is ${claim}, and its content is ${kind === 'other' ? 'something else' : `of type ${MEDIA_TYPES[kind]}`}. Ask the sender to correct it.`,
      at: `${at}.contentType`,
    });
  if (claim === 'text/plain') return { kind: 'text', mediaType: 'text/plain' };
  if (claim === 'text/html') return { kind: 'html', mediaType: 'text/html' };
  if (kind === 'other') return { kind, mediaType: isMediaType(claim) ? claim : 'application/octet-stream' };
  return { kind, mediaType: MEDIA_TYPES[kind] };
}

function kindOf(bytes: Buffer): ContentKind {
  const start = bytes.subarray(0, 8).toString('latin1');
  if (start === '\x89PNG\r\n\x1a\n') return 'png';
  if (start.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].includes(start.slice(0, 4))) return 'tiff';
  if (start.startsWith('{\\rtf')) return 'rtf';
  // As the reader: printers and mail gateways put job headers before the PDF.
  if (bytes.subarray(0, PDF_HEADER_WITHIN + 5).includes('%PDF-')) return 'pdf';
  if (hasControlBytes(bytes)) return isUtf16(bytes) ? 'text' : 'other';
  const head = bytes
    .subarray(0, 4096)
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart();
  if (/^<(!doctype\s+html|html|body|div|p|table|span|h[1-6])[\s>]/i.test(head)) return 'html';
  if (
    /^<\?xml[\s?]/i.test(head) ||
    /^<([A-Za-z_][\w.-]*:)?[A-Za-z_][\w.-]*[\s/>]/.test(head) ||
    head.startsWith('<!--')
  )
    return 'xml';
  return 'text';
}

/** A program, a picture, an archive: bytes that no text has. */
function hasControlBytes(bytes: Buffer): boolean {
  return bytes.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27));
}

function isUtf16(bytes: Buffer): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

function isMediaType(claim: string | undefined): claim is string {
  return claim !== undefined && /^[a-z0-9][a-z0-9!#$&^_.+-]{0,60}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,80}$/.test(claim);
}
