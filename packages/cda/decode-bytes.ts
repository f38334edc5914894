import type { Refusal } from './refusal.ts';

/** What a declaration may say; UTF-16 is recognised by its bytes, and anything else is refused rather than guessed. */
const DECLARED = /^(utf-?8|us-ascii|ascii|iso-8859-([1-9]|1[0-6])|latin1|windows-125[0-8]|cp1252)$/;

/**
 * The characters of an XML file (XML 1.0, appendix F): byte order mark, else the shape of the first bytes, else the
 * declaration, else UTF-8. What calls itself UTF-8 and is not is read as Windows-1252, in which every byte means something:
 * exporters on Windows do that, and a wrong accent is less than an unread document.
 */
export function decodeBytes(bytes: Uint8Array): { readonly text: string } | Refusal {
  const [a, b, c] = bytes;
  if (a === 0xff && b === 0xfe) return decoded(bytes.subarray(2), 'utf-16le');
  if (a === 0xfe && b === 0xff) return decoded(bytes.subarray(2), 'utf-16be');
  if (a === 0x3c && b === 0) return decoded(bytes, 'utf-16le');
  if (a === 0 && b === 0x3c) return decoded(bytes, 'utf-16be');
  if (a === 0xef && b === 0xbb && c === 0xbf) return decoded(bytes.subarray(3), 'utf-8');
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const declared = /^\s*<\?xml[^>]*?\bencoding\s*=\s*["']([^"'>]{1,40})["']/.exec(head)?.[1]?.toLowerCase() ?? 'utf-8';
  // Declared UTF-16 in single bytes: re-encoded on the way, and the declaration forgotten.
  if (declared.startsWith('utf-16')) return decoded(bytes, 'utf-8');
  if (!DECLARED.test(declared))
    return {
      refused: 'unknown-charset',
      detail: 'It declares a character set that is not read here. Ask the sender for it in UTF-8.',
    };
  return decoded(bytes, declared);
}

function decoded(bytes: Uint8Array, charset: string): { readonly text: string } | Refusal {
  try {
    return { text: new TextDecoder(charset, { fatal: true }).decode(bytes) };
  } catch {
    if (charset.startsWith('utf-16'))
      return { refused: 'not-xml', detail: 'It breaks off within a character. Ask the sender for it again.' };
    return { text: new TextDecoder('windows-1252').decode(bytes) };
  }
}
