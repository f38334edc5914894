/** Groups whose content is no text of the page: fonts, pictures, objects, fields' instructions. */
const SKIPPED = new Set(
  'fonttbl colortbl stylesheet info pict object objdata fldinst listtable listoverridetable rsidtbl generator themedata colorschememapping datastore latentstyles xmlnstbl filetbl revtbl'.split(
    ' ',
  ),
);
const SIGNS: Readonly<Record<string, string>> = {
  ...{ par: '\n', line: '\n', row: '\n', sect: '\n', page: '\f', pard: '', tab: '\t', cell: '\t', emdash: '\u2014' },
  ...{
    endash: '\u2013',
    bullet: '\u2022',
    lquote: '\u2018',
    rquote: '\u2019',
    ldblquote: '\u201c',
    rdblquote: '\u201d',
  },
};
const DEEPEST = 500;
const decoder = new TextDecoder('windows-1252');

interface Group {
  readonly skipped: boolean;
  /** Characters that stand for a Unicode one before them, for programs that know none (`\uc`). */
  readonly fallback: number;
}

/** The words of a rich text document. Control words are read, never obeyed: nothing is embedded, linked or run. */
export function textOfRtf(rtf: string): string {
  let text = '';
  const groups: Group[] = [];
  let group: Group = { skipped: false, fallback: 1 };
  let ignore = 0;
  let starred = false;
  const add = (words: string) => {
    if (group.skipped) return;
    for (const sign of words) {
      if (ignore > 0) ignore--;
      else text += sign;
    }
  };
  const token = /\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}]+)/gy;
  for (let match = token.exec(rtf); match !== null; match = token.exec(rtf)) {
    const [, word, number, hex, sign, brace, words] = match;
    if (brace === '{') {
      if (groups.length >= DEEPEST) break;
      groups.push(group);
    } else if (brace === '}') {
      group = groups.pop() ?? group;
      ignore = 0;
    } else if (word !== undefined) {
      if (SKIPPED.has(word) || starred) group = { ...group, skipped: true };
      else if (word === 'uc') group = { ...group, fallback: Math.min(8, Math.abs(Number(number ?? 1))) };
      else if (word === 'u') {
        ignore = 0;
        add(String.fromCharCode(Number(number ?? 63) & 0xffff));
        ignore = group.skipped ? 0 : group.fallback;
      } else if (word === 'bin') token.lastIndex += Math.max(0, Number(number ?? 0));
      else if (!group.skipped) text += SIGNS[word] ?? '';
    } else if (hex !== undefined) add(decoder.decode(Uint8Array.of(Number.parseInt(hex, 16))));
    else if (sign !== undefined && sign !== '*') {
      if (sign === '~') add(' ');
      else if (sign === '_') add('-');
      else if (sign === '\n' || sign === '\r') add('\n');
      else if (sign !== '-') add(sign);
    } else if (words !== undefined) add(words.replace(/[\r\n]/g, ''));
    starred = sign === '*';
  }
  return text.trim();
}
