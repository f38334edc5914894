/** What stands in these is not text of the page. */
const SKIPPED = new Set(['script', 'style', 'head', 'template', 'noscript', 'svg', 'object', 'iframe', 'title']);
const LINES = new Set(
  'p div br tr li h1 h2 h3 h4 h5 h6 table ul ol section article header footer pre hr blockquote dt dd address center'.split(
    ' ',
  ),
);
const NAMED: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', ndash: '\u2013', mdash: '\u2014', deg: '\u00b0' },
  ...{ rsquo: '\u2019', lsquo: '\u2018', rdquo: '\u201d', ldquo: '\u201c', bull: '\u2022', hellip: '\u2026' },
  ...{ micro: '\u00b5', plusmn: '\u00b1', frac12: '\u00bd', copy: '\u00a9', reg: '\u00ae', middot: '\u00b7' },
};

/**
 * The words of a web page in their order; nothing is run, fetched or laid out. One pass over tags and text, so that neither
 * depth nor broken markup costs more than its length.
 */
export function textOfHtml(html: string): string {
  let text = '';
  let skipping: string | undefined;
  let pre = 0;
  for (const [, comment, close = '', name = '', words] of html.matchAll(
    /(<!--(?:[^-]|-(?!->))*(?:-->|$)|<![^>]*>|<\?[^>]*>)|<(\/?)([A-Za-z][A-Za-z0-9]*)(?:[^<>"']|"[^"]*"|'[^']*')*>|([^<]+|<)/g,
  )) {
    if (comment !== undefined) continue;
    const tag = name.toLowerCase();
    if (skipping !== undefined) {
      if (close === '/' && tag === skipping) skipping = undefined;
      continue;
    }
    if (words !== undefined) {
      const plain = decodeEntities(words);
      text += pre > 0 ? plain : plain.replace(/\s+/g, ' ');
    } else if (close === '' && SKIPPED.has(tag)) skipping = tag;
    else if (LINES.has(tag)) {
      if (tag === 'pre') pre += close === '' ? 1 : -1;
      text += '\n';
      if (close === '/' && /^(p|h\d|table)$/.test(tag)) text += '\n';
    } else if (close === '/' && (tag === 'td' || tag === 'th')) text += '\t';
  }
  return text
    .split('\n')
    .map((line) => (line.trim() === '' ? '' : line.replace(/^ /, '').trimEnd()))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** The named ones of HTML that reports use, and all numbers. There are no others to expand: nothing can multiply. */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,8}));/g, (all, dec, hex, name) => {
    if (name !== undefined) return NAMED[name as string] ?? (all as string);
    const code = dec === undefined ? Number.parseInt(hex as string, 16) : Number(dec);
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '\ufffd';
  });
}
