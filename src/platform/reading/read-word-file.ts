import { readFile, stat, writeFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import sharp from 'sharp';
import { READING_LIMITS } from './limits.ts';
import { wordPictureFile } from './page-files.ts';
import { refuse, Refused } from './refusal.ts';
import {
  KEPT,
  keptAttribute,
  type LeftAway,
  MOST_PICTURE_BYTES,
  MOST_TREE,
  tooManyPictures,
  type WORD_TREES,
} from './word-file.ts';
import { parseXml, type XmlNode } from './xml-tree.ts';

const WHAT = 'The Word document';
const MAIN = 'word/document.xml';
const NAMESPACES = [
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  'http://purl.oclc.org/ooxml/wordprocessingml/main',
];
const FORBIDDEN: readonly (readonly [RegExp, string])[] = [
  [/vbaProject|vbaData|\.bas$/i, 'with macros'],
  [/activeX/i, 'with ActiveX controls'],
  [/(^|\/)embeddings\/|oleObject/i, 'with an embedded file'],
  [/customUI/i, 'that changes the program it is opened in'],
  [/(^|\/)afchunk/i, 'with another document in it'],
];
/** Fields that fetch, run or ask: nothing a letter needs. */
const DANGEROUS =
  /^\s*(INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|DDE|DDEAUTO|LINK|DATABASE|RD|MACROBUTTON|ASK|FILLIN|EMBED|CONTROL|HTMLCONTROL|SET|SHELL)\b/i;
const OPENED = new Set(['w:hyperlink', 'w:smartTag', 'w:sdt', 'w:sdtContent', 'w:customXml', 'w:fldSimple']);
const TRACKED = new Set(['w:ins', 'w:del', 'w:moveFrom', 'w:moveTo', 'w:rPrChange', 'w:pPrChange']);
const UNSEEN: Readonly<Record<string, LeftAway>> = {
  'w:commentReference': 'comment',
  'w:footnoteReference': 'footnote',
  'w:endnoteReference': 'footnote',
  'm:oMath': 'formula',
  'm:oMathPara': 'formula',
  'w:pict': 'shape',
  'w:sym': 'shape',
};
const MOST_ENTRIES = 400;
const SAVE_PLAIN = 'Save it anew as a plain Word document (.docx) and upload that.';
const WIDEST = 1_800;

export interface SentWord {
  readonly trees: string;
  readonly pictures: number;
  readonly leftAway: readonly LeftAway[];
}

/** In the confined reader: a Word document as template of letters. What could do harm is refused with its cause. */
export async function readWordFile(file: string, folder: string): Promise<SentWord> {
  const { size } = await stat(file);
  if (size === 0) throw refuse.empty();
  if (size > READING_LIMITS.wordFileBytes) throw refuse.tooLarge(size, READING_LIMITS.wordFileBytes);
  const files = unpack(await readFile(file));
  for (const [name, bytes] of Object.entries(files)) if (name.endsWith('.rels')) mustStayInside(text(bytes));
  if (/macroEnabled/i.test(text(files['[Content_Types].xml'])))
    throw refuse.unsupported('a Word document with macros', SAVE_PLAIN);
  return take(files, folder);
}

function unpack(bytes: Buffer): Record<string, Uint8Array> {
  const magic = bytes.subarray(0, 4).toString('latin1');
  if (magic === '\xd0\xcf\x11\xe0') throw refuse.unsupported('an old or a locked Word document', SAVE_PLAIN);
  if (magic !== 'PK\x03\x04') throw refuse.unsupported('no Word document', SAVE_PLAIN);
  const seen = new Set<string>();
  let total = 0;
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(bytes, {
      filter: ({ name, originalSize, size }) => {
        if (seen.has(name) || name.includes('..') || seen.size >= MOST_ENTRIES) throw refuse.damaged(WHAT);
        seen.add(name);
        const harm = FORBIDDEN.find(([pattern]) => pattern.test(name));
        if (harm !== undefined) throw refuse.unsupported(`a Word document ${harm[1]}`, SAVE_PLAIN);
        const wanted =
          name === '[Content_Types].xml' ||
          /^word\/(document|styles|numbering|header\d{1,2}|footer\d{1,2})\.xml$/.test(name) ||
          name.endsWith('.rels') ||
          /^word\/media\/[\w .-]+$/.test(name);
        if (!wanted) return false;
        total += originalSize;
        if (total > READING_LIMITS.wordFileUnpacked || size > bytes.length)
          throw refuse.tooLarge(total, READING_LIMITS.wordFileUnpacked);
        return true;
      },
    });
  } catch (error) {
    throw error instanceof Refused ? error : refuse.damaged(WHAT);
  }
  if (files[MAIN] === undefined || files['[Content_Types].xml'] === undefined)
    throw refuse.unsupported('no Word document', SAVE_PLAIN);
  return files;
}

function mustStayInside(rels: string): void {
  for (const { attributes } of elements(parseXml(rels, WHAT), 'Relationship')) {
    const type = (attributes['Type'] ?? '').split('/').at(-1) ?? '';
    if ((attributes['TargetMode'] ?? '').toLowerCase() === 'external' && type !== 'hyperlink')
      throw refuse.unsupported(
        type === 'attachedTemplate'
          ? 'a Word document that loads another template when it is opened'
          : 'a Word document that fetches something from outside when it is opened',
        SAVE_PLAIN,
      );
    if (/^(oleObject|package|control|aFChunk|vbaProject|frame|subDocument)$/i.test(type))
      throw refuse.unsupported('a Word document with an embedded file', SAVE_PLAIN);
  }
}

async function take(files: Readonly<Record<string, Uint8Array>>, folder: string): Promise<SentWord> {
  const leftAway = new Set<LeftAway>();
  const pictures: Buffer[] = [];
  const known = new Map<string, number>();
  const part = async (name: string) => {
    const root = parseXml(text(files[name]), WHAT);
    if (!NAMESPACES.includes(root.attributes['xmlns:w'] ?? ''))
      throw refuse.unsupported('no usual Word document', SAVE_PLAIN);
    const targets = relations(text(files[`word/_rels/${name.slice(5)}.rels`]));
    return { root, tree: await keep(root, { targets, inBody: name === MAIN }) };
  };
  const keep = async (
    root: XmlNode,
    of: { targets: ReadonlyMap<string, string>; inBody: boolean },
  ): Promise<XmlNode> => {
    const field = { depth: 0, code: '', shown: false };
    const inside = async (node: XmlNode): Promise<(XmlNode | string)[]> => {
      const out: (XmlNode | string)[] = [];
      for (const child of node.children) {
        if (typeof child === 'string') {
          if (node.name === 'w:t') out.push(child);
        } else out.push(...(await one(child)));
      }
      return out;
    };
    const one = async (node: XmlNode): Promise<XmlNode[]> => {
      const { name, attributes } = node;
      if (TRACKED.has(name))
        throw refuse.unsupported(
          'a Word document with tracked changes',
          'Accept or reject the changes, save it and upload it again.',
        );
      if (name === 'w:object' || name === 'w:altChunk' || name === 'w:control')
        throw refuse.unsupported('a Word document with an embedded file', SAVE_PLAIN);
      const unseen = UNSEEN[name];
      if (unseen !== undefined) {
        leftAway.add(unseen === 'shape' && !of.inBody ? 'watermark' : unseen);
        return [];
      }
      if (name === 'w:fldChar' || name === 'w:instrText') return fieldPart(node);
      if (name === 'w:fldSimple') {
        const own = fieldOf(attributes['w:instr'] ?? '');
        if (own !== undefined) return [{ name: 'w:r', attributes: {}, children: [own] }];
      }
      if (name === 'w:hyperlink') leftAway.add('link');
      if (name === 'mc:AlternateContent') {
        leftAway.add('text-box');
        return [];
      }
      if (name === 'w:drawing') return drawing(node);
      if (OPENED.has(name)) return (await inside(node)).filter((each) => typeof each !== 'string');
      if (name === 'w:cols' && Number(attributes['w:num'] ?? '1') > 1) leftAway.add('columns');
      if (!KEPT.has(name)) return [];
      // What a field showed when it was last opened: the number of a page, or a word that goes out of date.
      if ((name === 'w:t' || name === 'w:tab' || name === 'w:br') && field.depth > 0 && !field.shown) return [];
      return [
        {
          name,
          attributes: Object.fromEntries(
            Object.entries(attributes)
              .filter(([key]) => keptAttribute(key))
              .map(([key, value]) => [key, value.slice(0, 500)]),
          ),
          children: await inside(node),
        },
      ];
    };
    const fieldPart = (node: XmlNode): XmlNode[] => {
      const type = node.attributes['w:fldCharType'];
      if (node.name === 'w:instrText') field.code += node.children.filter((each) => typeof each === 'string').join('');
      else if (type === 'begin') {
        field.depth += 1;
        field.code = '';
        field.shown = false;
      } else if (type === 'separate' || type === 'end') {
        if (type === 'end') field.depth = Math.max(0, field.depth - 1);
        if (field.code === '') {
          if (type === 'end') field.shown = false;
          return [];
        }
        const own = fieldOf(field.code);
        field.shown = own === undefined;
        field.code = '';
        if (type === 'end') field.shown = false;
        if (own !== undefined) return [own];
      }
      return [];
    };
    const fieldOf = (code: string): XmlNode | undefined => {
      if (DANGEROUS.test(code))
        throw refuse.unsupported('a Word document with a field that fetches or runs something', SAVE_PLAIN);
      const kind = /^\s*([A-Za-z]+)/.exec(code)?.[1]?.toUpperCase();
      if (kind === 'PAGE') return { name: 'page', attributes: {}, children: [] };
      if (kind === 'NUMPAGES' || kind === 'SECTIONPAGES') return { name: 'pages', attributes: {}, children: [] };
      leftAway.add(kind === 'HYPERLINK' ? 'link' : 'field');
      return undefined;
    };
    const drawing = async (node: XmlNode): Promise<XmlNode[]> => {
      const [blip] = elements(node, 'a:blip');
      const [extent] = elements(node, 'wp:extent');
      if (elements(node, 'wps:txbx').length > 0 || blip === undefined) {
        leftAway.add(elements(node, 'wps:txbx').length > 0 ? 'text-box' : 'shape');
        return [];
      }
      if (elements(node, 'wp:anchor').length > 0) leftAway.add('floating-picture');
      const target = of.targets.get(blip.attributes['r:embed'] ?? '');
      const at = target === undefined ? undefined : await picture(target);
      if (at === undefined) return [];
      const size = (key: string) =>
        String(Math.min(Math.max(Number(extent?.attributes[key] ?? 0) || 914_400, 1), 20_000_000));
      return [{ name: 'picture', attributes: { at: String(at), cx: size('cx'), cy: size('cy') }, children: [] }];
    };
    const [kept] = await one(root);
    if (kept === undefined) throw refuse.damaged(WHAT);
    return kept;
  };
  const picture = async (target: string): Promise<number | undefined> => {
    const before = known.get(target);
    if (before !== undefined) return before;
    const bytes = files[`word/${target}`];
    if (bytes === undefined || !isPicture(bytes)) {
      leftAway.add('picture-kind');
      return undefined;
    }
    if (tooManyPictures(pictures.length + 1))
      throw refuse.unsupported('a Word document with too many pictures', 'Keep those of the letterhead.');
    const drawn = await sharp(bytes, { limitInputPixels: READING_LIMITS.workingPixels, failOn: 'error' })
      .rotate()
      .resize({ width: WIDEST, withoutEnlargement: true })
      .png({ compressionLevel: 9 })
      .toBuffer()
      .catch(() => {
        throw refuse.damaged('A picture in the Word document');
      });
    if (drawn.length > MOST_PICTURE_BYTES)
      throw refuse.unsupported(
        'a Word document with a picture too large for a letterhead',
        'Make the picture smaller.',
      );
    known.set(target, pictures.length);
    pictures.push(drawn);
    return pictures.length - 1;
  };

  const main = await part(MAIN);
  const sections = elements(main.root, 'w:sectPr');
  if (sections.length > 1) leftAway.add('sections');
  const targets = relations(text(files['word/_rels/document.xml.rels']));
  const edge = async (kind: 'header' | 'footer', type: 'default' | 'first' | 'even') => {
    const reference = sections
      .flatMap((each) => elements(each, `w:${kind}Reference`))
      .find(({ attributes }) => (attributes['w:type'] ?? 'default') === type);
    const target = targets.get(reference?.attributes['r:id'] ?? '');
    return target === undefined || files[`word/${target}`] === undefined ? null : `word/${target}`;
  };
  const tree = async (name: string | null) =>
    name === null || files[name] === undefined ? null : (await part(name)).tree;
  if ((await edge('header', 'even')) !== null || (await edge('footer', 'even')) !== null) leftAway.add('even-pages');
  const trees = {
    document: main.tree,
    styles: await tree('word/styles.xml'),
    numbering: await tree('word/numbering.xml'),
    header: await tree(await edge('header', 'default')),
    footer: await tree(await edge('footer', 'default')),
    firstHeader: await tree(await edge('header', 'first')),
    firstFooter: await tree(await edge('footer', 'first')),
  } satisfies Record<(typeof WORD_TREES)[number], XmlNode | null>;
  const sent = JSON.stringify(trees);
  if (sent.length > MOST_TREE) throw refuse.tooLarge(sent.length, MOST_TREE);
  for (const [at, bytes] of pictures.entries()) await writeFile(wordPictureFile(folder, at), bytes, { mode: 0o600 });
  return { trees: sent, pictures: pictures.length, leftAway: [...leftAway] };
}

function relations(rels: string): Map<string, string> {
  if (rels === '') return new Map();
  return new Map(
    elements(parseXml(rels, WHAT), 'Relationship').map(({ attributes }) => {
      const target = attributes['Target'] ?? '';
      return [attributes['Id'] ?? '', target.startsWith('/word/') ? target.slice(6) : target.replace(/^\.\//, '')];
    }),
  );
}

function elements(node: XmlNode, name: string): XmlNode[] {
  return [
    ...(node.name === name ? [node] : []),
    ...node.children.flatMap((child) => (typeof child === 'string' ? [] : elements(child, name))),
  ];
}

function isPicture(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 8)).toString('latin1');
  return head === '\x89PNG\r\n\x1a\n' || head.startsWith('\xff\xd8\xff');
}

function text(bytes: Uint8Array | undefined): string {
  return bytes === undefined ? '' : new TextDecoder().decode(bytes);
}
