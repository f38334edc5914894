import { unzipSync } from 'fflate';
import { READING_LIMITS } from './limits.ts';
import { refuse } from './refusal.ts';
import { decodeEntities } from './text-of-html.ts';

/** The heading of a report often stands in the page header. Macros, pictures, links and settings are not even unpacked. */
const PARTS = /^word\/(header\d{0,2}|document|footer\d{0,2}|footnotes)\.xml$/;
const ORDER = ['header', 'document', 'footnotes', 'footer'];
const MOST_PARTS = 20;

/** The words of a Word document. A part that says it is larger than any report is refused before it is unpacked. */
export function textOfDocx(bytes: Uint8Array): string {
  let parts = 0;
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!PARTS.test(name) || ++parts > MOST_PARTS) return false;
        if (originalSize > READING_LIMITS.writtenBytesOfText)
          throw refuse.tooLarge(originalSize, READING_LIMITS.writtenBytesOfText);
        return true;
      },
    });
  } catch (error) {
    throw error instanceof Error && error.name === 'Refused' ? error : refuse.damaged('The Word document');
  }
  if (files['word/document.xml'] === undefined) throw refuse.damaged('The Word document');
  const rank = (name: string) => ORDER.findIndex((part) => name.startsWith(`word/${part}`));
  const texts = Object.keys(files)
    .sort((a, b) => rank(a) - rank(b) || a.localeCompare(b))
    .map((name) => textOfXml(new TextDecoder().decode(files[name])));
  // The first page's header and that of the others mostly say the same.
  return [...new Set(texts.filter((text) => text !== ''))].join('\n\n');
}

function textOfXml(xml: string): string {
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) throw refuse.damaged('The Word document');
  let text = '';
  let inText = false;
  let cells = 0;
  for (const [, close = '', name = '', selfClosed = '', words] of xml.matchAll(
    /<(\/?)([A-Za-z][\w:.-]*)(?:[^<>"']|"[^"]*"|'[^']*')*?(\/?)>|([^<]+)/g,
  )) {
    if (words !== undefined) {
      if (inText) text += decodeEntities(words);
    } else if (name === 'w:t') inText = close === '' && selfClosed === '';
    else if (name === 'w:tab' && close === '') text += '\t';
    else if ((name === 'w:br' || name === 'w:cr') && close === '') text += '\n';
    else if (name === 'w:tc') {
      cells += close === '' ? 1 : -1;
      if (close === '/') text += '\t';
    } else if (
      (name === 'w:p' && (close === '/' || selfClosed === '/') && cells === 0) ||
      (name === 'w:tr' && close === '/')
    )
      text += '\n';
    else if (name === 'w:p' && close === '/' && cells > 0) text += ' ';
  }
  return text.replace(/[ \t]+\n/g, '\n').trim();
}
