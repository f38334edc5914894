import { SaxesParser } from 'saxes';
import { decodeBytes } from './decode-bytes.ts';
import { CDA_LIMITS } from './limits.ts';
import type { Refusal, RefusalCode } from './refusal.ts';

/**
 * An element by what its name means, whatever its prefix: those of HL7 V3 have their local name (`section`), those of the
 * SDTC extensions `sdtc:name`, all others `other:name`. Attributes without a prefix likewise, and `xsi:type`.
 */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

const V3 = 'urn:hl7-org:v3';
const PREFIXES: Readonly<Record<string, string>> = {
  'urn:hl7-org:sdtc': 'sdtc:',
  'http://www.w3.org/2001/XMLSchema-instance': 'xsi:',
};
/** White space means something only here. */
const WORDS = new Set(['text', 'title']);

class Stop extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.refused);
    this.refusal = refusal;
  }
}

/**
 * Reads a stranger's XML. A document type is refused with everything that could stand in it (entities, external subsets),
 * so nothing can multiply and nothing is ever fetched; processing instructions (style sheets) are not looked at. Strict
 * about form and namespaces: what two programs could read differently is no document. One pass, no recursion.
 */
export function readXml(bytes: Uint8Array): XmlElement | Refusal {
  if (bytes.length > CDA_LIMITS.bytes)
    return {
      refused: 'too-large',
      detail: `It has ${Math.ceil(bytes.length / 1e6)} MB; at most ${Math.floor(CDA_LIMITS.bytes / 1e6)} MB are read. Ask the sender for it in parts.`,
    };
  if (bytes.length === 0) return { refused: 'empty', detail: 'The file is empty. Ask the sender for it again.' };
  const decoded = decodeBytes(bytes);
  if ('refused' in decoded) return decoded;
  const parser = new SaxesParser({ xmlns: true });
  const place = () => `line ${parser.line}, column ${parser.column}`;
  const stop = (refused: RefusalCode, detail: string): never => {
    throw new Stop({ refused, detail, at: place() });
  };
  const root: Open = { name: '', attributes: {}, children: [] };
  const path = [root];
  let words = 0;
  let nodes = 0;
  parser.on('error', () =>
    stop('not-xml', 'It is not well-formed XML: damaged, cut off, or not written as XML. Ask the sender for it again.'),
  );
  parser.on('doctype', () =>
    stop(
      'document-type',
      'It carries a document type (DTD), which no clinical document has and through which files do harm. It was not read; ask the sender for it without.',
    ),
  );
  parser.on('opentag', (tag) => {
    nodes += 1 + Object.keys(tag.attributes).length;
    if (nodes > CDA_LIMITS.nodes)
      stop('too-large', 'It has more elements than are read. Ask the sender for it in parts.');
    if (path.length > CDA_LIMITS.depth)
      stop('too-deep', `Its elements stand deeper in each other than ${CDA_LIMITS.depth} levels. It was not read.`);
    const element: Open = {
      name: nameOf(tag.uri, tag.local, V3),
      // fromEntries defines own properties: a name such as __proto__ is a name like any other.
      attributes: Object.fromEntries(
        Object.values(tag.attributes)
          .filter(({ prefix }) => prefix !== 'xmlns' && prefix !== 'xml')
          .map(({ uri, local, value }) => [nameOf(uri, local, ''), value]),
      ),
      children: [],
    };
    path.at(-1)?.children.push(element);
    path.push(element);
    if (WORDS.has(element.name)) words++;
  });
  parser.on('closetag', () => {
    if (WORDS.has(path.pop()?.name ?? '')) words--;
  });
  const say = (text: string) => {
    if (words > 0 || text.trim() !== '') path.at(-1)?.children.push(text);
  };
  parser.on('text', say);
  parser.on('cdata', say);
  try {
    parser.write(decoded.text).close();
  } catch (error) {
    if (error instanceof Stop) return error.refusal;
    throw error;
  }
  const only = root.children.find((each) => typeof each !== 'string');
  return only ?? { refused: 'not-xml', detail: 'It holds no element. Ask the sender for it again.' };
}

interface Open {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: (XmlElement | string)[];
}

function nameOf(uri: string, local: string, own: string): string {
  return uri === own ? local : `${PREFIXES[uri] ?? 'other:'}${local}`;
}
