/** Elements whose content is no text for readers. */
const SILENT = /^(script|style|head)$/;
const BREAKING =
  /^(p|div|br|tr|li|ul|ol|table|thead|tbody|h[1-6]|section|paragraph|item|list|caption|title|component|entry)$/;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/**
 * The words between the tags of HTML or XML, in one pass whatever the text is: a pattern that looks for the end of each
 * unclosed tag would take a day over a hostile one.
 */
export function withoutMarkup(text: string): string {
  const parts: string[] = [];
  let lower: string | undefined;
  for (let at = 0; at < text.length;) {
    const open = text.indexOf('<', at);
    if (open === -1) {
      parts.push(text.slice(at));
      break;
    }
    parts.push(text.slice(at, open));
    if (text.startsWith('<![CDATA[', open)) {
      const end = text.indexOf(']]>', open);
      parts.push(text.slice(open + 9, end === -1 ? text.length : end));
      at = end === -1 ? text.length : end + 3;
      continue;
    }
    const comment = text.startsWith('<!--', open);
    const close = text.indexOf(comment ? '-->' : '>', open);
    if (close === -1) {
      // Never closed: what is left is words, or nothing.
      parts.push(comment ? '' : text.slice(open + 1));
      break;
    }
    at = close + (comment ? 3 : 1);
    const name = comment ? '' : elementName(text, open + 1);
    if (SILENT.test(name) && text[close - 1] !== '/') {
      const end = (lower ??= text.toLowerCase()).indexOf(`</${name}`, at);
      at = end === -1 ? text.length : end;
    }
    parts.push(/^\/t[dh]$/.test(name) ? '\t' : BREAKING.test(name.replace(/^\//, '')) ? '\n' : ' ');
  }
  return parts.join('').replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{1,8}));/gi, entity);
}

/** `tr` of `<tr class="x">`, `/tr` of `</tr>`, without a prefix. */
function elementName(text: string, at: number): string {
  const match = /^(\/?)(?:[\w.-]{1,40}:)?([\w.-]{1,40})/.exec(text.slice(at, at + 90));
  return match === null ? '' : `${match[1]}${match[2]}`.toLowerCase();
}

function entity(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
  const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff) ? String.fromCodePoint(point) : ' ';
}
