/** Groups that carry no text of the document (RTF 1.9.1: destinations). `\*` marks those that a reader may skip. */
const SILENT = /^(\*|fonttbl|colortbl|stylesheet|info|pict|header|footer|object|themedata)$/;
const BREAKS: Readonly<Record<string, string>> = {
  par: '\n',
  line: '\n',
  row: '\n',
  sect: '\n',
  page: '\f',
  tab: '\t',
  cell: '\t',
};
const CODE_PAGE = new TextDecoder('windows-1252');

/** The words of a rich text document, in one pass: groups opened and closed, control words become what they mean or nothing. */
export function withoutRtf(text: string): string {
  const parts: string[] = [];
  const silent: boolean[] = [];
  const control = /\\(?:'([0-9a-f]{2})|([a-z]{1,32})(-?\d{1,10})? ?|([^]))/iy;
  for (let at = 0; at < text.length;) {
    const char = text.charAt(at);
    if (char === '{' || char === '}') {
      if (char === '{') silent.push(silent.at(-1) ?? false);
      else silent.pop();
      at += 1;
      continue;
    }
    if (char !== '\\') {
      const end = nextSign(text, at);
      if (silent.at(-1) !== true) parts.push(text.slice(at, end).replace(/[\r\n]/g, ''));
      at = end;
      continue;
    }
    control.lastIndex = at;
    const match = control.exec(text);
    if (match === null) break;
    at = control.lastIndex;
    const [, hex, word, number, symbol] = match;
    if (SILENT.test(word ?? symbol ?? '') && silent.length > 0) silent[silent.length - 1] = true;
    if (silent.at(-1) === true) continue;
    if (hex !== undefined) parts.push(CODE_PAGE.decode(Buffer.from(hex, 'hex')));
    else if (word === 'u' && number !== undefined) {
      parts.push(String.fromCharCode(Number(number) & 0xffff));
      // The sign for readers without Unicode stands behind it.
      if (text[at] === '?') at += 1;
    } else if (word !== undefined) parts.push(BREAKS[word] ?? '');
    else if (symbol !== undefined && '{}\\'.includes(symbol)) parts.push(symbol);
    else if (symbol === '~') parts.push(' ');
  }
  return parts.join('');
}

function nextSign(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) if ('{}\\'.includes(text.charAt(at))) return at;
  return text.length;
}
