import { Readable } from 'node:stream';
import { type Attachment, type ParsedMail, simpleParser, type SimpleParserOptions } from 'mailparser';
import { limitMail, MailTooLarge } from './limit-mail.ts';

/** Pictures of a signature or a letterhead: smaller than any scan of a page. */
const DECORATION_BYTES = 24 * 1024;
const MAX_PARTS = 200;
const MAX_HTML = 2_000_000;
/** Parts of parts counted in; a mail program makes dozens. */
const MAX_NODES = 500;
const MAX_HEAD = 256 * 1024;

export interface MailPart {
  readonly fileName: string;
  readonly bytes: Buffer;
}

export interface UnpackedMail {
  /** Without one, the digest alone tells it. */
  readonly messageId: string;
  readonly sender: string;
  readonly subject: string;
  readonly attachments: readonly MailPart[];
  /** The text with its heading, when it says anything. */
  readonly body: MailPart | undefined;
  /** What was left out, as a sentence. */
  readonly leftOut: string | undefined;
}

/** Why a message could not be taken apart, for the log of its source. */
export function mailFault(error: unknown): string {
  if (error instanceof MailTooLarge) return error.message;
  const said = error instanceof Error ? error.message : '';
  if (/child nodes|header size/i.test(said))
    return 'The message is made of more parts, or has a longer heading, than a mail program writes.';
  return 'The message is damaged or made in a way that cannot be read.';
}

/** Takes a message apart. Nothing in it is opened, run or fetched: each part goes its way as a file from a stranger. */
export async function unpackMail(raw: Readable | Buffer): Promise<UnpackedMail> {
  const mail = await parse(raw, {
    skipImageLinks: true,
    skipTextLinks: true,
    skipTextToHtml: true,
    maxHtmlLengthToParse: MAX_HTML,
    maxChildNodes: MAX_NODES,
    maxHeadSize: MAX_HEAD,
  });
  const parts = mail.attachments.filter((part) => !isDecoration(part));
  const decorations = mail.attachments.length - parts.length;
  const tooMany = Math.max(0, parts.length - MAX_PARTS);
  const sender = mail.from?.text ?? '';
  const subject = mail.subject ?? '';
  const text = (mail.text ?? '').trim();
  const to = [mail.to ?? []].flat().map((address) => address.text);
  const heading = [
    `From: ${sender}`,
    `To: ${to.join(', ')}`,
    `Date: ${mail.date?.toUTCString() ?? ''}`,
    `Subject: ${subject}`,
  ].join('\n');
  const leftOut = [
    ...(decorations > 0 ? [`${decorations} small pictures that belong to the layout were left out.`] : []),
    ...(tooMany > 0 ? [`${tooMany} attachments beyond ${MAX_PARTS} were left out: ask for them again.`] : []),
  ];
  return {
    messageId: mail.messageId ?? '',
    sender,
    subject,
    attachments: parts.slice(0, MAX_PARTS).map((part, at) => ({ fileName: nameOf(part, at), bytes: bytesOf(part) })),
    body: text === '' ? undefined : { fileName: 'Message.txt', bytes: Buffer.from(`${heading}\n\n${text}\n`) },
    leftOut: leftOut.length === 0 ? undefined : leftOut.join(' '),
  };
}

/** The parser does not tell of a stream that breaks off: whichever of both fails first is told. */
async function parse(raw: Readable | Buffer, options: SimpleParserOptions): Promise<ParsedMail> {
  const limited = Readable.from(limitMail(raw), { objectMode: false });
  const broken = new Promise<never>((_resolve, reject) => limited.once('error', reject));
  return Promise.race([simpleParser(limited, options), broken]);
}

function isDecoration(part: Attachment): boolean {
  return part.related === true && part.contentType.startsWith('image/') && part.size < DECORATION_BYTES;
}

const ENDINGS: Readonly<Record<string, string>> = {
  'application/pdf': '.pdf',
  'image/tiff': '.tif',
  'image/png': '.png',
  'image/jpeg': '.jpg',
  'message/rfc822': '.eml',
};

function nameOf(part: Attachment, at: number): string {
  return part.filename ?? `attachment-${at + 1}${ENDINGS[part.contentType] ?? ''}`;
}

/** The parser gives whole attachments as buffers. */
function bytesOf(part: Attachment): Buffer {
  return Buffer.isBuffer(part.content) ? part.content : Buffer.alloc(0);
}
