import { refuse } from './refusal.ts';
import { decodeEntities } from './text-of-html.ts';

/** An element with its attributes as they are written, and what stands in it. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlNode | string)[];
}

const MOST_NODES = 200_000;
const DEEPEST = 60;
const NAME = /^[A-Za-z_][\w.-]*(:[A-Za-z_][\w.-]*)?$/;
const PIECE =
  /<!--[\s\S]*?-->|<(\/?)([^\s<>/="']+)((?:\s+[^\s<>/="']+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y;
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * Reads a part of an Office file. Stricter than XML: no document types, entities of one's own, processing instructions or
 * CDATA, since no word processor writes them there. Whatever else does not fit is damage.
 */
export function parseXml(xml: string, what: string): XmlNode {
  const text = xml.replace(/^\ufeff?\s*<\?xml[^<>]*\?>/, '').trim();
  if (/<[!?](?!--)/.test(text)) throw refuse.damaged(what);
  const root: { name: string; attributes: Record<string, string>; children: (XmlNode | string)[] } = open('', '');
  const path = [root];
  let nodes = 0;
  PIECE.lastIndex = 0;
  while (PIECE.lastIndex < text.length) {
    const piece = PIECE.exec(text);
    const top = path.at(-1);
    if (piece === null || top === undefined) throw refuse.damaged(what);
    const [, close, name, attributes = '', selfClosed, words] = piece;
    if (words !== undefined) {
      if (path.length > 1) top.children.push(decodeEntities(words));
    } else if (name !== undefined) {
      if (close === '/') {
        if (path.length < 2 || top.name !== name || attributes.trim() !== '' || selfClosed === '/')
          throw refuse.damaged(what);
        path.pop();
        continue;
      }
      if (!NAME.test(name) || ++nodes > MOST_NODES || path.length > DEEPEST) throw refuse.damaged(what);
      const node = open(name, attributes);
      top.children.push(node);
      if (selfClosed !== '/') path.push(node);
    }
  }
  const [only, ...more] = root.children;
  if (path.length !== 1 || more.length > 0 || only === undefined || typeof only === 'string')
    throw refuse.damaged(what);
  return only;
}

function open(name: string, attributes: string) {
  const found: Record<string, string> = {};
  for (const [, key = '', double, single] of attributes.matchAll(ATTRIBUTE)) {
    if (Object.hasOwn(found, key) || key === '__proto__') throw refuse.damaged('The document');
    found[key] = decodeEntities(double ?? single ?? '');
  }
  return { name, attributes: found, children: [] as (XmlNode | string)[] };
}

/** The same again as text. Names come from our own lists; everything else is escaped. */
export function writeXml(node: XmlNode): string {
  const attributes = Object.entries(node.attributes).map(([key, value]) => ` ${key}="${escape(value)}"`);
  const inside = node.children.map((child) => (typeof child === 'string' ? escape(child) : writeXml(child)));
  return `<${node.name}${attributes.join('')}${inside.length === 0 ? '/>' : `>${inside.join('')}</${node.name}>`}`;
}

function escape(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
