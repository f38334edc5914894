import type { Readable } from 'node:stream';

const NEWLINE = 0x0a;
const SPACE = 0x20;
/** Longer text is no letter; to lay it out would hold up everybody for as long. Attachments are coded without spaces. */
const MOST_TEXT = 8 * 1024 * 1024;
const CHUNK = 256 * 1024;

/** Why a message is not taken apart, as a sentence for the log of its source. */
export class MailTooLarge extends Error {}

/**
 * Hands a message on while it stays within what a letter with attachments has. Looks at every byte once.
 * @throws MailTooLarge
 */
export async function* limitMail(raw: Readable | Buffer): AsyncGenerator<Buffer> {
  let text = 0;
  for await (const chunk of Buffer.isBuffer(raw) ? piecesOf(raw) : (raw as AsyncIterable<Buffer>)) {
    text += textBytes(chunk);
    if (text > MOST_TEXT)
      throw new MailTooLarge(
        `The text of the message is longer than ${MOST_TEXT / 1024 / 1024} MB: ask for it as a file.`,
      );
    yield chunk;
  }
}

function* piecesOf(raw: Buffer): Generator<Buffer> {
  for (let from = 0; from < raw.length; from += CHUNK) yield raw.subarray(from, from + CHUNK);
}

/** Bytes of lines with a space in them: text, not coded bytes. */
function textBytes(chunk: Buffer): number {
  let bytes = 0;
  for (let space = chunk.indexOf(SPACE); space !== -1;) {
    const begin = chunk.lastIndexOf(NEWLINE, space) + 1;
    const end = chunk.indexOf(NEWLINE, space);
    const next = end === -1 ? chunk.length : end + 1;
    bytes += next - begin;
    space = chunk.indexOf(SPACE, next);
  }
  return bytes;
}
